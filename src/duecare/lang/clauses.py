"""Takes the clauses of a declaration by keyword, each as what its grammar makes it."""

from __future__ import annotations

from typing import TypeVar

from duecare.ir.declarations import Citation, Holder
from duecare.lang.syntax import Clause, Group, Line, PositionBlock, ServiceGroup, Value, Word
from duecare.lang.syntax import Condition as ConditionSyntax

Clauses = tuple[Clause, ...]
Kind = TypeVar("Kind")


def value(clauses: Clauses, keyword: str) -> Value | None:
    """Return what the first clause of this keyword holds."""
    return next((clause.value for clause in clauses if clause.keyword == keyword), None)


def every(clauses: Clauses, keyword: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return what each clause of this keyword holds."""
    return tuple(c.value for c in clauses if c.keyword == keyword and isinstance(c.value, kind))


def text(clauses: Clauses, keyword: str = "text") -> str:
    """Return a quoted text, or nothing."""
    found = value(clauses, keyword)
    return found if isinstance(found, str) else ""


def words(clauses: Clauses, keyword: str) -> tuple[Word, ...]:
    """Return the names or keywords of a clause."""
    return items(clauses, keyword, Word)


def word(clauses: Clauses, keyword: str, default: str = "") -> str:
    """Return the one keyword of a clause."""
    found = words(clauses, keyword)
    return found[0].text if found else default


def citations(clauses: Clauses) -> tuple[Citation, ...]:
    """Return the authorities of a declaration."""
    return items(clauses, "source", Citation)


def holders(clauses: Clauses, keyword: str) -> tuple[Holder, ...]:
    """Return those who hold or doubt a position."""
    return items(clauses, keyword, Holder)


def items(clauses: Clauses, keyword: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """Return the items of a clause that holds a row of them."""
    found = value(clauses, keyword)
    return tuple(i for i in found if isinstance(i, kind)) if isinstance(found, tuple) else ()


def condition(clauses: Clauses, keyword: str) -> ConditionSyntax | None:
    """Return a condition, or None where it is left out."""
    found = value(clauses, keyword)
    return found if isinstance(found, (Line, Group)) else None


def service(clauses: Clauses) -> ServiceGroup | None:
    """Return the measures under `served by`."""
    found = value(clauses, "served by")
    return found if isinstance(found, ServiceGroup) else None


def positions(clauses: Clauses) -> tuple[PositionBlock, ...]:
    """Return the positions of an issue."""
    return every(clauses, "position", PositionBlock)


def has(clauses: Clauses, keyword: str) -> bool:
    """Say whether a clause stands in the declaration."""
    return any(clause.keyword == keyword for clause in clauses)
