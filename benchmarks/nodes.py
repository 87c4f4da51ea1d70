"""How large diagrams are: the nodes that the functions of interest reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duecare.engine.chain import DutyHistory
from duecare.engine.compile import Compiled
from duecare.engine.diagram import reachable
from duecare.engine.history import History


def functions(duty: DutyHistory) -> Iterable[int]:
    """Return every function of a duty's history: each event at each slice, and each outcome word."""
    for name in DutyHistory.__slots__:
        value = getattr(duty, name)
        yield from value.values() if isinstance(value, Mapping) else value


def live_nodes(history: History) -> int:
    """Return how many nodes all duty histories of a frame reach together."""
    return len(reachable(history.diagram, [f for duty in history.of.values() for f in functions(duty)]))


def word_nodes(history: History) -> int:
    """Return how many nodes the outcome words alone reach."""
    return len(reachable(history.diagram, [f for duty in history.of.values() for f in duty.words.values()]))


def dependence(compiled: Compiled, root: str) -> set[str]:
    """Return the variables that a root of the compiled law depends on."""
    seen, stack = set[int](), [compiled.roots[root]]
    while stack:
        node = stack.pop()
        if node > 1 and node not in seen:
            seen.add(node)
            stack += (compiled.low[node], compiled.high[node])
    return {compiled.variables[compiled.level[node]] for node in seen}
