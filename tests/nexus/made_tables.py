"""Small tables for tests, and what the standard library says of the same ranges."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from duecare.nexus.table import MARK, TERRITORY, Head, Ranges, Table, made

Row = tuple[int, int, int, str]  # version, first, last, label
DAY = date(2026, 2, 1)
DATA = next(
    (folder / "shared" / "data" for folder in Path(__file__).parents if (folder / "shared" / "data").is_dir()), None
)


def head(kind: str = "geolocated", source: str = "A", day: date = DAY, says: str = TERRITORY) -> Head:
    """Return the head of a table."""
    return Head(f"{source}.csv", source, kind, day, says)


def table(rows: Sequence[Row], about: Head | None = None) -> Table:
    """Return the table of some rows."""
    ranges = Ranges()
    for row in rows:
        ranges.add(*row)
    return made(about or head(), ranges)


def marks(rows: Sequence[Row]) -> Table:
    """Return a table of addresses without a place."""
    return table(rows, head(says=MARK))


def by_hand(rows: Sequence[Row], version: int, number: int) -> str:
    """Return what the narrowest range says of an address; of ranges as wide, the one that begins or comes later."""
    found = [
        (first - last, first, index, label)
        for index, (family, first, last, label) in enumerate(rows)
        if family == version and first <= number <= last
    ]
    return max(found)[-1] if found else ""
