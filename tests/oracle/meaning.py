"""The slow oracle: what every rule of a law means, by trying all completions in all readings.

Nothing here is clever, so that it can be read beside the normative text: one function a rule. A `World` is
one completion in one reading; every question about a world at slice i is a function of (world, .., i).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import product

from completions import (
    At,
    Knowns,
    Reading,
    World,
    histories,
    instances,
    known_at,
    remembered,
)

from duecare.ir.declarations import DefenceRule, Duty, Law, Measure, Norm, Service
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Constant,
    Element,
    Expression,
    Guarded,
    Leaf,
    Not,
    OfDuty,
    OfStep,
    SomeAffected,
    Status,
    Taken,
)
from duecare.ir.walk import measures_of, walk


def worlds(law: Law, slices: Sequence[datetime], known: Knowns, beneficiary: str, reading: Reading) -> Iterator[World]:
    """Every completion in one reading that no constraint rules out."""
    names = instances(law)
    choices = [
        histories([known_at(known, name, i) for i in range(len(slices))], onset) for name, onset in names.items()
    ]
    for chosen in product(*choices):
        values = dict(zip(names, chosen, strict=True))
        world = World(law, slices, known, beneficiary, dict(reading), values)
        if not any(impossible(world, i) for i in range(len(slices))):
            yield world


def impossible(world: World, i: int) -> bool:
    """A constraint is true at the slice, for some measure or duty where it speaks of one."""
    measures = [m.name for m in world.law.measures]
    duties = [d.id for d in world.law.duties] + [n.name for n in world.law.norms]
    for constraint in world.law.constraints:
        scopes = scopes_in(world.law, constraint.never)
        for m, d in product(measures if "measure" in scopes else [""], duties if "duty" in scopes else [""]):
            if holds(world, constraint.never, At(m, d, "raw"), i):
                return True
    return False


def scopes_in(law: Law, expression: Expression) -> set[str]:
    """The scopes of the leaves an expression rests on, through elements."""
    scopes = {leaf.name: leaf.scope for leaf in law.leaves}
    found: set[str] = set()
    for part in walk(expression):
        if isinstance(part, Leaf):
            found.add(scopes[part.name])
        if isinstance(part, Element):
            found |= scopes_in(law, next(e.met for e in law.elements if e.name == part.name))
    return found


# --- conditions ---------------------------------------------------------------------------------------


@remembered
def holds(world: World, part: Expression, at: At, i: int) -> bool:
    """A condition holds at a slice."""
    match part:
        case Constant(value=value):
            return value
        case Leaf(name=name):
            return leaf_holds(world, name, at, i)
        case Element(name=name):
            return holds(world, next(e.met for e in world.law.elements if e.name == name), at, i)
        case Status(subject=subject, status=status):
            return status_holds(world, subject, status, i)
        case Taken(measure=measure):
            return taken(world, measure, at, i)
        case OfStep(what=what):
            return of_step(world, what, at, i)
        case OfDuty(what=what):
            return of_duty(world, what, at.duty, i)
        case Not(item=item):
            return not holds(world, item, at, i)
        case All(items=items):
            return all(holds(world, item, at, i) for item in standing(world, items))
        case AnyOf(items=items):
            return any(holds(world, item, at, i) for item in standing(world, items))
        case AtLeast(number=number, items=items):
            return sum([holds(world, item, at, i) for item in standing(world, items)]) >= number
        case Guarded():
            return holds(world, AnyOf((part,)), at, i)
        case SomeAffected(item=item):
            return world.beneficiary != "" and holds(world, item, at, i)


def standing(world: World, items: tuple[Expression, ...]) -> list[Expression]:
    """The lines of a list that stand in the reading, without their guards."""
    found: list[Expression] = []
    for item in items:
        if not isinstance(item, Guarded):
            found.append(item)
        elif world.reading[item.issue] in item.positions:
            found += standing(world, (item.item,))
    return found


def leaf_holds(world: World, name: str, at: At, i: int) -> bool:
    """A leaf holds, for the measure or duty at hand where it is about one."""
    scope = next(leaf.scope for leaf in world.law.leaves if leaf.name == name)
    about = {"measure": at.measure, "duty": at.duty}.get(scope, "")
    instance = f"{name}({about})" if about else name
    if at.leaves == "raw":
        return world.values[instance][i]
    if at.leaves == "established":
        return known_at(world.known, instance, i).value is True
    return effective(world, name, instance, At(at.measure, at.duty), i)


@remembered
def effective(world: World, name: str, instance: str, at: At, i: int) -> bool:
    """An asserted leaf is as the completion says; else presumptions decide, unless they are opposed."""
    value = world.values[instance][i]
    if known_at(world.known, instance, i).asserted:
        return value
    presumed_true = any(p.leaf == name and p.value and holds(world, p.when, at, i) for p in world.law.presumptions)
    presumed_false = any(p.leaf == name and not p.value and holds(world, p.when, at, i) for p in world.law.presumptions)
    return value if presumed_true == presumed_false else presumed_true


def taken(world: World, measure: str, at: At, i: int) -> bool:
    """A measure was taken, in time or late: as the completion says (for a footing: as is known)."""
    if at.leaves == "established":
        return known_at(world.known, f"taken({measure})", i).value is True
    return world.values[f"taken({measure})"][i]


def of_step(world: World, what: str, at: At, i: int) -> bool:
    """The measure at hand was taken, or is of the tier named."""
    if what == "taken":
        return taken(world, at.measure, at, i)
    return measure_named(world.law, at.measure).tier == what


def of_duty(world: World, what: str, name: str, i: int) -> bool:
    """How the steps of the duty at hand stand."""
    if what == "step omitted":
        return step_omitted(world, name, False, i)
    if what == "baseline step omitted":
        return step_omitted(world, name, True, i)
    if what == "step taken":
        return any(taken(world, m, At(), i) for m in measures_of(rule(world.law, name).served_by))
    return step_due(world, name, i)


def status_holds(world: World, subject: str, status: str, i: int) -> bool:
    """How far an obligation or a duty has come; with gates apart, all are in force."""
    if status == "in force":
        return True
    if status == "applicable":
        if any(o.name == subject for o in world.law.obligations):
            return obligation_applicable(world, subject, i)
        return applies(world, subject, i)
    if status == "due":
        return ever_due(world, subject, i)
    if status in ("omitted", "performed"):
        standing_omission = omitted(world, subject, i) and not made_good(world, subject, i)
        return standing_omission == (status == "omitted")
    moment = liable if status == "liable" else breach
    return any(moment(world, subject, j) for j in range(i + 1))


# --- duties and norms ---------------------------------------------------------------------------------


def rule(law: Law, name: str) -> Duty | Norm:
    """The duty or norm of a name."""
    return next(r for r in (*law.duties, *law.norms) if name == (r.id if isinstance(r, Duty) else r.name))


def measure_named(law: Law, name: str) -> Measure:
    """The measure of a name."""
    return next(m for m in law.measures if m.name == name)


def in_play(world: World, exception: DefenceRule, i: int) -> bool:
    """With a footing: established. Without: raised at some time, and its condition holds."""
    if exception.footing:
        return holds(world, exception.when, At(leaves="established"), i)
    raised = any(
        known_at(world.known, name, j).raised for name in exception.raised_by for j in range(len(world.slices))
    )
    return raised and holds(world, exception.when, At(), i)


def defeated(world: World, to: tuple[str, ...], defeats: str, i: int) -> bool:
    """Some exception to one of these that defeats this is in play."""
    return any(e.to in to and e.defeats == defeats and in_play(world, e, i) for e in world.law.defences)


def obligation_applicable(world: World, name: str, i: int) -> bool:
    """An obligation applies unless an exception to it that defeats `applicable` is in play."""
    own = next(o.applicable for o in world.law.obligations if o.name == name)
    return holds(world, own, At(), i) and not defeated(world, (name,), "applicable", i)


@remembered
def applies(world: World, name: str, i: int) -> bool:
    """applies_i of a duty (its own condition, else its obligation's) or norm."""
    duty = rule(world.law, name)
    if isinstance(duty, Norm):
        return holds(world, duty.expected, At(), i)
    condition = duty.applicable
    if condition is None:
        condition = next(o.applicable for o in world.law.obligations if o.name == duty.obligation)
    return holds(world, condition, At(), i) and not defeated(world, (duty.id, duty.obligation), "applicable", i)


@remembered
def due(world: World, name: str, i: int) -> bool:
    """due_i."""
    duty = rule(world.law, name)
    if isinstance(duty, Norm):
        return applies(world, name, i)
    return (
        applies(world, name, i)
        and holds(world, duty.due, At(), i)
        and not defeated(world, (duty.id, duty.obligation), "due", i)
    )


def ever_due(world: World, name: str, i: int) -> bool:
    """ED_i."""
    return any(due(world, name, j) for j in range(i + 1))


@remembered
def measure_due(world: World, name: str, m: str, i: int) -> bool:
    """mdue_i: the duty is due, the measure open, and `step due` holds for it."""
    measure = measure_named(world.law, m)
    opens = measure.opens is None or holds(world, measure.opens, At(), i)
    assert world.law.step is not None
    return due(world, name, i) and opens and holds(world, world.law.step.due, At(measure=m), i)


@remembered
def closed(world: World, name: str, m: str, i: int) -> bool:
    """closed_i: `step closed` holds, or the measure's own window has run since it was due."""
    if i < 0:
        return False
    assert world.law.step is not None
    if holds(world, world.law.step.closed, At(measure=m), i):
        return True
    hours = measure_named(world.law, m).window
    return hours is not None and any(
        world.slices[j] + timedelta(hours=hours) <= world.slices[i] and measure_due(world, name, m, j)
        for j in range(i + 1)
    )


@remembered
def in_time(world: World, name: str, m: str, i: int) -> bool:
    """t_i: known to be taken, or in time before, or taken while the window was not yet closed before."""
    if i < 0:
        return False
    if known_at(world.known, f"taken({m})", i).value is True:
        return True
    return in_time(world, name, m, i - 1) or (taken(world, m, At(), i) and not closed(world, name, m, i - 1))


def done(world: World, name: str, m: str, i: int) -> bool:
    """done_i: taken, in time or late."""
    return in_time(world, name, m, i) or taken(world, m, At(), i)


def counted_due(world: World, name: str, m: str, baseline: bool, i: int) -> bool:
    """mdue_i, of baseline measures only where the baseline omission is asked for."""
    if baseline and measure_named(world.law, m).tier != "baseline":
        return False
    return measure_due(world, name, m, i)


def group_omitted(world: World, name: str, item: str | Service, baseline: bool, i: int) -> bool:
    """The omission of a measure or a group at one slice."""
    if isinstance(item, str):
        shut = closed(world, name, item, i) and not in_time(world, name, item, i)
        return counted_due(world, name, item, baseline, i) and shut
    if item.mode == "all":
        return any(group_omitted(world, name, inner, baseline, i) for inner in item.items)
    members = measures_of(item)
    return any(counted_due(world, name, m, baseline, i) for m in members) and all(
        not in_time(world, name, m, i) and (not counted_due(world, name, m, baseline, i) or closed(world, name, m, i))
        for m in members
    )


@remembered
def step_omitted(world: World, name: str, baseline: bool, i: int) -> bool:
    """SO_i and BO_i: the service was omitted at some slice so far."""
    service = rule(world.law, name).served_by
    return any(group_omitted(world, name, service, baseline, j) for j in range(i + 1))


@remembered
def step_due(world: World, name: str, i: int) -> bool:
    """SD_i: some serving measure was due at some slice so far."""
    return any(was_due(world, name, m, i) for m in measures_of(rule(world.law, name).served_by))


def was_due(world: World, name: str, m: str, i: int) -> bool:
    """A measure was due at some slice so far."""
    return any(measure_due(world, name, m, j) for j in range(i + 1))


@remembered
def omitted(world: World, name: str, i: int) -> bool:
    """omitted_i: at some slice so far a step had been due and the review found an omission."""
    assert world.law.review is not None
    condition = world.law.review.omitted
    return any(step_due(world, name, j) and holds(world, condition, At(duty=name), j) for j in range(i + 1))


@remembered
def made_good(world: World, name: str, i: int) -> bool:
    """made_good_i: what was ever due is done."""
    return item_made_good(world, name, rule(world.law, name).served_by, i)


def item_made_good(world: World, name: str, item: str | Service, i: int) -> bool:
    """A measure or group never due counts as made good; of `any of` one member done suffices."""
    if isinstance(item, str):
        return not was_due(world, name, item, i) or done(world, name, item, i)
    if item.mode == "all":
        return all(item_made_good(world, name, inner, i) for inner in item.items)
    members = measures_of(item)
    if not any(was_due(world, name, m, i) for m in members):
        return True
    return any(done(world, name, m, i) for m in members)


def item_running(world: World, name: str, item: str | Service, i: int) -> bool:
    """A measure or group is due, its window open, and it is not done."""
    if isinstance(item, Service) and item.mode == "all":
        return any(item_running(world, name, inner, i) for inner in item.items)
    members = (item,) if isinstance(item, str) else measures_of(item)
    is_open = any(measure_due(world, name, m, i) and not closed(world, name, m, i) for m in members)
    return is_open and not any(done(world, name, m, i) for m in members)


@remembered
def breach(world: World, name: str, i: int) -> bool:
    """breach_i: due so far, and `breached when` holds now."""
    duty = rule(world.law, name)
    return isinstance(duty, Duty) and ever_due(world, name, i) and holds(world, duty.breached, At(), i)


@remembered
def liable(world: World, name: str, i: int) -> bool:
    """Due so far, and `liable when` holds now."""
    duty = rule(world.law, name)
    if isinstance(duty, Norm) or duty.liable is None:
        return False
    return ever_due(world, name, i) and holds(world, duty.liable, At(), i)


def excused(world: World, name: str, i: int) -> bool:
    """excused_i: an exception that defeats wrongfulness is in play."""
    duty = rule(world.law, name)
    return isinstance(duty, Duty) and defeated(world, (duty.id, duty.obligation), "wrongfulness", i)
