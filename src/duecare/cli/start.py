"""`duecare demo`, `new` and `schema`: what to begin with; each verb imports what it needs."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

DEMO = "hse-2021"


def demo() -> None:
    """Assess a bundled dossier on a real incident, and write its memo to the folder `out`."""
    from duecare.cli.assess import assessed, write_memo
    from duecare.report.table import console, write_answer, write_head, write_questions

    dossier, bundle, result = assessed(bundled_dossier(DEMO), None, None, "balance")
    out = console()
    write_head(result, out)
    write_answer(result, bundle.law, out)
    out.print()
    write_questions(result, bundle.law, out)
    memos = [Path("out") / f"{DEMO}-memo{suffix}" for suffix in (".html", ".md")]
    for file in memos:
        write_memo(file, dossier, bundle, result)
    typer.echo(f"\nThe memo: {memos[0]} (and {memos[1]})")


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits and hyphens.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE")] = None,
) -> None:
    """Write a new dossier to fill in; it says what every field is for, and reads without error."""
    from duecare.cli.output import refuse_existing, write_whole
    from duecare.dossier.scaffold import new_dossier

    text, file = new_dossier(name), output or Path(f"{name}.yaml")
    refuse_existing(file)
    write_whole(file, text)
    typer.echo(f"wrote {file}")


def schema() -> None:
    """Write the JSON Schema of a dossier, for editors."""
    from duecare.cli.output import as_json
    from duecare.dossier.schema import dossier_schema
    from duecare.rulebook.load import load_bundled

    typer.echo(as_json(dossier_schema(load_bundled().law)))


def bundled_dossier(name: str) -> Path:
    """Return a dossier that comes with Duecare: in the installed package, or in the repository."""
    packaged = Path(str(files("duecare"))) / "dossiers" / f"{name}.yaml"
    return packaged if packaged.exists() else Path(__file__).parents[3] / "dossiers" / f"{name}.yaml"
