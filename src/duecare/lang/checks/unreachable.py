"""Nothing is declared that no result can rest on, and no rule is written so that it can never hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duecare.base.errors import Diagnostic
from duecare.base.spans import NOWHERE, Span
from duecare.ir.declarations import ElementRule, Issue, Law
from duecare.ir.expressions import (
    All,
    AtLeast,
    Constant,
    Element,
    Expression,
    Guarded,
    Leaf,
    Not,
    SomeAffected,
    Taken,
)
from duecare.ir.walk import conditions, measures_of, walk
from duecare.lang.checks.owners import label, span_of


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell what is never used, and lists that can never hold."""
    used = _used(law)
    for element in law.elements:
        if ("element", element.name) not in used:
            yield _unused(element, "name it in a condition, or leave it out")
    for leaf in law.leaves:
        if ("leaf", leaf.name) not in used:
            yield _unused(leaf, "name it in a condition, or leave it out")
    for measure in law.measures:
        if ("measure", measure.name) not in used:
            yield _unused(measure, "let it serve a duty or a norm, or leave it out")
    for issue in law.issues:
        if ("issue", _base(issue)) not in used:
            yield _unused(issue, "let a line stand `under` one of its positions, or leave it out")
    for owner, keyword, expression in conditions(law):
        for part in walk(expression):
            yield from _never_holds(part, f"`{keyword}` of {label(owner)}", span_of(owner))


def _base(issue: Issue) -> str:
    return issue.name.partition("@")[0]


def _unused(owner: object, advice: str) -> Diagnostic:
    return Diagnostic(span_of(owner), f"{label(owner)} is never used", advice)


def _used(law: Law) -> set[tuple[str, str]]:
    """Return what conditions name, an element's own condition counting only if the element is named."""
    met = {element.name: element.met for element in law.elements}
    waiting = [expression for owner, _, expression in conditions(law) if not isinstance(owner, ElementRule)]
    services = [duty.served_by for duty in law.duties] + [norm.served_by for norm in law.norms]
    used = {("leaf", leaf) for defence in law.defences for leaf in defence.raised_by}
    used |= {("measure", name) for service in services for name in measures_of(service)}
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, Element) and ("element", part.name) not in used and part.name in met:
                waiting.append(met[part.name])
            used |= _names(part)
    return used


def _names(part: Expression) -> set[tuple[str, str]]:
    if isinstance(part, Element):
        return {("element", part.name)}
    if isinstance(part, Leaf):
        return {("leaf", part.name)}
    if isinstance(part, Taken):
        return {("measure", part.measure)}
    return {("issue", part.issue.partition("@")[0])} if isinstance(part, Guarded) else set()


def _never_holds(part: Expression, where: str, span: Span) -> Iterator[Diagnostic]:
    if isinstance(part, AtLeast) and part.number > len(part.items):
        message = f"{where} asks for at least {part.number} of {len(part.items)} lines, and can never hold"
        yield Diagnostic(_place(part.items, span), message, "ask for fewer, or add lines")
    if isinstance(part, AtLeast) and part.number < 1:
        yield Diagnostic(_place(part.items, span), f"{where} asks for at least 0 lines, and always holds", "ask for 1")
    if isinstance(part, Not) and isinstance(part.item, Constant) and part.item.value:
        yield Diagnostic(span, f"{where} has the line `not custom`, which can never hold", "leave the line out")
    if isinstance(part, All):
        yield from _contraries(part, where, span)


def _contraries(group: All, where: str, span: Span) -> Iterator[Diagnostic]:
    lines = list(_joined(group))
    for line, positions in lines:
        if not isinstance(line, Not):
            continue
        for other, others in lines:
            if other == line.item and _together(positions, others):
                message = f"{where} asks both for '{_name(other)}' and for its contrary, and can never hold"
                yield Diagnostic(_place((line,), span), message, "take one of the two lines out")


def _joined(part: Expression, guards: tuple[Guarded, ...] = ()) -> Iterator[tuple[Expression, tuple[Guarded, ...]]]:
    """Yield the lines that must all hold, each with the guards it stands under."""
    if isinstance(part, All):
        for item in part.items:
            yield from _joined(item, guards)
    elif isinstance(part, Guarded):
        yield from _joined(part.item, (*guards, part))
    else:
        yield part, guards


def _together(first: tuple[Guarded, ...], second: tuple[Guarded, ...]) -> bool:
    """Say whether two lines stand together in every reading in which either does."""
    return {(g.issue, g.positions) for g in first} == {(g.issue, g.positions) for g in second}


def _place(items: Iterable[Expression], default: Span) -> Span:
    for item in items:
        for part in walk(item):
            span = getattr(part, "span", NOWHERE)
            if isinstance(span, Span) and span != NOWHERE:
                return span
    return default


def _name(part: Expression) -> str:
    if isinstance(part, SomeAffected):
        return "some affected"
    status = f" {part.status}" if hasattr(part, "status") else ""
    for attribute in ("name", "subject", "measure", "what"):
        if hasattr(part, attribute):
            return f"{getattr(part, attribute)}{status}"
    return "this line"
