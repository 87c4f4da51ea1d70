"""Results and law in the forms other tools read."""
