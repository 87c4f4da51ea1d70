"""`duecare ask`: an interview that fills the gaps of a dossier, one question at a time."""

from __future__ import annotations

from datetime import date

import typer

from duecare.cli.assess import AsOf, DossierFile, LawAt, Proof, Views
from duecare.cli.worked import Duty, State

_WIDEST = 110


def ask(
    dossier: DossierFile,
    *,
    state: State = None,
    duty: Duty = None,
    view: Views = None,
    as_of: AsOf = None,
    law_at: LawAt = None,
    proof: Proof = "balance",
) -> None:
    """Ask what is missing in a dossier, what settles most first, and write each answer into its file.

    Every answer is kept as soon as it is given; end with q, Ctrl-C or Ctrl-D. Exit 3: done, with open questions.
    """
    from duecare.cli.assess import OPEN_QUESTIONS
    from duecare.cli.interview import Interview
    from duecare.cli.output import check_target
    from duecare.cli.worked import asked_for, opened

    check_target(dossier)
    _, read, bundle = opened(dossier, law_at, None)
    asked = asked_for(read, bundle, state=state, duty=duty, views=view, as_of=as_of, proof=proof)
    asked.worked()  # before anything is asked of anybody
    if Interview(dossier, asked, input, _say, date.today().isoformat()).hold():
        raise typer.Exit(OPEN_QUESTIONS)


def _say(text: str) -> None:
    """Write a text in lines that the terminal has room for."""
    from shutil import get_terminal_size
    from textwrap import fill

    width = min(get_terminal_size().columns, _WIDEST) - 1
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        typer.echo(fill(line, width, subsequent_indent=f"{indent}  ", break_on_hyphens=False) if line else "")
