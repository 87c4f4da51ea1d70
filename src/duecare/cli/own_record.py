"""`duecare record`: the case from the side of the State that is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duecare.cli.assess import AsOf, DossierFile, LawAt, Proof, Views, assessed, leave
from duecare.cli.release import Tlp
from duecare.cli.what_if import Assume


def record(
    dossier: DossierFile,
    *,
    state: Annotated[str, typer.Option("--state", metavar="STATE", help="The State whose record it is.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="A .md, .html, .pdf or .docx file.")],
    as_of: AsOf = None,
    law_at: LawAt = None,
    view: Views = None,
    proof: Proof = "balance",
    tlp: Tlp = None,
    assume: Assume = None,
) -> None:
    """Write a State's own record: what was due, what it did, when, on what evidence, and what is missing.

    Exit 3: done, with open questions.
    """
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE
    from duecare.cli.choose import choose_state
    from duecare.cli.write_document import check_document, write_document
    from duecare.report.own_record.record_of import record_of
    from duecare.report.release_words import with_release, with_supposition

    check_document(output)
    read, bundle, result = assessed(dossier, as_of, view, proof, law_at, tlp=tlp, assume=assume)
    bearer = choose_state(state, read)
    if all(one.bearer != bearer for one in result.findings):
        message = f"the dossier claims nothing of what {read.state_name(bearer)} owed"
        named = ", ".join(dict.fromkeys(one.bearer for one in result.findings)) or "none"
        raise InputError([Diagnostic(NOWHERE, message, f"States that it assesses: {named}")])
    made = with_supposition(record_of(bearer, result, read, bundle.law), assume or ())
    write_document(output, with_release(made, read.released))
    typer.echo(f"wrote {output}")
    if assume:
        from duecare.cli.what_if import tell_change

        tell_change(assessed(dossier, as_of, view, proof, law_at, tlp=tlp)[2], result, bundle.law)
    leave(result)
