"""Writes what a declaration would change: the answer first, then the words that move, then case by case."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from duecare.cli.show_practice import table_of
from duecare.ir.declarations import Law
from duecare.report.tried import CAVEATS, binding_rows, case_words, headline, move_words, rows
from duecare.report.visible import visible
from duecare.tryout.model import CaseTried, Trial, Tried


def write_trial(trial: Trial, law: Law, out: Console) -> None:
    """Write a trial."""
    for note in trial.notes:
        out.print(Text(visible(f"Note: {note}")))
    for tried in trial.tried:
        _write_tried(tried, trial, law, out)
    made = f"register {trial.register_hash[:12]}, law {trial.law_hash[:12]}"
    out.print(Text(f"{CAVEATS} Made with {made}."))


def _write_tried(tried: Tried, trial: Trial, law: Law, out: Console) -> None:
    first, *rest = headline(tried, trial, law)
    out.print(Text(visible(first)), style="bold")
    for line in rest:
        out.print(Text(visible(f"- {line}")))
    out.print()
    _write_moves(tried, law, out)
    for case in tried.cases:
        _write_case(case, law, out)
    _write_binding(tried, law, out)


def _write_moves(tried: Tried, law: Law, out: Console) -> None:
    if not tried.shift.moves:
        return
    table = table_of("Issue", "Without it", "With it")
    for move in tried.shift.moves:
        table.add_row(*(Text(cell) for cell in move_words(move, law)))
    out.print(table)


def _write_case(case: CaseTried, law: Law, out: Console) -> None:
    listed = rows(case, law)
    out.print(Text(visible(case_words(case))), style="bold")
    if not listed:
        out.print(Text("No outcome changes, if the duty binds."))
        out.print()
        return
    table = table_of("States", "Duties", "Without it", "With it", "By which issue")
    for row in listed:
        lost = f" No longer possible: {row.lost}." if row.lost else ""
        won = f" Now possible: {row.won}." if row.won else ""
        cells = (row.states, row.duties, row.before, f"{row.after}.{lost}{won}" if lost or won else row.after, row.by)
        table.add_row(*(Text(visible(cell)) for cell in cells))
    out.print(table)


def _write_binding(tried: Tried, law: Law, out: Console) -> None:
    listed = binding_rows(tried, law)
    if not listed:
        return
    out.print(Text("Whether it binds"), style="bold")
    table = table_of("Duties", "Without it", "With it", "By which issue", "In")
    for row in listed:
        table.add_row(*(Text(visible(cell)) for cell in (row.duties, row.before, row.after, row.by, row.cases)))
    out.print(table)
