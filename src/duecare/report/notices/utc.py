"""Times as a notice gives them: in UTC, and no closer than they are known."""

from __future__ import annotations

from datetime import datetime

from duecare.base.moments import Moment
from duecare.report.dates import in_words


def in_utc(when: Moment) -> str:
    """Return a moment in UTC: `2021-05-14 03:12 UTC`, `14 May 2021`, or from when to when."""
    if "T" not in when.text:
        return in_words(when.text)
    if when.earliest == when.latest:
        return _told(when.earliest)
    first, _, last = when.text.partition("/")
    begins = _told(when.earliest) if "T" in first else in_words(first)
    ends = _told(when.latest) if "T" in last else in_words(last)
    return f"{begins} to {ends}"


def _told(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
