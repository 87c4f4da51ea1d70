"""Which readings: the positions under which a finding comes out one way, as few and as short as they can be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duecare.engine.cover import Literal, cover
from duecare.engine.decide import NOT_IN_FORCE, Decider
from duecare.engine.diagram import FALSE
from duecare.engine.readings import Readings
from duecare.ir.declarations import Stance, View


@dataclass(frozen=True, slots=True)
class Under:
    """Positions that together are enough: on each issue, one of these. None: whatever the reading."""

    positions: tuple[Stance, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What comes out, and the readings in which it does: whenever any one of `whenever` is taken.

    words     the outcome words possible there: one if the facts leave nothing open.
    smallest  it cannot be said with fewer items.
    """

    words: tuple[str, ...]
    whenever: tuple[Under, ...]
    smallest: bool


@dataclass(frozen=True, slots=True)
class WhichReadings:
    """How the readings of a view divide over the outcomes of one finding, the gates set aside (binds: over them).

    issues  on which any of this turns.
    """

    bearer: str
    beneficiary: str
    duty: str
    view: str
    issues: tuple[str, ...]
    outcomes: tuple[Reading, ...]
    binds: tuple[Reading, ...]


def which_readings(decider: Decider, duty: str, view: View) -> WhichReadings:
    """Return under which positions each outcome comes about, and whether the duty binds."""
    d, frame, r = decider.diagram, decider.history.frame, decider.readings
    held = decider.bearing(duty, view.stances, gates=False)
    force = decider.force(duty)
    within = d.both(held, force)
    outcomes = tuple(_parts(r, decider.words(duty), within)) if within != FALSE else ()
    if not outcomes:
        outcomes = (Reading((NOT_IN_FORCE,), (Under(()),), smallest=True),)
    in_force = decider.in_force(duty)
    answers = {"yes": decider.possible(in_force), "no": decider.possible(d.negation(in_force))}
    binds = tuple(_parts(r, answers, decider.bearing(duty, view.stances, gates=True)))
    told = (*outcomes, *binds)
    turning = {stance.issue for one in told for under in one.whenever for stance in under.positions}
    issues = tuple(issue.name for issue in decider.law.issues if issue.name in turning)
    return WhichReadings(frame.bearer, frame.beneficiary, duty, view.name, issues, outcomes, binds)


def _parts(readings: Readings, words: dict[str, int], care: int) -> Iterator[Reading]:
    """Yield each set of words that some reading leaves possible, with where it does."""
    d = readings.diagram
    parts: dict[tuple[str, ...], int] = {(): care}
    for word, f in words.items():
        split: dict[tuple[str, ...], int] = {}
        for names, part in parts.items():
            for named, piece in (((*names, word), d.both(part, f)), (names, d.both(part, d.negation(f)))):
                if piece != FALSE:
                    split[named] = d.either(split.get(named, FALSE), piece)
        parts = split
    places = list(words)
    for names, part in sorted(parts.items(), key=lambda one: (len(one[0]), [places.index(name) for name in one[0]])):
        if names:
            found = cover(readings, part, care)
            whenever = tuple(Under(tuple(map(_stance, one))) for one in found.implicants)
            yield Reading(names, whenever, found.smallest)


def _stance(literal: Literal) -> Stance:
    return Stance(*literal)
