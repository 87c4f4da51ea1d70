"""Outcomes, force and history of one duty under one view, as an assessment tells them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from duecare.assess.model import Force, HistoryLine, Outcome
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.outcome import as_held, binds, if_binds, not_established
from duecare.ir.declarations import DefenceRule, View

_EVENTS = ("applicable", "due", "window_closed", "omitted", "liable", "breached")
ALL = View("", "", (), ())  # no position taken: all held readings together


def outcomes(decider: Decider, duty: str, view: View) -> tuple[Outcome, Outcome]:
    """Return the outcome under a view with the gates set aside, and with the gates as it takes them."""
    verdicts = if_binds(decider, duty, view.stances), as_held(decider, duty, view.stances)
    issues = decider.readings.issues_in(decider.words(duty).values())
    taken = sum(1 for stance in view.stances if stance.issue in issues)
    several = any(len(verdict.words) > 1 for verdict in verdicts)
    unshown = several and not_established(decider, duty, view.stances)
    first, second = (
        Outcome(view.name, one.words, one.settled, one.turns_on, taken, len(issues), len(one.words) > 1 and unshown)
        for one in verdicts
    )
    return first, second


def force(decider: Decider, duty: str, view: View) -> Force:
    """Return whether a duty is in force under a view."""
    verdict = binds(decider, duty, view.stances)
    value = verdict.words[0] if verdict.settled else "open"
    return Force(view.name, value, verdict.turns_on)


def history(decider: Decider, duty: str, labels: tuple[str, ...], view: View = ALL) -> tuple[HistoryLine, ...]:
    """Return since when each event of the chain is possible and certain, in a view's readings in which it binds."""
    d, events = decider.diagram, decider.history.of[duty]
    readings = d.both(decider.readings.view(view.stances, gates=False), decider.force(duty))
    lines = []
    for event in _EVENTS:
        functions = getattr(events, event)
        possible = _first(functions, lambda f: d.both(readings, decider.possible(f)) != FALSE)
        certain = _first(functions, lambda f: d.both(readings, decider.possible(d.negation(f))) == FALSE)
        if possible < len(labels):
            lines.append(HistoryLine(event.replace("_", " "), labels[possible], (*labels, "")[certain]))
    return tuple(lines)


def _first(functions: Sequence[int], holds: Callable[[int], bool]) -> int:
    """Return the first slice at which something holds that then goes on holding; their number: it never does."""
    first = len(functions)
    while first and holds(functions[first - 1]):
        first -= 1
    return first


def defences(decider: Decider, duty: str) -> tuple[DefenceRule, ...]:
    """Return the exceptions and defences to a duty or to its obligation."""
    obligation = duty.rpartition(".")[0]
    return tuple(rule for rule in decider.law.defences if rule.to in {duty, obligation})


def unraised(decider: Decider, duty: str) -> tuple[DefenceRule, ...]:
    """Return the exceptions and defences that nobody raised."""
    slices = decider.history.slices
    return tuple(rule for rule in defences(decider, duty) if not rule.footing and not slices.raised(rule.name))


def footings(decider: Decider, duty: str) -> tuple[DefenceRule, ...]:
    """Return the exceptions left aside because it is not known whether they hold."""
    known = decider.history.slices.known
    return tuple(
        rule
        for rule in defences(decider, duty)
        if rule.footing and any(one.value is None for leaf in rule.raised_by for one in known(leaf))
    )
