"""Exact lookups: which code holds for each of many addresses.

IPv4: one table of all 16,777,216 blocks of 256 addresses; a block that is not of one code is searched. IPv6: a search
over the upper halves; where a boundary lies within one, over whole addresses. Work goes in chunks that fit a cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from duecare.nexus.keys import ALL_32, U64, Keys, halves, key6
from duecare.nexus.partition import Pieces

U32 = NDArray[np.uint32]
Ids = NDArray[Any]  # uint16, or uint32 where there are more than 65,534 codes

CHUNK = 1 << 16
_BLOCKS = 1 << 24


@dataclass(frozen=True, slots=True)
class Lookup4:
    """IPv4: the code of each block of 256, `mixed` where it has several, and the pieces to search there."""

    blocks: Ids
    mixed: int
    starts: U32
    codes: Ids

    def __call__(self, addresses: U32) -> Ids:
        """Return the code of each address."""
        found = np.empty(len(addresses), dtype=self.blocks.dtype)
        for at in range(0, len(addresses), CHUNK):
            part, out = addresses[at : at + CHUNK], found[at : at + CHUNK]
            np.take(self.blocks, part >> np.uint32(8), out=out, mode="clip")
            several = np.flatnonzero(out == self.mixed)
            if len(several):
                out[several] = self.codes[np.searchsorted(self.starts, part[several], side="right") - 1]
        return found


def lookup4(pieces: Pieces) -> Lookup4:
    """Return the lookup of IPv4 pieces; it takes 32 MB (64 MB where there are more than 65,534 codes)."""
    within = pieces.starts <= ALL_32
    starts, codes = pieces.starts[within], pieces.codes[within]
    kind = np.uint16 if codes.max(initial=0) < 0xFFFF else np.uint32
    mixed = int(np.iinfo(kind).max)
    from_block = (starts + 255) >> 8  # the first block that begins in the piece or after it
    blocks = np.repeat(codes.astype(kind), np.diff(from_block, append=_BLOCKS))
    blocks[starts[starts & 255 != 0] >> 8] = mixed
    return Lookup4(blocks, mixed, starts.astype(np.uint32), codes.astype(kind))


@dataclass(frozen=True, slots=True)
class Lookup6:
    """IPv6: upper halves at which something begins, the code that holds after each, and which have inner boundaries."""

    uppers: U64
    after: Ids
    inner: NDArray[np.bool_]
    starts: Keys
    codes: Ids

    def __call__(self, high: U64, low: U64) -> Ids:
        """Return the code of each address, given as two halves."""
        found = np.empty(len(high), dtype=self.codes.dtype)
        for at in range(0, len(high), CHUNK):
            part, out = high[at : at + CHUNK], found[at : at + CHUNK]
            place = np.searchsorted(self.uppers, part, side="right") - 1
            np.take(self.after, place, out=out)
            self._search_within(part, low[at : at + CHUNK], place, out)
        return found

    def _search_within(self, high: U64, low: U64, place: NDArray[np.int64], out: Ids) -> None:
        several = np.flatnonzero(self.inner[place])
        if len(several):
            several = several[self.uppers[place[several]] == high[several]]
            keys = key6(high[several], low[several])
            out[several] = self.codes[np.searchsorted(self.starts, keys, side="right") - 1]


def lookup6(pieces: Pieces) -> Lookup6:
    """Return the lookup of IPv6 pieces."""
    kind = np.uint16 if pieces.codes.max(initial=0) < 0xFFFF else np.uint32
    codes = pieces.codes.astype(kind)
    high, low = halves(pieces.starts)
    last = np.append(high[1:] != high[:-1], True)
    inner = np.zeros(int(last.sum()), dtype=bool)
    inner[np.searchsorted(high[last], high[low != 0])] = True
    return Lookup6(high[last], codes[last], inner, pieces.starts, codes)
