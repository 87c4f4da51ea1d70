"""Conditions of the book that no case reaches: the declaration, what was changed, and the reason."""

from __future__ import annotations

NOTHING_CHANGES = "no facts and no reading tell the two laws apart: other positions, rules or constraints say the same"

UNREACHED: tuple[tuple[str, str, str], ...] = (
    ("obligations corfu_channel_duty", "in_force: without rule_of_conduct", NOTHING_CHANGES),
    ("obligations corfu_channel_duty", "in_force: without norm_leaves_room", NOTHING_CHANGES),
    ("obligations no_harm_duty", "in_force: without rule_of_conduct", NOTHING_CHANGES),
)
