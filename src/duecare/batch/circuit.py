"""Functions as a circuit of sums of products.

A row is what a gate reads or makes: row 0 is false, row 1 true, then two rows a variable (it may be true, it may be
false), then the gates. `may be true` of a gate is OR over its terms of left AND right; the chance that it is true is
the sum of left times right. The first holds because the two sides of a term share no variable; the second because, in
circuits made for chances, no two terms meet either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

FALSE_ROW, TRUE_ROW, FIRST_ROW = 0, 1, 2
Term = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Circuit:
    """A circuit ready to be worked out in the order of its gates.

    variables    in the order of their rows.
    start        where the terms of each gate begin; one entry more than there are gates.
    left, right  the rows a term reads.
    made         the row that each gate fills; a row is filled again once nobody reads it any more.
    rows         how many rows there are.
    outputs      the rows to read at the end.
    """

    variables: tuple[str, ...]
    start: NDArray[np.int32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    made: NDArray[np.int32]
    rows: int
    outputs: NDArray[np.int32]

    @property
    def gates(self) -> int:
        """How many gates there are."""
        return len(self.made)

    @property
    def terms(self) -> int:
        """How many products there are: what working the circuit out costs."""
        return len(self.left)


def cone(circuit: Circuit, places: Sequence[int]) -> Circuit:
    """Return what some of the outputs rest on, with a row for every gate, so that one may walk back through it."""
    first = FIRST_ROW + 2 * len(circuit.variables)
    holds: dict[int, int] = {}
    sides: list[list[Term]] = []
    for gate, made in enumerate(circuit.made.tolist()):
        span = slice(circuit.start[gate], circuit.start[gate + 1])
        pairs = zip(circuit.left[span].tolist(), circuit.right[span].tolist(), strict=True)
        sides.append([(holds.get(a, a), holds.get(b, b)) for a, b in pairs])
        holds[made] = first + gate
    wanted = [holds.get(row, row) for row in circuit.outputs[list(places)].tolist()]
    needed = {row - first for row in wanted if row >= first}
    for gate in range(len(sides) - 1, -1, -1):
        if gate in needed:
            needed |= {side - first for term in sides[gate] for side in term if side >= first}
    order = sorted(needed)
    moved = {first + gate: first + place for place, gate in enumerate(order)}
    flat = np.array([[moved.get(a, a), moved.get(b, b)] for g in order for a, b in sides[g]], np.int32).reshape(-1, 2)
    return Circuit(
        circuit.variables, np.cumsum([0, *(len(sides[gate]) for gate in order)]).astype(np.int32),
        flat[:, 0].copy(), flat[:, 1].copy(), np.arange(first, first + len(order), dtype=np.int32),
        first + len(order), np.array([moved.get(row, row) for row in wanted], np.int32),
    )  # fmt: skip


class Builder:
    """Collects gates, each once, however many functions share it."""

    def __init__(self) -> None:
        self.variables: dict[str, int] = {}
        self.terms_of: list[tuple[Term, ...]] = []
        self._gates: dict[tuple[Term, ...], int] = {}

    def literal(self, variable: str, value: bool) -> int:
        """Return the node that says a variable may have a value (negative: no gate)."""
        place = self.variables.setdefault(variable, len(self.variables))
        return -1 - (2 * place + (not value))

    def gate(self, terms: Iterable[Term]) -> int:
        """Return the node for a sum of products; 0 is false and 1 true, gates count from 2."""
        live = tuple(sorted((min(t), max(t)) for t in terms if FALSE_ROW not in t))
        if not live:
            return FALSE_ROW
        if len(live) == 1 and TRUE_ROW in live[0]:
            return live[0][0] if live[0][1] == TRUE_ROW else live[0][1]
        found = self._gates.get(live)
        if found is None:
            found = self._gates[live] = len(self.terms_of) + FIRST_ROW
            self.terms_of.append(live)
        return found

    def test(self, variable: str, yes: int, no: int) -> int:
        """Return `yes` where a variable is true and `no` where it is false."""
        if yes == no:
            return yes
        return self.gate(((self.literal(variable, True), yes), (self.literal(variable, False), no)))

    def circuit(self, outputs: Iterable[int], alike: Iterable[int] = ()) -> Circuit:
        """Return what is needed for these nodes, in an order in which few rows are wanted at a time.

        alike  the nodes again, those that share much one after the other.
        """
        wanted = list(outputs)
        order = self._in_order([*alike, *wanted])
        first = FIRST_ROW + 2 * len(self.variables)
        rows = _rows(order, self.terms_of, set(wanted), first)
        row = _Row(rows)
        start = np.cumsum([0, *(len(self.terms_of[g - FIRST_ROW]) for g in order)])
        flat = [(row[a], row[b]) for g in order for a, b in self.terms_of[g - FIRST_ROW]]
        sides = np.array(flat, np.int32).reshape(-1, 2)
        return Circuit(
            tuple(self.variables), start.astype(np.int32), sides[:, 0].copy(), sides[:, 1].copy(),
            np.array([rows[g] for g in order], np.int32), max(rows.values(), default=first - 1) + 1,
            np.array([row[node] for node in wanted], np.int32),
        )  # fmt: skip

    def _in_order(self, wanted: Iterable[int]) -> list[int]:
        """Return the gates below these nodes, what a gate reads before it, output after output."""
        done: dict[int, None] = {}
        for node in wanted:
            stack = [node] if node >= FIRST_ROW and node not in done else []
            while stack:
                gate = stack[-1]
                read = {side for term in self.terms_of[gate - FIRST_ROW] for side in term}
                missing = [side for side in sorted(read) if side >= FIRST_ROW and side not in done]
                if missing:
                    stack += missing
                else:
                    done.setdefault(stack.pop())
        return list(done)


class _Row:
    """The row of a node: constants and variables have their own, a gate what it was given."""

    def __init__(self, rows: Mapping[int, int]) -> None:
        self.rows = rows

    def __getitem__(self, node: int) -> int:
        if node < 0:
            return FIRST_ROW - 1 - node
        return node if node < FIRST_ROW else self.rows[node]


def _rows(order: list[int], terms_of: list[tuple[Term, ...]], kept: set[int], first: int) -> dict[int, int]:
    """Return a row for each gate; the row of one that is read no more goes to a later gate, never to its reader."""
    last: dict[int, int] = {}
    for place, gate in enumerate(order):
        last |= {side: place for term in terms_of[gate - FIRST_ROW] for side in term if side >= FIRST_ROW}
    ends: dict[int, list[int]] = {}
    for gate, place in last.items():
        if gate not in kept:
            ends.setdefault(place, []).append(gate)
    rows: dict[int, int] = {}
    free: list[int] = []
    for place, gate in enumerate(order):
        rows[gate] = heappop(free) if free else first
        first += rows[gate] == first
        for over in ends.get(place, ()):
            heappush(free, rows[over])
    return rows
