"""Doubts: worlds that a record allows, in which the outcome is another one.

One such world shows that what was dropped from the record was needed. Only a few are tried, those that are likeliest
to differ; that none is found shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from random import Random

from duecare.assess.reasons.formula import Fact, Formula, parts_of
from duecare.assess.reasons.readings import Positions
from duecare.assess.reasons.scene import NO, Scene, Supposed
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.engine.implicant import Literal
from duecare.engine.unknowns import unknown_runs

_TRIES = 6


class Doubter:
    """Looks for worlds in which a formula fails, in a region of readings."""

    def __init__(self, decider: Decider, scene: Scene, formula: Formula, constraints: tuple[Formula, ...]) -> None:
        self.decider, self.scene, self.formula, self.constraints = decider, scene, formula, constraints

    def refuted(self, frame: Frame, dropped: Literal, region: int) -> bool:
        """Say whether some world that a record allows was found in which the formula fails."""
        for number in range(_TRIES):
            random = Random(number)
            positions = self._reading(region, random)
            supposed = tuple(self._world(frame, dropped, number, random))
            world = Scene(self.scene.book, frame, positions, supposed=supposed, shared=(self.scene.shape, {}, {}))
            if world.value(self.formula, world.last) == NO and self._allowed(world):
                return True
        return False

    def _reading(self, region: int, random: Random) -> Positions:
        """Return one reading of a region."""
        d, found = self.decider.diagram, {}
        for issue in self.scene.book.law.issues:
            names = list(self.scene.positions[issue.name])
            random.shuffle(names)
            for name in names:
                less = d.both(region, self.decider.readings.position(issue.name, name))
                if less != FALSE:
                    region, found[issue.name] = less, (name,)
                    break
        return found

    def _world(self, frame: Frame, dropped: Literal, number: int, random: Random) -> Iterator[Supposed]:
        """Yield a value for all that is unknown.

        First what the whole record has, but for what was dropped, the rest no or yes; then all no, all yes, any draw.
        """
        for instance in self._instances:
            row = frame.known.get(instance)
            runs = [(0, len(frame.slices) - 1)] if row is None else unknown_runs(row)
            for first, last in runs:
                value: bool | None = None
                if number < 2:
                    mine = instance == dropped.instance and first <= dropped.last and dropped.first <= last
                    value = not dropped.value if mine else self._whole(instance, last)
                if value is None:
                    value = bool(number % 2) if number < 4 else random.random() < 0.5
                yield Supposed(instance, value, first, last)

    def _whole(self, instance: str, index: int) -> bool | None:
        row = self.decider.history.frame.known.get(instance)
        return row[index].value if row else None

    @cached_property
    def _instances(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        seen: set[Formula] = set()
        waiting = [self.formula, *self.constraints]
        while waiting:
            f = waiting.pop()
            if f not in seen:
                seen.add(f)
                waiting += parts_of(f)
                if isinstance(f, Fact) and f.other < 0:
                    found[f.instance] = None
        return tuple(found)

    def _allowed(self, world: Scene) -> bool:
        return all(world.throughout(never, 0, world.last, NO) for never in self.constraints)
