"""Reasons: the chain of a duty as one formula over the record, proofs of it, and their words."""
