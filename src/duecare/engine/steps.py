"""What holds of each step at each slice whatever duty it serves: open to the bearer, over, taken in time, taken."""

from __future__ import annotations

from dataclasses import dataclass

from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.services import Amount, Unit, amount
from duecare.engine.slicing import Slices


@dataclass(frozen=True, slots=True)
class Step:
    """A step at one slice: due if a duty is that it serves, its time over, taken in time, taken at all."""

    open: int
    closed: int
    timely: int
    done: int


class StepTable:
    """The steps of a frame; each is worked out once, for all duties that it serves."""

    def __init__(self, slices: Slices) -> None:
        self.slices, self.diagram = slices, slices.diagram
        self._known: dict[tuple[str, int], Step] = {}
        self._amounts: dict[tuple[object, ...], Amount] = {}

    def at(self, measure: str, index: int) -> Step:
        """Return a step whose time is over when a reasonable time has passed."""
        found = self._known.get((measure, index))
        if found is None:
            before = self.at(measure, index - 1) if index else None
            found = self._known[measure, index] = self.step(
                measure, index, self.slices.root(f"closed:{measure}", index), before
            )
        return found

    def amount(self, unit: Unit, index: int, baseline: frozenset[str]) -> Amount:
        """Return what a unit comes to, worked out anew only where one of its steps changed."""
        steps = {measure: self.at(measure, index) for measure in unit}
        key = (unit, *(id(one) for one in steps.values()))  # kept by the table, so that no other takes their place
        found = self._amounts.get(key)
        if found is None:
            found = self._amounts[key] = amount(self.diagram, unit, steps, baseline)
        return found

    def step(self, measure: str, index: int, closed: int, before: Step | None) -> Step:
        """Return a step of which it is known when its time was over, as it stood before if nothing changed."""
        taken = self.slices.leaf(f"taken({measure})", index)
        timely = self._timely(measure, index, taken, before)
        wanted, done = self.slices.root(f"step:{measure}", index), self.diagram.either(timely, taken)
        now = Step(wanted, closed, timely, done)
        return before if before == now else now  # the same object, so that a slice is soon seen to be as the one before

    def _timely(self, measure: str, index: int, taken: int, before: Step | None) -> int:
        """Return that the step was taken in time: as claimed, else before its window closed."""
        earlier = before.timely if before else FALSE
        if self.slices.known(f"late({measure})")[index].value:
            return earlier
        if taken == TRUE or before is None:
            return taken
        return self.diagram.either(earlier, self.diagram.both(taken, before.closed ^ 1))
