"""Writes under which positions a finding comes out one way or another, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console

from duecare.assess.readings import Reading, Under, WhichReadings
from duecare.cli.show_gaps import finding_label, line, views_words
from duecare.dossier.model import Dossier
from duecare.ir.declarations import Law, Stance
from duecare.report.document import joined
from duecare.report.names import human, issue_label, issue_named
from duecare.report.visible import visible

_ANSWERS = {"yes": "It binds", "no": "It does not bind"}


def write_readings(told: WhichReadings, dossier: Dossier, law: Law, out: Console) -> None:
    """Write each outcome with the positions under which it comes about, then what those issues ask."""
    line(out, finding_label(told.bearer, told.beneficiary, told.duty, dossier, law), bold=True)
    line(out, f"{views_words((told.view,), law)}, if it binds:")
    for text, indent in _outcomes(told.outcomes, law):
        line(out, text, indent=indent)
    line(out, "Whether it binds:")
    for text, indent in _binding(told.binds, law):
        line(out, text, indent=indent)
    if told.issues:
        out.print()
        line(out, "The issues", bold=True)
        for name in told.issues:
            _write_issue(name, law, out)


def _outcomes(outcomes: Iterable[Reading], law: Law) -> Iterator[tuple[str, int]]:
    for one in outcomes:
        head = one.words[0].capitalize() if len(one.words) == 1 else f"Open between {joined(one.words)}"
        yield from _whenever(head, one, law)


def _binding(answers: Iterable[Reading], law: Law) -> Iterator[tuple[str, int]]:
    for one in answers:
        head = _ANSWERS[one.words[0]] if len(one.words) == 1 else "Whether it binds hangs on facts"
        yield from _whenever(head, one, law)


def _whenever(head: str, one: Reading, law: Law) -> Iterator[tuple[str, int]]:
    if any(not under.positions for under in one.whenever):
        yield f"{head}, whatever the reading.", 2
        return
    yield f"{head} whenever", 2
    for number, under in enumerate(one.whenever):
        last = number == len(one.whenever) - 1
        yield f"- {under_words(under, law)}{'.' if last else ', or'}", 4
    if not one.smallest:
        yield "(None of these can be left out; whether fewer others would do was not settled.)", 4


def under_words(under: Under, law: Law) -> str:
    """Return positions in words: `knowledge standard: constructive, and author: any or non state only`."""
    return joined([stance_words(stance, law) for stance in under.positions])


def stance_words(stance: Stance, law: Law) -> str:
    """Return the positions on one issue; where all but one are meant, which one is not."""
    issue = issue_named(stance.issue, law)
    others = [one.name for one in issue.positions if one.name not in stance.positions] if issue else []
    if len(others) == 1 and len(stance.positions) > 1:
        return f"{issue_label(stance.issue)} is not “{human(others[0])}”"
    named = joined([f"“{human(name)}”" for name in stance.positions], "or")
    return f"{issue_label(stance.issue)} is {named}"


def _write_issue(name: str, law: Law, out: Console) -> None:
    issue = issue_named(name, law)
    if issue is None:
        return
    line(out, f"{issue_label(name)}: {visible(issue.question)}", indent=2)
    for one in issue.positions:
        line(out, f"“{human(one.name)}”: {visible(one.text)}", indent=4)
