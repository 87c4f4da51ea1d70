"""The passes over a circuit: what may be true, 64 frames a word; how likely it is; what it turns on.

Each is there twice, in NumPy and compiled by numba, and both give the same: the first the same bits, the others the
same numbers, since the order of the sums is the circuit's.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from duecare.batch.circuit import FIRST_ROW, Circuit

Plane = NDArray[np.uint64]
Numbers = NDArray[np.float64]
Means = Literal["numba", "numpy"]

WORDS_AT_ONCE = 64  # of the compiled pass: a few thousand rows of this width stay in the second cache
_WORDS = 3072  # a block of the NumPy pass: wide enough for its calls, narrow enough for a cache
_FRAMES = 512
THREADS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def best_means() -> Means:
    """Return numba if it is installed."""
    return "numba" if find_spec("numba") else "numpy"


def may_be_true(circuit: Circuit, literals: Plane, means: Means | None = None) -> Plane:
    """Return, for each output, the frames in which it may be true.

    literals  two planes a variable: it may be true, it may be false.
    """
    out = np.empty((len(circuit.outputs), literals.shape[1]), np.uint64)
    if (means or best_means()) == "numba":
        _compiled("bits")(*_arrays(circuit), literals, out, THREADS)
        return out
    rows = np.empty((circuit.rows, min(_WORDS, out.shape[1])), np.uint64)  # of all blocks: to get memory takes time
    _in_blocks(
        out.shape[1], _WORDS,
        lambda first, last: _bits(circuit, literals[:, first:last], rows[:, : last - first], out[:, first:last]),
    )  # fmt: skip
    return out


def chances(circuit: Circuit, weights: Numbers, means: Means | None = None) -> Numbers:
    """Return, for each output, how likely it is in each frame.

    weights  two rows a variable: the chance that it is true, and that it is false.
    """
    out = np.empty((len(circuit.outputs), weights.shape[1]))
    if (means or best_means()) == "numba":
        _compiled("sums")(*_arrays(circuit), weights, out, THREADS)
        return out
    _in_blocks(out.shape[1], _FRAMES, lambda first, last: _sums(circuit, weights[:, first:last], out[:, first:last]))
    return out


def sensitivities(circuit: Circuit, weights: Numbers, seed: Numbers, means: Means | None = None) -> Numbers:
    """Return how fast a sum of outputs grows with each literal's chance, in one pass forward and one back.

    circuit  one whose rows are not used again.
    seed     how much each output counts.
    """
    out = np.empty_like(weights)
    if (means or best_means()) == "numba":
        _compiled("slopes")(*_arrays(circuit), weights, seed, out, THREADS)
        return out
    _in_blocks(
        out.shape[1], _FRAMES, lambda first, last: _slopes(circuit, weights[:, first:last], seed, out[:, first:last])
    )
    return out


def _compiled(name: str) -> Callable[..., None]:
    from duecare.batch import kernels_numba

    found: Callable[..., None] = getattr(kernels_numba, name)
    return found


def _arrays(circuit: Circuit) -> tuple[Any, ...]:
    sizes = np.array([circuit.rows, WORDS_AT_ONCE], np.int32)
    return circuit.start, circuit.left, circuit.right, circuit.made, circuit.outputs, sizes


def _in_blocks(length: int, size: int, work: Callable[[int, int], None]) -> None:
    """Do block after block of frames, in one thread: with two, each waits for the interpreter more than it gains."""
    for first in range(0, length, size):
        work(first, min(first + size, length))


def _bits(circuit: Circuit, literals: Plane, rows: Plane, out: Plane) -> None:
    rows[0], rows[1] = 0, ~np.uint64(0)
    rows[FIRST_ROW : FIRST_ROW + len(literals)] = literals
    one, spare = list(rows), np.empty(literals.shape[1], np.uint64)
    left, right, start = circuit.left.tolist(), circuit.right.tolist(), circuit.start.tolist()
    for gate, made in enumerate(circuit.made.tolist()):
        first, last = start[gate], start[gate + 1]
        into = np.bitwise_and(one[left[first]], one[right[first]], out=one[made])
        for term in range(first + 1, last):
            np.bitwise_and(one[left[term]], one[right[term]], out=spare)
            np.bitwise_or(into, spare, out=into)
    np.take(rows, circuit.outputs, axis=0, out=out)


def _sums(circuit: Circuit, weights: Numbers, out: Numbers) -> None:
    np.take(_values(circuit, weights), circuit.outputs, axis=0, out=out)


def _values(circuit: Circuit, weights: Numbers) -> Numbers:
    rows = np.empty((circuit.rows, weights.shape[1]))
    rows[0], rows[1] = 0.0, 1.0
    rows[FIRST_ROW : FIRST_ROW + len(weights)] = weights
    one, spare = list(rows), np.empty(weights.shape[1])
    left, right, start = circuit.left.tolist(), circuit.right.tolist(), circuit.start.tolist()
    for gate, made in enumerate(circuit.made.tolist()):
        first, last = start[gate], start[gate + 1]
        into = np.multiply(one[left[first]], one[right[first]], out=one[made])
        for term in range(first + 1, last):
            np.multiply(one[left[term]], one[right[term]], out=spare)
            np.add(into, spare, out=into)
    return rows


def _slopes(circuit: Circuit, weights: Numbers, seed: Numbers, out: Numbers) -> None:
    values = _values(circuit, weights)
    grown, spare = np.zeros_like(values), np.empty(weights.shape[1])
    np.add.at(grown, circuit.outputs, np.broadcast_to(seed[:, None], (len(seed), weights.shape[1])))
    left, right, start = circuit.left.tolist(), circuit.right.tolist(), circuit.start.tolist()
    for gate in range(circuit.gates - 1, -1, -1):
        back = grown[circuit.made[gate]]
        for term in range(start[gate], start[gate + 1]):
            a, b = left[term], right[term]
            np.multiply(back, values[b], out=spare)
            grown[a] += spare
            np.multiply(back, values[a], out=spare)
            grown[b] += spare
    out[:] = grown[FIRST_ROW : FIRST_ROW + len(weights)]
