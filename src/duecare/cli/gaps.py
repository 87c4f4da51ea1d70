"""`duecare gaps`: which unknown facts settle most, and what alone would settle a finding."""

from __future__ import annotations

from typing import Annotated

import typer

from duecare.cli.assess import AsOf, DossierFile, Json, LawAt, Proof, Views
from duecare.cli.what_if import Assume
from duecare.cli.worked import Duty, State

FORMAT = "duecare-gaps"


def gaps(
    dossier: DossierFile,
    *,
    state: State = None,
    duty: Duty = None,
    view: Views = None,
    most: Annotated[int, typer.Option("--most", min=1, help="How many unknown facts to rank.")] = 10,
    as_of: AsOf = None,
    law_at: LawAt = None,
    proof: Proof = "balance",
    assume: Assume = None,
    json: Json = False,
) -> None:
    """Tell which unknown facts settle most, and for one --duty the smallest sets of answers that settle it.

    Exit 3: done, with open questions.
    """
    from duecare.assess.gaps import gaps as compute
    from duecare.cli.assess import OPEN_QUESTIONS
    from duecare.cli.output import as_json
    from duecare.cli.show_gaps import write_gaps, write_shifted_gaps
    from duecare.cli.worked import asked_for, opened
    from duecare.report.record import plain as as_plain
    from duecare.report.table import console

    plain, read, bundle = opened(dossier, law_at, assume)
    asked = asked_for(read, bundle, state=state, duty=duty, views=view, as_of=as_of, proof=proof)
    options = {"duty": asked.duty, "together": asked.together, "settling": bool(asked.duty), "most": most}
    found = compute(read, bundle.law, asked.worked(), asked.views, **options)  # type: ignore[arg-type]
    before = None
    if assume:
        without = {**options, "settling": False}
        before = compute(plain, bundle.law, asked.worked(plain), asked.views, **without)  # type: ignore[arg-type]
    if json:
        told = {"dossier": read.id, "dossier_hash": read.sha256, "law_hash": bundle.hash, **as_plain(found)}
        told |= {} if before is None else {"without_assumptions": as_plain(before)}
        typer.echo(as_json({"format": FORMAT, "format_version": 1, **told}))
    else:
        write_gaps(found, read, bundle.law, console())
        if before is not None:
            write_shifted_gaps(before, found, console())
    if found.findings:
        raise typer.Exit(OPEN_QUESTIONS)
