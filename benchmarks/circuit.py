"""Records what the engine asks of a diagram as a list of operations, so that another library can do the same.

A recorder stands where a Diagram would. As there, a function is an even number or, one higher, its contrary.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unittest.mock import patch

from duecare.engine import compile as compile_module
from duecare.engine import slicing as slicing_module
from duecare.engine.arrange import arranged
from duecare.engine.compile import _Builder, merged
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import FALSE, TRUE, Diagram
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.declarations import Law

Step = tuple[str, int, int, int]  # what (var, and, ite), and its operands (of var: the level)


class Recorder(Diagram):
    """A diagram that builds nothing: a function is twice the number of the operation that makes it."""

    def __init__(self, levels: Iterable[int] = ()) -> None:
        self.steps: list[Step] = [("false", 0, 0, 0)]
        self._step: dict[Step, int] = {}
        self._order = list(levels)

    def declare(self, levels: Iterable[int]) -> None:
        """Add variables below all earlier ones."""
        self._order += levels

    def variable(self, level: int) -> int:
        """Return the function of a variable."""
        return self._do(("var", level, 0, 0))

    def both(self, f: int, g: int) -> int:
        """Return f and g."""
        f, g = min(f, g), max(f, g)
        if f <= TRUE:
            return g if f else FALSE
        if f ^ g <= TRUE:
            return f if f == g else FALSE
        return self._do(("and", f, g, 0))

    def choice(self, test: int, yes: int, no: int) -> int:
        """Return `yes` where the test holds and `no` where it does not."""
        if test <= TRUE:
            return yes if test else no
        return yes if yes == no else self._do(("ite", test, yes, no))

    def _do(self, step: Step) -> int:
        if step not in self._step:
            self._step[step] = 2 * len(self.steps)
            self.steps.append(step)
        return self._step[step]


def law_circuit(law: Law, order: Sequence[str]) -> tuple[list[Step], list[int]]:
    """Return the operations that compile a law, and which functions are its roots."""
    with patch.object(compile_module, "Diagram", Recorder):
        builder = _Builder(law, merged(order, arranged(law)))
        roots = builder.roots()
    assert isinstance(builder.diagram, Recorder)
    return builder.diagram.steps, sorted(set(roots.values()))


def history_circuit(compiled: Compiled, frame: Frame) -> tuple[list[Step], list[int]]:
    """Return the operations that work out a frame's histories from the compiled law, and the outcome words."""
    with patch.object(slicing_module, "Diagram", Recorder):
        history = History(compiled, frame)
    assert isinstance(history.diagram, Recorder)
    return history.diagram.steps, sorted({f for duty in history.of.values() for f in duty.words.values()})


def replay(steps: Sequence[Step], roots: Iterable[int]) -> tuple[Diagram, list[int]]:
    """Return our own diagram with the operations done in it, and its roots."""
    diagram, made = Diagram(sorted({f for what, f, _, _ in steps if what == "var"})), [FALSE]

    def function(number: int) -> int:
        return made[number >> 1] ^ (number & 1)

    for what, f, g, h in steps[1:]:
        if what == "var":
            made.append(diagram.variable(f))
        elif what == "and":
            made.append(diagram.both(function(f), function(g)))
        else:
            made.append(diagram.choice(function(f), function(g), function(h)))
    return diagram, [function(root) for root in roots]
