"""Small random laws with every feature of the language, for oracles to try in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st
from random_conditions import (
    PLAIN,
    Draw,
    chance,
    condition,
    draw_issues,
    guarded,
    mostly,
    named,
    of_scope,
    one_of,
    some_affected,
    statuses,
)

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
    Presumption,
    ReviewRule,
    Service,
    Stance,
    StepRule,
    View,
)
from duecare.ir.expressions import All, AnyOf, Constant, Expression, Leaf, OfDuty, OfStep, SomeAffected, Taken
from duecare.ir.walk import parts_used

OF_DUTY: list[Expression] = [
    OfDuty("step omitted"),
    OfDuty("baseline step omitted"),
    OfDuty("step taken"),
    OfDuty("step due"),
]
ALL_STATUSES = ("due", "omitted", "performed", "liable", "breached", "applicable")


# --- leaves, measures, elements -----------------------------------------------------------------------


def draw_leaves(draw: Draw) -> tuple[LeafRule, ...]:
    """Draw three to six leaves: at least two plain ones, and some about a measure or a duty."""
    found = []
    for number in range(draw(st.integers(3, 6))):
        scopes = ["relation"] if number < 2 else ["bearer", "beneficiary", "operation", "measure", "duty"]
        scope, kind = draw(st.sampled_from(scopes)), draw(st.sampled_from(["state", "event", "onset"]))
        burden = draw(st.sampled_from(["", "", "bearer", "beneficiary"]))
        found.append(LeafRule(f"f{number}", "fact", scope, "?", kind != "state", kind == "onset", burden))
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
            draw(st.sampled_from([12, 24, 36])) if chance(draw, 4) else None,
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


def draw_elements(draw: Draw, items: list[Expression], issues: Sequence[Issue]) -> tuple[ElementRule, ...]:
    """Draw up to two elements, the second of which may name the first."""
    found: list[ElementRule] = []
    for number in range(draw(st.integers(0, 2))):
        burden = draw(st.sampled_from(["", "bearer", "beneficiary"]))
        met = condition(draw, [*items, *named(found)], issues)
        found.append(ElementRule(f"e{number}", "", (), met, burden))
    return tuple(found)


# --- shared rules -------------------------------------------------------------------------------------


def draw_presumptions(draw: Draw, leaves: Sequence[LeafRule], issues: Sequence[Issue]) -> tuple[Presumption, ...]:
    """Draw presumptions that rest only on leaves before their own."""
    found = []
    for number, leaf in enumerate(leaves):
        before = leaves[:number]
        items: list[Expression] = [Constant(True), *of_scope(before, *PLAIN, leaf.scope)]
        items += some_affected(draw, before) if number and of_scope(before, *PLAIN) else []
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


def draw_constraints(draw: Draw, leaves: Sequence[LeafRule], measures: Sequence[Measure]) -> tuple[Constraint, ...]:
    """Draw up to one combination of facts that cannot be, of two or three lines."""
    if not chance(draw, 5):
        return ()
    at_hand = draw(st.sampled_from(["measure", "duty"]))
    items = [*of_scope(leaves, *PLAIN, at_hand), Taken(measures[0].name)]
    lines = tuple(one_of(draw, items, 5) for _ in range(draw(st.integers(2, 3))))
    return (Constraint("c0", "", All(lines)),)


# --- obligations, duties, norms -----------------------------------------------------------------------


def draw_force(draw: Draw, items: list[Expression], issues: Sequence[Issue]) -> Expression:
    """Draw a condition of being in force: positions of the gates, and now and then a fact."""
    form = draw(st.sampled_from([AnyOf, All]))
    gates = [issue for issue in issues if issue.gate]
    lines = [one_of(draw, items) if chance(draw, 3) else Constant(True) for _ in range(draw(st.integers(1, 2)))]
    return form(tuple(guarded(draw, line, gates, 8) for line in lines))


def draw_obligations(
    draw: Draw, names: Sequence[str], items: list[Expression], issues: Sequence[Issue]
) -> tuple[Obligation, ...]:
    """Draw the obligations of these names."""
    return tuple(
        Obligation(name, "", (), "states", draw_force(draw, items, issues), mostly(draw, items, issues))
        for name in names
    )


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
                in_force=draw_force(draw, items, issues) if chance(draw, 3) else None,
                applicable=condition(draw, [*items, *before], issues) if chance(draw, 3) else None,
                owed_to="nobody" if chance(draw, 2) else "",
                performed=condition(draw, over, issues, 1) if chance(draw, 3) else None,
            )
        )
    return tuple(duties)


def draw_norms(
    draw: Draw, items: list[Expression], measures: Sequence[Measure], issues: Sequence[Issue]
) -> tuple[Norm, ...]:
    """Draw a norm, or none."""
    if not chance(draw, 5):
        return ()
    return (Norm("n0", "", (), "halt", mostly(draw, items, issues), draw_service(draw, measures)),)


def draw_exceptions(
    draw: Draw, items: list[Expression], leaves: Sequence[LeafRule], law: Law
) -> tuple[DefenceRule, ...]:
    """Draw up to two exceptions; only one that excuses a duty rests on how far that duty and those before have come."""
    found = []
    plain = [leaf.name for leaf in leaves if leaf.scope in PLAIN]
    bound = [duty.id for duty in law.duties]
    targets = [o.name for o in law.obligations] + bound
    for number in range(draw(st.integers(0, 2))):
        defeats = draw(st.sampled_from(["wrongfulness", "due", "applicable"]))
        footing = "" if chance(draw, 6) else "so"
        to, over = draw(st.sampled_from(targets)), list(items)
        if defeats == "wrongfulness" and not footing and to in bound:
            over += statuses(bound[: bound.index(to) + 1], *ALL_STATUSES)
        raised = draw(st.lists(st.sampled_from(plain), min_size=1, max_size=2, unique=True))
        if footing:  # what is not established is left aside; of other States it is not asked
            met = {element.name: element.met for element in law.elements}
            over = [one for one in over if not any(isinstance(part, SomeAffected) for part in parts_used(one, met))]
        when = condition(draw, over, law.issues, 1)
        found.append(DefenceRule(f"x{number}", to, "", (), defeats, when, tuple(raised), footing))
    return tuple(found)


def draw_view(draw: Draw, issues: Sequence[Issue]) -> View:
    """Draw a view: one or more positions on some of the issues."""
    stances = []
    for issue in issues:
        if chance(draw, 5):
            names = [position.name for position in issue.positions]
            taken = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
            stances.append(Stance(issue.name, tuple(taken)))
    return View("v0", "", (), tuple(stances))


@st.composite
def laws(draw: Draw) -> Law:
    """Draw a small law without a circle of rules."""
    names = ["o0", "o1"][: draw(st.integers(1, 2))]
    issues, leaves = draw_issues(draw, names), draw_leaves(draw)
    affected = some_affected(draw, leaves)
    plain = of_scope(leaves, *PLAIN)
    measures = draw_measures(draw, plain, issues)
    elements = draw_elements(draw, [*plain, *affected], issues)
    items = [*plain, *affected, *named(elements), Taken(measures[0].name)]
    obligations = draw_obligations(draw, names, items, issues)
    bare = chance(draw, 1)
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
        step=None if bare else draw_step(draw, plain, leaves, issues),
        review=None if bare else draw_review(draw, leaves, issues),
        views=(draw_view(draw, issues),),
    )
    return replace(law, defences=draw_exceptions(draw, items, leaves, law))
