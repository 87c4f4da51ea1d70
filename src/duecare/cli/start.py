"""`duecare demo`, `new` and `schema`: what to begin with; each verb imports what it needs."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

DEMO = "hse-2021"


def demo() -> None:
    """Assess a real incident; its memo goes to `out`.

    The dossier on it comes with Duecare. Exit 3: done, with open questions.
    """
    from duecare.cli.assess import assessed, leave, write_memo
    from duecare.report.table import console, write_answer, write_head, write_questions

    dossier, bundle, result = assessed(bundled_dossier(DEMO), None, None, "balance", declared=True)
    out = console()
    write_head(result, out)
    write_answer(result, bundle.law, out)
    write_questions(result, bundle.law, out)
    page, *others = (Path("out") / f"{DEMO}-memo{suffix}" for suffix in (".html", ".docx", ".pdf", ".md"))
    page.parent.mkdir(exist_ok=True)
    write_memo((page, *others), dossier, bundle, result)
    typer.echo(f"\nThe memo is in {page}: open it in a browser, by a double click or as\n  {page.resolve().as_uri()}")
    typer.echo(f"For a word processor, for paper and as plain text: {', '.join(map(str, others))}.")
    typer.echo(f"The table of duties: duecare assess {dossier.file}")
    leave(result)


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits and hyphens.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE")] = None,
) -> None:
    """Write a new dossier to fill in.

    It says what every field is for, and reads without error.
    """
    from duecare.cli.output import check_target, refuse_existing, write_whole
    from duecare.dossier.scaffold import new_dossier

    text, file = new_dossier(name), output or Path(f"{name}.yaml")
    refuse_existing(file)
    check_target(file)
    write_whole(file, text)
    typer.echo(f"wrote {file}")


def schema(of: Annotated[str, typer.Argument(metavar="[dossier|assessment]")] = "dossier") -> None:
    """Write the JSON Schema of a dossier or assessment.

    Of a dossier for editors; of an assessment as `assess --json` writes it.
    """
    from duecare.cli.choose import choose_schema
    from duecare.report.record import as_json, assessment_schema

    if choose_schema(of) == "assessment":
        typer.echo(as_json(assessment_schema()))
        return
    from duecare.dossier.schema import dossier_schema
    from duecare.rulebook.load import load_bundled

    typer.echo(as_json(dossier_schema(load_bundled().law)))


def bundled_dossier(name: str) -> Path:
    """Return a dossier that comes with Duecare: in the installed package, or in the repository."""
    return _dossiers() / f"{name}.yaml"


def bundled_dossiers() -> tuple[Path, ...]:
    """Return all dossiers that come with Duecare, exercises included."""
    return tuple(sorted(_dossiers().glob("*.yaml")))


def _dossiers() -> Path:
    packaged = Path(str(files("duecare"))) / "dossiers"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "dossiers"
