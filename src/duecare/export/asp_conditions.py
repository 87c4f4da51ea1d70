"""Conditions as rules of an answer set program: one numbered node a condition, list and element."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

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
from duecare.ir.walk import leaves_used, walk

NEVER = "#false"
ALWAYS = "slice(T)"
_OF_DUTY = {
    "step omitted": 'step_omitted("{0}",every,T)',
    "baseline step omitted": 'step_omitted("{0}",baseline,T)',
    "step taken": 'step_taken("{0}",T)',
    "step due": 'step_due("{0}",T)',
}
_LEAF = {"effective": "effective", "established": "known_true", "raw": "value"}


@dataclass(frozen=True, slots=True)
class At:
    """What is at hand while a condition is read, and how its leaves are.

    leaves is `effective` (as rules read them), `established` (for a footing) or `raw` (for constraints).
    """

    measure: str = ""
    duty: str = ""
    leaves: str = "effective"


@dataclass
class Nodes:
    """The rules written so far, and the number of every condition among them."""

    law: Law
    beneficiary: str
    rules: list[str] = field(default_factory=list)
    numbers: dict[tuple[Expression, At], int] = field(default_factory=dict)
    guards: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)


def node(nodes: Nodes, part: Expression, at: At, comment: str = "") -> int:
    """Return the number of a condition, writing its rules when it is first met."""
    key = (part, _needed(nodes, part, at))
    if key not in nodes.numbers:
        found = _rules(nodes, part, key[1])
        number = nodes.numbers.setdefault(key, len(nodes.numbers) + 1)
        if comment:
            nodes.rules.append(f"% {comment}")
        nodes.rules += [f"holds({number},T) :- {', '.join(body)}." for body in found]
    elif comment:
        nodes.rules.append(f"% {comment}: as holds({nodes.numbers[key]},T)")
    return nodes.numbers[key]


def about(law: Law, part: Expression) -> set[str]:
    """Return the scopes (`measure`, `duty`) of what a condition asks about the thing at hand."""
    scopes = {leaf.name: leaf.scope for leaf in law.leaves}
    elements = {element.name: element.met for element in law.elements}
    found = {scopes[name] for name in leaves_used(part, elements)} & {"measure", "duty"}
    for inner in walk(part):
        if isinstance(inner, (OfStep, OfDuty)):
            found.add("measure" if isinstance(inner, OfStep) else "duty")
    return found


def _needed(nodes: Nodes, part: Expression, at: At) -> At:
    """Return what is at hand without what the condition does not ask about, so that nodes are shared."""
    scopes = about(nodes.law, part)
    return replace(
        at,
        measure=at.measure if "measure" in scopes else "",
        duty=at.duty if "duty" in scopes else "",
    )


def _rules(nodes: Nodes, part: Expression, at: At) -> list[list[str]]:
    """Return the bodies any of which makes a condition hold."""
    if isinstance(part, All):
        return [[ALWAYS, *(_required(nodes, item, at) for item in part.items)]]
    if isinstance(part, (AnyOf, Guarded)):
        items = part.items if isinstance(part, AnyOf) else (part,)
        return [[ALWAYS, *_offered(nodes, item, at)] for item in items]
    if isinstance(part, AtLeast):
        lines = [f"{i} : {', '.join(_offered(nodes, item, at))}" for i, item in enumerate(part.items)]
        return [[ALWAYS, f"{part.number} <= #count {{ {'; '.join(lines)} }}"]]
    if isinstance(part, Element):
        return [[ALWAYS, _literal(nodes, _met(nodes.law, part.name), at)]]
    return [[ALWAYS, _literal(nodes, part, at)]]


def _offered(nodes: Nodes, item: Expression, at: At) -> list[str]:
    """Return the literals of a line of `any of`: it counts only where its guards stand."""
    if isinstance(item, Guarded):
        return [_stands(nodes, item), *_offered(nodes, item.item, at)]
    return [_literal(nodes, item, at)]


def _required(nodes: Nodes, item: Expression, at: At) -> str:
    """Return the literal of a line of `all of`: without its guard there is nothing to require."""
    if not isinstance(item, Guarded):
        return _literal(nodes, item, at)
    inner = _required(nodes, item.item, at)
    number = nodes.numbers.setdefault((All((item,)), at), len(nodes.numbers) + 1)
    nodes.rules.append(f"holds({number},T) :- {ALWAYS}, {inner}.")
    nodes.rules.append(f"holds({number},T) :- {ALWAYS}, not {_stands(nodes, item)}.")
    return f"holds({number},T)"


def _stands(nodes: Nodes, line: Guarded) -> str:
    """Return the atom that a guard's position is taken."""
    key = (line.issue, line.positions)
    if key not in nodes.guards:
        nodes.guards[key] = len(nodes.guards) + 1
        nodes.rules += [
            f'stands({nodes.guards[key]}) :- takes("{line.issue}","{position}").' for position in line.positions
        ]
    return f"stands({nodes.guards[key]})"


def _literal(nodes: Nodes, part: Expression, at: At) -> str:
    """Return the literal that says a condition holds at slice T."""
    if isinstance(part, Constant):
        return ALWAYS if part.value else NEVER
    if isinstance(part, Leaf):
        return f'{_LEAF[at.leaves]}("{_instance(nodes.law, part.name, at)}",T)'
    if isinstance(part, Status):
        return f'status("{part.subject}","{part.status}",T)'
    if isinstance(part, Taken):
        return _taken(part.measure, at)
    if isinstance(part, OfStep):
        return _taken(at.measure, at) if part.what == "taken" else f'tier("{at.measure}","{part.what}")'
    if isinstance(part, OfDuty):
        return _OF_DUTY[part.what].format(at.duty)
    if isinstance(part, SomeAffected):
        return _literal(nodes, part.item, at) if nodes.beneficiary else NEVER
    if isinstance(part, Not) and not isinstance(part.item, (Not, SomeAffected)):
        return f"not {_literal(nodes, part.item, at)}"
    if isinstance(part, Not):
        return f"not holds({node(nodes, part.item, at)},T)"
    return f"holds({node(nodes, part, at)},T)"


def _taken(measure: str, at: At) -> str:
    predicate = "known_taken" if at.leaves == "established" else "taken"
    return f'{predicate}("{measure}",T)'


def _instance(law: Law, name: str, at: At) -> str:
    scope = next(leaf.scope for leaf in law.leaves if leaf.name == name)
    thing = {"measure": at.measure, "duty": at.duty}.get(scope, "")
    return f"{name}({thing})" if thing else name


def _met(law: Law, name: str) -> Expression:
    return next(element.met for element in law.elements if element.name == name)
