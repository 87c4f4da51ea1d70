"""From batches of flows to who contacted whom: territory pairs by hour, with flows, bytes, first and last.

`pairs_of` turns one record batch into another of few rows, and `merged_pairs` adds such batches up; both keep no state,
so that the same function runs in a loop, in threads, or on a cluster (`mapInArrow` takes `over_batches`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from duecare.nexus.addresses import Addresses, read_addresses
from duecare.nexus.flow_columns import AT, BYTES, DESTINATION, HOUR, MOMENT, SOURCE
from duecare.nexus.joint import Joint

PAIRS = pa.schema(
    [
        ("hour", MOMENT),
        ("source", pa.string()),
        ("destination", pa.string()),
        ("flows", pa.int64()),
        ("bytes", pa.int64()),
        ("first", MOMENT),
        ("last", MOMENT),
    ]
)
_KEY = ("hour", "source", "destination")
_CODED = ("key", "flows", "bytes", "first", "last")
_SUMS = [("flows", "sum"), ("bytes", "sum"), ("first", "min"), ("last", "max")]

I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Places:
    """The place of each placement: its number among the distinct labels, and these labels."""

    of_placement: NDArray[np.int64]
    labels: tuple[str, ...]


def places_of(joint: Joint) -> Places:
    """Return the labels that flows are counted by, in order, so that sums by number are in the order of the labels."""
    labels = sorted({"?", *(one.label for one in joint.placements)})
    numbers = {label: number for number, label in enumerate(labels)}
    return Places(np.asarray([numbers[one.label] for one in joint.placements], dtype=np.int64), tuple(labels))


@dataclass(frozen=True, slots=True)
class Flows:
    """A batch of flows as numbers; rows without a time or without both addresses are left out and counted."""

    at: I64
    bytes: I64
    source: Addresses
    destination: Addresses
    whole: NDArray[np.bool_]


def read_flows(batch: pa.RecordBatch) -> Flows:
    """Return a batch as numbers."""
    moments, source = batch.column(AT), read_addresses(batch.column(SOURCE))
    destination = read_addresses(batch.column(DESTINATION))
    whole = (source.version > 0) & (destination.version > 0)
    if moments.null_count:
        whole &= pc.is_valid(moments).to_numpy(zero_copy_only=False)
    return Flows(
        _whole_numbers(moments.cast(pa.int64())), _whole_numbers(batch.column(BYTES)), source, destination, whole
    )


def pairs_of(batch: pa.RecordBatch, joint: Joint, places: Places) -> pa.Table:
    """Return one batch of flows as territory pairs by hour."""
    flows = read_flows(batch)
    source, destination = (places.of_placement[side.placed(joint)] for side in (flows.source, flows.destination))
    return spelled_out(sums_between(flows, source, destination, places), places)


def sums_between(flows: Flows, source: I64, destination: I64, places: Places) -> pa.Table:
    """Return flows whose ends are placed as sums by one number for hour, source and destination."""
    width = len(places.labels)
    key = ((flows.at // HOUR) * width + source) * width + destination
    columns = {"key": key, "flows": np.broadcast_to(np.int64(1), len(key)), "bytes": flows.bytes}
    columns |= {"first": flows.at, "last": flows.at}
    return _summed(
        pa.table(columns if flows.whole.all() else {name: data[flows.whole] for name, data in columns.items()})
    )


def added(parts: Iterable[pa.Table]) -> pa.Table:
    """Return the sums of parts."""
    return _summed(pa.concat_tables(parts))


def _summed(table: pa.Table) -> pa.Table:
    # One thread: Arrow's own make this slower, and whole batches run side by side.
    grouped = table.group_by("key", use_threads=False).aggregate(_SUMS)
    return grouped.rename_columns([name.rpartition("_")[0] or name for name in grouped.column_names]).select(_CODED)


def spelled_out(sums: pa.Table, places: Places) -> pa.Table:
    """Return sums by number with hour, source and destination in words, in their order."""
    ordered = sums.sort_by("key")
    key, width, labels = ordered["key"].to_numpy(), len(places.labels), pa.array(places.labels)
    columns = [
        pa.array(key // (width * width) * HOUR),
        labels.take(pa.array(key // width % width)),
        labels.take(pa.array(key % width)),
        *(ordered[name] for name in _CODED[1:]),
    ]
    return pa.table(columns, names=PAIRS.names).cast(PAIRS)


def over_batches(
    joint: Joint, *, at: str = AT, source: str = SOURCE, destination: str = DESTINATION, volume: str = ""
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return a function from batches of flows to batches of pairs, as Spark's `mapInArrow` asks for.

    The names are those of the columns in the batches; times are timestamps. Its rows are parts: their sums by hour,
    source and destination are the result (`merged_pairs`).
    """
    places = places_of(joint)

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            bytes_ = batch.column(volume) if volume else pa.nulls(len(batch), pa.int64())
            ends = [batch.column(source), batch.column(destination)]
            columns = [batch.column(at).cast(MOMENT), *ends, bytes_]
            part = pairs_of(pa.RecordBatch.from_arrays(columns, [AT, SOURCE, DESTINATION, BYTES]), joint, places)
            yield from part.combine_chunks().to_batches()

    return run


def merged_pairs(batches: Iterable[pa.RecordBatch]) -> pa.Table:
    """Return the sums of all parts, in order of hour, source and destination."""
    table = pa.Table.from_batches(batches, schema=PAIRS)
    grouped = table.group_by(list(_KEY), use_threads=False).aggregate(_SUMS)
    renamed = grouped.rename_columns([name.rpartition("_")[0] or name for name in grouped.column_names])
    return renamed.select(PAIRS.names).cast(PAIRS).sort_by([(name, "ascending") for name in _KEY])


def _whole_numbers(column: pa.Array) -> I64:
    """Return numbers; what is missing is none."""
    numbers: I64 = pc.fill_null(column.cast(pa.int64()), 0).to_numpy(zero_copy_only=False)
    return numbers
