"""One pass over logs of flows: territory pairs by hour, and who took part in what role.

Memory: a few batches and the sums.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from duecare.flows.read import read_flows_of
from duecare.nexus.contacts import Contacts, contacts_of
from duecare.nexus.flow_columns import Tally
from duecare.nexus.joint import Joint
from duecare.nexus.pairs import PAIRS, Places, added, places_of, read_flows, spelled_out, sums_between
from duecare.nexus.watch import Watched, places_in

WORKERS = 2
_MERGE_AT = 500_000  # rows of parts


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every batch: places, the affected State's among them, and the indicators, if there are any."""

    joint: Joint
    places: Places
    affected: NDArray[np.bool_] | None = None
    signs: Watched | None = None


@dataclass(slots=True)
class Followed:
    """What a pass found. pairs: by hour; contacts: by role and address, where an affected State was named."""

    pairs: pa.Table
    contacts: Contacts
    tally: Tally


@dataclass(frozen=True, slots=True)
class _Part:
    sums: pa.Table
    contacts: Contacts | None
    skipped: Mapping[str, int] = field(default_factory=dict)


def question(joint: Joint, affected: str = "", signs: Watched | None = None) -> Question:
    """Return what to ask of every batch; without an affected State, only for pairs."""
    return Question(joint, places_of(joint), places_in(joint, affected) if affected else None, signs)


def follow(paths: Iterable[Path], asked: Question, columns: dict[str, str]) -> Followed:
    """Read logs once and add up what is asked."""
    tally, contacts = Tally(), Contacts()
    batches = (batch for path in paths for batch in read_flows_of(path, columns, tally))
    sums: list[pa.Table] = []
    waiting, merged = 0, 0
    for part in _side_by_side(batches, asked):
        sums.append(part.sums)
        waiting += len(part.sums)
        if waiting > max(_MERGE_AT, merged):  # so that what was added up is added up again a few times only
            sums, waiting = [added(sums)], 0
            merged = len(sums[0])
        if part.contacts is not None:
            contacts.add(part.contacts)
        for why, count in part.skipped.items():
            tally.skip(why, count)
    pairs = spelled_out(added(sums), asked.places) if sums else PAIRS.empty_table()
    return Followed(pairs, contacts, tally)


def _side_by_side(batches: Iterator[pa.RecordBatch], asked: Question) -> Iterator[_Part]:
    """Work on two batches at a time while the next is read; their order does not matter to sums, and is kept."""
    with ThreadPoolExecutor(WORKERS) as pool:
        running: deque[Future[_Part]] = deque()
        for batch in batches:
            running.append(pool.submit(_part, batch, asked))
            if len(running) > WORKERS:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _part(batch: pa.RecordBatch, asked: Question) -> _Part:
    flows = read_flows(batch)
    source, destination = flows.source.placed(asked.joint), flows.destination.placed(asked.joint)
    of_placement = asked.places.of_placement
    sums = sums_between(flows, of_placement[source], of_placement[destination], asked.places)
    skipped = {}
    if not flows.whole.all():
        unread = int((~flows.whole).sum())
        skipped = {"flow without a time or with an address that cannot be read": unread}
    if asked.affected is None:
        return _Part(sums, None, skipped)
    return _Part(sums, contacts_of(flows, destination, asked.affected, asked.signs), skipped)
