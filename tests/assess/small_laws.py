"""Small laws and frames drawn at random: presumptions, guarded lines, an exception, a constraint, steps and review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from duecare.assess.outcomes import ALL
from duecare.assess.reasons.book import Book
from duecare.base.known import Known
from duecare.engine.compile import compile_law
from duecare.engine.decide import Decider
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.declarations import (
    Constraint,
    DefenceRule,
    Duty,
    ElementRule,
    Issue,
    Law,
    LeafRule,
    Measure,
    Obligation,
    Position,
    Presumption,
    ReviewRule,
    Service,
    Stance,
    StepRule,
    View,
)
from duecare.ir.expressions import All, AnyOf, Constant, Element, Expression, Guarded, Leaf, Not, OfDuty, Status

PLAIN = ("harm", "knowledge", "notice")
ISSUES = ("standard", "moment")
MEASURES = ("M1", "M2")
_CUSTOM = Constant(True)


@dataclass(frozen=True, slots=True)
class Example:
    """A law and a frame of it."""

    law: Law
    frame: Frame


def _leaf(name: str, scope: str, *, onset: bool = False) -> LeafRule:
    return LeafRule(name, "fact", scope, f"Was there {name}?", onset, onset)


LEAVES = (
    _leaf("harm", "beneficiary"),
    _leaf("knowledge", "bearer", onset=True),
    _leaf("notice", "relation"),
    _leaf("able", "measure"),
    _leaf("over", "measure"),
    _leaf("reasonable", "duty"),
    _leaf("consent", "relation"),
)


@st.composite
def _conditions(draw: st.DrawFn, atoms: tuple[Expression, ...]) -> Expression:
    """Draw a list of one to three lines, some denied, some guarded."""
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        atom = draw(st.sampled_from(atoms))
        line: Expression = Not(atom) if draw(st.booleans()) else atom
        if draw(st.booleans()):
            names = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True))
            line = Guarded(line, draw(st.sampled_from(ISSUES)), tuple(sorted(names)))
        lines.append(line)
    return draw(st.sampled_from([All, AnyOf]))(tuple(lines))


def _presumption(leaf: str, value: bool, when: Expression) -> Presumption:
    return Presumption(leaf, value, f"{leaf} is presumed.", (), when)


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """Draw a law of one obligation and two duties."""
    plain = tuple(Leaf(name) for name in PLAIN)
    issues = tuple(
        Issue(name, f"What {name}?", tuple(Position(one, f"It is {one}.") for one in "abc")) for name in ISSUES
    )
    element = ElementRule("grave", "It is grave.", (), draw(_conditions(plain)))
    atoms = (*plain, Element("grave"))
    presumptions = [_presumption("able", True, _CUSTOM)] if draw(st.booleans()) else []
    if draw(st.booleans()):
        presumptions.append(_presumption("notice", draw(st.booleans()), draw(_conditions((Leaf("harm"),)))))
    presumptions.append(_presumption("reasonable", True, Not(OfDuty("step omitted"))))
    first = Duty(
        "o",
        "warn",
        "To warn.",
        (),
        "halt",
        draw(_conditions(atoms)),
        _service(draw),
        draw(_conditions((*plain, Status("o.warn", "omitted")))),
    )
    second = Duty(
        "o",
        "halt",
        "To halt.",
        (),
        "halt",
        draw(_conditions((*atoms, Status("o.warn", "omitted")))),
        _service(draw),
        Status("o.halt", "omitted"),
    )
    review = draw(
        st.sampled_from(
            [None, ReviewRule("Review.", (), AnyOf((OfDuty("baseline step omitted"), Not(Leaf("reasonable")))))]
        )
    )
    taken = draw(st.lists(st.sampled_from(ISSUES), max_size=1))
    return Law(
        obligations=(Obligation("o", "An obligation.", (), "states", _CUSTOM, draw(_conditions(atoms))),),
        duties=(first, second),
        elements=(element,),
        leaves=LEAVES,
        presumptions=tuple(presumptions),
        constraints=(Constraint("no_notice_without_harm", "No.", All((Leaf("notice"), Not(Leaf("harm"))))),) if draw(st.booleans()) else (),
        issues=issues,
        defences=(DefenceRule("agreed", "o", "Consent.", (), draw(st.sampled_from(["due", "wrongfulness"])), Leaf("consent"), ("consent",)),),
        measures=tuple(Measure(name, f"Step {name}.", (), ("halt",), tier) for name, tier in zip(MEASURES, ("baseline", "capacity"), strict=True)),
        step=StepRule("Steps.", (), Leaf("able"), Leaf("over")),
        review=review,
        views=(View("v", "A view.", (), tuple(Stance(issue, (draw(st.sampled_from("abc")),)) for issue in taken)),),
    )  # fmt: skip


def _service(draw: st.DrawFn) -> Service:
    return Service(draw(st.sampled_from(["all", "any"])), draw(st.sampled_from([("M1",), ("M1", "M2")])))


@st.composite
def frames(draw: st.DrawFn, law: Law) -> Frame:
    """Draw what is known at one to three slices."""
    count = draw(st.integers(1, 3))
    start = datetime(2022, 1, 1, tzinfo=UTC)
    slices = tuple(start + timedelta(days=day) for day in range(count))
    instances = [*PLAIN, "consent", *(f"{leaf}({m})" for leaf in ("able", "over", "taken") for m in MEASURES)]
    instances += [f"reasonable({duty.id})" for duty in law.duties]
    known = {name: tuple(draw(_knowns()) for _ in slices) for name in instances if draw(st.integers(0, 9)) < 8}
    return Frame("AAA", slices, known, (), True, "BBB", tuple(f"day {day}" for day in range(count)))


@st.composite
def _knowns(draw: st.DrawFn) -> Known:
    value = draw(st.sampled_from([True, True, False, False, None]))
    asserted = draw(st.booleans()) if value is None else draw(st.integers(0, 3)) > 0
    return Known(value, asserted, bool(value))


@st.composite
def examples(draw: st.DrawFn) -> Example:
    """Draw a law and a frame of it whose facts can all be true."""
    law = draw(laws())
    return Example(law, draw(frames(law)))


def decider_of(example: Example) -> Decider | None:
    """Return the frame worked out; None if what it holds cannot all be true."""
    decider = Decider(History(compile_law(example.law), example.frame))
    return decider if decider.consistent() else None


def views_of(example: Example) -> tuple[View, ...]:
    """Return all readings together, and the law's view."""
    return (ALL, *example.law.views)


def book_of(example: Example) -> Book:
    """Return the law's rules by name."""
    return Book(example.law)


def nobody_said() -> Any:
    """Return a dossier without claims: a derivation needs one for names and claims alone."""
    return SimpleNamespace(claims=(), states=(), state_name=lambda code: code or "any")
