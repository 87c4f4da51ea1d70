"""Notices to the territorial State in three registers, from templates that are data; each attributes nothing."""
