"""The outcome of a duty under a view: gates apart (if it binds), or with the gates as the view takes them."""

from __future__ import annotations

from collections.abc import Sequence

from duecare.engine.decide import NOT_IN_FORCE, Decider
from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.readings import Verdict
from duecare.ir.declarations import Stance

ADVERSE = ("breached (wrongfulness precluded)", "breached", "liable", "not met", "expected and not met")


def if_binds(decider: Decider, duty: str, stances: Sequence[Stance]) -> Verdict:
    """Return the outcome in the view's readings in which the duty is in force, gate positions dropped."""
    d = decider.diagram
    # A view that takes no position is not worth cutting to the issues that bear on the duty.
    taken = decider.bearing(duty, stances, gates=False) if stances else decider.readings.view(stances, gates=False)
    allowed = d.both(taken, decider.possible(TRUE))
    view = d.both(allowed, decider.force(duty))
    if view == FALSE != allowed:  # the facts alone keep it out of force: a treaty that was not joined
        return Verdict((NOT_IN_FORCE,), settled=True, turns_on=())
    return decider.readings.verdict(decider.words(duty), view)


def as_held(decider: Decider, duty: str, stances: Sequence[Stance]) -> Verdict:
    """Return the outcome in the view's readings, `not in force` being an outcome like any other."""
    return decider.readings.verdict(decider.held(duty), decider.bearing(duty, stances, gates=True))


def binds(decider: Decider, duty: str, stances: Sequence[Stance]) -> Verdict:
    """Return whether the duty is in force under the view: `yes`, `no`, or both where facts leave it open."""
    force = decider.in_force(duty)
    words = {"yes": decider.possible(force), "no": decider.possible(decider.diagram.negation(force))}
    return decider.readings.verdict(words, decider.bearing(duty, stances, gates=True))


def not_established(decider: Decider, duty: str, stances: Sequence[Stance]) -> bool:
    """Whether breach is open, and some values of the claimant's unknowns rule it out in every reading of the view."""
    d = decider.diagram
    words = decider.history.of[duty].words
    adverse = d.disjunction([words[word] for word in ADVERSE if word in words])
    view = d.both(decider.bearing(duty, stances, gates=False), decider.force(duty))
    open_to = d.both(view, decider.possible(adverse))
    if open_to == FALSE or d.both(view, decider.certain(adverse)) != FALSE:
        return False
    return d.both(view, d.negation(decider.excluded_by(adverse))) == FALSE
