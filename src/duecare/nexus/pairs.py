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
_SUMS = [("flows", "sum"), ("bytes", "sum"), ("first", "min"), ("last", "max")]

I64 = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Places:
    """The place of each placement: its number among the distinct labels, and these labels."""

    of_placement: NDArray[np.int64]
    labels: tuple[str, ...]


def places_of(joint: Joint) -> Places:
    """Return the labels that flows are counted by."""
    labels = {"?": 0}
    numbers = [labels.setdefault(one.label, len(labels)) for one in joint.placements]
    return Places(np.asarray(numbers, dtype=np.int64), tuple(labels))


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


def pairs_of(batch: pa.RecordBatch, joint: Joint, places: Places) -> pa.RecordBatch:
    """Return one batch of flows as territory pairs by hour."""
    flows = read_flows(batch)
    source, destination = (places.of_placement[side.placed(joint)] for side in (flows.source, flows.destination))
    return pairs_between(flows, source, destination, places)


def pairs_between(flows: Flows, source: I64, destination: I64, places: Places) -> pa.RecordBatch:
    """Return flows whose ends are placed as pairs by hour."""
    width = len(places.labels)
    key = ((flows.at // HOUR) * width + source) * width + destination
    columns = {"key": key, "bytes": flows.bytes, "at": flows.at}
    table = pa.table(columns if flows.whole.all() else {name: data[flows.whole] for name, data in columns.items()})
    # One thread: Arrow's own make this slower, and whole batches run side by side.
    grouped = table.group_by("key", use_threads=False).aggregate(
        [([], "count_all"), ("bytes", "sum"), ("at", "min"), ("at", "max")]
    )
    return _spelled_out(grouped, places)


def _spelled_out(grouped: pa.Table, places: Places) -> pa.RecordBatch:
    key, width, labels = grouped["key"].to_numpy(), len(places.labels), pa.array(places.labels)
    hours = pa.array(key // (width * width) * HOUR).cast(MOMENT)
    columns = [
        hours,
        labels.take(pa.array(key // width % width)),
        labels.take(pa.array(key % width)),
        *(grouped[name].combine_chunks() for name in ("count_all", "bytes_sum")),
        *(grouped[name].combine_chunks().cast(MOMENT) for name in ("at_min", "at_max")),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=PAIRS)


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
            yield pairs_of(pa.RecordBatch.from_arrays(columns, [AT, SOURCE, DESTINATION, BYTES]), joint, places)

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
