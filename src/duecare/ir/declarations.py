"""What a rulebook declares, one frozen class a keyword of the law language."""

from __future__ import annotations

from dataclasses import dataclass, field

from duecare.base.spans import NOWHERE, Span
from duecare.ir.authorities import Citation as Citation  # noqa: PLC0414  a law's words are all had from here
from duecare.ir.authorities import Pinpoint as Pinpoint  # noqa: PLC0414
from duecare.ir.authorities import Source as Source  # noqa: PLC0414
from duecare.ir.expressions import Expression


@dataclass(frozen=True, slots=True)
class Obligation:
    """A protective obligation: when it is in force, and when it applies."""

    name: str
    text: str
    sources: tuple[Citation, ...]
    owed_to: str
    in_force: Expression
    applicable: Expression
    burden: str = "beneficiary"
    title: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Service:
    """The measures that serve a duty: `all` or `any` of measures and further groups."""

    mode: str
    items: tuple[str | Service, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A limb of an obligation in one phase; id is `obligation.name`.

    in_force and applicable default (None) to the obligation's; owed_to `nobody` is assessed once a bearer.
    performed, where a result is owed: the duty is performed while this holds, and omitted while it does not, whatever
    was done of its steps and however conduct is reviewed.
    """

    obligation: str
    name: str
    text: str
    sources: tuple[Citation, ...]
    phase: str
    due: Expression
    served_by: Service
    breached: Expression
    liable: Expression | None = None
    in_force: Expression | None = None
    applicable: Expression | None = None
    owed_to: str = ""
    burden: str = "beneficiary"
    performed: Expression | None = None
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def id(self) -> str:
        return f"{self.obligation}.{self.name}"


@dataclass(frozen=True, slots=True)
class Norm:
    """A non-binding expectation; it is expected and met, and never breached."""

    name: str
    text: str
    sources: tuple[Citation, ...]
    phase: str
    expected: Expression
    served_by: Service
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ElementRule:
    """A condition that other rules may name."""

    name: str
    text: str
    sources: tuple[Citation, ...]
    met: Expression
    burden: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class LeafRule:
    """A question to an analyst: a fact, or an appraisal.

    scope  operation, bearer, beneficiary, relation, measure or duty: what the question is about.
    event  it happens once and stays so (a notice, damage); otherwise it is a state that may end.
    onset  an event whose unknown date is kept open, slice by slice (knowledge).
    burden who must show it; empty: as the rule that uses it.
    own_people  `yes` or `no`: the answer where a State is assessed toward its own people; empty: it has to be shown.
    since, until  given: asks no analyst but the calendar, whether the law that counts is of these dates or between.
    """

    name: str
    kind: str
    scope: str
    question: str
    event: bool = False
    onset: bool = False
    burden: str = ""
    aliases: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    own_people: str = ""
    since: str = ""
    until: str = ""
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def dated(self) -> bool:
        return bool(self.since or self.until)


@dataclass(frozen=True, slots=True)
class Presumption:
    """A leaf is taken as true (or false) while nothing asserts it and the condition holds."""

    leaf: str
    value: bool
    text: str
    sources: tuple[Citation, ...]
    when: Expression
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Constraint:
    """A combination of facts that cannot be."""

    name: str
    text: str
    never: Expression
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds or doubts a position: a source at a pinpoint, or a State with a year (`FIN 2020`)."""

    name: str
    pinpoint: str = ""
    note: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to an issue, with those who hold and those who doubt it.

    requires and excludes name positions as (issue, position).
    """

    name: str
    text: str
    held_by: tuple[Holder, ...] = ()
    doubted_by: tuple[Holder, ...] = ()
    requires: tuple[tuple[str, str], ...] = ()
    excludes: tuple[tuple[str, str], ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Issue:
    """A disputed question of law. An issue taken per obligation is one Issue an obligation.

    name is the full name (`knowledge_effort@no_harm_duty` where taken per obligation).
    """

    name: str
    question: str
    positions: tuple[Position, ...]
    gate: bool = False
    obligation: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DefenceRule:
    """An exception, limit or defence: in play only when a claim of one of `raised_by` raises it.

    defeats  `applicable`, `due`, or `wrongfulness` (the duty goes on).
    footing  if given, an exception that is not established is left aside and the finding says so:
             "on the footing that <footing>, and without prejudice to that".
    to       an obligation's name or a duty's id.
    """

    name: str
    to: str
    text: str
    sources: tuple[Citation, ...]
    defeats: str
    when: Expression
    raised_by: tuple[str, ...]
    footing: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from the breach of a duty, asked of every duty that may have been breached, as if it was.

    tells  `` whether it follows; `leaves open`: that a question arises which this law leaves open;
           `lists conditions`: which of its conditions are met, and no more than that.
    """

    name: str
    text: str
    sources: tuple[Citation, ...]
    when: Expression
    tells: str = ""
    burden: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Measure:
    """A concrete diligent step.

    window is how long it stays open once due, in hours, where an authority says so (None: an appraisal).
    """

    name: str
    text: str
    sources: tuple[Citation, ...]
    phases: tuple[str, ...]
    tier: str
    opens: Expression | None = None
    window: int | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class StepRule:
    """When a measure that serves a due duty is itself due, and when its window has closed."""

    text: str
    sources: tuple[Citation, ...]
    due: Expression
    closed: Expression
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """When a duty counts as omitted (not performed), given what was done of what was due."""

    text: str
    sources: tuple[Citation, ...]
    omitted: Expression
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Stance:
    """The positions a view allows on one issue, and where that is said."""

    issue: str
    positions: tuple[str, ...]
    source: Citation | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A named choice of positions; an issue it does not take stays free."""

    name: str
    text: str
    sources: tuple[Citation, ...]
    stances: tuple[Stance, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Given:
    """One fact of a case, as found: value None means found to be unknown (it defeats a presumption).

    about is a measure's or a duty's name for leaves of that scope; `taken` and `late` are measure leaves.
    """

    leaf: str
    value: bool | None
    about: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Slice:
    """Facts of a case that hold from a date on (empty: throughout)."""

    since: str
    facts: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """The outcome words a case expects of a duty; several: open between just these; empty: open."""

    duty: str
    words: tuple[str, ...]
    since: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A decided case or illustration, run as a test of the chapter it stands in."""

    name: str
    obligation: str
    text: str
    sources: tuple[Citation, ...]
    gates: bool
    reading: tuple[Stance, ...]
    slices: tuple[Slice, ...]
    expects: tuple[Expectation, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Factor:
    """A reason for which more or less is expected of a State; it is listed, and no outcome rests on it.

    effects  `raises`, `lowers` or both: what authorities say that it does.
    raises, lowers  when the record shows it, on either side; about a measure: of any one. None: in reasons only.
    """

    name: str
    text: str
    sources: tuple[Citation, ...]
    effects: tuple[str, ...]
    raises: Expression | None = None
    lowers: Expression | None = None
    aliases: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Law:
    """A whole rulebook, in the order of its text; as_at is the day up to which it was followed."""

    sources: tuple[Source, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    duties: tuple[Duty, ...] = ()
    norms: tuple[Norm, ...] = ()
    elements: tuple[ElementRule, ...] = ()
    leaves: tuple[LeafRule, ...] = ()
    presumptions: tuple[Presumption, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    issues: tuple[Issue, ...] = ()
    defences: tuple[DefenceRule, ...] = ()
    measures: tuple[Measure, ...] = ()
    step: StepRule | None = None
    review: ReviewRule | None = None
    views: tuple[View, ...] = ()
    cases: tuple[Case, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    factors: tuple[Factor, ...] = ()
    as_at: str = ""
