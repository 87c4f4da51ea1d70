"""The lines of a rule: each keyword with what stands under it, conditions in words."""

from __future__ import annotations

from collections.abc import Iterator

from duecare.ir.declarations import (
    Consequence,
    Constraint,
    DefenceRule,
    Duty,
    ElementRule,
    Factor,
    Norm,
    Obligation,
    Presumption,
    ReviewRule,
    StepRule,
)
from duecare.ir.expressions import Expression
from duecare.lang.checks.owners import Owner
from duecare.weave.atlas import Atlas, link
from duecare.weave.conditions import condition, service
from duecare.weave.markup import Part, listed

Row = tuple[str, Part]
BURDEN = {"": "", "beneficiary": "on the State that claims", "bearer": "on the State assessed"}
_OWED = {
    "": "",
    "states": "other States",
    "nobody": "nobody in particular; assessed once for the State",
}
_DEFEATS = {
    "applicable": "that the rule applies",
    "due": "that anything is due",
    "wrongfulness": "the wrongfulness of a breach; the duty goes on",
}

_TELLS = {
    "leaves open": "where it arises, this book does not answer it",
    "lists conditions": "each as it stands; no more is said than that",
}


def rows_of(owner: Owner, atlas: Atlas, obligation: str) -> Iterator[Row]:
    """Yield the lines of a rule; one that does not stand in it is empty."""
    match owner:
        case Obligation():
            yield from _obligation(owner, atlas)
        case Duty():
            yield from _duty(owner, atlas)
        case Norm():
            yield "phase", owner.phase
            yield _when("expected when", owner.expected, atlas, obligation)
            yield "served by", service(owner.served_by, atlas)
        case ElementRule():
            yield "burden", BURDEN.get(owner.burden, owner.burden)
            yield _when("met when", owner.met, atlas, obligation)
        case Presumption():
            yield _when("when", owner.when, atlas, obligation)
        case Constraint():
            yield _when("never", owner.never, atlas, obligation)
        case DefenceRule():
            yield "defeats", _DEFEATS.get(owner.defeats, owner.defeats)
            yield "raised by", listed(link(atlas, ("fact", leaf)) for leaf in owner.raised_by)
            yield "footing", owner.footing
            yield _when("when", owner.when, atlas, owner.to.partition(".")[0])
        case Consequence():
            yield "burden", BURDEN.get(owner.burden, owner.burden)
            yield owner.tells, _TELLS.get(owner.tells, "")
            yield _when("follows when", owner.when, atlas, obligation)
        case StepRule():
            yield _when("due when", owner.due, atlas, obligation)
            yield _when("closed when", owner.closed, atlas, obligation)
        case ReviewRule():
            yield _when("omitted when", owner.omitted, atlas, obligation)
        case Factor():
            yield "effect", ", ".join(owner.effects)
            yield _when("raises when", owner.raises, atlas, obligation)
            yield _when("lowers when", owner.lowers, atlas, obligation)


def _obligation(owner: Obligation, atlas: Atlas) -> Iterator[Row]:
    yield "owed to", _OWED.get(owner.owed_to, owner.owed_to)
    yield "burden", BURDEN.get(owner.burden, owner.burden)
    yield _when("in force when", owner.in_force, atlas, owner.name)
    yield _when("applicable when", owner.applicable, atlas, owner.name)


def _duty(owner: Duty, atlas: Atlas) -> Iterator[Row]:
    yield "phase", owner.phase
    yield "owed to", _OWED.get(owner.owed_to, owner.owed_to)
    yield "burden", BURDEN.get(owner.burden, owner.burden)
    yield _when("in force when", owner.in_force, atlas, owner.obligation)
    yield _when("applicable when", owner.applicable, atlas, owner.obligation)
    yield _when("due when", owner.due, atlas, owner.obligation)
    yield "served by", service(owner.served_by, atlas)
    yield _when("performed when", owner.performed, atlas, owner.obligation)
    yield _when("liable when", owner.liable, atlas, owner.obligation)
    yield _when("breached when", owner.breached, atlas, owner.obligation)


def _when(word: str, expression: Expression | None, atlas: Atlas, obligation: str) -> Row:
    if expression is None:
        return word, ""
    return word, condition(expression, atlas, obligation=obligation, force=word == "in force when")
