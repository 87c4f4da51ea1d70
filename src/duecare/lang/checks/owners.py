"""What a message calls a declaration, and where the declaration stands."""

from __future__ import annotations

from duecare.base.spans import Span
from duecare.ir.declarations import (
    Case,
    Consequence,
    Constraint,
    DefenceRule,
    Duty,
    ElementRule,
    Factor,
    Issue,
    LeafRule,
    Measure,
    Norm,
    Obligation,
    Presumption,
    ReviewRule,
    Source,
    StepRule,
    View,
)

Owner = (
    Source
    | Obligation
    | Duty
    | Norm
    | ElementRule
    | LeafRule
    | Presumption
    | Constraint
    | Issue
    | DefenceRule
    | Measure
    | StepRule
    | ReviewRule
    | View
    | Case
    | Consequence
    | Factor
)
_WORDS: dict[type, str] = {
    Source: "source",
    Obligation: "obligation",
    Duty: "duty",
    Norm: "norm",
    ElementRule: "element",
    Constraint: "constraint",
    Issue: "issue",
    DefenceRule: "exception",
    Measure: "measure",
    View: "view",
    Case: "case",
    Consequence: "consequence",
    Factor: "factor",
}


def label(owner: object) -> str:
    """Return how a message names a declaration: `element 'knowledge'`."""
    if isinstance(owner, Presumption):
        return f"presumption of '{owner.leaf}'"
    if isinstance(owner, (StepRule, ReviewRule)):
        return "`step` rule" if isinstance(owner, StepRule) else "`review` rule"
    if isinstance(owner, LeafRule):
        return f"{owner.kind} '{owner.name}'"
    if isinstance(owner, Duty):
        return f"duty '{owner.id}'"
    name = str(getattr(owner, "name", "")).partition("@")[0]
    return f"{_WORDS.get(type(owner), 'rule')} '{name}'"


def span_of(owner: object) -> Span:
    """Return where a declaration stands."""
    span = getattr(owner, "span", None)
    return span if isinstance(span, Span) else Span("", 0, 0)
