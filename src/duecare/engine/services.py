"""What the steps that serve a duty amount to: omitted, made good, or still open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from duecare.engine.diagram import FALSE, TRUE, Diagram
from duecare.engine.duties import measures_served_by
from duecare.ir.declarations import Service

if TYPE_CHECKING:
    from duecare.engine.chain import Steps


def group_omitted(d: Diagram, service: Service, steps: Steps, counted: frozenset[str]) -> int:
    """Return that a due step of the service was omitted; only `counted` measures can be owed.

    Of an `any` group one member taken in time is enough, whatever its tier.
    """
    if service.mode == "any":
        return _any_omitted(d, service, steps, counted)
    parts = []
    for item in service.items:
        if isinstance(item, str):
            owed = d.both(steps.due[item], steps.closed[item]) if item in counted else FALSE
            parts.append(d.both(owed, d.negation(steps.timely[item])))
        else:
            parts.append(group_omitted(d, item, steps, counted))
    return d.disjunction(parts)


def _any_omitted(d: Diagram, service: Service, steps: Steps, counted: frozenset[str]) -> int:
    members = measures_served_by(service)
    owed = d.disjunction([steps.due[m] for m in members if m in counted])
    untaken = d.conjunction([d.negation(steps.timely[m]) for m in members])
    closed = d.conjunction([d.implies(steps.due[m], steps.closed[m]) for m in members if m in counted])
    return d.conjunction([owed, untaken, closed])


def made_good(d: Diagram, service: Service, done: Mapping[str, int], ever_due: Mapping[str, int]) -> int:
    """Return that everything ever due has been done in the end, in time or late."""
    if service.mode == "any":
        members = measures_served_by(service)
        due = d.disjunction([ever_due[m] for m in members])
        return d.implies(due, d.disjunction([done[m] for m in members]))
    parts = []
    for item in service.items:
        parts.append(
            d.implies(ever_due[item], done[item]) if isinstance(item, str) else made_good(d, item, done, ever_due)
        )
    return d.conjunction(parts) if parts else TRUE


def still_open(d: Diagram, service: Service, steps: Steps) -> int:
    """Return that some step is due, its window open, and nothing done about it yet."""
    if service.mode == "any":
        members = measures_served_by(service)
        pending = d.disjunction([_open(d, m, steps) for m in members])
        return d.both(pending, d.negation(d.disjunction([steps.done[m] for m in members])))
    parts = []
    for item in service.items:
        if isinstance(item, str):
            parts.append(d.both(_open(d, item, steps), d.negation(steps.done[item])))
        else:
            parts.append(still_open(d, item, steps))
    return d.disjunction(parts)


def _open(d: Diagram, measure: str, steps: Steps) -> int:
    return d.both(steps.due[measure], d.negation(steps.closed[measure]))
