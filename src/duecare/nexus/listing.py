"""The addresses behind a result, territory by territory: where tables put them, and when they were seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from duecare.nexus.addresses import read_addresses
from duecare.nexus.contacts import placements_of
from duecare.nexus.flow_columns import MOMENT
from duecare.nexus.joint import Joint
from duecare.nexus.resolved import UNKNOWN_TIME
from duecare.nexus.watch import ROLES

LISTING = pa.schema(
    [
        ("address", pa.string()), ("role", pa.string()), ("agreement", pa.string()), ("territories", pa.string()),
        ("flows", pa.int64()), ("bytes", pa.int64()), ("first_seen", MOMENT), ("last_seen", MOMENT),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """All addresses by territory; a disputed address is listed under each territory that a table names."""

    contacts: Sequence[pa.Table]
    placements: Sequence[NDArray[np.generic]]
    joint: Joint

    @property
    def territories(self) -> list[str]:
        """Return the territories that have addresses."""
        numbers = {number for placed in self.placements for number in np.unique(placed).tolist()}
        return sorted({code for number in numbers for code in self.joint.placements[number].candidates})

    def of(self, territory: str, most: int | None = None) -> pa.Table:
        """Return the addresses of a territory, the busiest first; `most`: no more than so many."""
        wanted = np.asarray([territory in one.candidates for one in self.joint.placements])
        parts = [
            self._rows(table, placed, wanted, most)
            for table, placed in zip(self.contacts, self.placements, strict=True)
        ]
        found = pa.concat_tables([part for part in parts if part is not None] or [LISTING.empty_table()])
        return found.sort_by([("flows", "descending"), ("address", "ascending")]).slice(0, most)

    def _rows(
        self, table: pa.Table, placed: NDArray[np.generic], wanted: NDArray[np.bool_], most: int | None
    ) -> pa.Table | None:
        rows = np.flatnonzero(wanted[placed])
        if most is not None and len(rows) > most:
            rows = rows[np.argsort(-table["flows"].to_numpy()[rows], kind="stable")[:most]]
        if not len(rows):
            return None
        part, placements = table.take(pa.array(rows)), [self.joint.placements[n] for n in placed[rows].tolist()]
        columns = [
            _texts(part["address"].combine_chunks()),
            [ROLES[role] for role in part["role"].to_pylist()],
            [one.status for one in placements],
            [one.label for one in placements],
            part["flows"], part["bytes"], _moments(part["first"]), _moments(part["last"]),
        ]  # fmt: skip
        return pa.table(columns, schema=LISTING)


def listing(contacts: Sequence[pa.Table], joint: Joint) -> Listing:
    """Return the addresses behind sums by role and address."""
    return Listing(contacts, [placements_of(table, joint) for table in contacts], joint)


def _texts(addresses: pa.Array) -> list[str]:
    from ipaddress import IPv4Address, IPv6Address

    read = read_addresses(addresses)
    if len(read.high):
        return [str(IPv6Address(value)) for value in addresses.to_pylist()]
    return [str(IPv4Address(value)) for value in read.four.tolist()]


def _moments(column: pa.ChunkedArray) -> pa.Array:
    numbers = column.to_numpy()
    return pa.array(numbers, pa.int64(), mask=numbers == UNKNOWN_TIME).cast(MOMENT)
