"""What an answer would leave: outcome words once a missing leaf is known, read off the words as they stand.

To answer is to establish the leaf, one way, wherever it was unknown. Where nothing else hangs on its being claimed,
that is a matter of fixing it in the functions of the outcome words. Where a presumption gives way to a claim, or a
claim raises an exception, the frame is worked out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from duecare.base.known import UNKNOWN, Known
from duecare.engine.compiled import Compiled
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.duties import duties_and_norms, measures_served_by
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.order import stages_needed

_KINDS = ("force", "applies", "due", "liable", "breached", "excused", "review")
Left = Mapping[int, tuple[str, ...]]


def answered(frame: Frame, instance: str, value: bool) -> Frame:
    """Return the frame with a leaf established, one way, wherever it was unknown."""
    row = frame.known.get(instance) or (UNKNOWN,) * len(frame.slices)
    told = tuple(
        Known(value, True, one.raised or value, False, one.claims) if one.value is None else one for one in row
    )
    return replace(frame, known={**frame.known, instance: told})


class Answers:
    """What plain answers to missing leaves leave of the outcome words of one frame."""

    def __init__(self, decider: Decider) -> None:
        self.decider = decider
        self._allowed: dict[str, dict[str, int]] = {}
        self._cubes: dict[tuple[str, bool], int] = {}

    def can_be(self, instance: str, value: bool) -> bool:
        """Say whether the constraints allow an answer."""
        return self.decider.diagram.both(self._cube(instance, value), self.decider.constraint) != FALSE

    def left(self, duty: str, instance: str, value: bool, before: Left) -> Left:
        """Return, of the words possible before in each region of readings, those that an answer leaves."""
        d, decider = self.decider.diagram, self.decider
        levels, cube = decider.history.slices.unknown_levels[instance], self._cube(instance, value)
        force = self._force(duty)
        binds = d.exists(force, decider.facts, given=cube) if levels & d.support(force) else TRUE
        held = {word: d.both(f, binds) for word, f in decider.words(duty).items()}
        for word, f in self._words(duty).items():
            if levels & d.support(f):
                held[word] = d.both(d.exists(f, decider.facts, given=cube), binds)
        return {
            region: tuple(word for word in words if d.both(region, held[word]) != FALSE)
            for region, words in before.items()
        }

    def _force(self, duty: str) -> int:
        return self.decider.diagram.both(self.decider.in_force(duty), self.decider.constraint)

    def _words(self, duty: str) -> dict[str, int]:
        if duty not in self._allowed:
            d, words = self.decider.diagram, self.decider.history.of[duty].words
            self._allowed[duty] = {word: d.both(f, self.decider.constraint) for word, f in words.items()}
        return self._allowed[duty]

    def _cube(self, instance: str, value: bool) -> int:
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


def worked_out(decider: Decider, instance: str, value: bool) -> Decider:
    """Return the frame worked out again with an answer, for the duties that the leaf may bear on."""
    history = decider.history
    duties = frozenset(duty for duty in history.of if bears_on(history.compiled, duty, instance))
    return Decider(History(history.compiled, answered(history.frame, instance, value), duties))


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
