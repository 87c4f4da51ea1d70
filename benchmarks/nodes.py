"""How large diagrams are: the nodes that the functions of interest have together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from duecare.engine.chain import DutyHistory
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import Diagram
from duecare.engine.history import History

Node = tuple[int, int, int]  # level, low, high; a function is twice its node's number, plus one for the contrary


def functions(duty: DutyHistory) -> Iterator[int]:
    """Yield every function of a duty's history: each event at each slice, and each outcome word."""
    for name in DutyHistory.__slots__:
        value = getattr(duty, name)
        if isinstance(value, int):
            yield value
        else:
            yield from value.values() if isinstance(value, Mapping) else value


def live_nodes(history: History) -> int:
    """Return how many nodes all duty histories of a frame have together."""
    return history.diagram.size(f for duty in history.of.values() for f in functions(duty))


def word_nodes(history: History) -> int:
    """Return how many nodes the outcome words alone have."""
    return history.diagram.size(f for duty in history.of.values() for f in duty.words.values())


def dependence(compiled: Compiled, root: str) -> set[str]:
    """Return the variables that a root of the compiled law depends on."""
    levels = compiled.supports[compiled.roots[root] >> 1]
    return {name for level, name in enumerate(compiled.variables) if levels >> level & 1}


class Collection:
    """The nodes of several diagrams, each once, children first."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._number: dict[Node, int] = {}

    def add(self, level: int, low: int, high: int) -> int:
        """Return the number of a node."""
        node = (level, low, high)
        if node not in self._number:
            self.nodes.append(node)
            self._number[node] = 2 * len(self.nodes)
        return self._number[node]

    def compiled(self, law: Compiled, spread: int) -> list[int]:
        """Add a compiled law, its levels spread out, and return its roots."""
        made = [0]
        for level, low, high in list(zip(law.level, law.low, law.high, strict=True))[1:]:
            made.append(self.add(level * spread, made[low >> 1] | (low & 1), made[high >> 1] | (high & 1)))
        return [made[root >> 1] | (root & 1) for root in law.roots.values()]

    def diagram(self, diagram: Diagram, roots: Iterable[int], width: int, spread: int) -> list[int]:
        """Add functions of a frame's diagram, whose levels stand `width` apart, and return their numbers."""
        made, wanted = {0: 0}, [root & ~1 for root in roots]
        stack = list(wanted)
        while stack:
            f = stack[-1]
            missing = [] if f in made else [g & ~1 for g in diagram.branches(f) if g & ~1 not in made]
            if missing:
                stack += missing
            else:
                self._place(diagram, stack.pop(), made, width, spread)
        return [made[root] for root in wanted]

    def _place(self, diagram: Diagram, f: int, made: dict[int, int], width: int, spread: int) -> None:
        level = diagram.top(f)
        if f not in made and level is not None:
            low, high = (made[branch & ~1] | (branch & 1) for branch in diagram.branches(f))
            made[f] = self.add(level // width * spread + level % width, low, high)
