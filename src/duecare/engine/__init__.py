"""The exact engine: decision diagrams over facts and issue positions. Pure, and it names no rule."""
