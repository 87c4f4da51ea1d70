"""The front tables of a memo: duties by views, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterable

from duecare.assess.model import Assessment, Finding, Question
from duecare.ir.declarations import Law
from duecare.report.document import Block, Heading, Paragraph, Table, Text, Tone
from duecare.report.headline import duties_label
from duecare.report.wording import (
    cell,
    cell_tone,
    duty_label,
    frame_label,
    frames,
    is_idle,
    short_obligation,
    state_label,
    view_label,
    views_in_order,
)

_INTRO = (
    "Each cell is the outcome under a view; where the view leaves open whether the duty binds, the cell says “if "
    "it binds”. “Open” means that facts nobody has shown still decide; “not established” that, besides, what is "
    "unknown may well tell against whoever claims."
)


def matrix(assessment: Assessment, law: Law) -> tuple[Block, ...]:
    """Return a table of duties by views for each frame in which something was or may be due."""
    tables: list[Block] = []
    for frame, findings in frames(assessment).items():
        if not all(is_idle(finding) for finding in findings):
            tables.append(_frame_table(frame_label(*frame, assessment), findings, assessment, law))
    return Heading(2, "At a glance", "matrix"), Paragraph((_INTRO,)), *tables


def unknown(assessment: Assessment, law: Law) -> tuple[Block, ...]:
    """Return the questions to ask next, and what each answer would settle."""
    head = Heading(2, "What we do not know that matters", "questions")
    if not assessment.questions:
        return head, Paragraph(("No single further fact would settle more than is settled now.",))
    asked = enumerate(assessment.questions, 1)
    alike = all(question.if_yes == question.if_no for question in assessment.questions)
    answers = ("What hangs on it",) if alike else ("If yes, this is settled", "If no, this is settled")
    rows = tuple(_question(number, question, assessment, law)[: 3 + len(answers)] for number, question in asked)
    heads = ("No", "Question", "Whom to ask", *answers)
    return head, Table("Questions to ask next, those that settle most first", heads, rows)


def _frame_table(caption: str, findings: Iterable[Finding], assessment: Assessment, law: Law) -> Table:
    heads = ("Duty", *(view_label(view, law) for view in views_in_order(assessment, law)))
    return Table(caption, heads, tuple(_row(finding, assessment, law) for finding in findings))


def _row(finding: Finding, assessment: Assessment, law: Law) -> tuple[Text, ...]:
    cells = tuple((_toned(finding, view),) for view in views_in_order(assessment, law))
    return (_row_label(finding, law),), *cells


def _toned(finding: Finding, view: str) -> Tone:
    return Tone(cell(finding, view), cell_tone(finding, view))


def _row_label(finding: Finding, law: Law) -> str:
    label = duty_label(finding)
    return label if finding.norm else f"{label} ({_short(finding.obligation, law)})"


def _short(obligation: str, law: Law) -> str:
    """Return an obligation's title without `the` and `duty`."""
    return short_obligation(obligation, law).removeprefix("the ").removesuffix(" duty")


def _question(number: int, question: Question, assessment: Assessment, law: Law) -> tuple[Text, ...]:
    answers = (question.if_yes, question.if_no)
    settled = tuple((_settled(names, assessment, law) or "nothing",) for names in answers)
    return (str(number),), (question.text,), (question.ask,), *settled


def _settled(names: Iterable[str], assessment: Assessment, law: Law) -> str:
    """Return findings, named by State and duty, for reading: `Northland: the harbour duty (halt)`."""
    wanted: dict[str, list[Finding]] = {}
    known = {f"{finding.bearer} {finding.duty}": finding for finding in assessment.findings}
    for name in names:
        if name in known:
            wanted.setdefault(known[name].bearer, []).append(known[name])
    told = [f"{state_label(code, assessment)}: {duties_label(found, law)}" for code, found in wanted.items()]
    return "; ".join(told)
