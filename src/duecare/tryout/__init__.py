"""What a new declaration would change: past cases under a State's words with it and without it."""
