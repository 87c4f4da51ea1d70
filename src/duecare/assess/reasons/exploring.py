"""What is open in a formula, and why: the conditions that the record or the law leaves undecided."""

from __future__ import annotations

from collections.abc import Iterable

from duecare.assess.model import Reason
from duecare.assess.reasons.formula import (
    And,
    Ever,
    Fact,
    Formula,
    Given,
    Label,
    Line,
    Not,
    Or,
    Several,
    Timely,
    Window,
    parts_of,
)
from duecare.assess.reasons.scene import NO, OPEN, YES, Scene
from duecare.assess.reasons.telling import Teller


class Explorer:
    """Tells the open parts of formulas.

    decisive  the leaves that the outcome still turns on.
    told      formulas that are told elsewhere.
    """

    def __init__(self, teller: Teller, decisive: frozenset[str]) -> None:
        self.teller, self.decisive = teller, decisive
        self.told: set[Formula] = set()
        self._found: dict[tuple[Scene, Formula, int], tuple[Reason, ...]] = {}
        self._counted: dict[tuple[Scene, Formula, int], frozenset[str]] = {}

    def explore(self, scene: Scene, f: Formula, index: int) -> tuple[Reason, ...]:
        """Return what is open in an open formula at a slice; nothing where it is settled, or told elsewhere."""
        key = (scene, f, index)
        if key not in self._found:
            self._found[key] = self._explore(scene, f, index)
        return self._found[key]

    def _explore(self, scene: Scene, f: Formula, index: int) -> tuple[Reason, ...]:
        if f in self.told or scene.value(f, index) != OPEN:
            return ()
        match f:
            case Fact():
                return self._fact(scene, f, index)
            case Given():
                return (self.teller.unnamed(),)
            case And(parts) | Or(parts) | Several(parts=parts):
                return self._parts(scene, parts, index, beside=YES if isinstance(f, And) else NO)
            case Not(item):
                return self.explore(scene, item, index)
            case Line():
                return self._line(scene, f, index)
            case Ever(item):
                return self.explore(scene, item, self.nearest(scene, item, index))
            case Timely(taken, _, closed):
                return (*self.explore(scene, taken, index), *self.explore(scene, closed, max(index - 1, 0)))
            case Window(since):
                return self.explore(scene, since, index)
            case Label(tag, _) if tag.kind == "duty":  # has reasons of its own
                return self.teller.step(tag, OPEN, index, index, ())
            case Label(tag, item):
                inner = self.explore(scene, item, index)
                return self.teller.step(tag, OPEN, index, index, inner) if inner else ()
            case _:
                return ()

    def nearest(self, scene: Scene, item: Formula, last: int) -> int:
        """Return the slice, up to the last, at which the fewest leaves leave a formula open; of those the first."""
        found = [index for index in range(last + 1) if scene.value(item, index) == OPEN]
        return min(found, key=lambda index: len(self._missing(scene, item, index)), default=last)

    def _missing(self, scene: Scene, f: Formula, index: int) -> frozenset[str]:
        """Return the leaves that leave a formula open at a slice."""
        key = (scene, f, index)
        if key not in self._counted:
            self._counted[key] = frozenset()
            self._counted[key] = self._missing_in(scene, f, index)
        return self._counted[key]

    def _missing_in(self, scene: Scene, f: Formula, index: int) -> frozenset[str]:
        if f in self.told or scene.value(f, index) != OPEN:
            return frozenset()
        if isinstance(f, Ever):
            return self._missing(scene, f.item, self.nearest(scene, f.item, index))
        own = frozenset({f.instance}) if isinstance(f, Fact) else frozenset()
        return own.union(*(self._missing(scene, part, index) for part in parts_of(f)))

    def _parts(self, scene: Scene, parts: Iterable[Formula], index: int, beside: int) -> tuple[Reason, ...]:
        """Return the open parts, and of a list that all must hold, in a line each, those that do."""
        found: list[Reason] = []
        for part in parts:
            if beside == YES and scene.value(part, index) == YES:
                found += self._settled(part, index)
            else:
                found += self.explore(scene, part, index)
        return tuple(found)

    def _settled(self, part: Formula, index: int) -> tuple[Reason, ...]:
        if isinstance(part, Label) and part.tag.kind == "rule":
            return self.teller.step(part.tag, YES, index, index, ())
        if isinstance(part, Fact) and not part.presumed:
            return (self.teller.fact(part.instance, part.other, index, index, YES),)
        return ()

    def _line(self, scene: Scene, f: Line, index: int) -> tuple[Reason, ...]:
        inside = scene.under(f.issue, f.positions) if scene.guard(f) == OPEN else scene
        if inside is None:
            return ()
        inner = self.explore(inside, f.item, index)
        if f.issue in scene.fixed:
            return inner
        return (self.teller.line(scene, f, OPEN if inner else inside.value(f.item, index), inner),)

    def _fact(self, scene: Scene, f: Fact, index: int) -> tuple[Reason, ...]:
        conditions = tuple(
            reason for _, when in f.presumed for reason in self.explore(scene, when, index)
        ) if not scene.known(f.instance, index, f.other).asserted else ()
        if f.other < 0 and f.instance not in self.decisive and not conditions:
            return ()
        return (self.teller.unknown(f.instance, f.other, index, index, conditions),)
