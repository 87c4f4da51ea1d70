"""A defeasible theory as a law: atoms are leaves, defaults are presumptions, what is strict are elements.

An individual is a frame: what a theory says of X with one place is said of whoever the frame is about. A default for a
literal presumes it, one against it presumes the contrary, and opposed presumptions cancel. What one rule is superior
to is written into its condition, as an exception to it; a defeater is an exception with no conclusion of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from graphlib import CycleError, TopologicalSorter

from datalog_conformance.schema import DefeasibleModel, DefeasibleTheory, Policy, Rule

from duecare.base.known import Known
from duecare.engine.compile import compile_law
from duecare.engine.decide import Decider
from duecare.engine.diagram import TRUE
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.declarations import ElementRule, Law, LeafRule, Presumption
from duecare.ir.expressions import All, AnyOf, Constant, Element, Expression, Leaf, Not

_LITERAL = re.compile(r"(~?)([\w:]+)(?:\((\w+)\))?")
_NOW = (datetime(2022, 1, 1, tzinfo=UTC),)


class InexpressibleError(Exception):
    """A theory that the law language does not express, and why."""


@dataclass(frozen=True)
class Literal:
    """An atom or its contrary; of whom it is said is the frame's."""

    name: str
    positive: bool

    @property
    def contrary(self) -> Literal:
        return Literal(self.name, not self.positive)

    @property
    def label(self) -> str:
        return self.name if self.positive else f"~{self.name}"

    def holds(self) -> Expression:
        """As rules read it."""
        return Leaf(self.name) if self.positive else Not(Leaf(self.name))

    def definitely(self) -> Expression:
        """By facts and strict rules alone."""
        return Element(f"definitely {self.label}")


@dataclass(frozen=True)
class Default:
    """A rule of a theory; a defeater has no conclusion, and strict ones are defaults too where premises are."""

    id: str
    head: Literal
    body: tuple[Literal, ...]
    strict: bool = False
    defeats: bool = False


@dataclass
class Theory:
    """A theory about one individual."""

    facts: frozenset[Literal]
    rules: list[Default]
    superior: frozenset[tuple[str, str]]
    literals: set[Literal] = field(default_factory=set)

    def law(self) -> Law:
        """The theory as a law."""
        names = sorted({literal.name for literal in self.literals})
        leaves = tuple(LeafRule(name, "fact", "bearer", "") for name in names)
        return Law(leaves=leaves, elements=tuple(self._elements()), presumptions=tuple(self._presumptions()))

    def known(self) -> dict[str, tuple[Known, ...]]:
        """What the facts say."""
        return {one.name: (Known(one.positive, asserted=True),) for one in self.facts}

    def _elements(self) -> Iterator[ElementRule]:
        for one in sorted(self.literals, key=lambda literal: literal.label):
            bodies = [All(tuple(p.definitely() for p in r.body)) for r in self.rules if r.strict and r.head == one]
            fact: list[Expression] = [Constant(True)] if one in self.facts else []
            yield ElementRule(f"definitely {one.label}", "", (), AnyOf((*fact, *bodies)))
            yield ElementRule(f"defeasibly {one.label}", "", (), one.holds())

    def _presumptions(self) -> Iterator[Presumption]:
        for one in sorted(self.literals, key=lambda literal: literal.label):
            own = [rule for rule in self.rules if rule.head == one and not rule.defeats]
            against = [rule for rule in self.rules if rule.head == one.contrary and rule.defeats]
            ways = [one.definitely(), *(self._undefeated(rule) for rule in own)]
            blocked = [_denied(self._undefeated(rule)) for rule in against]
            guards = [Not(one.contrary.definitely()), *blocked]
            yield Presumption(one.name, one.positive, "", (), All((AnyOf(tuple(ways)), *guards)))

    def _undefeated(self, rule: Default) -> Expression:
        """The premises of a rule hold, and those of none that is superior to it and opposed."""
        over = [r for r in self.rules if r.head == rule.head.contrary and (r.id, rule.id) in self.superior]
        premises = [literal.holds() for literal in rule.body]
        return All((*premises, *(_denied(All(tuple(p.holds() for p in r.body))) for r in over)))


def _denied(part: Expression) -> Expression:
    """The contrary of conditions in lists, for `not` stands before an atom only."""
    match part:
        case All(items):
            return AnyOf(tuple(_denied(item) for item in items))
        case AnyOf(items):
            return All(tuple(_denied(item) for item in items))
        case Not(item):
            return item
    return Not(part)


# --- what a theory says of each individual ------------------------------------------------------------


class Evaluator:
    """What the engine makes of a theory, in the shape in which conformance tests ask for it."""

    def evaluate(self, theory: DefeasibleTheory, policy: Policy) -> DefeasibleModel:
        """What is proved of whom. Under no policy is anything proved that the engine leaves open."""
        del policy  # the theories given differ under none
        sections: dict[str, dict[str, set[tuple[object, ...]]]] = {
            name: {} for name in ("definitely", "defeasibly", "not_defeasibly", "undecided")
        }
        for person in individuals(theory):
            for name, literal in proved(about(theory, person)):
                row = () if person is None else (person,)
                sections[name].setdefault(literal.label, set()).add(row)
        return DefeasibleModel(sections)  # type: ignore[arg-type]


