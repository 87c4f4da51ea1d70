"""The use case: a dossier under a rulebook, in every held reading, as one Assessment."""
