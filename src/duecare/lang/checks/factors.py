"""A factor rests on facts alone, not on a reading or an outcome, and points where it says that it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duecare.base.errors import Diagnostic
from duecare.ir.declarations import Factor, Law
from duecare.ir.expressions import All, AnyOf, AtLeast, Expression, Leaf, Not, SomeAffected, Taken
from duecare.ir.walk import walk
from duecare.lang.checks.owners import label

_PLAIN = (All, AnyOf, AtLeast, Not, SomeAffected, Leaf, Taken)


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell factors whose conditions ask for more than facts, or for a side they are not said to have."""
    for factor in law.factors:
        for effect in ("raises", "lowers"):
            yield from _side(factor, effect)
        if len(set(factor.effects)) < len(factor.effects):
            yield Diagnostic(factor.span, f"{label(factor)} names an effect twice", "name each once")
    yield from _aliases(law)


def _side(factor: Factor, effect: str) -> Iterator[Diagnostic]:
    condition: Expression | None = getattr(factor, effect)
    if condition is None:
        return
    if effect not in factor.effects:
        message = f"{label(factor)} says when it {effect} what is expected, and not that it does"
        yield Diagnostic(factor.span, message, f"add it to the line: effect {effect}")
    if not all(isinstance(part, _PLAIN) for part in walk(condition)):
        message = f"`{effect} when` of {label(factor)} asks for more than facts, appraisals and steps taken"
        yield Diagnostic(factor.span, message, "name the facts themselves: a factor is the same in every reading")


def _aliases(law: Law) -> Iterator[Diagnostic]:
    first: dict[str, Factor] = {}
    for factor in law.factors:
        for alias in factor.aliases:
            if first.setdefault(alias, factor) is not factor:
                message = f"alias '{alias}' of {label(factor)} is that of {label(first[alias])} too"
                yield Diagnostic(factor.span, message, "give each its own")
