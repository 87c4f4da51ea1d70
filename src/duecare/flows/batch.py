"""Columns of any log as the four columns that every batch of flows has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.nexus.flow_columns import BYTES, MOMENT, NAMES

_SECONDS = 1_000_000
_LATEST = 4_102_444_800  # 2100: what is larger is told in parts of a second


def flow_batch(at: pa.Array, source: pa.Array, destination: pa.Array, volumes: Sequence[pa.Array]) -> pa.RecordBatch:
    """Return a batch; its volume is the sum of some columns, in which what is missing is nothing."""
    total = pa.nulls(len(at), pa.int64())
    for index, column in enumerate(volumes):
        whole = pc.fill_null(_whole(column), 0)
        total = pc.add(total, whole) if index else whole
    return pa.RecordBatch.from_arrays([moments(at), source, destination, total], list(NAMES))


def moments(column: pa.Array) -> pa.Array:
    """Return times in microseconds UTC: of timestamps, seconds since 1970 (or parts of them), or ISO texts."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us", kind.tz), safe=False).cast(MOMENT)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return pa.array([_moment(text) for text in column.to_pylist()], MOMENT)
    if pa.types.is_floating(kind):
        micros = pc.multiply(column, float(_SECONDS))
        sane = pc.if_else(pc.less(pc.abs(column), float(_LATEST)), micros, None)
        return pc.cast(pc.round(sane), pa.int64()).cast(MOMENT)
    if pa.types.is_integer(kind):
        return _scaled(column.cast(pa.int64(), safe=False)).cast(MOMENT)
    return pa.nulls(len(column), MOMENT)


def _scaled(column: pa.Array) -> pa.Array:
    """Return whole numbers as microseconds; how large they are says what unit they are in."""
    size = pc.abs(column)
    seconds = pc.if_else(pc.less(size, _LATEST), column, 0)
    return pc.case_when(
        pc.make_struct(pc.less(size, _LATEST), pc.less(size, _LATEST * 1_000), pc.less(size, _LATEST * _SECONDS)),
        pc.multiply(seconds, _SECONDS),
        pc.multiply(pc.if_else(pc.less(size, _LATEST * 1_000), column, 0), 1_000),
        column,
    )


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip()) if text else None
    except ValueError:
        return None
    if found is None:
        return None
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return None


def _whole(column: pa.Array) -> pa.Array:
    if pa.types.is_integer(column.type):
        return column.cast(pa.int64(), safe=False)
    if pa.types.is_floating(column.type):
        sane = pc.if_else(pc.less(pc.abs(column), 2.0**62), column, None)
        return pc.cast(pc.round(sane), pa.int64())
    if pa.types.is_string(column.type):
        digits = pc.if_else(pc.match_substring_regex(column, r"^[0-9]{1,18}$"), column, None)
        return digits.cast(pa.int64())
    return pa.nulls(len(column), pa.int64())


def unreadable(path: Path, message: str, advice: str, line: int = 1) -> InputError:
    """Return the refusal of a log."""
    return InputError([Diagnostic(Span(str(path), line, 1), message, advice)])


assert NAMES[-1] == BYTES  # the order of the columns above
