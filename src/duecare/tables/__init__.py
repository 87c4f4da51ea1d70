"""Reads tables of address ranges: MMDB, registries' delegated files, CSV, and prefix lists."""
