"""Conditions of the law as formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from duecare.assess.reasons.book import Book
from duecare.assess.reasons.formula import (
    FALSE,
    TRUE,
    And,
    Fact,
    Formula,
    Given,
    Label,
    Line,
    Not,
    Or,
    Several,
    Shown,
    Tag,
)
from duecare.engine.frame import Frame
from duecare.ir.declarations import Constraint, DefenceRule
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Constant,
    Element,
    Expression,
    Guarded,
    Leaf,
    OfDuty,
    OfStep,
    SomeAffected,
    Status,
    Taken,
)
from duecare.ir.expressions import (
    Not as NotExpression,
)
from duecare.ir.walk import leaves_named, walk


@dataclass(frozen=True, slots=True)
class At:
    """The measure or the duty at hand, and toward whom: the beneficiary (-1) or another affected State."""

    measure: str = ""
    duty: str = ""
    other: int = -1
    shown: bool = False


History = Callable[[str, str], Formula]


class Conditions:
    """Builds the formula of any condition for one kind of frame; `status` and `of_duty` say what the chain says."""

    def __init__(self, book: Book, frame: Frame, status: History, of_duty: History) -> None:
        self.book, self.frame = book, frame
        self.status, self.of_duty = status, of_duty
        self._facts: dict[tuple[str, int], Fact] = {}
        self._elements: dict[tuple[str, At], Formula] = {}
        self._constraints: dict[str, list[Constraint]] = {}
        for rule in book.law.constraints:
            steps = [part.measure for part in walk(rule.never) if isinstance(part, Taken)]
            for name in dict.fromkeys([*leaves_named(rule.never), *(f"taken({measure})" for measure in steps)]):
                self._constraints.setdefault(name, []).append(rule)

    def build(self, expression: Expression, at: At) -> Formula:
        """Return the formula of a condition."""
        match expression:
            case Constant(value):
                return TRUE if value else FALSE
            case Leaf(name):
                return self.leaf(name, at)
            case Element(name):
                return self._element(name, at)
            case Taken(measure):
                return Shown(f"taken({measure})") if at.shown else self.fact("taken", measure, at.other)
            case OfStep(what):
                return self._of_step(what, at)
            case OfDuty(what):
                return self.of_duty(at.duty, what) if at.duty else FALSE
            case Status(subject, status):
                return self.status(subject, status)
            case NotExpression(item):
                return Not(self.build(item, at))
            case SomeAffected(item):
                return self._some_affected(item, at)
            case Guarded(item, issue, positions):
                return Line(issue, positions, self.build(item, at), absent=False)
            case All(items):
                return And(tuple(self._line_of_all(item, at) for item in items))
            case AnyOf(items):
                return Or(tuple(self.build(item, at) for item in items))
            case AtLeast(number, items):
                return Several(number, tuple(self.build(item, at) for item in items))

    def _line_of_all(self, item: Expression, at: At) -> Formula:
        if isinstance(item, Guarded):
            return Line(item.issue, item.positions, self.build(item.item, at), absent=True)
        return self.build(item, at)

    def _element(self, name: str, at: At) -> Formula:
        here = replace(at, measure="", duty="")
        if (name, here) not in self._elements:
            rule = self.book.elements[name]
            tag = Tag("rule", name, rule.text, sources=rule.sources)
            self._elements[name, here] = Label(tag, self.build(rule.met, here))
        return self._elements[name, here]

    def _of_step(self, what: str, at: At) -> Formula:
        if what == "taken":
            return self.fact("taken", at.measure, at.other)
        return TRUE if self.book.measures[at.measure].tier == what else FALSE

    def _some_affected(self, item: Expression, at: At) -> Formula:
        """Toward the beneficiary, toward another named State, or toward one that nobody has named."""
        plain = replace(at, measure="", duty="")
        parts: list[Formula] = [self.build(item, plain)] if self.frame.beneficiary or at.other >= 0 else []
        if at.other < 0:
            for other in range(len(self.frame.others)):
                toward = self.build(item, replace(plain, other=other))
                parts.append(Label(Tag("toward", str(other), ""), toward))
            if not self.frame.closed:
                parts.append(Given(None))
        return Or(tuple(parts))

    # -- leaves -----------------------------------------------------------------------------------------

    def leaf(self, name: str, at: At) -> Formula:
        """Return a leaf, read for the measure or the duty at hand."""
        about = {"measure": at.measure, "duty": at.duty}.get(self.book.scope(name), "")
        if at.shown:
            return Shown(f"{name}({about})" if about else name)
        return self.fact(name, about, at.other)

    def fact(self, name: str, about: str = "", other: int = -1) -> Fact:
        """Return a leaf instance, with what presumes it and what cannot stand beside it."""
        instance = f"{name}({about})" if about else name
        key = (instance, other)
        if key not in self._facts:
            scope = self.book.scope(name)
            at = At(about if scope == "measure" else "", about if scope == "duty" else "", other)
            fact = self._facts[key] = Fact(instance, other, name in self.book.leaves and self.book.leaves[name].onset)
            fact.presumed = tuple((rule, self.build(rule.when, at)) for rule in self.book.presumptions.get(name, ()))
            if other < 0:
                fact.never = tuple(self._nevers(name, about))
        return self._facts[key]

    def constraints(self) -> Iterator[Formula]:
        """Yield what can never be, of every measure and duty that it is about."""
        for rule in self.book.law.constraints:
            yield from (self.build(rule.never, at) for at in self._contexts(rule))

    def _nevers(self, leaf: str, about: str) -> Iterator[tuple[str, str, Formula]]:
        of_step = self._constraints.get(f"{leaf}({about})", []) if leaf == "taken" else []
        for rule in of_step:
            yield from ((rule.name, rule.text, self.build(rule.never, at)) for at in self._contexts(rule))
        for rule in self._constraints.get(leaf, ()):
            for at in self._contexts(rule):
                if self.book.scope(leaf) not in {"measure", "duty"} or about in {at.measure, at.duty}:
                    yield rule.name, rule.text, self.build(rule.never, at)

    def _contexts(self, rule: Constraint) -> list[At]:
        """Return the measures or duties that a constraint is about, one by one."""
        scopes = {self.book.scope(name) for name in leaves_named(rule.never)}
        if "measure" in scopes:
            return [At(measure=name) for name in self.book.measures]
        return [At(duty=name) for name in self.book.duties] if "duty" in scopes else [At()]

    # -- exceptions -------------------------------------------------------------------------------------

    def exception(self, rule: DefenceRule) -> Formula:
        """Return that an exception is in play; one that nobody raised is not."""
        if rule.footing:
            item = self.build(rule.when, At(shown=True))
        elif self.raised(rule):
            item = self.build(rule.when, At())
        else:
            return FALSE
        return Label(Tag("exception", rule.name, rule.text, sources=rule.sources), item)

    def raised(self, rule: DefenceRule) -> bool:
        """Whether any claim raises an exception or defence."""
        return any(one.raised for leaf in rule.raised_by for one in self.frame.known.get(leaf, ()))
