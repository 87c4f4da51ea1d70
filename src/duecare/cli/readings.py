"""`duecare readings`: under which positions on the contested issues a finding comes out one way or another."""

from __future__ import annotations

from typing import Annotated

import typer

from duecare.cli.assess import AsOf, DossierFile, Json, LawAt, Proof
from duecare.cli.what_if import Assume

FORMAT = "duecare-readings"


def readings(
    dossier: DossierFile,
    *,
    state: Annotated[str, typer.Option("--state", help="The State assessed, by code or name.")],
    duty: Annotated[str, typer.Option("--duty", help="The duty, as OBLIGATION.DUTY or its last part.")],
    toward: Annotated[str | None, typer.Option("--toward", help="The State it is owed to.")] = None,
    view: Annotated[str, typer.Option("--view", help="Only the readings of this view.")] = "",
    as_of: AsOf = None,
    law_at: LawAt = None,
    proof: Proof = "balance",
    assume: Assume = None,
    json: Json = False,
) -> None:
    """Tell under which positions on the contested issues a finding comes out one way or another."""
    from duecare.assess.outcomes import ALL
    from duecare.assess.readings import which_readings
    from duecare.cli.choose import choose_beneficiary
    from duecare.cli.output import as_json
    from duecare.cli.show_readings import write_readings
    from duecare.cli.worked import asked_for, opened
    from duecare.report.table import console

    plain, read, bundle = opened(dossier, law_at, assume)
    views = [view] if view else []
    asked = asked_for(read, bundle, state=state, duty=duty, views=views, as_of=as_of, proof=proof)
    beneficiary = choose_beneficiary(toward, asked.duty, asked.bearer, read, bundle.law)
    decider = asked.frame(beneficiary)
    chosen = asked.views[0] if view else ALL
    told = which_readings(decider, asked.duty, chosen)
    without = which_readings(asked.frame(beneficiary, plain), asked.duty, chosen) if assume else None
    if json:
        found = {"format": FORMAT, "format_version": 1, "readings": told}
        typer.echo(as_json(found if without is None else {**found, "without_assumptions": without}))
        return
    write_readings(told, read, bundle.law, console())
    if without is not None:
        typer.echo("\nWithout the assumption" + (": the same." if without == told else ""))
        if without != told:
            write_readings(without, plain, bundle.law, console())
