"""Addresses as numbers that sort: IPv4 as 64-bit integers, IPv6 as sixteen bytes, most significant first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[Any]  # int64 for IPv4 and AS numbers, S16 for IPv6
U64 = NDArray[np.uint64]

MAPPED = 0xFFFF << 32  # ::ffff:0:0/96, the IPv6 form of an IPv4 address
ALL_32 = (1 << 32) - 1
ALL_128 = (1 << 128) - 1


def key6(high: U64, low: U64) -> Keys:
    """Return IPv6 addresses, given as two halves, as keys.

    NumPy compares such texts byte by byte and pads with zeros, which is the order of the numbers.
    """
    pairs = np.empty((len(high), 2), dtype=">u8")
    pairs[:, 0], pairs[:, 1] = high, low
    return pairs.view("S16").reshape(-1)


def halves(keys: Keys) -> tuple[U64, U64]:
    """Return IPv6 keys as two halves."""
    pairs = np.ascontiguousarray(keys).view(">u8").reshape(-1, 2)
    return pairs[:, 0].astype(np.uint64), pairs[:, 1].astype(np.uint64)


def keys6(numbers: Iterable[int]) -> Keys:
    """Return IPv6 addresses, given as whole numbers, as keys."""
    data = b"".join(number.to_bytes(16, "big") for number in numbers)
    return np.frombuffer(data, dtype="S16").copy()


def after6(keys: Keys) -> Keys:
    """Return the address after each; after the last comes the first."""
    high, low = halves(keys)
    low = low + np.uint64(1)
    return key6(high + (low == 0).astype(np.uint64), low)


def span6(first: Keys, last: Keys) -> tuple[U64, U64]:
    """Return how far apart the ends of ranges are, as two halves."""
    (first_high, first_low), (last_high, last_low) = halves(first), halves(last)
    borrow = (last_low < first_low).astype(np.uint64)
    return last_high - first_high - borrow, last_low - first_low
