"""What the diagrams of an assessment cost by themselves: their operations once more, without any of our own work.

Each operation that an assessment asks of the library of diagrams is noted, and all are then done again, in order, on
fresh diagrams. Nothing that works with these diagrams can take less time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from oxidd.bcdd import BCDDFunction, BCDDManager
from oxidd.util import BooleanOperator

from duecare.engine import unknowns
from duecare.engine.diagram import FALSE, TRUE, Diagram

_Step = tuple[str, int, tuple[int, ...]]  # what is done, the number of its result, the numbers it is done to


class Noting(Diagram):
    """A diagram that notes what it asks of its library."""

    def __init__(self, levels: Iterable[int] = ()) -> None:
        self.steps: list[_Step] = []
        super().__init__(levels)

    def declare(self, levels: Iterable[int]) -> None:
        """Add variables."""
        new = list(levels)
        self.steps.append(("declare", FALSE, (len(new),)))
        super().declare(new)

    def variable(self, level: int) -> int:
        """Return the function that is true when the variable at this level is."""
        known = level in self._variables
        found = super().variable(level)
        return found if known else self._note("variable", found, self._places[level])

    def both(self, f: int, g: int) -> int:
        """Return f and g."""
        before = len(self._both)
        found = super().both(f, g)
        return found if len(self._both) == before else self._note("both", found, f, g)

    def choice(self, test: int, yes: int, no: int) -> int:
        """Return `yes` where the test holds and `no` where it does not."""
        found = super().choice(test, yes, no)
        return found if test <= TRUE or yes == no else self._note("choice", found, test, yes, no)

    def exists(self, f: int, levels: frozenset[int], given: int = TRUE) -> int:
        """Return where some value of these variables makes f true (and what is given, if anything)."""
        found = super().exists(f, levels, given)
        if f == FALSE or given == FALSE or f == TRUE == given:
            return found
        return self._note("exists", found, f, given, self._number(self._cube(levels)))

    def union(self, one: frozenset[int], other: frozenset[int]) -> frozenset[int]:
        """Return the variables of both, ready to be quantified."""
        both = super().union(one, other)
        parts = (self._number(self._cube(each)) for each in (one, other))
        self._note("both", self._number(self._cube(both)), *parts)
        return both

    def _note(self, what: str, found: int, *of: int) -> int:
        self.steps.append((what, found, of))
        return found


@contextmanager
def noted() -> Iterator[list[Noting]]:
    """Have every diagram made within note what it asks, and give them all."""
    made: list[Noting] = []

    def noting(levels: Iterable[int] = ()) -> Noting:
        made.append(Noting(levels))
        return made[-1]

    with patch.object(unknowns, "Diagram", noting):
        yield made


def replayed(diagram: Noting) -> float:
    """Return the seconds that the steps of a diagram take once more, on a fresh one."""
    manager = BCDDManager(1 << 22, 1 << 17, 1)  # as large as the engine's own
    known: dict[int, BCDDFunction] = {FALSE: manager.false(), TRUE: manager.true()}
    does: dict[str, Callable[..., BCDDFunction]] = {
        "both": lambda f, g: known[f] & known[g],
        "choice": lambda test, yes, no: known[test].ite(known[yes], known[no]),
        "exists": lambda f, given, cube: known[f].apply_exists(BooleanOperator.AND, known[given], known[cube]),
        "variable": manager.var,
    }
    start = time.perf_counter()
    for what, found, of in diagram.steps:
        if what == "declare":
            manager.add_vars(*of)
        elif found not in known:
            known[found] = does[what](*of)
            known[found ^ 1] = ~known[found]
        else:
            does[what](*of)
    return time.perf_counter() - start
