"""Rules, one function a keyword: syntax to frozen declarations."""

from __future__ import annotations

from duecare.ir.declarations import (
    Consequence,
    Constraint,
    DefenceRule,
    Duty,
    ElementRule,
    Factor,
    LeafRule,
    Measure,
    Norm,
    Obligation,
    Presumption,
    ReviewRule,
    Service,
    StepRule,
)
from duecare.ir.expressions import All, AnyOf, Expression
from duecare.lang import clauses as of
from duecare.lang.lower_conditions import lower_condition, lower_service
from duecare.lang.lowering import Lowering
from duecare.lang.syntax import Declaration

_BENEFICIARY = "beneficiary"
NEVER = AnyOf(())
ALWAYS = All(())


def lower_obligation(declaration: Declaration, at: Lowering, title: str = "") -> Obligation:
    """Return an obligation; the title is its chapter's."""
    clauses = declaration.clauses
    at = at.within(declaration.name.text)
    return Obligation(
        name=declaration.name.text,
        text=of.text(clauses),
        sources=of.citations(clauses),
        owed_to=of.word(clauses, "owed to"),
        in_force=_must(declaration, "in force when", at),
        applicable=_must(declaration, "applicable when", at),
        burden=of.word(clauses, "burden", _BENEFICIARY),
        title=title,
        span=declaration.name.span,
    )


def lower_duty(declaration: Declaration, at: Lowering) -> Duty:
    """Return a duty of its obligation."""
    clauses = declaration.clauses
    obligation = _obligation(declaration, at)
    at = at.within(obligation)
    return Duty(
        obligation=obligation,
        name=declaration.name.text,
        text=of.text(clauses),
        sources=of.citations(clauses),
        phase=of.word(clauses, "phase"),
        due=_must(declaration, "due when", at),
        served_by=_service(declaration, at),
        breached=_must(declaration, "breached when", at),
        liable=_may(declaration, "liable when", at),
        in_force=_may(declaration, "in force when", at),
        applicable=_may(declaration, "applicable when", at),
        owed_to="nobody" if of.has(clauses, "owed to nobody") else "",
        burden=of.word(clauses, "burden", _BENEFICIARY),
        performed=_may(declaration, "performed when", at),
        span=declaration.name.span,
    )


def lower_norm(declaration: Declaration, at: Lowering) -> Norm:
    """Return a norm."""
    clauses = declaration.clauses
    return Norm(
        name=declaration.name.text,
        text=of.text(clauses),
        sources=of.citations(clauses),
        phase=of.word(clauses, "phase"),
        expected=_must(declaration, "expected when", at),
        served_by=_service(declaration, at),
        span=declaration.name.span,
    )


def lower_element(declaration: Declaration, at: Lowering) -> ElementRule:
    """Return an element."""
    clauses = declaration.clauses
    return ElementRule(
        name=declaration.name.text,
        text=of.text(clauses),
        sources=of.citations(clauses),
        met=_must(declaration, "met when", at),
        burden=of.word(clauses, "burden"),
        span=declaration.name.span,
    )


def lower_leaf(declaration: Declaration) -> LeafRule:
    """Return a fact or an appraisal."""
    clauses = declaration.clauses
    return LeafRule(
        name=declaration.name.text,
        kind=declaration.keyword,
        scope=declaration.flags[0],
        question=of.text(clauses),
        # Onset implies event: what it says of the unknown date would mean nothing of a state.
        event="event" in declaration.flags or "onset" in declaration.flags,
        onset="onset" in declaration.flags,
        burden=of.word(clauses, "burden"),
        own_people=of.word(clauses, "own people"),
        aliases=tuple(word.text for word in of.words(clauses, "alias")),
        sources=of.citations(clauses),
        span=declaration.name.span,
    )


def lower_presumption(declaration: Declaration, at: Lowering) -> Presumption:
    """Return a presumption; its rule may speak of the measure or the duty its leaf is about."""
    clauses = declaration.clauses
    leaf = declaration.name
    if leaf.text not in at.names.leaves:
        at.unknown(leaf, "a fact or appraisal", at.names.leaves)
    scope = at.names.leaves.get(leaf.text, "")
    when = _may(declaration, "when", at.about(scope if scope in ("measure", "duty") else ""))
    return Presumption(
        leaf=leaf.text,
        value="not" not in declaration.flags,
        text=of.text(clauses),
        sources=of.citations(clauses),
        when=ALWAYS if when is None else when,
        span=leaf.span,
    )


def lower_constraint(declaration: Declaration, at: Lowering) -> Constraint:
    """Return a combination that cannot be."""
    never = _must(declaration, "never", at)
    return Constraint(declaration.name.text, of.text(declaration.clauses), never, declaration.name.span)


