"""Records what the engine asks of a diagram as a list of operations, so that another library can do the same.

A recorder stands where a Diagram would, and gives each operation a number instead of building nodes.
"""

from __future__ import annotations

from collections.abc import Iterable
from unittest.mock import patch

from duecare.engine import compile as compile_module
from duecare.engine import slicing as slicing_module
from duecare.engine.compile import Compiled, _Builder
from duecare.engine.diagram import FALSE, TRUE, Diagram
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.declarations import Law

Step = tuple[str, int, int]


class Recorder(Diagram):
    """A diagram that builds nothing: a function is the number of the operation that makes it."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[Step] = [("false", 0, 0), ("true", 0, 0)]
        self._number: dict[Step, int] = {}

    def _step(self, what: str, f: int, g: int, level: int) -> int:
        key = (what, f, g)
        if key not in self._number:
            self._number[key] = len(self.steps)
            self.steps.append(key)
            self.level.append(level)  # the highest below: what conjunction and disjunction sort by
            self.low.append(FALSE)
            self.high.append(TRUE)
        return self._number[key]

    def variable(self, level: int) -> int:
        """Return the function of a variable."""
        return self._step("var", level, 0, level)

    def negation(self, f: int) -> int:
        """Return the contrary of f."""
        if f <= TRUE:
            return TRUE - f
        what, inner, _ = self.steps[f]
        return inner if what == "not" else self._step("not", f, 0, self.level[f])

    def both(self, f: int, g: int) -> int:
        """Return f and g."""
        if f == FALSE or g == FALSE:
            return FALSE
        if f in (TRUE, g):
            return g
        if g == TRUE:
            return f
        return self._step("and", min(f, g), max(f, g), min(self.level[f], self.level[g]))


def law_circuit(law: Law) -> tuple[list[Step], list[int]]:
    """Return the operations that compile a law, and which of them are its roots."""
    with patch.object(compile_module, "Diagram", Recorder):
        builder = _Builder(law)
        roots = builder.roots()
    assert isinstance(builder.diagram, Recorder)
    return builder.diagram.steps, sorted(set(roots.values()))


def history_circuit(compiled: Compiled, frame: Frame) -> tuple[list[Step], list[int]]:
    """Return the operations that work out a frame's histories from the compiled law, and the outcome words."""
    with patch.object(slicing_module, "Diagram", Recorder):
        history = History(compiled, frame)
    assert isinstance(history.diagram, Recorder)
    return history.diagram.steps, sorted({f for duty in history.of.values() for f in duty.words.values()})


def replay(steps: Iterable[Step], roots: Iterable[int]) -> tuple[Diagram, list[int]]:
    """Return our own diagram with the operations done in it, and its roots."""
    diagram, made = Diagram(), [FALSE, TRUE]
    for what, f, g in list(steps)[2:]:
        if what == "var":
            made.append(diagram.variable(f))
        else:
            made.append(diagram.negation(made[f]) if what == "not" else diagram.both(made[f], made[g]))
    return diagram, [made[root] for root in roots]
