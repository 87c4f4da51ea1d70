"""What is open in a formula, and why: the conditions that the record or the law leaves undecided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
from duecare.assess.reasons.proving import Prover, UnprovedError
from duecare.assess.reasons.scene import NO, OPEN, YES, Scene
from duecare.assess.reasons.telling import Teller


class Explorer:
    """Tells the open parts of formulas; `decisive` are the leaves that the outcome still turns on."""

    def __init__(self, teller: Teller, decisive: frozenset[str], prover: Prover) -> None:
        self.teller, self.decisive, self.prover = teller, decisive, prover
        self._told: frozenset[Formula] = frozenset()
        self._found: dict[tuple[Scene, Formula, int], tuple[Reason, ...]] = {}
        self._counted: dict[tuple[Scene, Formula, int], frozenset[str]] = {}

    def pass_over(self, formulas: Iterable[Formula]) -> None:
        """Do not tell of these from now on: they are told elsewhere."""
        self._told |= set(formulas)
        self._found.clear()
        self._counted.clear()

    def explore(self, scene: Scene, f: Formula, index: int) -> tuple[Reason, ...]:
        """Return what is open in an open formula at a slice; nothing where it is settled, or told elsewhere."""
        key = (scene, f, index)
        if key not in self._found:
            self._found[key] = self._explore(scene, f, index)
        return self._found[key]

    def _explore(self, scene: Scene, f: Formula, index: int) -> tuple[Reason, ...]:
        if f in self._told or scene.value(f, index) != OPEN:
            return ()
        match f:
            case Fact():
                return self._fact(scene, f, index)
            case Given():
                return (self.teller.unnamed(),)
            case And(parts):
                return self._list(scene, parts, index, NO)
            case Or(parts):
                return self._list(scene, parts, index, YES)
            case Several(parts=parts):
                return tuple(reason for part in parts for reason in self.explore(scene, part, index))
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
        """Return the slice, up to the last, at which the fewest leaves leave a formula open; of those the last."""
        found = [index for index in range(last, -1, -1) if scene.value(item, index) == OPEN]
        return min(found, key=lambda index: len(self._missing(scene, item, index)), default=last)

    def _missing(self, scene: Scene, f: Formula, index: int) -> frozenset[str]:
        """Return the leaves that leave a formula open at a slice."""
        key = (scene, f, index)
        if key not in self._counted:
            self._counted[key] = frozenset()
            self._counted[key] = self._missing_in(scene, f, index)
        return self._counted[key]

    def _missing_in(self, scene: Scene, f: Formula, index: int) -> frozenset[str]:
        if f in self._told or scene.value(f, index) != OPEN:
            return frozenset()
        if isinstance(f, Ever):
            return self._missing(scene, f.item, self.nearest(scene, f.item, index))
        own = frozenset({f.instance}) if isinstance(f, Fact) else frozenset()
        return own.union(*(self._missing(scene, part, index) for part in parts_of(f)))

    def _list(self, scene: Scene, parts: Sequence[Formula], index: int, decisive: int) -> tuple[Reason, ...]:
        """Return the open parts of a list; positions on which one line settles it are told first, and left."""
        found: list[Reason] = []
        for line in (part for part in parts if isinstance(part, Line) and part.absent != bool(decisive)):
            if scene.guard(line) == OPEN and scene.within(line, index) == decisive:
                found.append(self.teller.line(scene, line, decisive, ()))
                rest = scene.under(
                    line.issue, [one for one in scene.positions[line.issue] if one not in line.positions]
                )
                if rest is None:
                    return tuple(found)
                scene = rest
        for part in parts:
            if decisive == NO and scene.value(part, index) == YES:
                found += self._settled(scene, part, index)
            else:
                found += self.explore(scene, part, index)
        return tuple(found)

    def _settled(self, scene: Scene, part: Formula, index: int) -> tuple[Reason, ...]:
        """Return what is no longer open in a list all of which is needed, with what shows it."""
        if isinstance(part, Label) and part.tag.kind == "rule":
            try:
                return self.prover.prove(scene, part, index, index, YES).reasons
            except UnprovedError:
                return self.teller.step(part.tag, YES, index, index, ())
        if isinstance(part, Fact) and not part.presumed:
            return (self.teller.fact(part.instance, part.other, index, index, YES),)
        return ()

    def _line(self, scene: Scene, f: Line, index: int) -> tuple[Reason, ...]:
        inside = scene.under(f.issue, f.positions) if scene.guard(f) == OPEN else scene
        if inside is None:
            return ()
        value, inner = inside.value(f.item, index), self.explore(inside, f.item, index)
        return inner if f.issue in scene.fixed else (self.teller.line(scene, f, value, inner),)

    def _fact(self, scene: Scene, f: Fact, index: int) -> tuple[Reason, ...]:
        conditions = (
            tuple(reason for _, when in f.presumed for reason in self.explore(scene, when, index))
            if not scene.known(f.instance, index, f.other).asserted
            else ()
        )
        if f.other < 0 and f.instance not in self.decisive and not conditions:
            return ()
        return (self.teller.unknown(f.instance, f.other, index, conditions),)
