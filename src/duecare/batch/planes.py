"""Arrow's nullable booleans as planes of bits, 64 frames a word, and back.

A nullable boolean column is two bitmaps already, one that says which values are known and one with the values. They
are read where they lie if they begin at a whole word, else shifted to do so; what lies beyond the last row, or under
a null, may be anything and is never told.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Plane = NDArray[np.uint64]
_ALL = ~np.uint64(0)


def words_for(rows: int) -> int:
    """Return how many words so many frames take."""
    return (rows + 63) // 64


def known_and_value(column: pa.BooleanArray) -> tuple[Plane | None, Plane]:
    """Return the planes of a column: which values are known (None: all), and the values."""
    valid, values = column.buffers()
    rows, offset = len(column), column.offset
    known = None if valid is None or not column.null_count else _plane(valid, rows, offset)
    return known, _plane(values, rows, offset)


def may_be(known: Plane | None, value: Plane, true: Plane, false: Plane) -> None:
    """Fill in which frames may have the value true, and which may have the value false."""
    np.copyto(true, value)
    np.invert(value, out=false)
    if known is not None:
        unknown = ~known
        true |= unknown
        false |= unknown


def column_of(possible: Plane, excluded: Plane, rows: int) -> pa.BooleanArray:
    """Return a column from what may be so and what may not be so; null where both may, or neither."""
    settled, value = possible ^ excluded, possible & ~excluded
    valid = _trimmed(settled, rows)
    return pa.BooleanArray.from_buffers(pa.bool_(), rows, [pa.py_buffer(valid), pa.py_buffer(_trimmed(value, rows))])


def plain_column(plane: Plane, rows: int) -> pa.BooleanArray:
    """Return a column without nulls."""
    return pa.BooleanArray.from_buffers(pa.bool_(), rows, [None, pa.py_buffer(_trimmed(plane, rows))])


def _plane(buffer: pa.Buffer, rows: int, offset: int) -> Plane:
    words, first = words_for(rows), offset // 8
    data = np.frombuffer(buffer, np.uint8)
    if offset % 64 == 0 and buffer.address % 8 == 0 and len(data) >= first + 8 * words:
        return data[first : first + 8 * words].view(np.uint64)
    wanted = data[first : (offset + rows + 7) // 8]
    if offset % 8:
        bits = np.unpackbits(wanted, bitorder="little")[offset % 8 : offset % 8 + rows]
        wanted = np.packbits(bits, bitorder="little")
    padded = np.zeros(8 * words, np.uint8)
    padded[: len(wanted)] = wanted
    return padded.view(np.uint64)


def _trimmed(plane: Plane, rows: int) -> Plane:
    """Return a plane with nothing beyond its last row, so that the same answers are the same bytes."""
    if rows % 64:
        plane = plane.copy()
        plane[-1] &= _ALL >> np.uint64(64 - rows % 64)
    return np.ascontiguousarray(plane)
