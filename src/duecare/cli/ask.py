"""`duecare ask`: an interview that fills the gaps of a dossier, one question at a time."""

from __future__ import annotations

from datetime import date

import typer

from duecare.cli.assess import AsOf, DossierFile, LawAt, Proof, Views
from duecare.cli.worked import Duty, State


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
    if Interview(dossier, asked, input, typer.echo, date.today().isoformat()).hold():
        raise typer.Exit(OPEN_QUESTIONS)
