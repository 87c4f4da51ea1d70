"""Indicators by territory: a CSV list for each response team, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO

from duecare.dossier.model import Dossier, Indicator
from duecare.exchange.marking import stricter

UNPLACED = "unplaced"
COLUMNS = ("id", "type", "value", "first_seen", "last_seen", "territory", "role", "tlp", "sources", "note", "dossier")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def by_territory(dossier: Dossier) -> Mapping[str, tuple[Indicator, ...]]:
    """Return the indicators by the State in whose territory somebody places them; the rest are unplaced."""
    places = dict.fromkeys(one.territory or UNPLACED for one in dossier.indicators)
    return {
        place: tuple(one for one in dossier.indicators if (one.territory or UNPLACED) == place)
        for place in sorted(places, key=lambda place: (place == UNPLACED, place))
    }


def to_csv(dossier: Dossier, indicators: tuple[Indicator, ...]) -> str:
    """Return one territory's list; no cell begins with a sign that a spreadsheet would run."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in indicators:
        writer.writerow([guarded(cell) for cell in _cells(one, dossier)])
    return buffer.getvalue()


def guarded(cell: str) -> str:
    """Return a cell with a quotation mark before it, if a spreadsheet might take it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(one: Indicator, dossier: Dossier) -> tuple[str, ...]:
    seen = (str(one.first_seen or ""), str(one.last_seen or ""))
    told = (one.territory, one.role, stricter(one.tlp, dossier.tlp), "; ".join(one.sources), one.note, dossier.id)
    return (one.id, one.type, one.value, *seen, *told)
