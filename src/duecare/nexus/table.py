"""A table of ranges as data: whose it is, of which day and kind, and what it says of each address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from duecare.nexus.keys import ALL_32, ALL_128, MAPPED, Keys, keys6
from duecare.nexus.partition import Codes, Pieces, pieces4, pieces6

KINDS = ("delegated", "registered", "geolocated", "announced")
REGISTRY = ("delegated", "registered")
TERRITORY, OPERATOR, MARK = "territory", "operator", "mark"


@dataclass(frozen=True, slots=True)
class Head:
    """What a reader must know of a table before he believes it.

    says    what it answers: territory, operator (an AS number) or mark (why an address has no place).
    date    the day it was made; None only of the built-in ranges.
    dated   where that date is from: the file, its name, or the user.
    """

    name: str
    source: str
    kind: str
    date: date | None
    says: str = TERRITORY
    dated: str = ""
    file: str = ""
    sha256: str = ""
    form: str = ""

    @property
    def origin(self) -> str:
        """Return what it goes back to: all registry data is one origin, other data its maker's own."""
        return "registry" if self.kind in REGISTRY else f"{self.kind} by {self.source}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be asked: pieces by address family, the label of each code, and what was counted on the way."""

    head: Head
    labels: tuple[str, ...]
    four: Pieces
    six: Pieces
    systems: Pieces
    ranges: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Ranges:
    """Ranges as a reader collects them, label by label; `skipped` counts what could not be used."""

    four: list[tuple[int, int, int]] = field(default_factory=list)
    six: list[tuple[int, int, int]] = field(default_factory=list)
    systems: list[tuple[int, int, int]] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=lambda: {"": 0})
    skipped: dict[str, int] = field(default_factory=dict)

    def code(self, label: str) -> int:
        """Return the code of a label."""
        return self.labels.setdefault(label, len(self.labels))

    def skip(self, why: str) -> None:
        """Count something that could not be used."""
        self.skipped[why] = self.skipped.get(why, 0) + 1

    def add(self, version: int, first: int, last: int, label: str) -> None:
        """Keep a range, both ends included; IPv4 in IPv6 form is kept as IPv4."""
        if last < first:
            self.skip("reversed range")
        elif version == 4:
            self.four.append((first, last, self.code(label)))
        elif first >= MAPPED and last <= MAPPED + ALL_32:
            self.four.append((first - MAPPED, last - MAPPED, self.code(label)))
        else:
            self.six.append((first, last, self.code(label)))

    @property
    def total(self) -> int:
        """Return how many ranges there are."""
        return len(self.four) + len(self.six) + len(self.systems)


def made(head: Head, ranges: Ranges) -> Table:
    """Return the table of some ranges, overlaps resolved and counted."""
    four, systems = _whole(ranges.four), _whole(ranges.systems)
    six = [list(column) for column in zip(*ranges.six, strict=True)] or [[], [], []]
    keys = keys6(six[0]), keys6(six[1])
    parts = pieces4(*four), pieces6(*keys, np.asarray(six[2], dtype=np.int32)), pieces4(*systems)
    counts = dict(ranges.skipped)
    for name in ("overlapping", "hidden"):
        total = sum(getattr(part, name) for part in parts)
        if total:
            counts[_SAID[name]] = total
    return Table(head, tuple(ranges.labels), *parts, ranges.total, counts)


_SAID = {"overlapping": "overlapping ranges, the most specific wins", "hidden": "ranges covered by more specific ones"}


def _whole(rows: Iterable[tuple[int, int, int]]) -> tuple[Keys, Keys, Codes]:
    array = np.asarray(list(rows), dtype=np.int64).reshape(-1, 3)
    return array[:, 0].copy(), array[:, 1].copy(), array[:, 2].astype(np.int32)


def highest(version: int) -> int:
    """Return the last address of an IP version."""
    return ALL_32 if version == 4 else ALL_128
