"""Conditions: the closed set of forms a rule may be written in."""

from __future__ import annotations

from dataclasses import dataclass, field

from duecare.base.spans import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Constant:
    """True or false whatever the facts: `custom` (binds as custom) is true."""

    value: bool
    word: str = "custom"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A fact or an appraisal. Leaves about a measure or a duty are read for the one at hand."""

    name: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Element:
    """An element, by name."""

    name: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Status:
    """How far an obligation or a duty has come along the chain.

    subject is an obligation's name or a duty's id (`obligation.duty`); status is one of
    `in force`, `applicable`, `due`, `omitted`, `performed`, `liable`, `breached`.
    """

    subject: str
    status: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """A named measure was taken, in time or late."""

    measure: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class OfStep:
    """Something about the measure at hand (only in `step`): its tier, or that it was taken.

    what is `baseline`, `capacity`, `advanced` or `taken`.
    """

    what: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class OfDuty:
    """Something about the duty at hand, or its steps.

    what is `baseline step omitted`, `step omitted`, `step taken` or `step due`; of a duty whose breach is looked
    at also `still due`, `still omitted`, `wrongfulness precluded`, and whom it is `owed to`.
    """

    what: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of an atom."""

    item: Expression


@dataclass(frozen=True, slots=True)
class All:
    """Every line holds; an empty list holds."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one line holds; an empty list fails."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `number` of the lines hold."""

    number: int
    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Guarded:
    """A line that stands only in readings that take one of these positions; else it is absent.

    issue is the issue's full name; for an issue taken per obligation it ends in `@obligation`.
    """

    item: Expression
    issue: str
    positions: tuple[str, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class SomeAffected:
    """The condition holds toward at least one affected State (the beneficiary or another)."""

    item: Expression


Expression = (
    Constant | Leaf | Element | Status | Taken | OfStep | OfDuty | Not | All | AnyOf | AtLeast | Guarded | SomeAffected
)
