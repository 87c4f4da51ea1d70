"""`duecare chance`: how likely each outcome is, where claims carry probabilities; else shares of the completions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from duecare.cli.assess import AsOf, DossierFile, Json, LawAt, Proof, Views
from duecare.cli.what_if import Assume
from duecare.cli.worked import Duty, State

if TYPE_CHECKING:
    from duecare.assess.chance import ChanceReport
    from duecare.cli.worked import Asked
    from duecare.dossier.model import Dossier

FORMAT = "duecare-chance"


def chance(
    dossier: DossierFile,
    *,
    state: State = None,
    duty: Duty = None,
    view: Views = None,
    as_of: AsOf = None,
    law_at: LawAt = None,
    proof: Proof = "balance",
    assume: Assume = None,
    json: Json = False,
) -> None:
    """Tell how likely each outcome is, where claims carry probabilities; where none does, count completions."""
    from duecare.cli.output import as_json
    from duecare.cli.show_chance import write_chances, write_shifted_chances
    from duecare.cli.worked import asked_for, opened
    from duecare.report.table import console

    plain, read, bundle = opened(dossier, law_at, assume)
    asked = asked_for(read, bundle, state=state, duty=duty, views=view, as_of=as_of, proof=proof)
    found = _of(asked, read)
    if asked.duty and not found.findings:
        asked.refuse_nothing()
    before = _of(asked, plain) if assume else None
    if json:
        told = {"dossier": read.id, "dossier_hash": read.sha256, "law_hash": bundle.hash, "chances": found}
        told |= {} if before is None else {"without_assumptions": before}
        typer.echo(as_json({"format": FORMAT, "format_version": 1, **told}))
        return
    write_chances(found, read, bundle.law, console())
    if before is not None:
        write_shifted_chances(before, found, read, bundle.law, console())


def _of(asked: Asked, dossier: Dossier) -> ChanceReport:
    from duecare.assess.chance import chances

    return chances(
        dossier,
        asked.bundle,
        asked.views,
        as_of=asked.as_of,
        standard=asked.standard,
        bearer=asked.bearer,
        duty=asked.duty,
        together=asked.together,
    )
