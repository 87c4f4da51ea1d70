"""Conditions of the book that no case reaches: the declaration, what was changed, and the reason."""

from __future__ import annotations

UNREACHED: tuple[tuple[str, str, str], ...] = ()
