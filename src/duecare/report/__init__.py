"""What a reader gets: the answer, tables and the memo, from an Assessment; nothing is decided here."""
