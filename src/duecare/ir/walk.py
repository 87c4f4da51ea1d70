"""Ways through expressions and through what declares them; nothing here knows what a rule means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from duecare.ir.declarations import Law, Service
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Element,
    Expression,
    Guarded,
    Leaf,
    Not,
    SomeAffected,
)

_LISTS = (All, AnyOf, AtLeast)


def children(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions directly inside one."""
    if isinstance(expression, _LISTS):
        return expression.items
    if isinstance(expression, (Not, Guarded, SomeAffected)):
        return (expression.item,)
    return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield an expression and all inside it, from the outside in and from first to last."""
    yield expression
    for child in children(expression):
        yield from walk(child)


def map_expression(change: Callable[[Expression], Expression], expression: Expression) -> Expression:
    """Return the expression with `change` applied to every part, from the inside out."""
    if isinstance(expression, _LISTS):
        items = tuple(map_expression(change, item) for item in expression.items)
        return change(expression if items == expression.items else replace(expression, items=items))
    if isinstance(expression, (Not, Guarded, SomeAffected)):
        item = map_expression(change, expression.item)
        return change(expression if item is expression.item else replace(expression, item=item))
    return change(expression)


def leaves_named(expression: Expression) -> tuple[str, ...]:
    """Return the leaves an expression names itself, in order, each once."""
    return tuple(dict.fromkeys(part.name for part in walk(expression) if isinstance(part, Leaf)))


def parts_used(expression: Expression, elements: Mapping[str, Expression]) -> Iterator[Expression]:
    """Yield an expression and all that it rests on, through the elements it names, each element once."""
    seen: set[str] = set()
    waiting = [expression]
    while waiting:
        for part in walk(waiting.pop()):
            yield part
            if isinstance(part, Element) and part.name not in seen and part.name in elements:
                seen.add(part.name)
                waiting.append(elements[part.name])


def leaves_used(expression: Expression, elements: Mapping[str, Expression]) -> tuple[str, ...]:
    """Return the leaves an expression rests on, through the elements it names, in order, each once."""
    parts = parts_used(expression, elements)
    return tuple(dict.fromkeys(part.name for part in parts if isinstance(part, Leaf)))


def measures_of(service: Service) -> tuple[str, ...]:
    """Return the measures of a service, in order, each once."""
    return tuple(dict.fromkeys(_measures(service)))


def _measures(service: Service) -> Iterator[str]:
    for item in service.items:
        if isinstance(item, Service):
            yield from _measures(item)
        else:
            yield item


def conditions(law: Law) -> Iterator[tuple[object, str, Expression]]:
    """Yield every condition of a law with the declaration it stands in and the keyword before it."""
    for owner, keyword, expression in _conditions(law):
        if expression is not None:
            yield owner, keyword, expression


def _conditions(law: Law) -> Iterable[tuple[object, str, Expression | None]]:
    for obligation in law.obligations:
        yield obligation, "in force when", obligation.in_force
        yield obligation, "applicable when", obligation.applicable
    for duty in law.duties:
        yield duty, "in force when", duty.in_force
        yield duty, "applicable when", duty.applicable
        yield duty, "due when", duty.due
        yield duty, "performed when", duty.performed
        yield duty, "liable when", duty.liable
        yield duty, "breached when", duty.breached
    for norm in law.norms:
        yield norm, "expected when", norm.expected
    for element in law.elements:
        yield element, "met when", element.met
    for presumption in law.presumptions:
        yield presumption, "when", presumption.when
    for constraint in law.constraints:
        yield constraint, "never", constraint.never
    for defence in law.defences:
        yield defence, "when", defence.when
    for consequence in law.consequences:
        yield consequence, "follows when", consequence.when
    for measure in law.measures:
        yield measure, "opens when", measure.opens
    if law.step is not None:
        yield law.step, "due when", law.step.due
        yield law.step, "closed when", law.step.closed
    if law.review is not None:
        yield law.review, "omitted when", law.review.omitted
    for factor in law.factors:
        yield factor, "raises when", factor.raises
        yield factor, "lowers when", factor.lowers
