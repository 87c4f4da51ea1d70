"""Dates with precision: a moment is the interval in which something happened, as far as is known.

Accepted: `2021`, `2021-05`, `2021-05-14`, `2021-05-14T13:00Z`, `2021-05-14T13:00+01:00`, and a window
`2022-12/2023-05`. A moment without a zone is read in UTC.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(Z|[+-]\d{2}:\d{2})?)?)?)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A time known to lie between `earliest` and `latest` (both included), and the text that says so."""

    earliest: datetime
    latest: datetime
    text: str

    def __str__(self) -> str:
        return self.text


def parse_moment(text: str) -> Moment:
    """Read one date, date and time, or window; ValueError says what is wrong with it."""
    first, slash, last = text.partition("/")
    if not slash:
        return _single(text)
    start, end = _single(first), _single(last)
    if end.latest < start.earliest:
        raise ValueError(f"the window '{text}' ends before it begins")
    return Moment(start.earliest, end.latest, text)


def _single(text: str) -> Moment:
    match = _DATE.match(text)
    if match is None:
        raise ValueError(f"'{text}' is not a date such as 2021-05-14, 2021-05 or 2021-05-14T13:00Z")
    year, month, day, hour, minute, zone = match.groups()
    try:
        if hour is not None:
            iso = f"{year}-{month}-{day}T{hour}:{minute}" + (zone or "Z").replace("Z", "+00:00")
            at = datetime.fromisoformat(iso).astimezone(UTC)
            return Moment(at, at, text)
        first = datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
        if day is not None:
            last = first
        elif month is not None:
            last = first.replace(day=monthrange(first.year, first.month)[1])
        else:
            last = first.replace(month=12, day=31)
        return Moment(first, last + timedelta(days=1) - timedelta(minutes=1), text)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"'{text}' is not a date of the calendar") from error
