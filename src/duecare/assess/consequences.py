"""What would follow if duties were breached: each consequence the law knows, under every view, asked for by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duecare.assess.again import Worked, worked_again
from duecare.assess.assess import decided, frames_of
from duecare.assess.model import Assessment, Derivation, Finding
from duecare.assess.outcomes import ALL
from duecare.base.moments import Moment
from duecare.dossier.model import Dossier
from duecare.engine.consequences import (
    BREACHED,
    FOLLOWS,
    LEAVES_OPEN,
    conditions_of,
    follows,
    is_asked,
    verdicts,
    with_consequences,
)
from duecare.engine.decide import Decider
from duecare.ir.declarations import Citation, View
from duecare.ir.expressions import Expression
from duecare.rulebook.load import Bundle


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether something follows under one view (empty: all held readings together), as if the duty was breached.

    words     `follows`, `does not follow`, or both where that is open.
    turns_on  issues the view leaves free that divide it.
    """

    view: str
    words: tuple[str, ...]
    settled: bool
    turns_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What is found of a condition: whether it is met, and the leaf instances and issues that this still depends on."""

    condition: Expression
    answers: tuple[Answer, ...]
    missing: tuple[str, ...]
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Following:
    """A consequence of the breach of one duty.

    tells       `` whether it follows; `leaves open`, `lists conditions`: as the law says.
    found       under each view looked at, all held readings together (view "") first; a view under which the duty
                was not breached, whatever is unknown, has no words.
    conditions  those that it lists, if that is what it does.
    """

    bearer: str
    beneficiary: str
    duty: str
    name: str
    text: str
    tells: str
    burden: str
    sources: tuple[Citation, ...]
    found: Found
    conditions: tuple[Found, ...] = ()


def consequences(
    assessment: Assessment, dossier: Dossier, bundle: Bundle, worked: Worked | None = None
) -> tuple[Following, ...]:
    """Return what would follow from each breach that an assessment finds or leaves possible, in the law's order."""
    asked = [finding for finding in assessment.findings if may_be_breached(finding)]
    if not asked or not bundle.law.consequences:
        return ()
    views = (ALL, *(view for view in bundle.law.views if view.name in assessment.views))
    known = worked_again(assessment, dossier, bundle) if worked is None else worked
    return tuple(
        one for finding in asked for one in of_duty(known[finding.bearer, finding.beneficiary], finding.duty, views)
    )


def after(
    told: Derivation, dossier: Dossier, bundle: Bundle, *, as_of: Moment | None = None, standard: str = "balance"
) -> tuple[Following, ...]:
    """Return what would follow, under the view of a derivation, from the breach that it finds or leaves possible."""
    if not BREACHED & {*told.outcome.words} or not bundle.law.consequences:
        return ()
    views = tuple(view for view in bundle.law.views if view.name == told.view) or (ALL,)
    known = replace(bundle, compiled=with_consequences(bundle.compiled, [told.duty]))
    every = frames_of(dossier, bundle, as_of, standard)
    frames = [one for one in every if (one.bearer, one.beneficiary) == (told.bearer, told.beneficiary)]
    found = decided(dossier, known, frames, frozenset({told.duty}))
    return tuple(one for _, decider in found for one in of_duty(decider, told.duty, views))


def may_be_breached(finding: Finding) -> bool:
    """Whether a duty was breached, or may have been, and is in question at all."""
    return not finding.waits_for and any(BREACHED & {*outcome.words} for outcome in finding.if_binds)


def of_duty(decider: Decider, duty: str, views: Sequence[View]) -> Iterator[Following]:
    """Yield the consequences of one duty's breach, without those that the law keeps for other duties."""
    frame, known = decider.history.frame, decider.history.compiled
    for rule in decider.law.consequences:
        if is_asked(known, duty, rule.name):
            conditions = conditions_of(decider.law, rule, duty)
            first, *lines = (
                _found(decider, duty, rule.name, number, condition, views)
                for number, condition in enumerate(conditions)
                if is_asked(known, duty, rule.name, number)
            )
            if rule.tells != LEAVES_OPEN or any(FOLLOWS in answer.words for answer in first.answers):
                yield Following(
                    frame.bearer, frame.beneficiary, duty, rule.name, rule.text, rule.tells, rule.burden, rule.sources,
                    first, tuple(lines),
                )  # fmt: skip


def _found(
    decider: Decider, duty: str, consequence: str, number: int, condition: Expression, views: Sequence[View]
) -> Found:
    """Return what is found of a consequence (number 0), or of one of the conditions it lists (from 1)."""
    function = follows(decider, duty, consequence, number)
    made = verdicts(decider, duty, function, [view.stances for view in views])
    answers = tuple(
        Answer(view.name, found.words, found.settled, found.turns_on) for view, found in zip(views, made, strict=True)
    )
    readings = decider.readings
    return Found(condition, answers, readings.leaves_in((function,)), readings.issues_in((function,)))
