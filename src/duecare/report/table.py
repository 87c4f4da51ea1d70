"""Writes the answer, the matrix and the questions to a terminal; plain text where the output is piped."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from duecare.assess.model import Assessment, Finding
from duecare.ir.declarations import Law
from duecare.report.headline import Answer, Line, answers, title
from duecare.report.wording import (
    cell,
    cell_tone,
    duty_label,
    frame_label,
    frames,
    is_idle,
    view_label,
    views_in_order,
)

_STYLES = {"failed": "bold red", "open": "yellow", "done": "green", "idle": "dim", "": ""}
_PIPED_WIDTH = 160


def console() -> Console:
    """Return a console on standard output: coloured on a terminal, wide and plain in a pipe."""
    made = Console(highlight=False, emoji=False, markup=False)
    return made if made.is_terminal else plain_console()


def plain_console() -> Console:
    """Return a console on standard output that never colours, and is as wide as the tables need."""
    return Console(
        highlight=False,
        emoji=False,
        markup=False,
        color_system=None,
        width=_PIPED_WIDTH,
        legacy_windows=False,
    )


def write_assessment(assessment: Assessment, law: Law, out: Console) -> None:
    """Write what an assessment says: the answer first, then the matrix, then what to ask."""
    write_head(assessment, out)
    write_answer(assessment, law, out)
    out.print()
    write_matrices(assessment, law, out)
    write_questions(assessment, out)


def write_head(assessment: Assessment, out: Console) -> None:
    """Write what was assessed, under which law, as of when."""
    exercise = "EXERCISE, all invented: " if assessment.exercise else ""
    out.print(Text(exercise + assessment.title, style="bold"))
    law = f"law {assessment.law_hash[:12]}, dossier {assessment.dossier_hash[:12]}"
    out.print(Text(f"as of {assessment.as_of}, standard {assessment.standard}, {law}", style="dim"))
    out.print()


def write_answer(assessment: Assessment, law: Law, out: Console) -> None:
    """Write the short answer."""
    told = answers(assessment, law)
    for answer in told:
        if not answer.idle:
            _write_frame(answer, assessment, out)
    idle = [title(answer, assessment) for answer in told if answer.idle]
    if idle:
        out.print(Text(f"Under no view is anything due: {'; '.join(idle)}."))


def write_matrices(assessment: Assessment, law: Law, out: Console) -> None:
    """Write a table of duties by views for each frame in which something was or may be due."""
    for frame, found in frames(assessment).items():
        if not all(is_idle(finding) for finding in found):
            out.print(Text(frame_label(*frame, assessment), style="bold"))
            out.print(_matrix(found, assessment, law, plain=not out.is_terminal))
            out.print()


def write_questions(assessment: Assessment, out: Console, most: int = 3) -> None:
    """Write the questions to ask next."""
    if not assessment.questions:
        return
    out.print(Text("Ask next", style="bold"))
    for number, question in enumerate(assessment.questions[:most], 1):
        whom = f" (ask: {question.ask})" if question.ask else ""
        _write_indented(Text(f"{number}. {question.text}{whom}"), 2, out)


def _write_frame(answer: Answer, assessment: Assessment, out: Console) -> None:
    out.print(Text(title(answer, assessment), style="bold"))
    out.print(Text("  If it binds"))
    for line in answer.lines:
        _write_line(line, out)
    if answer.binding:
        out.print(Text("  Whether it binds"))
        for line in answer.binding:
            _write_line(line, out)


def _write_line(line: Line, out: Console) -> None:
    _write_indented(Text.assemble("- ", f"{line.duties}: ", (f"{line.says}.", _STYLES[line.rank])), 4, out)


def _write_indented(text: Text, columns: int, out: Console) -> None:
    """Write a text with a hanging margin; in a pipe a line is never broken, so that it can be searched."""
    if out.is_terminal:
        out.print(Padding(text, (0, 0, 0, columns), expand=False))
    else:
        out.print(Text(" " * columns) + text, soft_wrap=True)


def _matrix(findings: Iterable[Finding], assessment: Assessment, law: Law, *, plain: bool) -> Table:
    style = "" if plain else "bold"
    table = Table(box=box.ASCII2 if plain else box.SIMPLE_HEAD, header_style=style)
    views = views_in_order(assessment, law)
    for head in ("duty", *(view_label(view, law) for view in views)):
        table.add_column(head)
    for finding in findings:
        table.add_row(Text(_row_label(finding)), *(_cell(finding, view, plain=plain) for view in views))
    return table


def _row_label(finding: Finding) -> str:
    label = duty_label(finding)
    return label if finding.norm else f"{finding.obligation.removesuffix('_duty')} {label}"


def _cell(finding: Finding, view: str, *, plain: bool) -> Text:
    return Text(cell(finding, view), style="" if plain else _STYLES[cell_tone(finding, view)])
