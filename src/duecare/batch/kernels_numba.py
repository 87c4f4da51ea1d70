"""The same passes compiled by numba, in blocks of frames, one thread a share of the blocks."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

_FIRST_ROW = 2
_FRAMES = 64


@numba.njit(parallel=True, nogil=True, cache=True, boundscheck=False)
def bits(
    start: Any, left: Any, right: Any, made: Any, outputs: Any, sizes: Any, literals: Any, out: Any, threads: int
) -> None:
    """Fill in, for each output, the frames in which it may be true."""
    length, gates, given, words = literals.shape[1], made.size, literals.shape[0], sizes[1]
    blocks = (length + words - 1) // words
    for thread in numba.prange(threads):
        rows = np.zeros((sizes[0], words), np.uint64)
        rows[1, :] = ~np.uint64(0)
        for block in range(thread, blocks, threads):
            first = block * words
            wide = min(words, length - first)
            for row in range(given):
                for j in range(wide):
                    rows[_FIRST_ROW + row, j] = literals[row, first + j]
            for gate in range(gates):
                into, term, last = rows[made[gate]], start[gate], start[gate + 1]
                a, b = rows[left[term]], rows[right[term]]
                if last - term == 1:
                    for j in range(words):
                        into[j] = a[j] & b[j]
                    continue
                c, d = rows[left[term + 1]], rows[right[term + 1]]
                for j in range(words):
                    into[j] = (a[j] & b[j]) | (c[j] & d[j])
                for more in range(term + 2, last):
                    a, b = rows[left[more]], rows[right[more]]
                    for j in range(words):
                        into[j] |= a[j] & b[j]
            for place in range(outputs.size):
                for j in range(wide):
                    out[place, first + j] = rows[outputs[place], j]


@numba.njit(parallel=True, nogil=True, cache=True, boundscheck=False)
def sums(
    start: Any, left: Any, right: Any, made: Any, outputs: Any, sizes: Any, weights: Any, out: Any, threads: int
) -> None:
    """Fill in, for each output, how likely it is in each frame."""
    length, gates, given = weights.shape[1], made.size, weights.shape[0]
    blocks = (length + _FRAMES - 1) // _FRAMES
    for thread in numba.prange(threads):
        rows = np.zeros((sizes[0], _FRAMES))
        rows[1, :] = 1.0
        for block in range(thread, blocks, threads):
            first = block * _FRAMES
            wide = min(_FRAMES, length - first)
            for row in range(given):
                for j in range(wide):
                    rows[_FIRST_ROW + row, j] = weights[row, first + j]
            for gate in range(gates):
                into, term = rows[made[gate]], start[gate]
                a, b = rows[left[term]], rows[right[term]]
                for j in range(_FRAMES):
                    into[j] = a[j] * b[j]
                for more in range(term + 1, start[gate + 1]):
                    a, b = rows[left[more]], rows[right[more]]
                    for j in range(_FRAMES):
                        into[j] += a[j] * b[j]
            for place in range(outputs.size):
                for j in range(wide):
                    out[place, first + j] = rows[outputs[place], j]


@numba.njit(parallel=True, nogil=True, cache=True, boundscheck=False)
def slopes(
    start: Any, left: Any, right: Any, made: Any, outputs: Any, sizes: Any, weights: Any, seed: Any, out: Any,
    threads: int,
) -> None:  # fmt: skip
    """Fill in how fast the weighted sum of the outputs grows with each literal's chance."""
    length, gates, given, wide = weights.shape[1], made.size, weights.shape[0], 16
    blocks = (length + wide - 1) // wide
    for thread in numba.prange(threads):
        rows, grown = np.zeros((sizes[0], wide)), np.zeros((sizes[0], wide))
        rows[1, :] = 1.0
        for block in range(thread, blocks, threads):
            first = block * wide
            here = min(wide, length - first)
            for row in range(given):
                for j in range(here):
                    rows[_FIRST_ROW + row, j] = weights[row, first + j]
            for gate in range(gates):
                into = rows[made[gate]]
                into[:] = 0.0
                for term in range(start[gate], start[gate + 1]):
                    a, b = rows[left[term]], rows[right[term]]
                    for j in range(wide):
                        into[j] += a[j] * b[j]
            grown[:, :] = 0.0
            for place in range(outputs.size):
                for j in range(wide):
                    grown[outputs[place], j] += seed[place]
            for gate in range(gates - 1, -1, -1):
                back = grown[made[gate]]
                for term in range(start[gate], start[gate + 1]):
                    a, b = rows[left[term]], rows[right[term]]
                    into_a, into_b = grown[left[term]], grown[right[term]]
                    for j in range(wide):
                        into_a[j] += back[j] * b[j]
                    for j in range(wide):
                        into_b[j] += back[j] * a[j]
            for row in range(given):
                for j in range(here):
                    out[row, first + j] = grown[_FIRST_ROW + row, j]