def lower_measure(declaration: Declaration, at: Lowering) -> Measure:
    """Return a measure; its window is counted in hours."""
    clauses = declaration.clauses
    window = of.words(clauses, "window")
    hours = int(window[0].text) * (24 if window[1].text == "days" else 1) if window else None
    return Measure(
        name=declaration.name.text,
        text=of.text(clauses),
        sources=of.citations(clauses),
        phases=tuple(word.text for word in of.words(clauses, "phase")),
        tier=of.word(clauses, "tier"),
        opens=_may(declaration, "opens when", at),
        window=hours,
        span=declaration.name.span,
    )


def lower_factor(declaration: Declaration, at: Lowering) -> Factor:
    """Return a factor."""
    clauses = declaration.clauses
    return Factor(
        name=declaration.name.text,
        text=of.text(clauses),
        sources=of.citations(clauses),
        effects=tuple(word.text for word in of.words(clauses, "effect")),
        raises=_may(declaration, "raises when", at),
        lowers=_may(declaration, "lowers when", at),
        aliases=tuple(word.text for word in of.words(clauses, "alias")),
        span=declaration.name.span,
    )


def lower_step(declaration: Declaration, at: Lowering) -> StepRule:
    """Return the rule that says when a measure is due."""
    at = at.about("measure")
    clauses = declaration.clauses
    return StepRule(
        text=of.text(clauses),
        sources=of.citations(clauses),
        due=_must(declaration, "due when", at),
        closed=_must(declaration, "closed when", at),
        span=declaration.span,
    )


def lower_review(declaration: Declaration, at: Lowering) -> ReviewRule:
    """Return the rule that says when a duty is omitted."""
    clauses = declaration.clauses
    omitted = _must(declaration, "omitted when", at.about("duty"))
    return ReviewRule(of.text(clauses), of.citations(clauses), omitted, declaration.span)


def lower_consequence(declaration: Declaration, at: Lowering) -> Consequence:
    """Return a consequence; its condition may speak of the duty it is asked of."""
    clauses = declaration.clauses
    tells = [words for words in ("leaves open", "lists conditions") if of.has(clauses, words)]
    if len(tells) > 1:
        message = f"the consequence '{declaration.name.text}' both leaves open and lists conditions"
        at.refuse(declaration.name.span, message, "keep one of the two lines")
    return Consequence(
        name=declaration.name.text,
        text=of.text(clauses),
        sources=of.citations(clauses),
        when=_must(declaration, "follows when", at.about("breach")),
        tells=tells[0] if tells else "",
        burden=of.word(clauses, "burden"),
        span=declaration.name.span,
    )


def lower_defence(declaration: Declaration, at: Lowering) -> DefenceRule:
    """Return an exception; raised by the leaves its condition names, unless it says otherwise.

    raised_by is left empty where the text names none: lower.py fills it in, for it may need other elements.
    """
    clauses = declaration.clauses
    obligation, to = _defeated(declaration, at)
    at = at.within(obligation)
    raised = of.words(clauses, "raised by")
    for leaf in raised:
        if leaf.text not in at.names.leaves:
            at.unknown(leaf, "a fact or appraisal", at.names.leaves)
    return DefenceRule(
        name=declaration.name.text,
        to=to,
        text=of.text(clauses),
        sources=of.citations(clauses),
        defeats=of.word(clauses, "defeats"),
        when=_must(declaration, "when", at),
        raised_by=tuple(leaf.text for leaf in raised),
        footing=of.text(clauses, "footing"),
        span=declaration.name.span,
    )


def _defeated(declaration: Declaration, at: Lowering) -> tuple[str, str]:
    assert declaration.to is not None  # the grammar demands it
    if declaration.of is None:
        obligation = declaration.to
        if obligation.text not in at.names.obligations:
            at.unknown(obligation, "an obligation", at.names.obligations)
        return obligation.text, obligation.text
    name = _obligation(declaration, at)
    duty = f"{name}.{declaration.to.text}"
    if name in at.names.obligations and duty not in at.names.duties:
        own = [d.partition(".")[2] for d in at.names.duties if d.startswith(f"{name}.")]
        at.unknown(declaration.to, "a duty", own)
    return name, duty


def _obligation(declaration: Declaration, at: Lowering) -> str:
    assert declaration.of is not None  # the grammar demands it
    if declaration.of.text not in at.names.obligations:
        at.unknown(declaration.of, "an obligation", at.names.obligations)
    return declaration.of.text


def _must(declaration: Declaration, keyword: str, at: Lowering) -> Expression:
    found = _may(declaration, keyword, at)
    return NEVER if found is None else found


def _may(declaration: Declaration, keyword: str, at: Lowering) -> Expression | None:
    found = of.condition(declaration.clauses, keyword)
    return None if found is None else lower_condition(found, at)


def _service(declaration: Declaration, at: Lowering) -> Service:
    found = of.service(declaration.clauses)
    return Service("all", ()) if found is None else lower_service(found, at)
