"""A column of addresses as numbers: text, integers or bytes in; IPv4 and IPv6 apart, what is none counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from socket import AF_INET, AF_INET6, inet_pton
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from duecare.nexus.joint import Joint
from duecare.nexus.keys import ALL_32, MAPPED, U64, halves
from duecare.nexus.lookup import U32, Ids

_DOT, _ZERO = 46, 48
_CHUNK = 1 << 14  # rows whose workings fit a cache
_LONGEST = 45  # no address is written longer


@dataclass(frozen=True, slots=True)
class Addresses:
    """A column: of each row 4, 6 or 0 (no address); the IPv4 numbers by row; the IPv6 halves of the rows that are 6."""

    version: NDArray[np.uint8]
    four: U32
    high: U64
    low: U64

    @property
    def unread(self) -> int:
        """Return how many rows hold no address."""
        return int((self.version == 0).sum())

    def placed(self, joint: Joint) -> Ids:
        """Return the placement of each row; of what is no address 0."""
        found = joint.four(self.four)
        if (self.version == 4).all():
            return found
        found = found.astype(np.result_type(found, joint.six.codes))
        found[self.version == 0] = 0
        found[self.version == 6] = joint.six(self.high, self.low)
        return found


def number_of(text: str) -> tuple[int, int] | None:
    """Return the version and number of one address, an IPv4 address in IPv6 form as IPv4; None if it is none."""
    found = _packed(text.strip())
    if found is None or isinstance(found, int):
        return None if found is None else (4, found)
    return 6, int.from_bytes(found, "big")


def read_addresses(column: pa.Array) -> Addresses:
    """Return a column of texts (plain or dictionary), whole numbers (IPv4), or bytes (4 or 16 of them)."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _by_dictionary(column)
    if pa.types.is_integer(kind):
        return _of_integers(column)
    if pa.types.is_fixed_size_binary(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return _of_bytes(column)
    if pa.types.is_null(kind):
        return _by_row([None] * len(column))
    return _of_texts(column.cast(pa.string()) if kind != pa.string() else column)


def _of_texts(column: pa.Array) -> Addresses:
    offsets, data = _text_buffers(column)
    if column.null_count == 0 and len(column):
        found = _dotted(offsets, data)
        if found is not None:
            return _only_four(found)
    dictionary = column.dictionary_encode()
    return _by_dictionary(dictionary)


def _only_four(numbers: U32) -> Addresses:
    none = np.empty(0, dtype=np.uint64)
    return Addresses(np.full(len(numbers), 4, dtype=np.uint8), numbers, none, none)


def _text_buffers(column: pa.Array) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    _, offsets, data = column.buffers()
    starts = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    content = np.frombuffer(data, dtype=np.uint8) if data is not None else np.empty(0, dtype=np.uint8)
    return starts - starts[0], content[starts[0] : starts[-1]]


def _dotted(offsets: NDArray[np.int32], data: NDArray[np.uint8]) -> U32 | None:
    """Return the numbers if every text is four decimal numbers below 256 with dots between them, else None."""
    found = np.empty(len(offsets) - 1, dtype=np.uint32)
    for at in range(0, len(found), _CHUNK):
        bounds = offsets[at : at + _CHUNK + 1]
        if not _dotted_chunk(bounds - bounds[0], data[bounds[0] : bounds[-1]], found[at : at + _CHUNK]):
            return None
    return found


def _dotted_chunk(offsets: NDArray[np.int32], data: NDArray[np.uint8], found: U32) -> bool:
    """Read texts at once: the dots cut them into parts of at most three digits. Say whether all could be read."""
    rows = len(found)
    dots = np.flatnonzero(data == _DOT)
    if len(dots) != 3 * rows:
        return False
    ends = np.empty((4, rows), dtype=np.int64)
    ends[:3], ends[3] = dots.reshape(rows, 3).T, offsets[1:]
    starts = np.empty((4, rows), dtype=np.int64)
    starts[0], starts[1:] = offsets[:-1], ends[:3] + 1
    length = ends - starts
    digits = np.empty(len(data) + 2, dtype=np.uint8)  # two more in front, so that what is left of a part exists
    np.subtract(data, np.uint8(_ZERO), out=digits[2:])  # what is no digit wraps to 10 or more
    if length.min() < 1 or length.max() > 3 or np.count_nonzero(digits[2:] > 9) != len(dots):
        return False
    value = digits.take(ends + 1).astype(np.uint16)
    for left, factor in ((1, 10), (2, 100)):
        value += digits.take(ends + 1 - left).astype(np.uint16) * (length > left) * np.uint16(factor)
    zero_first = (length > 1) & (digits.take(starts + 2) == 0)  # 010 may mean eight
    if value.max() > 255 or zero_first.any():
        return False
    part = value.astype(np.uint32)
    found[:] = part[0] << 24 | part[1] << 16 | part[2] << 8 | part[3]
    return True


def _by_dictionary(column: pa.DictionaryArray) -> Addresses:
    """Return each distinct text read once."""
    values = column.dictionary
    distinct = _of_distinct(values.cast(pa.string()) if values.type != pa.string() else values)
    which = pc.fill_null(column.indices, len(values)).to_numpy(zero_copy_only=False)
    version = np.append(distinct.version, np.uint8(0))[which]
    six = np.zeros(len(values) + 1, dtype=np.int64)
    six[:-1][distinct.version == 6] = np.arange(len(distinct.high))
    rows = six[which[version == 6]]
    return Addresses(version, np.append(distinct.four, np.uint32(0))[which], distinct.high[rows], distinct.low[rows])


def _of_distinct(values: pa.Array) -> Addresses:
    if len(values) and values.null_count == 0:
        found = _dotted(*_text_buffers(values))
        if found is not None:
            return _only_four(found)
    return _by_row(values.to_pylist())


def _by_row(texts: list[str | None]) -> Addresses:
    """Return texts read one by one."""
    version, four = np.zeros(len(texts), dtype=np.uint8), np.zeros(len(texts), dtype=np.uint32)
    six: list[bytes] = []
    for row, text in enumerate(texts):
        found = _packed(text)
        if isinstance(found, int):
            version[row], four[row] = 4, found
        elif found is not None:
            version[row] = 6
            six.append(found)
    pairs = np.frombuffer(b"".join(six), dtype=">u8").reshape(-1, 2).astype(np.uint64)
    return Addresses(version, four, pairs[:, 0].copy(), pairs[:, 1].copy())


def _packed(text: str | None) -> int | bytes | None:
    """Return an IPv4 address as a number, an IPv6 address as its bytes; None if the text is neither."""
    if text is None or len(text) > _LONGEST:
        return None
    try:
        if ":" not in text:
            return None if _ZERO_FIRST.search(text) else int.from_bytes(inet_pton(AF_INET, text), "big")
        found = inet_pton(AF_INET6, text)
    except (OSError, ValueError):
        return None
    return found if found[:12] != _MAPPED else int.from_bytes(found[12:], "big")


_ZERO_FIRST = re.compile(r"(?:^|\.)0[0-9]")  # 010 may mean eight
_MAPPED = (MAPPED >> 32).to_bytes(12, "big")


def _of_integers(column: pa.Array) -> Addresses:
    """Return whole numbers as IPv4 addresses; what is out of range is none."""
    good = np.asarray(pc.fill_null(pc.is_valid(column), False))
    numbers = pc.fill_null(column, 0).to_numpy(zero_copy_only=False)
    if column.type != pa.uint32():
        good = good & (numbers >= 0) & (numbers <= ALL_32)
        numbers = np.where(good, numbers, 0).astype(np.uint32)
    none: NDArray[Any] = np.empty(0, dtype=np.uint64)
    return Addresses(np.where(good, 4, 0).astype(np.uint8), numbers, none, none)


def _of_bytes(column: pa.Array) -> Addresses:
    """Return bytes in network order, 4 of IPv4 and 16 of IPv6."""
    if column.type == pa.binary(16) and column.null_count == 0 and len(column):
        data = np.frombuffer(column.buffers()[1], dtype="S16")[column.offset : column.offset + len(column)]
        return _of_halves(*halves(data))
    return _by_row([_text_of(value) for value in column.to_pylist()])


def _text_of(value: bytes | None) -> str | None:
    return None if value is None or len(value) not in {4, 16} else str(ip_address(value))


def _of_halves(high: U64, low: U64) -> Addresses:
    mapped = (high == 0) & (low >> np.uint64(32) == np.uint64(0xFFFF))
    four = np.where(mapped, low & np.uint64(ALL_32), 0).astype(np.uint32)
    return Addresses(np.where(mapped, 4, 6).astype(np.uint8), four, high[~mapped], low[~mapped])
