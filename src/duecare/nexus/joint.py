"""Several tables as one: an address is looked up once, and what each table says of it is kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from duecare.nexus.keys import Keys
from duecare.nexus.lookup import Lookup4, Lookup6, lookup4, lookup6
from duecare.nexus.partition import Codes, Pieces, code_at
from duecare.nexus.special import INDETERMINATE, NEVER
from duecare.nexus.table import MARK, TERRITORY, Head, Table

AGREED, ALONE, DISPUTED, NOWHERE = "agreed", "one table", "disputed", "no table"


@dataclass(frozen=True, slots=True)
class Placement:
    """What the tables say of an address: a territory each (empty: nothing), and why it has no place, if it has none."""

    said: tuple[str, ...]
    mark: str = ""

    @property
    def candidates(self) -> tuple[str, ...]:
        """Return the territories that some table names; none for an address that has no place."""
        return () if self.mark else tuple(sorted(set(self.said) - {""}))

    @property
    def status(self) -> str:
        """Return how far the tables agree, or that there is no place to agree on."""
        if self.mark:
            return self.mark
        named = [label for label in self.said if label]
        if not named:
            return NOWHERE
        return DISPUTED if len(set(named)) > 1 else AGREED if len(named) > 1 else ALONE

    @property
    def label(self) -> str:
        """Return the place in one word: `FRA`, `DEU|FRA` where tables differ, `special: private`, or `?`."""
        return self.mark or "|".join(self.candidates) or "?"


@dataclass(frozen=True, slots=True)
class Joint:
    """One lookup over all tables; placement 0 is: no table says anything."""

    heads: tuple[Head, ...]
    marks: tuple[Head, ...]
    placements: tuple[Placement, ...]
    four: Lookup4
    six: Lookup6


def joined(tables: Sequence[Table]) -> Joint:
    """Return the lookup over all tables of territories and marks."""
    placing = [table for table in tables if table.head.says == TERRITORY]
    marking = [table for table in tables if table.head.says == MARK]
    ordered = [*placing, *marking]
    rows = {(0,) * len(ordered): 0}
    four = _united([table.four for table in ordered], rows, np.zeros(1, dtype=np.int64))
    six = _united([table.six for table in ordered], rows, np.zeros(1, dtype="S16"))
    return Joint(
        tuple(table.head for table in placing),
        tuple(table.head for table in marking),
        tuple(_placement(row, placing, marking) for row in rows),
        lookup4(four),
        lookup6(six),
    )


def _united(parts: list[Pieces], rows: dict[tuple[int, ...], int], zero: Keys) -> Pieces:
    """Return pieces whose codes number the distinct answers of all tables, known to both families by `rows`."""
    starts = np.unique(np.concatenate([zero, *(part.starts for part in parts)]))
    if not parts:
        return Pieces(starts, np.zeros(1, dtype=np.int32))
    answers = np.stack([code_at(part, starts) for part in parts], axis=1)
    distinct, which = np.unique(answers, axis=0, return_inverse=True)
    numbers = [rows.setdefault(tuple(row), len(rows)) for row in distinct.tolist()]
    codes: Codes = np.asarray(numbers, dtype=np.int32)[which.reshape(-1)]
    keep = np.append(True, codes[1:] != codes[:-1])
    return Pieces(starts[keep], codes[keep])


def _placement(row: tuple[int, ...], placing: Sequence[Table], marking: Sequence[Table]) -> Placement:
    said = tuple(table.labels[code] for table, code in zip(placing, row, strict=False))
    marks = {table.labels[code] for table, code in zip(marking, row[len(placing) :], strict=True)} - {""}
    never = sorted(mark for mark in marks if mark.startswith(NEVER))
    if never:
        return Placement(said, never[0])
    kinds = sorted({kind for mark in marks for kind in mark.partition(": ")[2].split(", ")})
    return Placement(said, f"{INDETERMINATE}: {', '.join(kinds)}" if kinds else "")
