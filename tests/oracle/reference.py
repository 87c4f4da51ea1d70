"""The slow oracle's answers: the words a duty may have in each reading, by trying all completions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from completions import At, Knowns, Reading, Words, World, readings
from meaning import (
    applies,
    breach,
    ever_due,
    excused,
    holds,
    item_running,
    liable,
    made_good,
    omitted,
    rule,
    standing,
    step_due,
    worlds,
)

from duecare.ir.declarations import Duty, Law, Norm
from duecare.ir.expressions import All, AnyOf, AtLeast, Expression

# --- words --------------------------------------------------------------------------------------------

NORM_WORDS = {
    "not applicable": "not expected",
    "not due": "not expected",
    "met late": "expected and met late",
    "not met": "expected and not met",
    "running": "running",
    "nothing within its power": "expected and met",
    "met": "expected and met",
}


def word(world: World, name: str) -> str:
    """The outcome of a duty or norm at the last slice, in the words for it."""
    found = duty_word(world, name)
    return NORM_WORDS[found] if isinstance(rule(world.law, name), Norm) else found


def duty_word(world: World, name: str) -> str:
    """The first word that applies."""
    slices = range(len(world.slices))
    n = slices[-1]
    if not any(applies(world, name, j) for j in slices):
        return "not applicable"
    if not ever_due(world, name, n):
        return "not due"
    breaches = [j for j in slices if breach(world, name, j)]
    if breaches and all(excused(world, name, j) for j in breaches):
        return "breached (wrongfulness precluded)"
    if breaches:
        return "breached"
    if any(liable(world, name, j) for j in slices):
        return "liable"
    if omitted(world, name, n):
        return "met late" if made_good(world, name, n) else "not met"
    if item_running(world, name, rule(world.law, name).served_by, n):
        return "running"
    return "met" if step_due(world, name, n) else "nothing within its power"


def names_of(law: Law) -> list[str]:
    """The ids of all duties, then the names of all norms."""
    return [duty.id for duty in law.duties] + [norm.name for norm in law.norms]


def possible_words(law: Law, slices: Sequence[datetime], known: Knowns, beneficiary: str) -> dict[Reading, Words]:
    """In every reading, the words each duty and norm has in some completion (gates apart).

    Where constraints leave no completion, the sets are empty.
    """
    found: dict[Reading, Words] = {}
    for reading in readings(law):
        every = list(worlds(law, slices, known, beneficiary, reading))
        found[reading] = {name: frozenset(word(world, name) for world in every) for name in names_of(law)}
    return found


# --- gates --------------------------------------------------------------------------------------------


def possible_force(
    law: Law, slices: Sequence[datetime], known: Knowns, beneficiary: str
) -> dict[Reading, dict[str, frozenset[bool]]]:
    """In every reading, whether each duty is in force at the last slice in some completion, or is not."""
    found: dict[Reading, dict[str, frozenset[bool]]] = {}
    for reading in readings(law):
        all_worlds = list(worlds(law, slices, known, beneficiary, reading))
        found[reading] = {
            d.id: frozenset(duty_in_force(world, d, len(slices) - 1) for world in all_worlds) for d in law.duties
        }
    return found


def in_force(law: Law, reading: Reading) -> dict[str, bool]:
    """Whether each duty is in force in a reading, where that rests on positions alone."""
    world = World(law, (), {}, "", dict(reading), {})
    return {duty.id: duty_in_force(world, duty, 0) for duty in law.duties}


def duty_in_force(world: World, duty: Duty, i: int) -> bool:
    """The obligation and the duty itself are in force; a condition the reading leaves empty is not."""
    own = [next(o.in_force for o in world.law.obligations if o.name == duty.obligation), duty.in_force]
    return all(force_holds(world, condition, i) for condition in own if condition is not None)


def force_holds(world: World, condition: Expression, i: int) -> bool:
    """A condition of being in force holds, and the reading leaves some line of it."""
    is_list = isinstance(condition, (All, AnyOf, AtLeast))
    if is_list and not standing(world, condition.items):
        return False
    return holds(world, condition, At(), i)
