"""The questions to ask next: of whom, and what each answer would settle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duecare.assess.model import Assessment, Finding, Question
from duecare.ir.declarations import Law
from duecare.report.names import duties_label, state_label

MOST = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words. either: what hangs on it whatever the answer; else what yes and what no would settle."""

    text: str
    ask: str
    either: str
    yes: str
    no: str

    @property
    def settles(self) -> tuple[str, ...]:
        """Return what hangs on the answer, a sentence an item."""
        if self.either:
            return (f"Bears on: {self.either}.",)
        sides = (("Yes", self.yes), ("No", self.no))
        return tuple(f"{answer} would settle: {what}." for answer, what in sides if what)


def questions(assessment: Assessment, law: Law) -> tuple[Asked, ...]:
    """Return the questions to ask next, those on which most hangs first."""
    return tuple(_asked(question, assessment, law) for question in assessment.questions[:MOST])


def _asked(question: Question, assessment: Assessment, law: Law) -> Asked:
    yes, no = (_named(names, assessment, law) for names in (question.if_yes, question.if_no))
    alike = set(question.if_yes) == set(question.if_no)
    return Asked(question.text, question.ask, yes if alike else "", "" if alike else yes, "" if alike else no)


def _named(names: Iterable[str], assessment: Assessment, law: Law) -> str:
    """Return findings for reading: `Northland's harbour duty (halt)`."""
    known: dict[str, list[Finding]] = {}
    for finding in assessment.findings:
        known.setdefault(f"{finding.bearer} {finding.duty}", []).append(finding)
    wanted: dict[str, list[Finding]] = {}
    for name in names:
        for finding in known.get(name, ())[:1]:
            wanted.setdefault(finding.bearer, []).append(finding)
    return "; ".join(
        f"{state_label(state, assessment)}, {duties_label(found, law, _of(state, assessment))}"
        for state, found in wanted.items()
    )


def _of(state: str, assessment: Assessment) -> list[Finding]:
    """Return what a State owes to somebody: what it owes to nobody in particular hangs on no question of these."""
    return [finding for finding in assessment.findings if finding.bearer == state and finding.beneficiary]
