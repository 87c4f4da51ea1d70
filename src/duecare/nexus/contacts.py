"""Which addresses took part in what role: flows, bytes, first and last by address, added up batch by batch."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from duecare.base.errors import DuecareError
from duecare.nexus.addresses import Addresses, read_addresses
from duecare.nexus.joint import Joint
from duecare.nexus.keys import key6
from duecare.nexus.pairs import Flows
from duecare.nexus.watch import CONTROL, ORIGIN, ROLES, VICTIM, Watched, is_unsaid

MOST = 20_000_000  # addresses kept at a time: under 1.5 GB
_MERGE_AT = 2_000_000

COLUMNS = ("role", "address", "flows", "bytes", "first", "last")
_KEYS = ["role", "address"]
_SUMS = [("flows", "sum"), ("bytes", "sum"), ("first", "min"), ("last", "max")]

Rows = NDArray[np.bool_]


@dataclass(slots=True)
class Contacts:
    """Sums by role and address, IPv4 as numbers and IPv6 as bytes apart; parts are merged when they have grown."""

    four: list[pa.Table] = field(default_factory=list)
    six: list[pa.Table] = field(default_factory=list)
    waiting: int = 0

    def add(self, part: Contacts) -> None:
        """Add the sums of another batch."""
        self.four += part.four
        self.six += part.six
        self.waiting += sum(len(table) for table in (*part.four, *part.six))
        if self.waiting > _MERGE_AT:
            self.merge()

    def merge(self) -> None:
        """Make one table of all parts."""
        self.four, self.six = _merged(self.four), _merged(self.six)
        self.waiting = 0
        if sum(len(table) for table in (*self.four, *self.six)) > MOST:
            raise DuecareError(
                f"these flows have more than {MOST:,} addresses in question; give indicators, or split the log"
            )

    def tables(self) -> tuple[pa.Table, ...]:
        """Return the sums: at most a table of IPv4 addresses and one of IPv6 addresses."""
        self.merge()
        return (*self.four, *self.six)


def contacts_of(flows: Flows, destination: NDArray[np.generic], affected: Rows, signs: Watched | None) -> Contacts:
    """Return who took part in what role in a batch whose destinations have been placed.

    affected  of each placement: does it lie in the affected State? signs: the indicators; None: there are none, so that
    whatever reaches the affected State counts.

    With indicators, one with a role counts in it wherever it is seen; one without a role is an origin where it reaches
    the affected State, and control infrastructure where others reach it.
    """
    to_affected = affected[destination] & flows.whole
    if signs is None:
        found = [(ORIGIN, flows.source, to_affected), (VICTIM, flows.destination, to_affected)]
        return _sums(flows, found)
    sending, receiving = signs.role_of(flows.source), signs.role_of(flows.destination)
    from_sign, to_sign = to_affected & is_unsaid(sending), flows.whole & is_unsaid(receiving)
    counted = to_affected & (sending >= 0)
    found = [(ORIGIN, flows.source, from_sign), (CONTROL, flows.destination, to_sign)]
    found.append((VICTIM, flows.destination, counted))
    for number, role in enumerate(ROLES[:4]):
        found += [(role, side, flows.whole & (seen == number))
                  for side, seen in ((flows.source, sending), (flows.destination, receiving))]  # fmt: skip
    return _sums(flows, found)


def _sums(flows: Flows, found: list[tuple[str, Addresses, Rows]]) -> Contacts:
    contacts = Contacts()
    for role, side, rows in found:
        four = np.flatnonzero(rows & (side.version == 4))
        if len(four):
            contacts.four.append(_summed(flows, four, role, pa.array(side.four[four])))
        if len(side.high):
            within = rows[side.version == 6]
            six = np.flatnonzero(rows & (side.version == 6))
            if len(six):
                contacts.six.append(_summed(flows, six, role, _bytes(side, within)))
    contacts.waiting = sum(len(table) for table in (*contacts.four, *contacts.six))
    return contacts


def _bytes(side: Addresses, within: Rows) -> pa.Array:
    data = key6(side.high[within], side.low[within]).tobytes()
    return pa.Array.from_buffers(pa.binary(16), len(data) // 16, [None, pa.py_buffer(data)])


def _summed(flows: Flows, rows: NDArray[np.int64], role: str, addresses: pa.Array) -> pa.Table:
    at = flows.at[rows]
    columns = [np.full(len(rows), ROLES.index(role), dtype=np.int8), addresses, np.ones(len(rows), dtype=np.int64)]
    return _grouped(pa.table([*columns, flows.bytes[rows], at, at], names=list(COLUMNS)))


def _merged(parts: list[pa.Table]) -> list[pa.Table]:
    return [_grouped(pa.concat_tables(parts))] if parts else []


def _grouped(table: pa.Table) -> pa.Table:
    grouped = table.group_by(_KEYS, use_threads=False).aggregate(_SUMS)
    return grouped.rename_columns([name.rpartition("_")[0] or name for name in grouped.column_names]).select(COLUMNS)


def placements_of(table: pa.Table, joint: Joint) -> NDArray[np.generic]:
    """Return the placement of each address of a table of sums."""
    return read_addresses(table["address"].combine_chunks()).placed(joint)
