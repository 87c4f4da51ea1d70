"""Small random laws, and random things known of their facts, for oracles to try in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from completions import count_completions, instances, readings
from hypothesis import strategies as st

from duecare.base.known import Known
from duecare.ir.declarations import (
    Constraint,
    DefenceRule,
    Duty,
    ElementRule,
    Issue,
    Law,
    LeafRule,
    Measure,
    Norm,
    Obligation,
    Position,
    Presumption,
    ReviewRule,
    Service,
    StepRule,
)
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Constant,
    Element,
    Expression,
    Guarded,
    Leaf,
    Not,
    OfDuty,
    OfStep,
    SomeAffected,
    Status,
    Taken,
)

Draw = st.DrawFn


@dataclass(frozen=True)
class Example:
    """A law, the slices, what is known, and the beneficiary ("" for none)."""

    law: Law
    slices: tuple[datetime, ...]
    known: dict[str, tuple[Known, ...]]
    beneficiary: str


# --- conditions ---------------------------------------------------------------------------------------


def chance(draw: Draw, in_ten: int) -> bool:
    """Draw true about this often in ten; the simplest is false."""
    return draw(st.integers(0, 9)) >= 10 - in_ten


def one_of(draw: Draw, items: Sequence[Expression], issues: Sequence[Issue], deny: int = 3) -> Expression:
    """Draw one line: an atom, perhaps denied."""
    atom = draw(st.sampled_from(items))
    return Not(atom) if chance(draw, deny) else atom


def guarded(draw: Draw, line: Expression, issues: Sequence[Issue], often: int) -> Expression:
    """Draw a guard for a line, or none."""
    if not chance(draw, often):
        return line
    issue = draw(st.sampled_from(issues))
    names = [position.name for position in issue.positions]
    some = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    return Guarded(line, issue.name, tuple(sorted(some)))


def condition(draw: Draw, items: Sequence[Expression], issues: Sequence[Issue], depth: int = 2) -> Expression:
    """Draw a whole condition; a guard never stands outside a list."""
    form = draw(st.sampled_from(["atom", "any", "all", "least", "affected"]))
    if depth == 0 or form == "atom":
        return one_of(draw, items, issues)
    lines = tuple(
        guarded(draw, condition(draw, items, issues, depth - 1), issues, 3) for _ in range(draw(st.integers(1, 3)))
    )
    if form == "affected":
        return SomeAffected(AnyOf(lines))
    if form == "least":
        return AtLeast(draw(st.integers(1, 2)), lines)
    return AnyOf(lines) if form == "any" else All(lines)


def mostly(draw: Draw, items: Sequence[Expression], issues: Sequence[Issue]) -> Expression:
    """Draw a condition that is often simply true, so that later links of the chain are reached."""
    return Constant(True) if chance(draw, 5) else condition(draw, items, issues)


# --- issues, leaves, measures -------------------------------------------------------------------------


def draw_issues(draw: Draw) -> tuple[Issue, ...]:
    """Draw one to three issues, some of whose positions need or rule out one of an earlier issue."""
    issues: list[Issue] = []
    for number in range(draw(st.integers(1, 3))):
        names = "abc"[: draw(st.integers(2, 3))]
        positions = tuple(draw_position(draw, name, issues) for name in names)
        issues.append(Issue(f"i{number}", "?", positions))
    return tuple(issues)


def draw_position(draw: Draw, name: str, earlier: Sequence[Issue]) -> Position:
    """Draw a position; at most one other is required or ruled out."""
    if not earlier or not chance(draw, 2):
        return Position(name, "")
    issue = draw(st.sampled_from(earlier))
    other = ((issue.name, draw(st.sampled_from(issue.positions)).name),)
    return Position(name, "", requires=other) if chance(draw, 5) else Position(name, "", excludes=other)


def draw_leaves(draw: Draw) -> tuple[LeafRule, ...]:
    """Draw three to six leaves: at least two plain ones, and some about a measure or a duty."""
    found = []
    for number in range(draw(st.integers(3, 6))):
        scopes = ["relation"] if number < 2 else ["bearer", "beneficiary", "measure", "duty"]
        scope = draw(st.sampled_from(scopes))
        kind = draw(st.sampled_from(["state", "event", "onset"]))
        found.append(LeafRule(f"f{number}", "fact", scope, "?", kind != "state", kind == "onset"))
    return tuple(found)


def draw_measures(draw: Draw, plain: list[Expression], issues: Sequence[Issue]) -> tuple[Measure, ...]:
    """Draw two to four measures."""
    return tuple(
        Measure(
            f"M{number}",
            "",
            (),
            ("halt",),
            draw(st.sampled_from(["baseline", "capacity", "advanced"])),
            condition(draw, plain, issues, 1) if chance(draw, 2) else None,
            draw(st.sampled_from([12, 24, 36])) if chance(draw, 3) else None,
        )
        for number in range(1, draw(st.integers(2, 4)) + 1)
    )


def draw_service(draw: Draw, measures: Sequence[Measure], depth: int = 1) -> Service:
    """Draw the measures that serve a duty, with groups inside."""
    names = st.sampled_from([measure.name for measure in measures])
    items: list[str | Service] = []
    for _ in range(draw(st.integers(1, 3))):
        nested = depth and chance(draw, 3)
        items.append(draw_service(draw, measures, depth - 1) if nested else draw(names))
    return Service(draw(st.sampled_from(["all", "any"])), tuple(items))


def of_scope(leaves: Sequence[LeafRule], *scopes: str) -> list[Expression]:
    """Return the leaves about these things."""
    return [Leaf(leaf.name) for leaf in leaves if leaf.scope in scopes]


PLAIN = ("relation", "bearer", "beneficiary")


# --- rules --------------------------------------------------------------------------------------------


def draw_presumptions(draw: Draw, leaves: Sequence[LeafRule], issues: Sequence[Issue]) -> tuple[Presumption, ...]:
    """Draw presumptions that rest only on leaves before their own."""
    found = []
    for number, leaf in enumerate(leaves):
        items: list[Expression] = [Constant(True), *of_scope(leaves[:number], *PLAIN, leaf.scope)]
        if leaf.scope == "measure":
            items += [OfStep("baseline"), OfStep("capacity"), OfStep("taken")]
        if leaf.scope == "duty":
            items += OF_DUTY
        found += [
            Presumption(leaf.name, value, "", (), condition(draw, items, issues, 1))
            for value in (True, False)
            if chance(draw, 3)
        ]
    return tuple(found)


OF_DUTY: list[Expression] = [
    OfDuty("step omitted"),
    OfDuty("baseline step omitted"),
    OfDuty("step taken"),
    OfDuty("step due"),
]


def draw_elements(draw: Draw, items: list[Expression], issues: Sequence[Issue]) -> tuple[ElementRule, ...]:
    """Draw up to two elements, the second of which may name the first."""
    found: list[ElementRule] = []
    for number in range(draw(st.integers(0, 2))):
        known = [*items, *(Element(element.name) for element in found)]
        found.append(ElementRule(f"e{number}", "", (), condition(draw, known, issues)))
    return tuple(found)


def draw_step(draw: Draw, plain: list[Expression], leaves: Sequence[LeafRule], issues: Sequence[Issue]) -> StepRule:
    """Draw when a measure is due and when its window is closed."""
    about = of_scope(leaves, "measure")
    tiers: list[Expression] = [OfStep("baseline"), OfStep("capacity"), OfStep("advanced")]
    opening = [Constant(True), *plain[:2], *about, *about, *tiers]
    closing = [*plain[:2], *about, *about, OfStep("baseline"), OfStep("taken")]
    return StepRule("", (), mostly(draw, opening, issues), condition(draw, closing, issues, 1))


def draw_review(draw: Draw, leaves: Sequence[LeafRule], issues: Sequence[Issue]) -> ReviewRule:
    """Draw when a duty counts as omitted: often some of what steps show."""
    items = [*OF_DUTY[:2], *OF_DUTY, *of_scope(leaves, "duty"), Leaf("f0")]
    if chance(draw, 4):
        return ReviewRule("", (), AnyOf((guarded(draw, items[0], issues, 4), items[1])))
    return ReviewRule("", (), condition(draw, items, issues))


def draw_obligations(draw: Draw, items: list[Expression], issues: Sequence[Issue]) -> tuple[Obligation, ...]:
    """Draw one or two obligations; whether they are in force rests on positions alone."""
    return tuple(
        Obligation(f"o{number}", "", (), "states", draw_force(draw, issues), mostly(draw, items, issues))
        for number in range(draw(st.integers(1, 2)))
    )


def draw_force(draw: Draw, issues: Sequence[Issue]) -> Expression:
    """Draw a condition of being in force."""
    form = draw(st.sampled_from([AnyOf, All]))
    return form(tuple(guarded(draw, Constant(True), issues, 8) for _ in range(draw(st.integers(1, 2)))))


def statuses(subjects: Sequence[str], *which: str) -> list[Expression]:
    """Return how far these have come, status by status."""
    return [Status(subject, status) for subject in subjects for status in which]


ALL_STATUSES = ("due", "omitted", "performed", "liable", "breached")


def draw_duties(
    draw: Draw,
    items: list[Expression],
    obligations: Sequence[Obligation],
    measures: Sequence[Measure],
    issues: Sequence[Issue],
) -> tuple[Duty, ...]:
    """Draw one to three duties; each may rest on how far those before it have come."""
    duties: list[Duty] = []
    for number in range(draw(st.integers(1, 3))):
        obligation = draw(st.sampled_from(obligations)).name
        before = statuses([duty.id for duty in duties], *ALL_STATUSES)
        own = f"{obligation}.d{number}"
        over = [*items, *before, *statuses([obligation], "in force", "applicable")]
        missed = [*over, *statuses([own], "omitted", "omitted", "omitted", "performed", "due")]
        duties.append(
            Duty(
                obligation,
                f"d{number}",
                "",
                (),
                "halt",
                mostly(draw, over, issues),
                draw_service(draw, measures),
                breached=condition(draw, missed, issues, 1),
                liable=condition(draw, missed, issues, 1) if chance(draw, 3) else None,
                in_force=draw_force(draw, issues) if chance(draw, 3) else None,
                applicable=condition(draw, [*items, *before], issues) if chance(draw, 3) else None,
            )
        )
    return tuple(duties)


def draw_exceptions(
    draw: Draw,
    items: list[Expression],
    leaves: Sequence[LeafRule],
    law: Law,
) -> tuple[DefenceRule, ...]:
    """Draw up to two exceptions; only one that defeats wrongfulness rests on how far a duty has come."""
    found = []
    plain = [leaf.name for leaf in leaves if leaf.scope in PLAIN]
    targets = [o.name for o in law.obligations] + [d.id for d in law.duties]
    for number in range(draw(st.integers(0, 2))):
        defeats = draw(st.sampled_from(["wrongfulness", "due", "applicable"]))
        footing = "" if chance(draw, 6) else "so"
        over = list(items)
        if defeats == "wrongfulness" and not footing:
            over += statuses([duty.id for duty in law.duties], *ALL_STATUSES)
        raised = draw(st.lists(st.sampled_from(plain), min_size=1, max_size=2, unique=True))
        when = condition(draw, over, law.issues, 1)
        to = draw(st.sampled_from(targets))
        found.append(DefenceRule(f"x{number}", to, "", (), defeats, when, tuple(raised), footing))
    return tuple(found)


def draw_constraints(draw: Draw, leaves: Sequence[LeafRule], measures: Sequence[Measure]) -> tuple[Constraint, ...]:
    """Draw up to one combination of facts that cannot be, of two or three lines."""
    if not chance(draw, 5):
        return ()
    items = [*of_scope(leaves, *PLAIN, "measure"), Taken(measures[0].name)]
    lines = tuple(one_of(draw, items, (), 5) for _ in range(draw(st.integers(2, 3))))
    return (Constraint("c0", "", All(lines)),)


def draw_norms(
    draw: Draw, items: list[Expression], measures: Sequence[Measure], issues: Sequence[Issue]
) -> tuple[Norm, ...]:
    """Draw a norm, or none."""
    if not chance(draw, 5):
        return ()
    return (Norm("n0", "", (), "halt", mostly(draw, items, issues), draw_service(draw, measures)),)


@st.composite
def laws(draw: Draw) -> Law:
    """Draw a small law without a circle of rules."""
    issues, leaves = draw_issues(draw), draw_leaves(draw)
    plain = of_scope(leaves, *PLAIN)
    measures = draw_measures(draw, plain, issues)
    elements = draw_elements(draw, plain, issues)
    items = [*plain, *(Element(element.name) for element in elements), Taken(measures[0].name)]
    obligations = draw_obligations(draw, items, issues)
    law = Law(
        obligations=obligations,
        duties=draw_duties(draw, items, obligations, measures, issues),
        norms=draw_norms(draw, items, measures, issues),
        elements=elements,
        leaves=leaves,
        presumptions=draw_presumptions(draw, leaves, issues),
        constraints=draw_constraints(draw, leaves, measures),
        issues=issues,
        measures=measures,
        step=draw_step(draw, plain, leaves, issues),
        review=draw_review(draw, leaves, issues),
    )
    return replace(law, defences=draw_exceptions(draw, items, leaves, law))


# --- what is known ------------------------------------------------------------------------------------


def draw_slices(draw: Draw) -> tuple[datetime, ...]:
    """Draw one to three instants, half a day to two days apart."""
    found = [datetime(2022, 1, 1, tzinfo=UTC)]
    for _ in range(draw(st.integers(0, 2))):
        found.append(found[-1] + timedelta(hours=draw(st.sampled_from([12, 24, 48]))))
    return tuple(found)


def draw_known(draw: Draw, length: int, settled: bool, forward: bool) -> tuple[Known, ...]:
    """Draw what is known of one instance: all of it, or some slices open."""
    values = [draw(st.booleans()) for _ in range(length)]
    if forward and chance(draw, 7):
        values.sort()
    found = []
    for value in values:
        known = settled or chance(draw, 3)
        asserted = chance(draw, 7 if known else 2)
        found.append(Known(value if known else None, asserted, chance(draw, 8) and value))
    return tuple(found)


@st.composite
def examples(draw: Draw, most: int = 1000) -> Example:
    """Draw a law and what is known, with at most so many completions times readings."""
    law, slices = draw(laws()), draw_slices(draw)
    names = instances(law)
    known = {name: draw_known(draw, len(slices), True, onset) for name, onset in names.items()}
    budget = max(1, most // max(1, len(list(readings(law)))))
    for name in draw(st.lists(st.sampled_from(sorted(names)), max_size=7, unique=True)):
        less = dict(known)
        if chance(draw, 3):
            del less[name]
        else:
            less[name] = draw_known(draw, len(slices), False, names[name])
        if count_completions(law, slices, less) <= budget:
            known = less
    if not chance(draw, 1):
        return Example(law, slices, known, "AAA")
    nobody = tuple(replace(duty, owed_to="nobody") for duty in law.duties)
    return Example(replace(law, duties=nobody, norms=()), slices, known, "")
