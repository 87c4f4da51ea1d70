"""`duecare certify`: findings that somebody else can check, with clingo and without Duecare."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from duecare.cli.assess import AsOf, DossierFile, LawAt, Proof, Views
from duecare.cli.what_if import Assume


def certify(
    dossier: DossierFile,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="A new or empty folder.")],
    as_of: AsOf = None,
    law_at: LawAt = None,
    view: Views = None,
    proof: Proof = "balance",
    assume: Assume = None,
) -> None:
    """Write every finding on a dossier so that clingo alone can check it.

    The folder's README.md says how, and what is not covered.
    """
    from duecare.assess.assess import frames_of
    from duecare.certify.certificate import certificate
    from duecare.cli.assess import assessed, moment
    from duecare.cli.output_folder import check_folder, write_folder

    check_folder(output)
    read, bundle, result = assessed(dossier, as_of, view, proof, law_at, assume=assume)
    frames = frames_of(read, bundle, moment(as_of), result.standard)
    found = certificate(result, frames, bundle.law, f"{datetime.now(UTC):%Y-%m-%d}")
    write_folder(output, found.files)
    typer.echo(f"wrote {output}: {found.findings} findings, {found.answers:,} answers")
    typer.echo(f"how to check them: {output / 'README.md'}")
    if assume:
        from duecare.cli.what_if import tell_change

        tell_change(assessed(dossier, as_of, view, proof, law_at)[2], result, bundle.law)
