"""The law as a book to read: one page of prose and rules, with its tables and indexes, and what the book holds."""
