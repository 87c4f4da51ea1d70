"""What follows from a breach is asked of one duty toward one State, and rests on how no other duty came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duecare.base.errors import Diagnostic
from duecare.ir.declarations import Consequence, Law
from duecare.ir.expressions import Element, Expression, Leaf, SomeAffected, Status
from duecare.ir.walk import walk
from duecare.lang.checks.owners import label

# What the facts say of an obligation or a duty whatever was done; the rest is the history of a duty.
_OF_FACTS = ("in force", "applicable")


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell conditions of consequences that look to another State or to another duty."""
    for consequence in law.consequences:
        yield from _elsewhere(consequence)
        yield from _other_duty(consequence, law)


def _elsewhere(consequence: Consequence) -> Iterator[Diagnostic]:
    if any(isinstance(part, SomeAffected) for part in walk(consequence.when)):
        message = f"{label(consequence)} asks for `some affected`, and is asked toward one State"
        yield Diagnostic(consequence.span, message, "put that line into an element, and name the element")


def _other_duty(consequence: Consequence, law: Law) -> Iterator[Diagnostic]:
    for status in dict.fromkeys(_statuses(consequence.when, law)):
        message = f"{label(consequence)} turns on '{status}', and is asked of every duty by itself"
        advice = "say `still due`, `still omitted` or `step taken`, which speak of the duty at hand"
        yield Diagnostic(consequence.span, message, advice)


def _statuses(expression: Expression, law: Law) -> Iterator[str]:
    """Yield how far duties have come, wherever a condition names it through elements and presumptions."""
    seen: set[tuple[type, str]] = set()
    waiting = [expression]
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, Status) and part.status not in _OF_FACTS:
                yield f"{part.subject} {part.status}"
            elif isinstance(part, (Element, Leaf)) and (type(part), part.name) not in seen:
                seen.add((type(part), part.name))
                waiting += [element.met for element in law.elements if element.name == part.name]
                waiting += [rule.when for rule in law.presumptions if rule.leaf == part.name]
