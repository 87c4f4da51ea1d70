"""A question that each obligation answers for itself is never answered by another."""

from __future__ import annotations

from collections.abc import Iterator

from duecare.ir.declarations import DefenceRule, Duty, ElementRule, Law, Obligation
from duecare.ir.expressions import Element, Expression, Guarded
from duecare.ir.walk import conditions, walk
from duecare.rulebook.load import load_bundled


def _issues(law: Law, condition: Expression) -> Iterator[str]:
    """Yield the issues that a condition hangs on, through the elements it names."""
    met = {element.name: element.met for element in law.elements}
    seen: set[str] = set()
    waiting = [condition]
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, Guarded):
                yield part.issue
            elif isinstance(part, Element) and part.name not in seen:
                seen.add(part.name)
                waiting.append(met[part.name])


def _obligation(owner: object) -> str:
    if isinstance(owner, Obligation):
        return owner.name
    if isinstance(owner, Duty):
        return owner.obligation
    if isinstance(owner, DefenceRule):
        return owner.to.partition(".")[0]
    return ""


def test_no_obligation_hangs_on_the_answer_of_another() -> None:
    """What one obligation asks of a State, such as to look, is not asked by way of an element of another."""
    law = load_bundled().law
    borrowed = {
        (_obligation(owner), issue)
        for owner, _, condition in conditions(law)
        if not isinstance(owner, ElementRule)
        for issue in _issues(law, condition)
        if "@" in issue and issue.partition("@")[2] != _obligation(owner)
    }
    assert borrowed == set()
