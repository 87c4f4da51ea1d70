"""Functions of a diagram as nodes of a circuit.

Variables that stand together and are about one thing (what is asked of one step, a window of facts) make a block. A
function is first told apart by where its block leads, and to which of these ends a block leads is a function of its
own, which many functions share: that makes a circuit several times smaller than the diagram it is read from.

Blocks may lie within blocks: the steps of which one is enough make one, and all steps of a duty. Whatever a duty's
steps are read for, they then come to the same few ends, and what a step adds to its unit is told once.
"""

from __future__ import annotations

from collections.abc import Mapping

from duecare.batch.circuit import Builder
from duecare.batch.one_slice import OneSlice
from duecare.engine.diagram import TRUE
from duecare.engine.duties import duties_and_norms
from duecare.engine.services import units_of

_WINDOW = 10
Path = tuple[int, ...]  # the blocks a level lies in, the outermost first


class Exporter:
    """Reads functions of one diagram into a circuit; each is read once.

    nested  blocks of steps lie within those of units and duties.
    """

    def __init__(self, one: OneSlice, builder: Builder, *, nested: bool = False) -> None:
        self.diagram, self.builder, self.name = one.diagram, builder, one.variable
        self.path = _paths(one, _units(one) if nested else {})
        self._nodes: dict[int, int] = {}
        self._ends: dict[tuple[int, int], dict[int, int]] = {}

    def __call__(self, f: int) -> int:
        """Return the node of a function."""
        if f <= TRUE:
            return f
        found = self._nodes.get(f)
        if found is None:
            ends = self.ends(f, self.path_of(f)[:1]).items()
            found = self._nodes[f] = self.builder.gate([(cell, self(end)) for end, cell in ends])
        return found

    def path_of(self, f: int) -> Path:
        """Return the blocks that the first variable of a function lies in."""
        level = self.diagram.top(f)
        return () if level is None else self.path[level]

    def ends(self, f: int, block: Path) -> dict[int, int]:
        """Return the functions that a block leads to from f, each with the node that says it does."""
        path, depth = self.path_of(f), len(block)
        if path[:depth] != block:
            return {f: 1}
        found = self._ends.get((f, depth))
        if found is None:
            inner = len(path) > depth
            found = self._joined(f, path[: depth + 1], block) if inner else self._tested(f, block)
            self._ends[f, depth] = found
        return found

    def _joined(self, f: int, inner: Path, block: Path) -> dict[int, int]:
        """Return the ends of a block by those of the first block within it."""
        terms: dict[int, list[tuple[int, int]]] = {}
        for between, cell in self.ends(f, inner).items():
            for end, rest in self.ends(between, block).items():
                terms.setdefault(end, []).append((cell, rest))
        return {end: self.builder.gate(found) for end, found in terms.items()}

    def _tested(self, f: int, block: Path) -> dict[int, int]:
        """Return the ends of a block by those of both branches of its first variable."""
        low, high = (self.ends(branch, block) for branch in self.diagram.branches(f))
        level = self.diagram.top(f)
        assert level is not None
        name = self.name(level)
        return {end: self.builder.test(name, high.get(end, 0), low.get(end, 0)) for end in dict.fromkeys((*low, *high))}


def _units(one: OneSlice) -> dict[str, tuple[int, int]]:
    """Return, of each step and duty, which duty's block it lies in, and which unit's."""
    rules, found = duties_and_norms(one.compiled.law), dict[str, tuple[int, int]]()
    for place, duty in enumerate(one.duties):
        units = units_of(rules[duty].served_by)
        for number, unit in enumerate(units):
            for step in unit:
                found.setdefault(step, (place, number))
        found[duty] = place, len(units)
    return found


def _paths(one: OneSlice, units: Mapping[str, tuple[int, int]]) -> dict[int, Path]:
    """Return the blocks of each level; all numbers are below zero where blocks lie within blocks."""
    paths: dict[int, Path] = {}
    before, block, width = "", -1, 0
    for level in one.diagram.levels:
        about = one.variable(level).partition("(")[2].removesuffix(")")
        if about != before or (not about and width == _WINDOW) or block < 0:
            before, block, width = about, block + 1, 0
        duty, unit = units.get(about, (-1, -1))
        paths[level] = (block,) if duty < 0 else (-1 - duty, unit, block)
        width += 1
    return paths
