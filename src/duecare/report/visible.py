"""Text as a reader is to see it: characters that steer a screen, or turn a line around, are shown by their code."""

from __future__ import annotations

import re

_STEERING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"  # halves of pairs, private signs, tags that nobody sees
)
_SPACES = re.compile("[\t\n\v\f\r\x85 \u2028\u2029]+")


def visible(text: str) -> str:
    """Return a text in which nothing acts: `[U+202E]` stands for a character that would reverse the line."""
    return _STEERING.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def one_line(text: str) -> str:
    """Return a text as a reader is to see it, on one line; spaces at its edges part words and stay."""
    return _SPACES.sub(" ", visible(text))
