"""What a rule block says before any name is resolved: the tree that lowering and the formatter share."""

from __future__ import annotations

from dataclasses import dataclass, field

from duecare.base.spans import NOWHERE, Span
from duecare.ir.declarations import Citation, Holder


@dataclass(frozen=True, slots=True)
class Word:
    """A name or a keyword, and where it stands."""

    text: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Guard:
    """`under issue.position or position`; the issue may end in `@obligation`."""

    issue: str
    positions: tuple[Word, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """`[not] SUBJECT [STATUS] [under GUARD]`; a built-in atom has subject `custom`, `step` or a tier."""

    subject: Word
    status: str = ""
    negated: bool = False
    guard: Guard | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A list; mode is `all of`, `any of` or `at least N of`, and affected says `some affected:`."""

    mode: str
    items: tuple[Line | Group, ...]
    affected: bool = False
    guard: Guard | None = None
    inline: bool = field(default=False, compare=False)
    span: Span = field(default=NOWHERE, compare=False)


Condition = Line | Group


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """Measures under `served by`; mode is `all` or `any`."""

    mode: str
    items: tuple[Word | ServiceGroup, ...]
    inline: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Takes:
    """One line of a view or a reading."""

    issue: str
    positions: tuple[Word, ...]
    obligation: Word | None = None
    source: Word | None = None
    pinpoint: Word | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Found:
    """One fact of a case; prefix is empty, `not` or `unknown`, and `taken` or `late` stand for the leaf."""

    leaf: Word
    prefix: str = ""
    about: Word | None = None


@dataclass(frozen=True, slots=True)
class GivenBlock:
    """The facts that hold from a date on."""

    since: Word | None
    facts: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Expect:
    """The outcome words expected of a duty."""

    duty: Word
    words: tuple[Word, ...]
    since: Word | None = None


@dataclass(frozen=True, slots=True)
class PositionBlock:
    """A position with its own clauses."""

    name: Word
    text: str
    clauses: tuple[Clause, ...]


Value = (
    str
    | tuple[Word, ...]
    | tuple[Citation, ...]
    | tuple[Holder, ...]
    | tuple[Takes, ...]
    | Condition
    | ServiceGroup
    | PositionBlock
    | GivenBlock
    | Expect
    | Takes
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A line (or a line and those under it) of a declaration: its keyword and what it holds."""

    keyword: str
    value: Value
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Declaration:
    """One declaration.

    keyword  `obligation`, `duty`, ... `case`; name is empty for `step` and `review`.
    of       the obligation of a duty, a case, or a duty that an exception defeats.
    to       what an exception defeats.
    flags    words of the first line: a scope, `event`, `onset`, `not`, `for each obligation`.
    """

    keyword: str
    name: Word
    clauses: tuple[Clause, ...]
    of: Word | None = None
    to: Word | None = None
    flags: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)
