"""What the steps that serve a duty amount to: wanted, left out, over, still open, done in the end.

A service comes to units: all of its units count, and of each unit one step is enough. What a unit comes to does not
turn on the duty save for its being due, so that it is worked out once for all duties that share the unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from duecare.engine.diagram import Diagram
from duecare.engine.duties import measures_served_by
from duecare.ir.declarations import Service

if TYPE_CHECKING:
    from duecare.engine.steps import Step

Unit = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """What a unit comes to at a slice, if the duty is due.

    wanted   some step is to be taken.
    left     it was left out: of the steps to be taken all are over, and none of the unit was taken in time.
    minimum  the same, counting only what every State owes.
    over     the time for some step to be taken is over.
    pending  some step can still be taken in time, and none was taken.
    done     some step was taken, in time or late.
    """

    wanted: int
    left: int
    minimum: int
    over: int
    pending: int
    done: int


@lru_cache(maxsize=4096)
def units_of(service: Service) -> tuple[Unit, ...]:
    """Return the units of a service; of each, one step taken in time is enough, whatever its tier."""
    if service.mode == "any":
        return (measures_served_by(service),)
    found: list[Unit] = []
    for item in service.items:
        found += [(item,)] if isinstance(item, str) else units_of(item)
    return tuple(found)


def amount(d: Diagram, unit: Unit, steps: Mapping[str, Step], baseline: frozenset[str]) -> Amount:
    """Return what a unit comes to, given its steps at a slice."""
    members = [steps[name] for name in unit]
    done = d.disjunction([one.done for one in members])
    untaken = d.conjunction([one.timely ^ 1 for one in members])
    return Amount(
        wanted=d.disjunction([one.open for one in members]),
        left=_left(d, members, untaken),
        minimum=_left(d, [steps[name] for name in unit if name in baseline], untaken),
        over=d.disjunction([d.both(one.open, one.closed) for one in members]),
        pending=d.both(d.disjunction([d.both(one.open, one.closed ^ 1) for one in members]), done ^ 1),
        done=done,
    )


def _left(d: Diagram, counted: list[Step], untaken: int) -> int:
    owed = d.disjunction([one.open for one in counted])
    return d.conjunction([owed, untaken, *(d.implies(one.open, one.closed) for one in counted)])
