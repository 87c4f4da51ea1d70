"""What stands beside a range, as the label that a table keeps: a territory's code or an operator's number."""

from __future__ import annotations

import re

from duecare.base.territories import territory_of
from duecare.nexus.keys import ALL_32
from duecare.nexus.table import Ranges

_NUMBER = re.compile(r"(?:AS)?(\d{1,10})\Z", re.IGNORECASE)
_NO_TERRITORY = {"EU", "AP", "ZZ", "A1", "A2", "O1", "", "-", "**", "??"}


def territory_label(code: str, ranges: Ranges) -> str:
    """Return the three letters of a territory; a region, a sign for nothing or an unknown code is counted."""
    known = territory_of(code) if len(code) <= 3 else None
    if known is None:
        ranges.skip("code of no territory (region or none)" if code.upper() in _NO_TERRITORY else "unknown code")
        return ""
    return known.iso3


def operator_label(text: str, name: str, ranges: Ranges) -> str:
    """Return `AS64500 Name` of an operator's number; what is none is counted."""
    match = _NUMBER.match(text.strip())
    if match is None or not 0 < int(match[1]) <= ALL_32:
        ranges.skip("number of no operator")
        return ""
    return f"AS{int(match[1])} {' '.join(name.split())[:80]}".strip()
