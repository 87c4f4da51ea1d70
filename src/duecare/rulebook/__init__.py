"""The law in use: loaded, compiled, with its views."""