def proved(theory: Theory) -> Iterator[tuple[str, Literal]]:
    """Yield each literal with what became of it: what is not proved is both not defeasibly so and undecided."""
    compiled = compile_law(theory.law())
    decider = Decider(History(compiled, Frame("", _NOW, theory.known(), (), True)))
    for literal in theory.literals:
        for how in ("definitely", "defeasibly"):
            holds = decider.history.slices.root(f"element:{how} {literal.label}", 0)
            if decider.certain(holds) == TRUE:
                yield how, literal
            elif how == "defeasibly":
                yield from (("not_defeasibly", literal), ("undecided", literal))


def individuals(theory: DefeasibleTheory) -> list[object]:
    """Everybody that facts name; None stands for a theory about nobody in particular."""
    rows = [row for rows in theory.facts.values() for row in rows]
    if any(len(row) > 1 for row in rows):
        raise InexpressibleError("relations between individuals: a frame is about one")
    return sorted({row[0] for row in rows if row}, key=str) or [None]


def about(theory: DefeasibleTheory, person: object) -> Theory:
    """A theory as it is about one individual, without the rules that can never apply."""
    facts = frozenset(
        read(name)[0] for name, rows in theory.facts.items() if any(row in ((), (person,)) for row in map(tuple, rows))
    )
    if any(fact.contrary in facts for fact in facts):
        raise InexpressibleError("facts that contradict each other: of equal claims none is a fact")
    rules = [default(rule, strict=True) for rule in theory.strict_rules]
    rules += [default(rule) for rule in theory.defeasible_rules]
    rules += [default(rule, defeats=True) for rule in theory.defeaters]
    if any(read(one)[0] != read(other)[0].contrary for one, other in theory.conflicts):
        raise InexpressibleError("declared conflicts between different atoms: only contraries conflict")
    literals = {*facts, *(rule.head for rule in rules), *(one for rule in rules for one in rule.body)}
    literals |= {one.contrary for one in literals}
    kept = applicable(facts, rules)
    refuse_circles(kept)
    refuse_contradictions(facts, kept)
    return Theory(facts, kept, frozenset(theory.superiority), literals)


def read(text: str) -> tuple[Literal, str]:
    """A literal and of whom it is said (empty: of nobody in particular)."""
    found = _LITERAL.fullmatch(text.strip())
    if found is None:
        raise InexpressibleError("relations between individuals: a frame is about one")
    return Literal(found[2], not found[1]), found[3] or ""


def default(rule: Rule, *, strict: bool = False, defeats: bool = False) -> Default:
    """A rule, if it speaks of one individual throughout."""
    parts = [read(text) for text in (rule.head, *rule.body)]
    if len({who for _, who in parts}) > 1 or any(who and not who[0].isupper() for _, who in parts):
        raise InexpressibleError("relations between individuals: a frame is about one")
    return Default(rule.id, parts[0][0], tuple(one for one, _ in parts[1:]), strict, defeats)


def applicable(facts: frozenset[Literal], rules: Sequence[Default]) -> list[Default]:
    """Leave out, over and over, rules with a premise that nothing can establish."""
    kept = list(rules)
    while True:
        able = facts | {rule.head for rule in kept if not rule.defeats}
        left = [rule for rule in kept if able.issuperset(rule.body)]
        if len(left) == len(kept):
            return kept
        kept = left


def refuse_circles(rules: Sequence[Default]) -> None:
    """Refuse what the law language refuses."""
    graph: dict[str, set[str]] = {}
    for rule in rules:
        graph.setdefault(rule.head.name, set()).update(one.name for one in rule.body)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise InexpressibleError("rules in a circle: refused when a law is read") from error


def refuse_contradictions(facts: frozenset[Literal], rules: Sequence[Default]) -> None:
    """Refuse a theory whose facts and strict rules contradict each other."""
    definite = set(facts)
    while fresh := {r.head for r in rules if r.strict and definite.issuperset(r.body)} - definite:
        definite |= fresh
    if any(one.contrary in definite for one in definite):
        raise InexpressibleError("facts that contradict each other: of equal claims none is a fact")


def told_by_specificity_alone(theory: DefeasibleTheory) -> set[str]:
    """The atoms on which opposed defaults meet of which one is more specific, and no priority is written."""
    found: set[str] = set()
    for person in individuals(theory):
        own = about(theory, person)
        defaults = [rule for rule in own.rules if not rule.strict and not rule.defeats]
        for one in defaults:
            for other in defaults:
                written = {(one.id, other.id), (other.id, one.id)} & own.superior
                if one.head == other.head.contrary and not written and _more_specific(one, other, own.rules):
                    found.add(one.head.name)
    return found


def _more_specific(one: Default, other: Default, rules: Sequence[Default]) -> bool:
    """Whoever meets the premises of one meets those of the other by strict rules, and not the other way round."""
    return _closed(one.body, rules).issuperset(other.body) and not _closed(other.body, rules).issuperset(one.body)


def _closed(premises: Sequence[Literal], rules: Sequence[Default]) -> set[Literal]:
    found = set(premises)
    while fresh := {rule.head for rule in rules if rule.strict and found.issuperset(rule.body)} - found:
        found |= fresh
    return found


def rests_on(theory: DefeasibleTheory, names: set[str]) -> set[str]:
    """These atoms and all that rules for them name, however far down."""
    rules = [*theory.strict_rules, *theory.defeasible_rules, *theory.defeaters]
    found = set(names)
    while True:
        fresh = {read(b)[0].name for r in rules if read(r.head)[0].name in found for b in r.body} - found
        if not fresh:
            return found
        found |= fresh
