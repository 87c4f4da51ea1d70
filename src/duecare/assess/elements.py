"""What the record makes of each condition of a duty: met, not met, open, or as the reading has it; exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from duecare.assess.assess import decided, frames_of
from duecare.assess.model import Assessment, Finding
from duecare.assess.outcomes import ALL
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier
from duecare.engine.compile import Context, compile_conditions
from duecare.engine.decide import Decider
from duecare.ir.declarations import Duty, Law, View
from duecare.ir.expressions import All, Element, Expression, Leaf
from duecare.ir.walk import walk
from duecare.rulebook.load import Bundle

MET, UNMET = "met", "not met"


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of a condition under one view (empty: all held readings together): met at some time, or never.

    words     `met`, `not met`, or both where that is open.
    turns_on  the issues that the view leaves free and that divide it.
    """

    view: str
    words: tuple[str, ...]
    settled: bool
    turns_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A condition of duties of one obligation in one frame: an element, or a question put by the duty itself.

    duties   those that ask it, by the stage at which they do (applies, due, performed, liable, breached).
    answers  all held readings together first, then each view; gates are set aside.
    missing  unknown leaf instances that this still depends on, and issues the positions of which it depends on.
    """

    bearer: str
    beneficiary: str
    obligation: str
    name: str
    duties: tuple[tuple[str, tuple[str, ...]], ...]
    answers: tuple[Answer, ...]
    missing: tuple[str, ...]
    issues: tuple[str, ...]


def elements_of(assessment: Assessment, dossier: Dossier, bundle: Bundle) -> tuple[Part, ...]:
    """Return the conditions of every duty in question, frame by frame, in the order in which the law asks them."""
    asked: dict[tuple[str, str], list[Finding]] = {}
    for finding in assessment.findings:
        if not finding.norm and not finding.waits_for:
            asked.setdefault((finding.bearer, finding.beneficiary), []).append(finding)
    views = (ALL, *(view for view in bundle.law.views if view.name in assessment.views))
    wanted = {root: held for group in asked.values() for one in group for root, held in _roots(one, bundle.law)}
    known = replace(bundle, compiled=compile_conditions(bundle.compiled, wanted))
    every = frames_of(dossier, bundle, parse_moment(assessment.as_of), assessment.standard)
    frames = [one for one in every if (one.bearer, one.beneficiary) in asked]
    only = frozenset(finding.duty for group in asked.values() for finding in group)
    found: list[Part] = []
    for frame, decider in decided(dossier, known, frames, only):
        found += _parts(asked[frame.bearer, frame.beneficiary], decider, bundle.law, views)
    return tuple(found)


def _roots(finding: Finding, law: Law) -> Iterator[tuple[str, tuple[Expression, Context]]]:
    for _, part in conditions_of(finding.duty, law):
        yield _root(part, finding), (All((part,)), Context(duty=finding.duty))


def conditions_of(duty: str, law: Law) -> Iterator[tuple[str, Element | Leaf]]:
    """Yield the elements and questions that a duty's own conditions name, each with the stage at which it does."""
    rule = next(one for one in law.duties if one.id == duty)
    for stage, condition in stages_of(rule, law):
        for part in walk(condition):
            if isinstance(part, Element | Leaf):
                yield stage, part


def stages_of(rule: Duty, law: Law) -> Iterator[tuple[str, Expression]]:
    """Yield the conditions of a duty, stage by stage; what its obligation says counts where it says nothing itself."""
    obligation = next((one for one in law.obligations if one.name == rule.obligation), None)
    applies = rule.applicable or (obligation.applicable if obligation else None)
    named = (("applies", applies), ("due", rule.due), ("performed", rule.performed))
    for stage, condition in (*named, ("liable", rule.liable), ("breached", rule.breached)):
        if condition is not None:
            yield stage, condition


def _root(part: Element | Leaf, finding: Finding) -> str:
    return f"asked:{part.name}:{finding.duty}"


def _parts(findings: Sequence[Finding], decider: Decider, law: Law, views: Sequence[View]) -> Iterator[Part]:
    stages: dict[tuple[str, str], dict[str, list[str]]] = {}
    roots: dict[tuple[str, str], str] = {}
    for finding in findings:
        for stage, part in conditions_of(finding.duty, law):
            key = finding.obligation, part.name
            duties = stages.setdefault(key, {}).setdefault(stage, [])
            duties += [] if finding.duty in duties else [finding.duty]
            roots.setdefault(key, _root(part, finding))
    first = findings[0]
    for (obligation, name), asked in stages.items():
        words = _ever(decider, roots[obligation, name])
        yield Part(
            first.bearer, first.beneficiary, obligation, name,
            tuple((stage, tuple(duties)) for stage, duties in asked.items()),
            tuple(_answer(decider, words, view) for view in views),
            decider.readings.leaves_in(words.values()),
            decider.readings.issues_in([decider.possible(f) for f in words.values()]),
        )  # fmt: skip


def _ever(decider: Decider, root: str) -> Mapping[str, int]:
    """Return where a condition is met at some time, and where it never is."""
    slices, d = decider.history.slices, decider.diagram
    ever = d.disjunction([slices.root(root, index) for index in range(slices.count)])
    return {MET: ever, UNMET: d.negation(ever)}


def _answer(decider: Decider, words: Mapping[str, int], view: View) -> Answer:
    possible = {word: decider.possible(f) for word, f in words.items()}
    found = decider.readings.verdict(possible, decider.readings.view(view.stances, gates=False))
    return Answer(view.name, found.words, found.settled, found.turns_on)


def under(part: Part, view: str = "") -> Answer:
    """Return what becomes of a condition under a view; empty: under all held readings together."""
    return next(answer for answer in part.answers if answer.view == view)


def of_frame(parts: Iterable[Part], bearer: str, beneficiary: str, obligation: str = "") -> tuple[Part, ...]:
    """Return the conditions asked in one frame, of one obligation or of all."""
    return tuple(
        one
        for one in parts
        if (one.bearer, one.beneficiary) == (bearer, beneficiary) and obligation in ("", one.obligation)
    )
