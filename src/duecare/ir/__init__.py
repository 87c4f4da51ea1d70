"""The law as frozen data: what a rulebook says, free of syntax, files and engines."""
