"""The slow oracle: how far a duty has come, in one completion and one reading.

One function a line of the normative text; every question about a world at slice i is a function of (world, .., i).
"""

from __future__ import annotations

import conditions
import steps
from completions import World, remembered
from conditions import At

from duecare.ir.declarations import DefenceRule, Duty, Norm
from duecare.ir.expressions import All, Expression

# --- exceptions ---------------------------------------------------------------------------------------


def in_play(world: World, exception: DefenceRule, i: int) -> bool:
    """With a footing: established. Without: raised at some time, and its condition holds."""
    if exception.footing:
        return conditions.holds(world, exception.when, At(established=True), i)
    raised = any(world.known(name, j).raised for name in exception.raised_by for j in range(len(world.frame.slices)))
    return raised and conditions.holds(world, exception.when, At(), i)


def defeated(world: World, to: tuple[str, ...], defeats: str, i: int) -> bool:
    """Some exception to one of these that defeats this is in play."""
    return any(e.to in to and e.defeats == defeats and in_play(world, e, i) for e in world.law.defences)


# --- applicable and due -------------------------------------------------------------------------------


def obligation_applicable(world: World, name: str, i: int) -> bool:
    """An obligation applies unless an exception to it that defeats `applicable` is in play."""
    own = world.index.obligations[name].applicable
    return conditions.holds(world, own, At(), i) and not defeated(world, (name,), "applicable", i)


@remembered
def applies(world: World, name: str, i: int) -> bool:
    """A duty's own condition, else its obligation's, holds, and nothing defeats it; a norm's is `expected when`."""
    duty = world.index.rules[name]
    if isinstance(duty, Norm):
        return conditions.holds(world, duty.expected, At(duty=name), i)
    condition = duty.applicable
    if condition is None:
        condition = world.index.obligations[duty.obligation].applicable
    own = conditions.holds(world, condition, At(duty=name), i)
    return own and not defeated(world, (duty.id, duty.obligation), "applicable", i)


@remembered
def due(world: World, name: str, i: int) -> bool:
    """It applies, its own condition holds, and nothing defeats that; a norm that applies is due."""
    duty = world.index.rules[name]
    if isinstance(duty, Norm):
        return applies(world, name, i)
    own = applies(world, name, i) and conditions.holds(world, duty.due, At(duty=name), i)
    return own and not defeated(world, (duty.id, duty.obligation), "due", i)


def ever(moment: object, world: World, name: str, i: int) -> bool:
    """Something was so at some slice so far."""
    return any(moment(world, name, j) for j in range(i + 1))  # type: ignore[operator]


# --- omission, liability, breach ----------------------------------------------------------------------


def of_duty(world: World, what: str, name: str, i: int) -> bool:
    """How the duty at hand stands, or its steps."""
    if what.startswith("owed to "):
        duty = world.index.rules[name]
        assert isinstance(duty, Duty)
        return what == f"owed to {duty.owed_to or world.index.obligations[duty.obligation].owed_to}"
    if what == "wrongfulness precluded":
        breaches = [j for j in range(i + 1) if breach(world, name, j)]
        return bool(breaches) and all(excused(world, name, j) for j in breaches)
    if what in ("still due", "still omitted"):
        return due(world, name, i) if what == "still due" else status_holds(world, name, "omitted", i)
    if what == "step omitted":
        return steps.omitted_so_far(world, name, False, i)
    if what == "baseline step omitted":
        return steps.omitted_so_far(world, name, True, i)
    return steps.some_taken(world, name, i) if what == "step taken" else steps.some_due(world, name, i)


def owes_result(world: World, name: str) -> bool:
    """The duty says itself when it is performed."""
    duty = world.index.rules[name]
    return isinstance(duty, Duty) and duty.performed is not None


def result(world: World, name: str, i: int) -> bool:
    """The result that is owed is there."""
    duty = world.index.rules[name]
    assert isinstance(duty, Duty) and duty.performed is not None
    return conditions.holds(world, duty.performed, At(duty=name), i)


def reviewed(world: World, name: str, i: int) -> bool:
    """A step had been due, and the review finds an omission; without a review rule a step omitted is one."""
    if not steps.some_due(world, name, i):
        return False
    if owes_result(world, name):
        return not result(world, name, i)
    review = world.law.review
    if review is None:
        return of_duty(world, "step omitted", name, i)
    return conditions.holds(world, review.omitted, At(duty=name), i)


@remembered
def omitted(world: World, name: str, i: int) -> bool:
    """The review found an omission at some slice so far."""
    return ever(reviewed, world, name, i)


@remembered
def made_good(world: World, name: str, i: int) -> bool:
    """A step was omitted, and whatever was ever due has been done; a result that is owed is there."""
    if owes_result(world, name):
        return result(world, name, i)
    return steps.omitted_so_far(world, name, False, i) and steps.made_good(
        world, name, world.index.rules[name].served_by, i
    )


@remembered
def breach(world: World, name: str, i: int) -> bool:
    """It has been due so far, and `breached when` holds now."""
    duty = world.index.rules[name]
    if isinstance(duty, Norm):
        return False
    return ever(due, world, name, i) and conditions.holds(world, duty.breached, At(duty=name), i)


@remembered
def liable(world: World, name: str, i: int) -> bool:
    """It has been due so far, and `liable when` holds now."""
    duty = world.index.rules[name]
    if isinstance(duty, Norm) or duty.liable is None:
        return False
    return ever(due, world, name, i) and conditions.holds(world, duty.liable, At(duty=name), i)


def excused(world: World, name: str, i: int) -> bool:
    """An exception that defeats wrongfulness is in play."""
    duty = world.index.rules[name]
    return isinstance(duty, Duty) and defeated(world, (duty.id, duty.obligation), "wrongfulness", i)


def status_holds(world: World, subject: str, status: str, i: int) -> bool:
    """How far an obligation or a duty has come; with gates apart, all are in force."""
    if status == "in force":
        return True
    if status == "applicable":
        is_obligation = subject in world.index.obligations
        return obligation_applicable(world, subject, i) if is_obligation else applies(world, subject, i)
    if status in ("omitted", "performed"):
        stands = omitted(world, subject, i) and not made_good(world, subject, i)
        return stands == (status == "omitted")
    return ever({"due": due, "liable": liable, "breached": breach}[status], world, subject, i)


# --- gates --------------------------------------------------------------------------------------------


def in_force(world: World, name: str) -> bool:
    """The obligation and the duty itself have been in force together at some slice; a norm always is."""
    return any(binds_at(world, name, i) for i in range(len(world.frame.slices)))


def binds_at(world: World, name: str, i: int) -> bool:
    """Both conditions of being in force hold at a slice."""
    duty = world.index.rules[name]
    if isinstance(duty, Norm):
        return True
    own = [world.index.obligations[duty.obligation].in_force, duty.in_force]
    return all(gate_holds(world, condition, i) for condition in own if condition is not None)


def gate_holds(world: World, condition: Expression, i: int) -> bool:
    """A condition of being in force holds; one that the reading leaves no line does not."""
    if isinstance(condition, All) and not conditions.standing(world, condition.items):
        return False
    return conditions.holds(world, condition, At(), i)
