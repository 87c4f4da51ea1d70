"""A rule about one thing asks nothing that differs with another: no bearer knows toward one victim only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.ir.declarations import Consequence, Duty, Factor, Law, Obligation, Presumption
from duecare.ir.expressions import Element, Expression, Leaf, OfDuty, OfStep, SomeAffected, Status
from duecare.ir.walk import children, conditions, parts_used, walk
from duecare.lang.checks.owners import label

_AT_HAND = ("measure", "duty")
_OF_FRAME = ("beneficiary", "relation")


@dataclass(frozen=True, slots=True)
class _Index:
    leaves: Mapping[str, str]
    elements: Mapping[str, Expression]
    obligations: Mapping[str, Obligation]
    duties: Mapping[str, Duty]


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell facts asked where what is asked about is not at hand, and leaves presumed twice."""
    index = _Index(
        {leaf.name: leaf.scope for leaf in law.leaves},
        {element.name: element.met for element in law.elements},
        {obligation.name: obligation for obligation in law.obligations},
        {duty.id: duty for duty in law.duties},
    )
    yield from _at_hand(law, index)
    for presumption in law.presumptions:
        if index.leaves.get(presumption.leaf) in ("bearer", "operation"):
            yield from _bearer_level(presumption, index)
    for duty in law.duties:
        if duty.owed_to == "nobody":
            yield from _owed_to_nobody(duty, index)
    yield from _presumed_twice(law.presumptions)
    for defence in law.defences:
        if defence.footing and any(isinstance(one, SomeAffected) for one in parts_used(defence.when, index.elements)):
            message = f"{label(defence)} is left aside unless established, and asks for `some affected`"
            yield Diagnostic(
                defence.span, message, "ask about the bearer or this beneficiary, or leave out the footing"
            )


def _at_hand(law: Law, index: _Index) -> Iterator[Diagnostic]:
    """Leaves about a measure or a duty stand only where one is at hand."""
    for owner, _, expression in conditions(law):
        allowed = ""
        if owner is law.step or isinstance(owner, Factor):
            allowed = "measure"
        elif owner is law.review or isinstance(owner, Consequence):
            allowed = "duty"
        elif isinstance(owner, Presumption):
            allowed = index.leaves.get(owner.leaf, "")
        for part in walk(expression):
            scope = _scope_at_hand(part, index)
            if scope and scope != allowed:
                where = {"measure": "`step` or a factor", "duty": "`review` or `consequence`"}[scope]
                advice = f"ask it in {where}, or in a presumption of a leaf about a {scope}"
                name = part.name if isinstance(part, Leaf) else getattr(part, "what", "")
                yield Diagnostic(_span(part), f"'{name}' is about a {scope}, and none is at hand here", advice)


def _scope_at_hand(part: Expression, index: _Index) -> str:
    if isinstance(part, Leaf) and index.leaves.get(part.name) in _AT_HAND:
        return index.leaves[part.name]
    if isinstance(part, OfStep):
        return "measure"
    return "duty" if isinstance(part, OfDuty) else ""


def _bearer_level(presumption: Presumption, index: _Index) -> Iterator[Diagnostic]:
    scope = index.leaves[presumption.leaf]
    for name, span in _of_frame(presumption.when, index):
        message = f"'{presumption.leaf}' is about the {scope}, and {name} differs between affected States"
        yield Diagnostic(span, message, "put it under `some affected: all of`")


def _owed_to_nobody(duty: Duty, index: _Index) -> Iterator[Diagnostic]:
    own = (duty.in_force, duty.applicable, duty.due, duty.performed, duty.liable, duty.breached)
    for expression in own:
        if expression is not None:
            for name, span in _of_frame(expression, index):
                message = f"{label(duty)} is owed to nobody in particular, and {name} asks about one beneficiary"
                yield Diagnostic(span, message, "leave it out, or put it under `some affected: all of`")
    obligation = index.obligations.get(duty.obligation)
    if duty.applicable is None and obligation and any(_of_frame(obligation.applicable, index)):
        message = f"{label(duty)} is owed to nobody in particular, and its obligation applies toward a beneficiary"
        yield Diagnostic(duty.span, message, "give it an `applicable when` of its own")


def _of_frame(expression: Expression, index: _Index) -> list[tuple[str, Span]]:
    """Return the parts of an expression that differ with the beneficiary, outside `some affected`."""
    return [(name, span) for part, name, span in _parts(expression) if _differs(part, index)]


def _parts(expression: Expression) -> Iterator[tuple[Expression, str, Span]]:
    if isinstance(expression, SomeAffected):
        return
    if isinstance(expression, (Leaf, Element)):
        yield expression, f"'{expression.name}'", expression.span
    elif isinstance(expression, Status):
        yield expression, f"'{expression.subject} {expression.status}'", expression.span
    for child in children(expression):
        yield from _parts(child)


def _differs(part: Expression, index: _Index) -> bool:
    """Say whether a part rests, through whatever it names, on a leaf about a beneficiary or a relation."""
    seen: set[tuple[str, ...]] = set()
    waiting = [part]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, Leaf) and index.leaves.get(inner.name) in _OF_FRAME:
            return True
        if _key(inner) not in seen:
            seen.add(_key(inner))
            waiting += [deeper for body in _bodies(inner, index) for deeper, _, _ in _parts(body)]
    return False


def _key(part: Expression) -> tuple[str, ...]:
    if isinstance(part, Element):
        return ("element", part.name)
    return (part.subject, part.status) if isinstance(part, Status) else ()


def _bodies(part: Expression, index: _Index) -> list[Expression]:
    """Return the conditions that an element or a status stands for."""
    if isinstance(part, Element):
        return [index.elements[part.name]] if part.name in index.elements else []
    if not isinstance(part, Status):
        return []
    obligation = index.obligations.get(part.subject)
    if obligation is not None:
        return [obligation.in_force] + ([obligation.applicable] if part.status == "applicable" else [])
    duty = index.duties.get(part.subject)
    if duty is None or duty.owed_to == "nobody":
        return []  # What is owed to nobody is looked at where it is declared.
    own = [duty.in_force, duty.applicable, duty.due]
    parent = index.obligations.get(duty.obligation)
    if parent is not None:
        own += [parent.in_force, parent.applicable if duty.applicable is None else None]
    own += [duty.performed if part.status in ("omitted", "performed") else None]
    own += [{"liable": duty.liable, "breached": duty.breached}.get(part.status)]
    return [expression for expression in own if expression is not None]


def _presumed_twice(presumptions: tuple[Presumption, ...]) -> Iterator[Diagnostic]:
    first: dict[tuple[str, bool], Span] = {}
    for presumption in presumptions:
        key = (presumption.leaf, presumption.value)
        if key in first:
            value = "true" if presumption.value else "false"
            message = f"'{presumption.leaf}' is presumed {value} twice, here and at {first[key]}"
            yield Diagnostic(presumption.span, message, "put both conditions into one presumption, under `any of`")
        first.setdefault(key, presumption.span)


def _span(part: Expression) -> Span:
    span = getattr(part, "span", None)
    return span if isinstance(span, Span) else Span("", 0, 0)
