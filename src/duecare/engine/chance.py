"""Chances on diagrams: one pass upward gives every node its chance, one pass downward what each variable is worth.

The pass is over plain arrays, children before parents. A function of independent variables has the chance
`(1 - p) * low + p * high` at each node; since that is linear in each p, the derivatives for all variables at once are
what flows down from the root. Variables without a chance have to be quantified away first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duecare.engine.diagram import FALSE, TRUE, Diagram


@dataclass(frozen=True, slots=True)
class Nodes:
    """The nodes below some functions: level, low and high of each, children first; node 0 is the constant.

    An edge is twice its node's number, plus one for the contrary; place tells the edge of each function asked for.
    """

    level: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    place: Mapping[int, int]

    def edge(self, f: int) -> int:
        """Return the edge of a function."""
        return self.place[f & ~1] ^ (f & 1)


def nodes_of(d: Diagram, functions: Iterable[int]) -> Nodes:
    """Return the nodes below functions."""
    level, low, high, place = [-1], [FALSE], [FALSE], {FALSE: FALSE}
    stack = [f & ~1 for f in functions]
    while stack:
        f = stack[-1]
        if f in place:
            stack.pop()
            continue
        parts = d.branches(f)
        missing = [part & ~1 for part in parts if part & ~1 not in place]
        if missing:
            stack += missing
            continue
        stack.pop()
        top = d.top(f)
        assert top is not None
        place[f] = 2 * len(level)
        level.append(top)
        low.append(place[parts[0] & ~1] ^ (parts[0] & 1))
        high.append(place[parts[1] & ~1] ^ (parts[1] & 1))
    return Nodes(tuple(level), tuple(low), tuple(high), place)


class Chances:
    """The chances of functions whose variables are independent of one another."""

    def __init__(self, d: Diagram, functions: Iterable[int], weights: Mapping[int, float]) -> None:
        self.nodes, self.weights = nodes_of(d, functions), weights
        found = [0.0]
        for level, low, high in zip(self.nodes.level[1:], self.nodes.low[1:], self.nodes.high[1:], strict=True):
            p = weights[level]
            found.append((1 - p) * _of(found, low) + p * _of(found, high))
        self._found = found

    def of(self, f: int) -> float:
        """Return the chance of a function."""
        if f <= TRUE:
            return float(f)
        return _of(self._found, self.nodes.edge(f))

    def sensitivities(self, f: int) -> dict[int, float]:
        """Return the derivatives of the chance of a function by that of each variable, in one pass."""
        if f <= TRUE:
            return {}
        n, edge = self.nodes, self.nodes.edge(f)
        flow = [0.0] * len(n.level)
        flow[edge >> 1] = -1.0 if edge & 1 else 1.0
        moved: dict[int, float] = {}
        for number in range(edge >> 1, 0, -1):
            here = flow[number]
            if here:
                level, low, high = n.level[number], n.low[number], n.high[number]
                p = self.weights[level]
                moved[level] = moved.get(level, 0.0) + here * (_of(self._found, high) - _of(self._found, low))
                flow[low >> 1] += here * (1 - p) * (-1.0 if low & 1 else 1.0)
                flow[high >> 1] += here * p * (-1.0 if high & 1 else 1.0)
        return moved


def _of(found: list[float], edge: int) -> float:
    return 1 - found[edge >> 1] if edge & 1 else found[edge >> 1]
