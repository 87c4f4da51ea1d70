"""Writes the answer, the table of duties and the questions to a terminal; plain text where the output is piped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from duecare.assess.model import Assessment
from duecare.ir.declarations import Law
from duecare.report.across import TITLE, heard, key
from duecare.report.asking import Asked, questions
from duecare.report.binding import Taken, binding_by_view
from duecare.report.dates import in_words
from duecare.report.glance import Glance, Row, glance, not_raised
from duecare.report.headline import Headline, Line, headline, nothing_due
from duecare.report.law_of_a_day import law_of_a_day, which_law
from duecare.report.names import view_label
from duecare.report.own_words import as_lines, own_answers
from duecare.report.standard import standard_words
from duecare.report.visible import visible
from duecare.report.wording import UNASKED

_STYLES = {"failed": "bold red", "open": "yellow", "done": "green", "waiting": "dim", "idle": "dim"}
_PIPED_WIDTH = 120
_WIDEST = 140
_LEGEND = (
    "Open: facts that nobody has shown still decide. Not established: what is missing is for the claimant to show, "
    "and could exclude it. Possible: not excluded in every reading. Certain: so in every reading, whatever is unknown."
)


def console() -> Console:
    """Return a console on standard output: coloured on a terminal, plain and of one width in a pipe."""
    made = Console(highlight=False, emoji=False, markup=False)
    return made if made.is_terminal else plain_console()


def plain_console() -> Console:
    """Return a console on standard output that never colours."""
    return Console(
        highlight=False,
        emoji=False,
        markup=False,
        color_system=None,
        width=_PIPED_WIDTH,
        legacy_windows=False,
    )


def write_assessment(assessment: Assessment, law: Law, out: Console) -> None:
    """Write what an assessment says: the answer first, then the table of duties, then what to ask."""
    write_head(assessment, out)
    write_answer(assessment, law, out)
    for table in glance(assessment, law):
        _write_glance(table, out)
    _write_bindings(binding_by_view(assessment, law), law, out)
    write_across(assessment, law, out)
    for line in not_raised(assessment, law):
        _write(Text(line), 0, out)
    _write(Text(_LEGEND, style=_dim(out)), 0, out)
    out.print()
    write_questions(assessment, law, out)


def write_head(assessment: Assessment, out: Console) -> None:
    """Write what was assessed, under which law, as of when."""
    exercise = "EXERCISE, all invented. " if assessment.exercise else ""
    _write(Text(exercise + visible(assessment.title), style=_bold(out)), 0, out)
    when = f"As of {visible(in_words(assessment.as_of))}; {standard_words(assessment.standard)}"
    made = f"{which_law(assessment)}, dossier {assessment.dossier_hash[:12]}"
    _write(Text(f"{when}; {made}.", style=_dim(out)), 0, out)
    for line in law_of_a_day(assessment):
        _write(Text(line), 0, out)
    out.print()


def write_answer(assessment: Assessment, law: Law, out: Console) -> None:
    """Write the short answer: what if it binds, State by State, and whether it binds."""
    told = headline(assessment, law)
    for answer in told.answers:
        _write(Text(f"{answer.state}, if it binds:", style=_bold(out)), 0, out)
        for line in answer.lines:
            _write_line(line, out)
    _write_whether(told, out)
    for columns, said in as_lines(own_answers(assessment, law)):
        _write(Text(said), columns, out)
    out.print()


def write_across(assessment: Assessment, law: Law, out: Console) -> None:
    """Write what becomes of the duties under the declared views of all States, where that was asked for."""
    for told in heard(assessment, law):
        _write(Text(f"{TITLE}: {told.frame}", style=_bold(out)), 0, out)
        for heads, rows in told.tables:
            table = _table(heads, (3, 9, 3), out)
            for row in rows:
                table.add_row(row.duties, "\n".join(row.lines), row.divided_by or "-")
            out.print(table)
        out.print()
    if assessment.across:
        _write(Text(key(), style=_dim(out)), 0, out)
        out.print()


def write_questions(assessment: Assessment, law: Law, out: Console) -> None:
    """Write the questions to ask next, of whom, and what hangs on each."""
    asked = questions(assessment, law)
    if asked:
        _write(Text("Ask next", style=_bold(out)), 0, out)
    for number, question in enumerate(asked, 1):
        _write_question(number, question, out)


def _write_whether(told: Headline, out: Console) -> None:
    if told.binding:
        _write(Text("Whether it binds:", style=_bold(out)), 0, out)
    for one in told.binding:
        _write(Text(f"- {_capital(one.obligation)}: {one.says}."), 2, out)
    for line in nothing_due(told):
        _write(Text(line), 0, out)


def _write_line(line: Line, out: Console) -> None:
    _write(Text.assemble("- ", (line.says, _style(line.rank, out)), f": {line.about}."), 2, out)


def _write_question(number: int, question: Asked, out: Console) -> None:
    whom = f" Ask: {question.ask}." if question.ask else ""
    _write(Text(visible(f"{number}. {question.text}{whom}")), 2, out)
    for line in question.settles:
        _write(Text(visible(line), style=_dim(out)), 5, out)


def _write_glance(told: Glance, out: Console) -> None:
    table = _table(("Duty", "If it binds", "Since", "What decides"), (3, 5, 4, 5), out)
    for row in told.rows:
        table.add_row(*_cells(row, out))
    _write(Text(told.title, style=_bold(out)), 0, out)
    if told.rows:
        out.print(table)
    if told.unasked:
        _write(Text(f"{UNASKED}.", style=_dim(out)), 0, out)
    for row in told.unasked:
        _write(Text(f"- {row.duties} ({'; '.join(row.decides)})"), 2, out)
    out.print()


def _cells(row: Row, out: Console) -> Iterable[Text]:
    yield Text(row.duties)
    yield Text(row.outcome, style=_style(row.rank, out))
    yield Text("\n".join(row.since))
    yield Text("\n".join(row.decides))


def _write_bindings(told: Sequence[Taken], law: Law, out: Console) -> None:
    table = _table(("View", "What binds", "What does not", "What it leaves open"), (3, 4, 4, 4), out)
    for one in told:
        table.add_row(*(Text(cell or "-") for cell in (view_label(one.view, law), one.yes, one.no, one.open)))
    if any(one.yes or one.no or one.open for one in told):
        _write(Text("Whether it binds, by view", style=_bold(out)), 0, out)
        out.print(table)
        out.print()


def _table(heads: Sequence[str], shares: Sequence[int], out: Console) -> Table:
    style = box.SIMPLE_HEAD if out.is_terminal else box.ASCII2
    table = Table(box=style, header_style=_bold(out), width=min(out.width, _WIDEST))
    table.pad_edge, table.show_edge, table.show_lines = False, not out.is_terminal, not out.is_terminal
    for head, share in zip(heads, shares, strict=True):
        table.add_column(head, ratio=share, overflow="fold")
    return table


def _write(text: Text, columns: int, out: Console) -> None:
    """Write a text with a hanging margin; in a pipe a line is never broken, so that it can be searched."""
    if not out.is_terminal:
        out.print(Text(" " * columns) + text, soft_wrap=True)
        return
    mark = text.plain.partition(" ")[0] if text.plain[:1] in "-123" else ""
    hang = len(mark) + 1 if mark in {"-", "1.", "2.", "3."} else 0
    lines = text.wrap(out, max(out.width - columns - hang, 20))
    for index, line in enumerate(lines):
        out.print(Padding(line, (0, 0, 0, columns + (hang if index else 0)), expand=False), no_wrap=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _style(rank: str, out: Console) -> str:
    return _STYLES[rank] if out.is_terminal else ""


def _bold(out: Console) -> str:
    return "bold" if out.is_terminal else ""


def _dim(out: Console) -> str:
    return "dim" if out.is_terminal else ""
