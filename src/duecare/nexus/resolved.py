"""What addresses amount to, territory by territory and role by role: counts, times, operators, lookups, standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from duecare.nexus.addresses import read_addresses
from duecare.nexus.contacts import placements_of
from duecare.nexus.joint import AGREED, ALONE, DISPUTED, Joint, Placement
from duecare.nexus.keys import key6
from duecare.nexus.lookup import lookup4
from duecare.nexus.partition import code_at
from duecare.nexus.standing import is_far, standing_of
from duecare.nexus.systems import System
from duecare.nexus.table import Head, Table
from duecare.nexus.watch import ROLES, UNSAID, VICTIM, state_of

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
UNKNOWN_TIME = -(1 << 62)
MOST_OPERATORS = 10


@dataclass(frozen=True, slots=True)
class Lookup:
    """How many of a territory's addresses one table places there; far: made more than a year from their use."""

    table: Head
    addresses: int
    far: bool


@dataclass(frozen=True, slots=True)
class TerritoryRole:
    """A territory in one role. standing: of the claim that follows; empty: none does.

    agreed, alone, disputed  addresses on which tables agree, of which one table speaks, on which tables differ.
    operators  the busiest by addresses, as `AS64500 Name`.
    """

    territory: str
    state: str
    role: str
    addresses: int
    agreed: int
    alone: int
    disputed: int
    flows: int
    bytes: int
    first: datetime | None
    last: datetime | None
    operators: tuple[tuple[str, int], ...]
    lookups: tuple[Lookup, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Addresses that have no territory, and why: no table, a special purpose, or a class that hides the place."""

    status: str
    role: str
    addresses: int
    flows: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """All territories by role, what has no territory, and what was left out on the way."""

    territories: tuple[TerritoryRole, ...]
    unplaced: tuple[Unplaced, ...]
    tables: tuple[Head, ...]
    tied: bool
    skipped: Mapping[str, int] = field(default_factory=dict)
    systems: tuple[System, ...] = ()


@dataclass(slots=True)
class _Group:
    """The addresses of one role and placement."""

    addresses: int = 0
    flows: int = 0
    bytes: int = 0
    first: int = 1 << 62
    last: int = UNKNOWN_TIME
    operators: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Operators:
    """The operator of each address, by number; number 0: no table names one."""

    numbers: NDArray[np.int64]
    labels: tuple[str, ...]

    def counted(self, rows: NDArray[np.int64]) -> dict[str, int]:
        found, counts = np.unique(self.numbers[rows], return_counts=True)
        pairs = zip(found.tolist(), counts.tolist(), strict=True)
        return {self.labels[number]: count for number, count in pairs if number}


def resolve(
    contacts: Sequence[pa.Table], joint: Joint, operators: Sequence[Table], at: date | None, *, tied: bool,
    skipped: Mapping[str, int],
) -> Resolved:  # fmt: skip
    """Return what sums by role and address amount to. at: when they were used, where they do not say it themselves."""
    groups: dict[tuple[int, int], _Group] = {}
    for table in contacts:
        _gather(table, placements_of(table, joint), _operators_of(table, operators), groups)
    by_territory: dict[tuple[str, str], list[tuple[Placement, _Group]]] = {}
    unplaced: dict[tuple[str, str], _Group] = {}
    for (role, number), group in sorted(groups.items()):
        placement = joint.placements[number]
        for territory in placement.candidates:
            by_territory.setdefault((territory, ROLES[role]), []).append((placement, group))
        if not placement.candidates:
            _add(unplaced.setdefault((placement.status, ROLES[role]), _Group()), group)
    found = [_territory(*key, parts, joint.heads, at, tied) for key, parts in by_territory.items()]
    return Resolved(
        tuple(sorted(found, key=lambda one: (ROLES.index(one.role), -one.addresses, one.territory))),
        tuple(Unplaced(*key, one.addresses, one.flows, one.bytes) for key, one in sorted(unplaced.items())),
        joint.heads + tuple(table.head for table in operators) + joint.marks,
        tied,
        dict(skipped),
    )


def _gather(
    table: pa.Table, placements: NDArray[np.generic], operators: _Operators, groups: dict[tuple[int, int], _Group]
) -> None:
    """Add the sums of a table's rows to the groups they belong to."""
    role = table["role"].to_numpy().astype(np.int64)
    key = role << 32 | placements.astype(np.int64)
    order = np.argsort(key, kind="stable")
    distinct, begins = np.unique(key[order], return_index=True)
    columns = {name: table[name].to_numpy()[order] for name in ("flows", "bytes", "first", "last")}
    ends = np.append(begins[1:], len(key))
    for one, begin, end in zip(distinct.tolist(), begins.tolist(), ends.tolist(), strict=True):
        part = {name: column[begin:end] for name, column in columns.items()}
        known = part["first"][part["first"] != UNKNOWN_TIME]
        group = _Group(
            end - begin, int(part["flows"].sum()), int(part["bytes"].sum()),
            int(known.min(initial=1 << 62)), int(part["last"].max()),
        )  # fmt: skip
        group.operators.update(operators.counted(order[begin:end]))
        _add(groups.setdefault((one >> 32, one & 0xFFFFFFFF), _Group()), group)


def _add(to: _Group, group: _Group) -> None:
    to.addresses += group.addresses
    to.flows += group.flows
    to.bytes += group.bytes
    to.first, to.last = min(to.first, group.first), max(to.last, group.last)
    to.operators.update(group.operators)


def _operators_of(table: pa.Table, operators: Sequence[Table]) -> _Operators:
    """Return each address's operator, by the first table that names one, as a number among all labels."""
    labels: list[str] = []
    numbers = np.zeros(len(table), dtype=np.int64)
    if operators and len(table):
        read = read_addresses(table["address"].combine_chunks())
        for one in operators:
            six = bool(len(read.high))
            codes = code_at(one.six, key6(read.high, read.low)) if six else lookup4(one.four)(read.four)
            missing = numbers == 0
            numbers[missing] = np.where(codes[missing] == 0, 0, codes[missing].astype(np.int64) + len(labels))
            labels += one.labels[1:]
    return _Operators(numbers, ("", *labels))


def _territory(
    territory: str, role: str, parts: list[tuple[Placement, _Group]], heads: Sequence[Head], at: date | None, tied: bool
) -> TerritoryRole:
    total, by_status = _Group(), Counter[str]()
    for placement, group in parts:
        _add(total, group)
        by_status[placement.status] += group.addresses
    first, last = _moment(total.first), _moment(total.last)
    when = (at, at) if at else (first.date(), last.date()) if first and last else None
    lookups = tuple(
        Lookup(head, count, is_far(head, when))
        for index, head in enumerate(heads)
        if (count := sum(group.addresses for one, group in parts if one.said[index] == territory))
    )
    tied = tied and role != VICTIM  # that traffic arrived does not show what it did
    placements = [one for one, _ in parts if role != UNSAID]
    standing = standing_of(placements, territory, heads, when, tied=tied)
    return TerritoryRole(
        territory, state_of(territory), role, total.addresses,
        by_status[AGREED], by_status[ALONE], by_status[DISPUTED], total.flows, total.bytes, first, last,
        tuple(total.operators.most_common(MOST_OPERATORS)), lookups, standing,
    )  # fmt: skip


def _moment(micros: int) -> datetime | None:
    return _EPOCH + timedelta(microseconds=micros) if abs(micros) < 1 << 61 else None
