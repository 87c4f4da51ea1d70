"""One batch of frames in, one batch of answers out: what every way of running a table comes down to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from duecare.batch.frames import KEYS, literals
from duecare.batch.kernels import Means, may_be_true
from duecare.batch.plan import ANY_READING, Answer, Plan
from duecare.batch.planes import Plane, column_of, plain_column

CONSISTENT = "consistent"
_SAMPLE = 4096
_FEW = 0.25  # of the rows of a sample distinct: then it pays to fold them


def evaluate(
    plan: Plan, batch: pa.RecordBatch, *, fold: bool | None = None, means: Means | None = None
) -> pa.RecordBatch:
    """Return the answers about a batch of frames: true, false, or null where what is known leaves it open.

    fold  work out equal frames once; not said: if a sample has many. The answers are the same.
    """
    given = literals(plan, batch)
    if batch.num_rows and (fold if fold is not None else _few_distinct(given, batch.num_rows)):
        distinct, places = _folded(given, batch.num_rows)
        found = _spread(may_be_true(plan.circuit, distinct, means), places)
    else:
        found = may_be_true(plan.circuit, given, means)
    columns = dict(_columns(plan, found, batch.num_rows))
    kept = {name: batch.column(name) for name in batch.schema.names if name in KEYS}
    return pa.record_batch(kept | columns)


def _columns(plan: Plan, found: Plane, rows: int) -> Iterator[tuple[str, pa.BooleanArray]]:
    consistent = found[0]
    yield CONSISTENT, plain_column(consistent, rows)
    settled: dict[tuple[str, str], tuple[Plane, Plane]] = {}
    for answer in plan.answers:
        yes, no = _yes_and_no(answer, found)
        yes, no = yes & consistent, no & consistent
        yield answer.column, column_of(yes, no, rows)
        if answer.view != ANY_READING:
            key = (answer.conclusion.about, answer.conclusion.question)
            some_yes, some_no = settled.get(key, (np.zeros_like(yes), np.zeros_like(yes)))
            settled[key] = (some_yes | (yes & ~no), some_no | (no & ~yes))
    if plan.contested:
        for (about, question), (some_yes, some_no) in settled.items():
            yield f"contested/{about}/{question}", plain_column(some_yes & some_no, rows)


def _yes_and_no(answer: Answer, found: Plane) -> tuple[Plane, Plane]:
    """Return where an answer may be yes and where no; what the facts keep out of force is answered no."""
    yes, no, binds = found[answer.place : answer.place + 3]
    return yes, no | ~binds


# -- equal rows -----------------------------------------------------------------------------------------------


def _few_distinct(planes: Plane, rows: int) -> bool:
    sample = min(rows, _SAMPLE)
    if sample < _SAMPLE:
        return False
    return len(pc.unique(_rows_as_bytes(planes[:, : sample // 64], sample))) < _FEW * sample


def _folded(planes: Plane, rows: int) -> tuple[Plane, np.ndarray[tuple[int], np.dtype[np.int32]]]:
    """Return the planes of the distinct rows, and for each row which of them it is."""
    coded = _rows_as_bytes(planes, rows).dictionary_encode()
    distinct = np.frombuffer(coded.dictionary.buffers()[1], np.uint8)[
        : len(coded.dictionary) * coded.type.value_type.byte_width
    ]
    bits = np.unpackbits(distinct.reshape(len(coded.dictionary), -1), axis=1, count=len(planes), bitorder="little")
    return _packed(bits.T), coded.indices.to_numpy()


def _rows_as_bytes(planes: Plane, rows: int) -> pa.FixedSizeBinaryArray:
    bits = np.unpackbits(planes.view(np.uint8), axis=1, count=rows, bitorder="little")
    packed = np.ascontiguousarray(np.packbits(bits, axis=0, bitorder="little").T)
    kind = pa.binary(packed.shape[1])
    return pa.FixedSizeBinaryArray.from_buffers(kind, rows, [None, pa.py_buffer(packed)])


def _spread(planes: Plane, places: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Plane:
    bits = np.unpackbits(planes.view(np.uint8), axis=1, bitorder="little")
    return _packed(bits[:, places])


def _packed(bits: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> Plane:
    packed = np.packbits(bits, axis=1, bitorder="little")
    room = -packed.shape[1] % 8
    return np.ascontiguousarray(np.pad(packed, ((0, 0), (0, room)))).view(np.uint64)
