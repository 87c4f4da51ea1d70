"""Text as a reader is to see it: characters that steer a screen, turn a line around, or that no file of XML may hold,
are shown by their code."""

from __future__ import annotations

import re

_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """Return a text in which nothing acts: `[U+202E]` stands for a character that would reverse the line."""
    return _STEERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
