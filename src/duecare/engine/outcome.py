"""The outcome of a duty under a view: gates apart (if it binds), or with the gates as the view takes them.

Each answer is about the readings that a view allows, cut to what the duty turns on; views alike there are asked once.
"""

from __future__ import annotations

from collections.abc import Sequence

from duecare.engine.decide import NOT_IN_FORCE, Decider
from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.readings import Verdict
from duecare.ir.declarations import Stance


def if_binds(decider: Decider, duty: str, stances: Sequence[Stance]) -> Verdict:
    """Return the outcome in the view's readings in which the duty is in force, gate positions dropped."""
    return decider.kept(_if_binds, duty, decider.region(duty, stances, gates=False))


def as_held(decider: Decider, duty: str, stances: Sequence[Stance]) -> Verdict:
    """Return the outcome in the view's readings, `not in force` being an outcome like any other."""
    return decider.kept(_as_held, duty, decider.region(duty, stances, gates=True))


def binds(decider: Decider, duty: str, stances: Sequence[Stance]) -> Verdict:
    """Return whether the duty is in force under the view: `yes`, `no`, or both where facts leave it open."""
    return decider.kept(_binds, duty, decider.region(duty, stances, gates=True))


def not_established(decider: Decider, duty: str, stances: Sequence[Stance]) -> bool:
    """Whether breach is open, and some values of the claimant's unknowns rule it out in every reading of the view."""
    return decider.kept(_not_established, duty, decider.region(duty, stances, gates=False))


def _if_binds(decider: Decider, duty: str, region: int) -> Verdict:
    d = decider.diagram
    allowed = d.both(region, decider.possible(TRUE))
    view = d.both(allowed, decider.force(duty))
    if view == FALSE != allowed:  # the facts alone keep it out of force: a treaty that was not joined
        return Verdict((NOT_IN_FORCE,), settled=True, turns_on=())
    return decider.readings.verdict(decider.words(duty), view)


def _as_held(decider: Decider, duty: str, region: int) -> Verdict:
    return decider.readings.verdict(decider.held(duty), region)


def _binds(decider: Decider, duty: str, region: int) -> Verdict:
    force = decider.in_force(duty)
    words = {"yes": decider.possible(force), "no": decider.possible(decider.diagram.negation(force))}
    return decider.readings.verdict(words, region)


def _not_established(decider: Decider, duty: str, region: int) -> bool:
    d, adverse = decider.diagram, decider.adverse(duty)
    view = d.both(region, decider.force(duty))
    open_to = d.both(view, decider.possible(adverse))
    if open_to == FALSE or d.both(view, decider.certain(adverse)) != FALSE:
        return False
    return d.both(view, d.negation(decider.excluded_by(adverse))) == FALSE
