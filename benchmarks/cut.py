"""A trial: histories over cut variables, each standing for what makes a duty applicable or due at a slice.

What makes a duty due rests on facts about the operation and the States; what is omitted rests on the steps. The two
meet only in `applies` and `due`. With one variable for each such function (one, too, for equal functions at several
slices), the steps can be worked out, and their unknowns quantified away, without multiplying the two sides out.
"""

from __future__ import annotations

from unittest.mock import patch

from duecare.engine import history as history_module
from duecare.engine.compile import Compiled
from duecare.engine.diagram import TRUE, reachable
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.slicing import Slices
from nodes import dependence


class CutSlices(Slices):
    """Slices in whose histories `applies` and `due` are variables; `below` holds what they stand for."""

    def __init__(self, compiled: Compiled, frame: Frame) -> None:
        super().__init__(compiled, frame)
        self.below = Slices(compiled, frame)
        self.cuts: dict[int, int] = {}
        cut = [name for name in compiled.roots if _is_cut(name) and not _rests_on_history(compiled, name)]
        self._number = {name: index for index, name in enumerate(cut)}

    def root(self, name: str, index: int) -> int:
        """Return a root at a slice, or the variable that stands for it."""
        if name not in self._number:
            return super().root(name, index)
        f = self.below.root(name, index)
        if f <= TRUE:
            return f
        if f not in self.cuts:
            level = (self._number[name] - len(self._number)) * self.count + index  # above all others
            self.cuts[f] = self.diagram.variable(level)
        return self.cuts[f]

    def nodes_below(self) -> int:
        """Return how many nodes the functions that the cut variables stand for reach."""
        return len(reachable(self.below.diagram, self.cuts))


def _is_cut(name: str) -> bool:
    return name.partition(":")[0] in {"applies", "due"}


def _rests_on_history(compiled: Compiled, name: str) -> bool:
    """Whether what becomes of one duty makes another due: such a function is left as it is."""
    return any(variable.startswith("status:") for variable in dependence(compiled, name))


def cut_history(compiled: Compiled, frame: Frame) -> tuple[History, CutSlices]:
    """Return the histories of a frame over cut variables."""
    with patch.object(history_module, "Slices", CutSlices):
        history = History(compiled, frame)
    assert isinstance(history.slices, CutSlices)
    return history, history.slices
