"""Dates as a reader writes them: `14 May 2021`, where the record has `2021-05-14`."""

from __future__ import annotations

import re

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(r"(?<![\d-])(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2})(?:T(\d{2}:\d{2})(Z|[+-]\d{2}:\d{2})?)?)?(?![\d-])")


def in_words(label: str) -> str:
    """Return a date, a window or the label of an instant with its months in words; other text stays."""
    return _DATE.sub(lambda found: _told(found, 9), label.replace("/", " to "))


def in_brief(label: str) -> str:
    """Return the same with months of three letters, for a table."""
    return _DATE.sub(lambda found: _told(found, 3), label.replace("/", " to "))


def _told(found: re.Match[str], letters: int) -> str:
    year, month, day, clock, zone = found.groups()
    name = _MONTHS[int(month) - 1][:letters]
    date = f"{int(day)} {name} {year}" if day else f"{name} {year}"
    at = "" if not clock else f" {clock} UTC" if zone in (None, "Z") else f" {clock} {zone}"
    return date + at
