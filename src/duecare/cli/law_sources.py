"""`duecare law sources`: what the law cites, as citations in the form of OSCOLA or as CSL-JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from duecare.cli.law import LawFolder


def register(app: typer.Typer) -> None:
    """Add the verb to those of the law."""
    app.command()(sources)


def sources(
    *,
    csl: Annotated[bool, typer.Option("--csl", help="Write CSL-JSON, for reference managers.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else to the terminal.")] = None,
    law: LawFolder = None,
) -> None:
    """List the authorities of the law, with how each was checked, or write them as CSL-JSON."""
    from duecare.cli.law import bundled
    from duecare.cli.output import as_json, check_target, write_whole
    from duecare.export.csl import to_csl
    from duecare.lang.references import Reference, references
    from duecare.report.oscola import full, plain
    from duecare.rulebook.load import load_bundled, load_law

    if output:
        check_target(output)
    book, known = (load_law(law) if law else load_bundled()).law, references(law or bundled())
    if csl:
        written = as_json(to_csl(book.sources, known))
    else:
        lines = (
            f"{one.name}  [{one.grade}]  {plain(full(known.get(one.name, Reference(one.name, 'document')), one))}"
            for one in book.sources
        )
        written = "\n".join(lines)
    if output:
        write_whole(output, written + "\n")
        typer.echo(f"wrote {output}")
    else:
        typer.echo(written)
