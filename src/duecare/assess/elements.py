"""What the record makes of each condition of a duty: met, not met, open, or as the reading has it; exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from duecare.assess.again import Worked, in_question, worked_again
from duecare.assess.model import Assessment, Finding
from duecare.assess.outcomes import ALL
from duecare.dossier.model import Dossier
from duecare.engine.conditions import conditions_of, root_of
from duecare.engine.decide import Decider
from duecare.ir.declarations import Law, View
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


def elements_of(
    assessment: Assessment, dossier: Dossier, bundle: Bundle, worked: Worked | None = None
) -> tuple[Part, ...]:
    """Return the conditions of every duty in question, frame by frame, in the order in which the law asks them."""
    asked: dict[tuple[str, str], list[Finding]] = {}
    for finding in in_question(assessment.findings):
        asked.setdefault((finding.bearer, finding.beneficiary), []).append(finding)
    views = (ALL, *(view for view in bundle.law.views if view.name in assessment.views))
    known = worked_again(assessment, dossier, bundle) if worked is None else worked
    return tuple(one for frame, findings in asked.items() for one in _parts(findings, known[frame], bundle.law, views))


def _parts(findings: Sequence[Finding], decider: Decider, law: Law, views: Sequence[View]) -> Iterator[Part]:
    stages: dict[tuple[str, str], dict[str, list[str]]] = {}
    roots: dict[tuple[str, str], str] = {}
    rules = {rule.id: rule for rule in law.duties}
    for finding in findings:
        for stage, part in conditions_of(rules[finding.duty], law):
            key = finding.obligation, part.name
            duties = stages.setdefault(key, {}).setdefault(stage, [])
            duties += [] if finding.duty in duties else [finding.duty]
            roots.setdefault(key, root_of(part, finding.duty))
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
