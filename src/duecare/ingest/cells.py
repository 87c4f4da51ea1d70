"""Cells of EuRepoC: three notations of lists in one file, and five ways to say that nothing is known."""

from __future__ import annotations

import re

_LITERAL = re.compile(r"""'((?:[^'\\]++|\\.)*+)'|"((?:[^"\\]++|\\.)*+)"|(None|nan|NaT|[-+0-9.eE]++)""", re.S)
_BETWEEN = re.compile(r"[\[\](),\s]*")
_STATES = {
    "": "blank",
    "nan": "blank",
    "nat": "blank",
    "not available": "not available",
    "unknown": "unknown",
    "not attributed": "not attributed",
    "unknown - not attributed": "not attributed",
    "none": "none",
}


def values_of(cell: str) -> tuple[str, ...]:
    """Return the values of a cell in its order, whichever notation of lists it is in; repeats stay."""
    text = cell.strip()
    if text.startswith("[") and text.endswith("]"):
        listed = _listed(text)
        if listed is not None:
            return listed
    return tuple(part.strip() for part in text.split(";"))


def said(cell: str) -> tuple[str, ...]:
    """Return what a cell says, each once; the ways to say that nothing is known are left out."""
    return tuple(dict.fromkeys(value for value in values_of(cell) if not unsaid(value)))


def unsaid(value: str) -> str:
    """Return in which way a value says nothing (`blank`, `unknown`, ...); the empty text if it says something."""
    return _STATES.get(value.strip().casefold(), "")


def _listed(text: str) -> tuple[str, ...] | None:
    """Return the values of a list written as in Python, nested or not; None if it is none."""
    found: list[str] = []
    at = _after(_BETWEEN, text, 0)
    while at < len(text):
        match = _LITERAL.match(text, at)
        if match is None:
            return None
        single, double, bare = match.groups()
        word = next((part for part in (single, double, bare) if part is not None), "")
        found.append(re.sub(r"\\(.)", r"\1", word).strip() if bare is None else word.replace("None", ""))
        at = _after(_BETWEEN, text, match.end())
        if at == match.end():
            return None
    return tuple(found)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
