"""Functions of a diagram as nodes of a circuit.

Variables that stand together and are about one thing (what is asked of one step, a window of facts) make a block. A
function is first told apart by where its block leads, and to which of these ends a block leads is a function of its
own, which many functions share: that makes a circuit several times smaller than the diagram it is read from.
"""

from __future__ import annotations

from duecare.batch.circuit import Builder
from duecare.batch.one_slice import OneSlice
from duecare.engine.diagram import TRUE

_WINDOW = 10


class Exporter:
    """Reads functions of one diagram into a circuit; each is read once."""

    def __init__(self, one: OneSlice, builder: Builder) -> None:
        self.diagram, self.builder, self.name = one.diagram, builder, one.variable
        self.block = _blocks(one)
        self._nodes: dict[int, int] = {}
        self._ends: dict[int, dict[int, int]] = {}

    def __call__(self, f: int) -> int:
        """Return the node of a function."""
        if f <= TRUE:
            return f
        found = self._nodes.get(f)
        if found is None:
            ends = self.ends(f, self.block_of(f)).items()
            found = self._nodes[f] = self.builder.gate([(cell, self(end)) for end, cell in ends])
        return found

    def block_of(self, f: int) -> int:
        """Return the block of the first variable of a function."""
        level = self.diagram.top(f)
        return -1 if level is None else self.block[level]

    def ends(self, f: int, block: int) -> dict[int, int]:
        """Return the functions that a block leads to from f, each with the node that says it does."""
        if self.block_of(f) != block:
            return {f: 1}
        found = self._ends.get(f)
        if found is None:
            low, high = (self.ends(branch, block) for branch in self.diagram.branches(f))
            level = self.diagram.top(f)
            assert level is not None
            name = self.name(level)
            found = self._ends[f] = {
                end: self.builder.test(name, high.get(end, 0), low.get(end, 0)) for end in dict.fromkeys((*low, *high))
            }
        return found


def _blocks(one: OneSlice) -> dict[int, int]:
    """Return the block of each level."""
    blocks: dict[int, int] = {}
    before, block, width = "", -1, 0
    for level in one.diagram.levels:
        about = one.variable(level).partition("(")[2]
        if about != before or (not about and width == _WINDOW) or block < 0:
            before, block, width = about, block + 1, 0
        blocks[level] = block
        width += 1
    return blocks
