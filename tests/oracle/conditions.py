"""The slow oracle: what a condition means, in one completion and one reading.

Nothing here is clever, so that it can be read beside the normative text: one function a rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import duties
from completions import Index, World, choices, instances, known_at, remembered

from duecare.engine.frame import Frame
from duecare.ir.declarations import Law
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
from duecare.ir.walk import walk


@dataclass(frozen=True)
class At:
    """The measure or duty at hand while a condition is read; established: a footing asks what is established."""

    measure: str = ""
    duty: str = ""
    established: bool = False


def worlds(law: Law, frame: Frame, reading: tuple[tuple[str, str], ...]) -> Iterator[World]:
    """Every completion in one reading that no constraint rules out."""
    options, index, taken = choices(law, frame), Index(law), dict(reading)
    for chosen in product(*options.values()):
        rows = dict(zip(options, chosen, strict=True))
        values = {name: row for name, row in rows.items() if isinstance(name, str)}
        elsewhere = {item: row for item, row in rows.items() if not isinstance(item, str)}
        world = World(law, index, frame, taken, values, elsewhere)
        if not any(impossible(world, i) for i in range(len(frame.slices))):
            yield world


def impossible(world: World, i: int) -> bool:
    """A constraint's combination holds at the slice, for some measure or duty where it speaks of one."""
    law = world.law
    for constraint in law.constraints:
        about = {world.index.scopes[part.name] for part in walk(constraint.never) if isinstance(part, Leaf)}
        measures = [m.name for m in law.measures] if "measure" in about else [""]
        bound = list(world.index.rules) if "duty" in about else [""]
        if any(holds(world, constraint.never, At(m, d), i) for m, d in product(measures, bound)):
            return True
    return False


def holds(world: World, part: Expression, at: At, i: int) -> bool:
    """A condition holds at a slice."""
    match part:
        case Constant(value=value):
            return value
        case Leaf(name=name):
            return leaf_holds(world, name, at, i)
        case Element(name=name):
            return element_holds(world, name, at.established, i)
        case Status(subject=subject, status=status):
            return duties.status_holds(world, subject, status, i)
        case Taken(measure=measure):
            known = world.known(f"taken({measure})", i)
            return known.value is True if at.established else taken(world, measure, i)
        case OfStep(what=what):
            return of_step(world, what, at.measure, i)
        case OfDuty(what=what):
            return duties.of_duty(world, what, at.duty, i)
        case Not(item=item):
            return not holds(world, item, at, i)
        case All(items=items):
            return all(holds(world, item, at, i) for item in standing(world, items))
        case AnyOf(items=items):
            return any(holds(world, item, at, i) for item in standing(world, items))
        case AtLeast(number=number, items=items):
            return sum([holds(world, item, at, i) for item in standing(world, items)]) >= number
        case Guarded():
            return any(holds(world, item, at, i) for item in standing(world, (part,)))
        case SomeAffected(item=item):
            return here(world, item, at, i) or elsewhere(world, item, i)


def standing(world: World, items: tuple[Expression, ...]) -> list[Expression]:
    """The lines of a list that stand in the reading, without their guards."""
    lines = [(item.item, item.issue, item.positions) if isinstance(item, Guarded) else (item, "", ()) for item in items]
    return [line for line, issue, positions in lines if not issue or world.reading[issue] in positions]


@remembered
def element_holds(world: World, name: str, established: bool, i: int) -> bool:
    """An element holds; no measure or duty is at hand in it."""
    return holds(world, world.index.elements[name], At(established=established), i)


# --- leaves -------------------------------------------------------------------------------------------


def leaf_holds(world: World, name: str, at: At, i: int) -> bool:
    """A leaf holds, for the measure or duty at hand where it is about one."""
    scope = world.index.scopes[name]
    about = At(measure=at.measure) if scope == "measure" else At(duty=at.duty) if scope == "duty" else At()
    thing = about.measure or about.duty
    instance = f"{name}({thing})" if thing else name
    if at.established:
        return world.known(instance, i).value is True
    return effective(world, name, instance, about, i)


@remembered
def effective(world: World, name: str, instance: str, at: At, i: int) -> bool:
    """An asserted leaf is as the completion says; else presumptions decide, unless they are opposed."""
    value = world.values[instance][i]
    if world.known(instance, i).asserted:
        return value
    rules = [p for p in world.law.presumptions if p.leaf == name and holds(world, p.when, at, i)]
    presumed_true, presumed_false = any(p.value for p in rules), any(not p.value for p in rules)
    return value if presumed_true == presumed_false else presumed_true


def taken(world: World, measure: str, i: int) -> bool:
    """A measure was taken, in time or late."""
    return world.values[f"taken({measure})"][i]


def of_step(world: World, what: str, measure: str, i: int) -> bool:
    """The measure at hand was taken, or is of the tier named."""
    return taken(world, measure, i) if what == "taken" else world.index.measures[measure].tier == what


# --- some affected State ------------------------------------------------------------------------------


def here(world: World, item: Expression, at: At, i: int) -> bool:
    """A condition holds toward the frame's own beneficiary, if it has one."""
    return world.frame.beneficiary != "" and holds(world, item, At(established=at.established), i)


@remembered
def elsewhere(world: World, item: Expression, i: int) -> bool:
    """A condition holds toward another affected State.

    It surely does where one named State's own unknowns cannot prevent it. It may, where they allow it or the
    list is not closed: that is one unknown, which has been so throughout, never, or only at the last slice.
    """
    if world.abroad:
        return False
    toward = [{holds(other, item, At(), i) for other in seen_from(world, known, i)} for known in world.frame.others]
    surely = any(values == {True} for values in toward)
    perhaps = not world.frame.closed or any(True in values for values in toward)
    return surely or (perhaps and world.elsewhere[item][i])


def seen_from(world: World, known: dict[str, tuple[object, ...]], i: int) -> Iterator[World]:
    """Every way things may be toward another State at a slice; what is the bearer's or the operation's is as here."""
    frame = Frame("?", world.frame.slices, known, (), True)  # type: ignore[arg-type]
    scopes = world.index.scopes
    shared = [n for n in instances(world.law) if scopes.get(n.partition("(")[0]) in ("operation", "bearer", "duty")]
    own = [name for name in instances(world.law) if name not in shared]
    values = {name: known_at(frame.known, name, i).value for name in own}
    options = [(False, True) if value is None else (value,) for value in values.values()]
    for chosen in product(*options):
        rows = {name: (value,) * len(frame.slices) for name, value in zip(own, chosen, strict=True)}
        mine = {name: world.values[name] for name in shared}
        yield World(world.law, world.index, frame, world.reading, rows | mine, world.elsewhere, abroad=True)
