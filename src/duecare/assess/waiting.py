"""Duties that nobody has put in question: open, but for want of any claim that bears on them.

A fact of which nobody has said anything may be so, and so the finding is open, which is true and helps nobody: a law
of many chapters would drown the few duties that a record is about. What waits is told apart, with what it waits for.
"""

from __future__ import annotations

from collections.abc import Iterable

from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.duties import duties_and_norms, measures_served_by
from duecare.engine.outcome import if_binds
from duecare.ir.declarations import Duty, Law
from duecare.ir.expressions import Expression, Status
from duecare.ir.walk import leaves_used, walk


def waiting(decider: Decider) -> dict[str, tuple[str, ...]]:
    """Return the duties that nobody has put in question, each with the leaves of which something would have to be said.

    - A duty that could not apply were all unclaimed facts otherwise waits for those that could bring it into play.
      Appraisals are not taken to be otherwise: to judge what is claimed is not to claim more. Those facts are named
      without which it cannot apply, if there are such.
    - A standing duty, which is due whatever happens, waits until somebody speaks of one of its steps.
    """
    silent = _unclaimed_facts(decider)
    nothing = _none_of(silent, decider)
    duties, found = duties_and_norms(decider.law), dict[str, tuple[str, ...]]()
    for name in decider.history.of:
        verdict = if_binds(decider, name, ())
        if verdict.settled or verdict.turns_on:
            continue
        if _stands(duties[name], decider.law):
            facts = _steps(decider, name, duties[name])
        else:
            facts = _facts(decider, _brought(decider, name, duties[name]), silent, nothing)
        if facts:
            found[name] = facts
    return found


def _brought(decider: Decider, name: str, duty: Duty) -> int:
    """Return that a duty has come into play: that it applies; that it is due, where it applies to whatever happens."""
    events = decider.history.of[name]
    conditional = duty.obligation and any(_asks(one, decider.law) for one in _applicable(duty, decider.law))
    return (events.applicable if conditional else events.due)[-1]


def _facts(decider: Decider, brought: int, silent: tuple[str, ...], nothing: int) -> tuple[str, ...]:
    """Return the unclaimed facts that could bring a duty into play, if what is claimed cannot."""
    d = decider.diagram

    def can_be(given: int) -> bool:
        return decider.possible(d.both(brought, given)) != FALSE

    if can_be(nothing):
        return ()
    depends, levels = d.support(brought), decider.history.slices.unknown_levels
    asked = tuple(name for name in silent if levels[name] & depends and not name.startswith("other:"))
    return tuple(name for name in asked if not can_be(_none_of((name,), decider))) or asked


def _unclaimed_facts(decider: Decider) -> tuple[str, ...]:
    """Return the unknown facts of which nobody has said anything, here or of another affected State."""
    appraisals = {leaf.name for leaf in decider.law.leaves if leaf.kind == "appraisal"}
    levels = decider.history.slices.unknown_levels
    return tuple(
        name
        for name, found in levels.items()
        if found and name.partition("(")[0] not in appraisals and _is_unclaimed(name, decider)
    )


def _is_unclaimed(name: str, decider: Decider) -> bool:
    return not any(one.claims or one.value is not None for one in decider.history.slices.known(name))


def _none_of(names: Iterable[str], decider: Decider) -> int:
    """Return the completions in which none of these facts is ever so."""
    d, levels = decider.diagram, decider.history.slices.unknown_levels
    return d.conjunction([d.negation(d.variable(level)) for name in names for level in sorted(levels[name])])


def _stands(duty: Duty, law: Law) -> bool:
    """Say whether a duty is due by its own terms whatever happens; exceptions and what puts it in force apart."""
    return not any(_asks(one, law) for one in (duty.due, *_applicable(duty, law)))


def _applicable(duty: Duty, law: Law) -> tuple[Expression, ...]:
    """Return the conditions under which a duty applies: its own, else those of its obligation."""
    own = (duty.applicable,) if duty.applicable else ()
    return own or tuple(one.applicable for one in law.obligations if one.name == duty.obligation)


def _asks(condition: Expression, law: Law) -> bool:
    """Say whether a condition asks about facts other than the date, or how far another duty has come."""
    elements = {rule.name: rule.met for rule in law.elements}
    dates = {leaf.name for leaf in law.leaves if leaf.dated}
    others = (part for part in walk(condition) if isinstance(part, Status) and part.status != "in force")
    return not dates.issuperset(leaves_used(condition, elements)) or any(others)


def _steps(decider: Decider, name: str, duty: Duty) -> tuple[str, ...]:
    """Return the steps that serve a duty, if nobody has spoken of any nor judged how it was kept."""
    steps = tuple(f"taken({measure})" for measure in measures_served_by(duty.served_by))
    judged = [f"{leaf.name}({name})" for leaf in decider.law.leaves if leaf.scope == "duty"]
    if duty.performed is not None:
        judged += leaves_used(duty.performed, {rule.name: rule.met for rule in decider.law.elements})
    return steps if all(_is_unclaimed(one, decider) for one in (*steps, *judged)) else ()
