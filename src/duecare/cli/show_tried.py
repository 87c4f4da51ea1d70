"""Writes what a declaration would change: the answer first, then the words that move, then case by case."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from duecare.cli.show_practice import table_of
from duecare.ir.declarations import Law
from duecare.report.document import joined
from duecare.report.tried import CAVEATS, binding_rows, case_words, headline, move_rows, rows
from duecare.report.visible import visible
from duecare.tryout.model import CaseTried, Trial, Tried


def write_trial(trial: Trial, law: Law, out: Console) -> None:
    """Write a trial."""
    for note in trial.notes:
        _write(f"Note: {note}", out)
    for tried in trial.tried:
        _write_tried(tried, trial, law, out)
    made = f"register {trial.register_before[:12]}, with it {trial.register_after[:12]}; law {trial.law_hash[:12]}"
    _write(f"{CAVEATS} Made with {made}.", out)


def _write_tried(tried: Tried, trial: Trial, law: Law, out: Console) -> None:
    first, *rest = headline(tried, trial, law)
    _write(first, out, "bold")
    for line in rest:
        _write(f"- {line}", out)
    out.print()
    _write_moves(tried, trial, law, out)
    for case in tried.cases:
        _write_case(case, law, out)
    if same := [case.dossier for case in tried.cases if not rows(case, law)]:
        _write(f"No outcome changes, if the duty binds, in {joined(same)}.", out)
        out.print()
    _write_binding(tried, law, out)


def _write_moves(tried: Tried, trial: Trial, law: Law, out: Console) -> None:
    if not tried.shift.moves:
        return
    table = table_of("Issue", "Position without it", "Position with it", "Changes by itself", "Changes if left out")
    for one in move_rows(tried, trial, law):
        cells = (one.issue, one.before, one.after, str(one.alone or "-"), str(one.left_out or "-"))
        table.add_row(*(Text(cell) for cell in cells))
    out.print(table)


def _write_case(case: CaseTried, law: Law, out: Console) -> None:
    listed = rows(case, law)
    if not listed:
        return
    _write(case_words(case), out, "bold")
    table = table_of("Asked → harmed", "Duties", "Without it", "With it", "Which issue does what")
    for row in listed:
        cells = (row.states, row.duties, row.before, row.after, "\n".join(row.by))
        table.add_row(*(Text(visible(cell)) for cell in cells))
    out.print(table)


def _write_binding(tried: Tried, law: Law, out: Console) -> None:
    listed = binding_rows(tried, law)
    if not listed:
        return
    _write("Whether it binds", out, "bold")
    table = table_of("Duties", "Without it", "With it", "By which issue", "In")
    for row in listed:
        table.add_row(*(Text(visible(cell)) for cell in (row.duties, row.before, row.after, row.by, row.cases)))
    out.print(table)


def _write(text: str, out: Console, style: str = "") -> None:
    """Write a paragraph; in a pipe it is never broken, so that it can be searched."""
    out.print(Text(visible(text)), style=style or None, soft_wrap=not out.is_terminal)
