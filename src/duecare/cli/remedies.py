"""`duecare remedies`: which steps would have met a duty, and which would do what is due now."""

from __future__ import annotations

from typing import Annotated

import typer

from duecare.cli.assess import AsOf, DossierFile, Json, LawAt, Proof, Views
from duecare.cli.what_if import Assume
from duecare.cli.worked import Duty

FORMAT = "duecare-remedies"


def remedies(
    dossier: DossierFile,
    *,
    state: Annotated[str, typer.Option("--state", help="The State assessed, by code or name.")],
    duty: Duty = None,
    view: Views = None,
    as_of: AsOf = None,
    law_at: LawAt = None,
    proof: Proof = "balance",
    assume: Assume = None,
    json: Json = False,
) -> None:
    """Tell which steps would have met each duty of a State, whatever the unknown facts are, and what is due now.

    With --duty also by which date. Where no steps are enough, it tells on which appraisal that turns.
    """
    from duecare.assess.remedies import remedies as compute
    from duecare.cli.output import as_json
    from duecare.cli.show_remedies import write_remedies, write_shifted_remedies
    from duecare.cli.worked import asked_for, opened
    from duecare.report.table import console

    plain, read, bundle = opened(dossier, law_at, assume)
    asked = asked_for(read, bundle, state=state, duty=duty, views=view, as_of=as_of, proof=proof)
    found = compute(asked.worked(), asked.views, duty=asked.duty, together=asked.together)
    before = None
    if assume:
        before = compute(asked.worked(plain), asked.views, duty=asked.duty, together=asked.together)
    if json:
        told = {"dossier": read.id, "dossier_hash": read.sha256, "law_hash": bundle.hash, "remedies": found}
        told |= {} if before is None else {"without_assumptions": before}
        typer.echo(as_json({"format": FORMAT, "format_version": 1, **told}))
        return
    write_remedies(found, asked.bearer, read, bundle.law, console())
    if before is not None:
        write_shifted_remedies(before, found, read, bundle.law, console())
