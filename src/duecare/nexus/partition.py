"""Ranges that may overlap, turned into pieces that do not: in every piece the most specific range has its say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from duecare.nexus.keys import Keys, after6, span6

Codes = NDArray[np.int32]
Sizes = tuple[NDArray[np.uint64], NDArray[np.uint64]]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Where each piece begins, and the code that holds from there to the next; code 0: no range has it.

    overlapping  how many ranges share addresses with another.
    hidden       how many of them are wholly covered by others that are as specific or more.
    """

    starts: Keys
    codes: Codes
    overlapping: int = 0
    hidden: int = 0


def pieces4(first: Keys, last: Keys, codes: Codes) -> Pieces:
    """Return the pieces of IPv4 ranges, both ends included (or of ranges of AS numbers)."""
    size = (last - first).astype(np.uint64)
    return _pieces(first, last + 1, codes, (np.zeros_like(size), size), np.zeros(1, dtype=np.int64))


def pieces6(first: Keys, last: Keys, codes: Codes) -> Pieces:
    """Return the pieces of IPv6 ranges, both ends included."""
    return _pieces(first, after6(last), codes, span6(first, last), np.zeros(1, dtype="S16"))


def _pieces(first: Keys, past: Keys, codes: Codes, size: Sizes, zero: Keys) -> Pieces:
    open_ended = past <= first  # the range reaches the last address there is
    bounds = np.unique(np.concatenate([zero, first, past[~open_ended]]))
    begin = np.searchsorted(bounds, first)
    end = np.where(open_ended, len(bounds), np.searchsorted(bounds, past))
    overlapping = _overlapping(begin, end)
    if not overlapping:
        painted = np.zeros(len(bounds), dtype=np.int32)
        painted[begin] = codes
        return _merged(Pieces(bounds, painted))
    owner = np.full(len(bounds), -1, dtype=np.int64)
    for index in np.lexsort((np.arange(len(first)), begin, ~size[1], ~size[0])):  # widest first, so specific ones last
        owner[begin[index] : end[index]] = index
    painted = np.where(owner < 0, 0, codes[owner] if len(codes) else 0).astype(np.int32)
    hidden = len(first) - len(np.unique(owner[owner >= 0]))
    return _merged(Pieces(bounds, painted, overlapping, hidden))


def _overlapping(begin: NDArray[np.int64], end: NDArray[np.int64]) -> int:
    """Return how many ranges share a piece with another."""
    order = np.argsort(begin, kind="stable")
    begin, end = begin[order], end[order]
    reached = np.maximum.accumulate(end)
    met = np.zeros(len(begin), dtype=bool)
    if len(begin) > 1:
        met[1:] |= begin[1:] < reached[:-1]  # begins inside an earlier one
        met[:-1] |= begin[1:] < end[:-1]  # the next one begins inside it
    return int(met.sum())


def _merged(pieces: Pieces) -> Pieces:
    """Return the same with neighbours of one code made one."""
    keep = np.ones(len(pieces.starts), dtype=bool)
    keep[1:] = pieces.codes[1:] != pieces.codes[:-1]
    return Pieces(pieces.starts[keep], pieces.codes[keep], pieces.overlapping, pieces.hidden)


def code_at(pieces: Pieces, keys: Keys) -> Codes:
    """Return the code of each key, by search."""
    found: Codes = pieces.codes[np.searchsorted(pieces.starts, keys, side="right") - 1]
    return found
