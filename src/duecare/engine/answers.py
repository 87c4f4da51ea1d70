"""What an answer would leave: outcome words once a missing leaf is known, read off the words as they stand.

To answer is to establish the leaf, one way, wherever it was unknown. Where nothing else hangs on its being claimed,
that is a matter of fixing it in the functions of the outcome words. Where a presumption gives way to a claim, or a
claim raises an exception, the frame is worked out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from duecare.base.known import UNKNOWN, Known
from duecare.engine.compiled import Compiled
from duecare.engine.decide import NOT_IN_FORCE, Decider
from duecare.engine.diagram import FALSE, TRUE, Diagram
from duecare.engine.duties import duties_and_norms, measures_served_by
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.order import stages_needed

_KINDS = ("force", "applies", "due", "liable", "breached", "excused", "review")
_BINDS = "binds"
Left = Mapping[int, tuple[str, ...]]
_Changes = Mapping[tuple[str, bool], Mapping[str, int]]


def answered(frame: Frame, instance: str, value: bool) -> Frame:
    """Return the frame with a leaf established, one way, wherever it was unknown."""
    row = frame.known.get(instance) or (UNKNOWN,) * len(frame.slices)
    told = tuple(
        Known(value, True, one.raised or value, False, one.claims) if one.value is None else one for one in row
    )
    return replace(frame, known={**frame.known, instance: told})


@dataclass(frozen=True, slots=True)
class _Half:
    """Unknown leaves, in two halves; or one, with its name."""

    levels: frozenset[int]
    halves: tuple[_Half, ...] = ()
    name: str = ""


def _halved(d: Diagram, leaves: Sequence[tuple[str, frozenset[int]]]) -> _Half | None:
    if len(leaves) <= 1:
        return next((_Half(levels, (), name) for name, levels in leaves), None)
    first, second = _halved(d, leaves[: len(leaves) // 2]), _halved(d, leaves[len(leaves) // 2 :])
    assert first and second  # neither half of two leaves or more is empty
    return _Half(d.union(first.levels, second.levels), (first, second))


class Answers:
    """What plain answers to missing leaves leave of the outcome words of one frame."""

    def __init__(self, decider: Decider) -> None:
        self.decider = decider
        self._changes: dict[str, _Changes] = {}
        self._cubes: dict[tuple[str, bool], int] = {}

    def can_be(self, instance: str, value: bool) -> bool:
        """Say whether the constraints allow an answer."""
        return self.decider.diagram.both(self.cube(instance, value), self.decider.constraint) != FALSE

    def left(self, duty: str, instance: str, value: bool, before: Left) -> Left:
        """Return, of the words possible before in each region of readings, those left; if none is, `not in force`."""
        if duty not in self._changes:
            self._changes[duty] = self._found(duty)
        changes = self._changes[duty].get((instance, value))
        if changes is None:
            return before
        d, words, binds = self.decider.diagram, self.decider.words(duty), changes.get(_BINDS, TRUE)
        touched = {word: d.both(changes.get(word, f), binds) for word, f in words.items()} if binds != TRUE else changes
        return {
            region: tuple(one for one in said if one not in touched or d.both(region, touched[one]) != FALSE)
            or (NOT_IN_FORCE,)
            for region, said in before.items()
        }

    def _found(self, duty: str) -> _Changes:
        """Return, for each answer that changes anything, the readings in which each word it changes is possible."""
        decider, changes = self.decider, dict[tuple[str, bool], dict[str, int]]()
        functions = {**decider.history.of[duty].words, _BINDS: decider.in_force(duty)}
        asked = self._asked(functions.values())
        for word, f in functions.items():
            for instance, value, left in self._left(f, asked) if asked else ():
                changes.setdefault((instance, value), {})[word] = left
        return changes

    def _left(self, f: int, asked: _Half) -> Iterator[tuple[str, bool, int]]:
        """Yield each answer that changes where f is possible, and where it then is."""
        d, decider = self.decider.diagram, self.decider
        alone = d.exists(d.both(f, decider.constraint), decider.readings.facts - asked.levels)
        for instance, levels, g in self._each_alone(alone, asked, decider.possible(f)):
            for value in (True, False):
                left = d.exists(g, levels, given=self.cube(instance, value))
                if left != decider.possible(f):
                    yield instance, value, left

    def _asked(self, functions: Iterable[int]) -> _Half | None:
        """Return the unknown leaves on which functions depend, in halves."""
        levels = self.decider.history.slices.unknown_levels
        leaves = [(one, levels[one]) for one in self.decider.readings.leaves_in(functions)]
        return _halved(self.decider.diagram, leaves)

    def _each_alone(self, f: int, asked: _Half, whole: int) -> Iterator[tuple[str, frozenset[int], int]]:
        """Yield each leaf with f as all the others leave it; not where that gives the leaf no say.

        The others are quantified half by half, so that the work on all of them is shared.
        """
        if f == whole:
            return
        if not asked.halves:
            yield asked.name, asked.levels, f
            return
        for kept, gone in (asked.halves, asked.halves[::-1]):
            yield from self._each_alone(self.decider.diagram.exists(f, gone.levels), kept, whole)

    def cube(self, instance: str, value: bool) -> int:
        """Return the completions in which a leaf has a value wherever it was unknown."""
        if (instance, value) not in self._cubes:
            d, slices = self.decider.diagram, self.decider.history.slices
            unknown = {f for f in (slices.leaf(instance, index) for index in range(slices.count)) if f > TRUE}
            self._cubes[instance, value] = d.conjunction([f if value else d.negation(f) for f in sorted(unknown)])
        return self._cubes[instance, value]


def is_plain(decider: Decider, instance: str) -> bool:
    """Say whether nothing but the value of a leaf changes when it is claimed."""
    compiled, slices = decider.history.compiled, decider.history.slices
    if f"shown:{instance}" in compiled.places:
        return False
    if any(instance in rule.raised_by and not slices.raised(rule.name) for rule in compiled.law.defences):
        return False
    asserted = all(one.asserted for one in slices.known(instance) if one.value is None)
    return asserted or f"asserted:{instance}" not in compiled.places


def worked_out(decider: Decider, instance: str, value: bool, among: Iterable[str] | None = None) -> Decider:
    """Return the frame worked out again with an answer, for the duties (among some) that the leaf may bear on."""
    history = decider.history
    asked = history.of if among is None else among
    duties = frozenset(duty for duty in asked if bears_on(history.compiled, duty, instance))
    frame = answered(history.frame, instance, value)  # it has no unknown that the diagram lacks
    return Decider(History(history.compiled, frame, duties, decider.diagram), decider.readings)


def bears_on(compiled: Compiled, duty: str, instance: str) -> bool:
    """Say whether something on the way to a duty's outcome reads a leaf."""
    names = [f"{kind}:{instance}" for kind in ("leaf", "asserted", "shown")]
    names += [f"raised:{rule.name}" for rule in compiled.law.defences if instance in rule.raised_by]
    wanted = sum(1 << compiled.places[name] for name in names if name in compiled.places)
    return any(
        instance == f"taken({name})" if kind == "step" else bool(compiled.supports[compiled.roots[name] >> 1] & wanted)
        for kind, name in _reads(compiled, duty)
        if kind == "step" or name in compiled.roots
    )


def _reads(compiled: Compiled, duty: str) -> Iterator[tuple[str, str]]:
    """Yield the roots on the way to a duty's outcome, and the measures that serve a duty there."""
    duties = duties_and_norms(compiled.law)
    for name in {stage[0] for stage in stages_needed(compiled.stages, frozenset({duty}))}:
        yield from (("root", f"{kind}:{name}") for kind in _KINDS)
        for measure in measures_served_by(duties[name].served_by):
            yield "step", measure
            yield from (("root", f"{kind}:{measure}") for kind in ("step", "closed"))
    yield from (("root", root) for root in compiled.roots if root.partition(":")[0] in {"some", "never"})
