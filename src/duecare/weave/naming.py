"""What a reader calls each declaration of a law, and the key under which the book finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duecare.ir.declarations import (
    Case,
    Consequence,
    Constraint,
    DefenceRule,
    Duty,
    ElementRule,
    Factor,
    Issue,
    Law,
    LeafRule,
    Measure,
    Norm,
    Obligation,
    Presumption,
    ReviewRule,
    StepRule,
    View,
)
from duecare.lang.checks.owners import Owner
from duecare.report.names import human, obligation_label, view_label

Key = tuple[str, str]
TIERS = ("baseline", "capacity", "advanced")
PHASES = ("prevent", "halt", "redress")
SCOPES = {
    "operation": "the operation",
    "bearer": "the State assessed",
    "beneficiary": "the affected State",
    "relation": "the two States together",
    "measure": "each step",
    "duty": "each duty",
}
_KINDS: dict[type, str] = {
    Obligation: "obligation",
    Duty: "duty",
    Norm: "norm",
    ElementRule: "element",
    Presumption: "presumption",
    Constraint: "constraint",
    Issue: "issue",
    DefenceRule: "exception",
    Consequence: "consequence",
    Measure: "measure",
    StepRule: "step rule",
    ReviewRule: "review rule",
    View: "view",
    Case: "case",
    Factor: "factor",
}
_BLANKS = {"bearer": "the State", "beneficiary": "the affected State", "measure": "the step", "duty": "the duty"}
_BLANK = re.compile(r"\{(bearer|beneficiary|measure|duty)\}")
_PARAGRAPH = re.compile(r"\b(\d+)([a-z])\b")


def kind_of(owner: Owner) -> str:
    """Return what sort of declaration this is: `duty`, `fact`, `issue`."""
    return owner.kind if isinstance(owner, LeafRule) else _KINDS[type(owner)]


def key_of(owner: Owner) -> Key:
    """Return the key of a declaration; those of presumptions of one question are told apart by their number."""
    if isinstance(owner, LeafRule):
        return "fact", owner.name
    if isinstance(owner, Presumption):
        return "presumption", owner.leaf
    name = str(getattr(owner, "id", getattr(owner, "name", "")))
    return kind_of(owner), name.partition("@")[0]


def name_of(owner: Owner, law: Law) -> str:
    """Return what to call a declaration in words."""
    if isinstance(owner, Obligation):
        return obligation_label(owner.name, law)
    if isinstance(owner, View):
        return view_label(owner.name, law)
    if isinstance(owner, Presumption):
        return ("not " if not owner.value else "") + human(owner.leaf)
    if isinstance(owner, StepRule):
        return "when a step is due"
    if isinstance(owner, ReviewRule):
        return "when a duty is omitted"
    if isinstance(owner, Norm):
        return _PARAGRAPH.sub(r"\1(\2)", human(owner.name))
    return human(str(getattr(owner, "name", "")).partition("@")[0])


def said_of(owner: Owner) -> str:
    """Return the sentence or the question in which a declaration says what it is about."""
    if isinstance(owner, LeafRule):
        return "".join(words for words, _ in filled(owner.question))
    return owner.question if isinstance(owner, Issue) else str(getattr(owner, "text", ""))


def filled(question: str) -> Iterator[tuple[str, bool]]:
    """Yield a question in pieces, its blanks in words: `{bearer}` is the State; each with whether it was a blank."""
    end = 0
    for found in _BLANK.finditer(question):
        yield question[end : found.start()], False
        yield _BLANKS[found[1]], True
        end = found.end()
    yield question[end:], False
