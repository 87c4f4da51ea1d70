"""Outcomes, force and history of one duty under one view, as an assessment tells them."""

from __future__ import annotations

from collections.abc import Iterable

from duecare.assess.model import Force, HistoryLine, Outcome
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.outcome import as_held, binds, if_binds, not_established
from duecare.ir.declarations import DefenceRule, View

_EVENTS = ("applicable", "due", "window_closed", "omitted", "liable", "breached")
ALL = View("", "", (), ())  # no position taken: all held readings together


def outcome(decider: Decider, duty: str, view: View, *, gates: bool) -> Outcome:
    """Return the outcome under a view, with the gates as it takes them or set aside."""
    verdict = as_held(decider, duty, view.stances) if gates else if_binds(decider, duty, view.stances)
    issues = decider.issues_in(decider.words(duty).values())
    taken = sum(1 for stance in view.stances if stance.issue in issues)
    unshown = len(verdict.words) > 1 and not_established(decider, duty, view.stances)
    return Outcome(view.name, verdict.words, verdict.settled, verdict.turns_on, taken, len(issues), unshown)


def force(decider: Decider, duty: str, view: View) -> Force:
    """Return whether a duty is in force under a view."""
    verdict = binds(decider, duty, view.stances)
    value = verdict.words[0] if verdict.settled else "open"
    return Force(view.name, value, verdict.turns_on)


def history(decider: Decider, duty: str, labels: tuple[str, ...], view: View = ALL) -> tuple[HistoryLine, ...]:
    """Return since when each event of the chain is possible and certain, in a view's readings in which it binds."""
    d, events = decider.diagram, decider.history.of[duty]
    readings = d.both(decider.view(view.stances, gates=False), decider.force(duty))
    lines = []
    for event in _EVENTS:
        functions = getattr(events, event)
        possible = next(
            (labels[i] for i, f in enumerate(functions) if d.both(readings, decider.possible(f)) != FALSE), ""
        )
        certain = next(
            (labels[i] for i, f in enumerate(functions) if d.both(readings, decider.possible(d.negation(f))) == FALSE),
            "",
        )
        if possible:
            lines.append(HistoryLine(event.replace("_", " "), possible, certain))
    return tuple(lines)


def waiting(decider: Decider) -> dict[str, tuple[str, ...]]:
    """Return the duties that nobody has put in question, each with the unclaimed facts that could bring it into play.

    A fact of which nobody has said anything may be so, and the finding is open. But if the duty could not apply
    were all such facts otherwise, then nobody has yet put it in question. Appraisals are not taken to be otherwise:
    to judge what is claimed is not to claim more. Those facts are named without which it cannot apply, if any.
    """
    silent = _unclaimed_facts(decider)
    nothing = _none_of(silent, decider)
    found = {duty: _waits_for(decider, duty, silent, nothing) for duty in decider.history.of}
    return {duty: facts for duty, facts in found.items() if facts}


def _waits_for(decider: Decider, duty: str, silent: tuple[str, ...], nothing: int) -> tuple[str, ...]:
    d, events = decider.diagram, decider.history.of[duty]
    brought = (events.applicable if duty.rpartition(".")[0] else events.due)[-1]

    def can_be(given: int) -> bool:
        return decider.possible(d.both(brought, given)) != FALSE

    if not can_be(TRUE) or can_be(nothing):
        return ()
    depends, levels = d.support(brought), decider.history.slices.unknown_levels
    asked = tuple(name for name in silent if levels[name] & depends and not name.startswith("other:"))
    return tuple(name for name in asked if not can_be(_none_of((name,), decider))) or asked


def _unclaimed_facts(decider: Decider) -> tuple[str, ...]:
    """Return the unknown facts of which nobody has said anything, here or of another affected State."""
    slices = decider.history.slices
    appraisals = {leaf.name for leaf in decider.law.leaves if leaf.kind == "appraisal"}
    return tuple(
        name
        for name, levels in slices.unknown_levels.items()
        if levels and name.partition("(")[0] not in appraisals and not any(one.claims for one in slices.known(name))
    )


def _none_of(names: Iterable[str], decider: Decider) -> int:
    """Return the completions in which none of these facts is ever so."""
    d, levels = decider.diagram, decider.history.slices.unknown_levels
    return d.conjunction([d.negation(d.variable(level)) for name in names for level in sorted(levels[name])])


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
