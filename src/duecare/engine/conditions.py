"""Conditions that duties name, each stage by itself, as roots that can be joined to a compiled law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from duecare.engine.compile import Context
from duecare.ir.declarations import Duty, Law
from duecare.ir.expressions import All, Element, Expression, Leaf
from duecare.ir.walk import walk


def element_conditions(law: Law, duties: Iterable[str]) -> Mapping[str, tuple[Expression, Context]]:
    """Return every element and question that these duties name, by the name of its root."""
    rules = {rule.id: rule for rule in law.duties}
    return {
        root_of(part, duty): (All((part,)), Context(duty=duty))
        for duty in duties
        for _, part in conditions_of(rules[duty], law)
    }


def conditions_of(rule: Duty, law: Law) -> Iterator[tuple[str, Element | Leaf]]:
    """Yield the elements and questions that a duty's own conditions name, each with the stage at which it does."""
    for stage, condition in stages_of(rule, law):
        for part in walk(condition):
            if isinstance(part, Element | Leaf):
                yield stage, part


def stages_of(rule: Duty, law: Law) -> Iterator[tuple[str, Expression]]:
    """Yield the conditions of a duty, stage by stage; what its obligation says counts where it says nothing itself."""
    obligation = next((one for one in law.obligations if one.name == rule.obligation), None)
    applies = rule.applicable or (obligation.applicable if obligation else None)
    named = (("applies", applies), ("due", rule.due), ("performed", rule.performed))
    for stage, condition in (*named, ("liable", rule.liable), ("breached", rule.breached)):
        if condition is not None:
            yield stage, condition


def root_of(part: Element | Leaf, duty: str) -> str:
    """Return the name of the root of a condition that a duty names."""
    return f"asked:{part.name}:{duty}"
