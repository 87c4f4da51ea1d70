"""Random laws with an element of knowledge that asks for facts and never for their absence."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from random_conditions import Draw, chance, draw_issues, guarded, of_scope
from small_law import small_law

from duecare.ir.declarations import ElementRule, Issue, Law, LeafRule, Presumption
from duecare.ir.expressions import AtLeast, Expression, Leaf, SomeAffected

KNOWLEDGE = "knowledge"
_TOLD, _KNOWN = ("relation", "beneficiary"), ("bearer", "operation")


def positive(draw: Draw, items: Sequence[Expression], issues: Sequence[Issue], depth: int = 2) -> Expression:
    """Draw a condition without a denial."""
    if depth == 0 or chance(draw, 3):
        return draw(st.sampled_from(items))
    count = draw(st.integers(1, 3))
    lines = tuple(guarded(draw, positive(draw, items, issues, depth - 1), issues, 3) for _ in range(count))
    return AtLeast(draw(st.integers(1, count)), lines)


@st.composite
def knowing_laws(draw: Draw) -> Law:
    """Draw a law whose knowledge rests on what the bearer knew, and on what some affected State told it."""
    issues = draw_issues(draw, ["o"])
    leaves = tuple(
        LeafRule(f"f{number}", "fact", draw(st.sampled_from(scopes)), "?", True, chance(draw, 5))
        for number, scopes in enumerate((_TOLD, _TOLD, _KNOWN, _KNOWN))
    )
    told, known = of_scope(leaves, *_TOLD), of_scope(leaves, *_KNOWN)
    heard = [SomeAffected(positive(draw, told, ())) for _ in range(2)]
    inferred = Presumption(leaves[3].name, True, "", (), positive(draw, [heard[0], Leaf("f2")], issues, 1))
    element = ElementRule(KNOWLEDGE, "", (), positive(draw, [*known, *heard], issues))
    return small_law(*leaves, elements=(element,), presumptions=(inferred,), content=issues)
