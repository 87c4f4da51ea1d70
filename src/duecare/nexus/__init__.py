"""Addresses to territories: pure functions over tables, indicators and batches of flows; no file is opened here."""
