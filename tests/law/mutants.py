"""Laws that differ from the book in one condition: a line left out, a guard lifted, an exception or constraint gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from duecare.engine.duties import duties_of, duty_id, measures_served_by
from duecare.ir.declarations import Law
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
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

_CONDITIONS = {
    "obligations": ("in_force", "applicable"),
    "duties": ("in_force", "applicable", "due", "performed", "liable", "breached"),
    "norms": ("expected",),
    "elements": ("met",),
    "presumptions": ("when",),
    "measures": ("opens",),
    "defences": ("when",),
    "constraints": ("never",),
}
_SINGLE = {"step": ("due", "closed"), "review": ("omitted",)}
_WHOLE = ("defences", "presumptions", "constraints")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed law; `where` names the declaration (`elements harm_of_kind`), `what` says what was changed."""

    where: str
    what: str
    law: Law


def mutants(law: Law) -> Iterator[Mutant]:
    """Yield every law that lacks one condition or exception of the book."""
    for kind, conditions in _CONDITIONS.items():
        for index, rule in enumerate(getattr(law, kind)):
            for name in conditions:
                expression = getattr(rule, name)
                for what, changed in _lacking(expression) if expression is not None else ():
                    mutated = _with(law, kind, index, replace(rule, **{name: changed}))
                    yield Mutant(f"{kind} {_name(rule)}", f"{name}: {what}", mutated)
    for kind, conditions in _SINGLE.items():
        for name in conditions:
            rule = getattr(law, kind)
            for what, changed in _lacking(getattr(rule, name)) if rule is not None else ():
                yield Mutant(
                    f"{kind} of the law", f"{name}: {what}", replace(law, **{kind: replace(rule, **{name: changed})})
                )
    for kind in _WHOLE:
        for index, rule in enumerate(getattr(law, kind)):
            yield Mutant(f"{kind} {_name(rule)}", "left out", _with(law, kind, index, None))


def _with(law: Law, kind: str, index: int, rule: Any) -> Law:
    rules = getattr(law, kind)
    return replace(law, **{kind: (*rules[:index], *(() if rule is None else (rule,)), *rules[index + 1 :])})


def _name(rule: Any) -> str:
    if hasattr(rule, "leaf"):
        return f"{'' if rule.value else 'not '}{rule.leaf}"
    return str(getattr(rule, "id", "") or rule.name)


def _lacking(expression: Expression) -> Iterator[tuple[str, Expression]]:
    """Yield the condition with one line left out, or one guard lifted, at any depth."""
    if isinstance(expression, All | AnyOf | AtLeast):
        items = expression.items
        for index, item in enumerate(items):
            before, after = items[:index], items[index + 1 :]
            if before or after:
                yield f"without {said(item)}", replace(expression, items=(*before, *after))
            for what, changed in _lacking(item):
                yield what, replace(expression, items=(*before, changed, *after))
    elif isinstance(expression, Guarded):
        yield f"{said(expression.item)} whatever the position on {expression.issue}", expression.item
        for what, changed in _lacking(expression.item):
            yield what, replace(expression, item=changed)
    elif isinstance(expression, Not | SomeAffected):
        for what, changed in _lacking(expression.item):
            yield what, replace(expression, item=changed)


def said(expression: Expression) -> str:
    """Return a condition in a few words."""
    match expression:
        case Leaf(name) | Element(name):
            return name
        case Status(subject, status):
            return f"{subject} {status}"
        case Taken(measure):
            return f"{measure} taken"
        case OfStep(what) | OfDuty(what):
            return f"step {what}"
        case SomeAffected(item):
            return f"some affected: {said(item)}"
        case Not(item):
            return f"not {said(item)}"
        case Guarded(item=item):
            return f"{said(item)} (guarded)"
        case All(items) | AnyOf(items):
            return f"[{', '.join(said(item) for item in items)}]"
    return type(expression).__name__


def rests_on(law: Law) -> dict[str, frozenset[str]]:
    """Return, for each duty or norm, the declarations (as in `Mutant.where`) that its outcome may rest on."""
    duties = {duty_id(duty): duty for duty in duties_of(law)}
    own = {name: _own(law, name) for name in duties}
    found: dict[str, frozenset[str]] = {}
    for name in duties:
        seen, waiting = {name}, [name]
        while waiting:
            fresh = {duty for duty in own[waiting.pop()][1] if duty in duties} - seen
            seen |= fresh
            waiting += fresh
        found[name] = frozenset(where for duty in seen for where in own[duty][0])
    return found


def _own(law: Law, name: str) -> tuple[set[str], set[str]]:
    """Return the declarations one duty names, through elements and presumptions, and the duties it refers to."""
    duty = next(one for one in duties_of(law) if duty_id(one) == name)
    obligation = next((one for one in law.obligations if one.name == duty.obligation), None)
    where = {f"duties {name}" if duty.obligation else f"norms {name}"}
    waiting: list[Any] = [duty.in_force, duty.applicable, duty.due, duty.liable, duty.breached]
    if obligation is not None:
        where.add(f"obligations {obligation.name}")
        waiting += [obligation.in_force, obligation.applicable]
    for defence in law.defences:
        if defence.to in {name, duty.obligation}:
            where.add(f"defences {defence.name}")
            waiting.append(defence.when)
    serving = measures_served_by(duty.served_by)
    where |= {f"measures {measure}" for measure in serving}
    waiting += [measure.opens for measure in law.measures if measure.name in serving]
    waiting += [law.step.due, law.step.closed] if law.step else []
    waiting += [law.review.omitted] if law.review else []
    leaves, duties = set[str](), set[str]()
    while waiting:
        expression = waiting.pop()
        for part in walk(expression) if expression is not None else ():
            if isinstance(part, Status):
                duties.add(part.subject)
            elif isinstance(part, Element) and f"elements {part.name}" not in where:
                where.add(f"elements {part.name}")
                waiting += [element.met for element in law.elements if element.name == part.name]
            elif isinstance(part, Leaf) and part.name not in leaves:
                leaves.add(part.name)
                presumed = [rule for rule in law.presumptions if rule.leaf == part.name]
                where |= {f"presumptions {_name(rule)}" for rule in presumed}
                waiting += [rule.when for rule in presumed]
    where |= {f"constraints {one.name}" for one in law.constraints}
    return where, duties
