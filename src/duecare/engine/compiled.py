"""A compiled law: its functions as plain arrays, ready to be stored, loaded and read at any slice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from duecare.engine.burden import leaves_of_the_bearer
from duecare.engine.diagram import FALSE, Diagram
from duecare.engine.order import Stage, stages_in_order
from duecare.ir.declarations import Law


@dataclass(frozen=True)
class Compiled:
    """A law with its functions.

    variables       the name of the variable at each level (what the names mean: `engine.compile`).
    level low high  the nodes, children before parents, node 0 the constant; a function is twice its node's number,
                    plus one where it is the contrary of the node's; FALSE is 0.
    roots           the functions by name.
    """

    law: Law
    variables: tuple[str, ...]
    level: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    roots: Mapping[str, int]

    @cached_property
    def places(self) -> dict[str, int]:
        """The level of each variable, by name."""
        return {name: level for level, name in enumerate(self.variables)}

    def reads(self, roots: Iterable[str], variables: Iterable[str]) -> int:
        """Return the variables (bits) that these roots depend on, and these variables themselves."""
        found = 0
        for root in roots:
            found |= self.supports[self.roots[root] >> 1]
        for name in variables:
            found |= 1 << self.places[name] if name in self.places else 0
        return found

    def of_kind(self, kind: str) -> tuple[tuple[int, str], ...]:
        """Return the variables of a kind (`leaf`, `issue`): the level of each and what it is about."""
        return self._kinds.get(kind, ())

    @cached_property
    def _kinds(self) -> Mapping[str, tuple[tuple[int, str], ...]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for level, name in enumerate(self.variables):
            kind, _, rest = name.partition(":")
            found.setdefault(kind, []).append((level, rest))
        return {kind: tuple(rows) for kind, rows in found.items()}

    @cached_property
    def bearers_leaves(self) -> frozenset[str]:
        """The leaves that the bearer has to show."""
        return leaves_of_the_bearer(self.law)

    @cached_property
    def stages(self) -> Mapping[Stage, tuple[Stage, ...]]:
        """The stages of each duty, in order, with those each needs done before."""
        return stages_in_order(self.law)

    @cached_property
    def supports(self) -> tuple[int, ...]:
        """For each node, the levels it depends on, as the bits of an integer."""
        found = [0]
        for level, low, high in zip(self.level[1:], self.low[1:], self.high[1:], strict=True):
            found.append((1 << level) | found[low >> 1] | found[high >> 1])
        return tuple(found)


def flatten(
    law: Law, diagram: Diagram, roots: Mapping[str, int], places: Mapping[str, int], asked: Collection[str]
) -> Compiled:
    """Return the functions of a diagram as arrays; of the variables in place only those asked for are kept."""
    variables = tuple(name for name in sorted(places, key=places.__getitem__) if name in asked)
    nodes = _Nodes(diagram, {places[name]: level for level, name in enumerate(variables)})
    found = {name: nodes.place(f) for name, f in roots.items()}
    return Compiled(law, variables, tuple(nodes.level), tuple(nodes.low), tuple(nodes.high), found)


def joined(first: Compiled, second: Compiled) -> Compiled:
    """Return the functions of both, over the variables of the first and then what the second has beyond them."""
    variables = (*first.variables, *(name for name in second.variables if name not in first.places))
    places = {name: level for level, name in enumerate(variables)}
    moved = 2 * (len(first.level) - 1)  # the constants are shared: node 0 of both
    low, high = ([f + moved if f > 1 else f for f in edges[1:]] for edges in (second.low, second.high))
    return Compiled(
        first.law,
        variables,
        (*first.level, *(places[second.variables[level]] for level in second.level[1:])),
        (*first.low, *low),
        (*first.high, *high),
        {**first.roots, **{name: f + moved if f > 1 else f for name, f in second.roots.items()}},
    )


class _Nodes:
    """Collects the nodes below functions, children first."""

    def __init__(self, diagram: Diagram, levels: Mapping[int, int]) -> None:
        self.diagram, self.levels = diagram, levels
        self.level, self.low, self.high = [-1], [FALSE], [FALSE]
        self.number = {FALSE: FALSE}

    def place(self, f: int) -> int:
        """Return the function's number among the nodes collected."""
        plain = f & ~1
        found = self.number.get(plain)
        if found is None:
            low, high = (self.place(branch) for branch in self.diagram.branches(plain))
            level = self.diagram.top(plain)
            assert level is not None
            found = self.number[plain] = 2 * len(self.level)
            self.level.append(self.levels[level])
            self.low.append(low)
            self.high.append(high)
        return found | (f & 1)
