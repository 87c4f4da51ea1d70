"""`duecare law export`: the law in forms that other programs read."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from duecare.ir.declarations import Law


class Form(StrEnum):
    """What a law can be exported to."""

    ASP = "asp"
    LEGALRULEML = "legalruleml"
    JSON = "json"
    JSON_SCHEMA = "json-schema"


def export(
    to: Annotated[Form, typer.Option("--to", help="asp for clingo, legalruleml, json, or the schema of that JSON.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE")],
    law: Annotated[
        Path | None, typer.Option("--law", metavar="FOLDER", help="Its folder; else the bundled one.")
    ] = None,
) -> None:
    """Write the law for other programs: clingo, LegalRuleML tools, anything that reads JSON."""
    from duecare.cli.output import check_target, write_whole
    from duecare.rulebook.load import load_bundled, load_law

    check_target(output)
    bundle = load_law(law) if law else load_bundled()
    write_whole(output, written(to, bundle.law, bundle.hash))
    typer.echo(f"wrote {output}: the law {bundle.hash[:12]} as {to.value}")


def written(to: Form, law: Law, named: str) -> str:
    """Return a law in a form; named is the hash by which results name it."""
    from duecare.export.law_asp import law_as_asp
    from duecare.export.law_json import law_as_json, law_schema
    from duecare.export.legalruleml import law_as_legalruleml

    if to is Form.JSON_SCHEMA:
        return json.dumps(law_schema(), ensure_ascii=False, indent=1) + "\n"
    write = {Form.ASP: law_as_asp, Form.LEGALRULEML: law_as_legalruleml, Form.JSON: law_as_json}[to]
    return write(law, named)


def register(app: typer.Typer) -> None:
    """Add the verb to `duecare law`."""
    app.command("export")(export)
