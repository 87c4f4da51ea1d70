"""`duecare nexus tables`, `resolve` and `dossier`: from indicators and flow logs to territories, with grounds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from duecare.nexus.table import Table

app = typer.Typer(
    help="From or through whose territory: indicators and flow logs to territories.", no_args_is_help=True
)

Geo = Annotated[
    list[str],
    typer.Option("--geo", metavar="TABLE", help="FILE[,kind=...][,source=...][,date=...]; repeat for several tables."),
]
Hidden = Annotated[
    list[str] | None,
    typer.Option("--indeterminate", metavar="LIST", help="FILE,class=tor|vpn|cdn|...: addresses that have no place."),
]
At = Annotated[str | None, typer.Option("--at", metavar="DATE", help="When the addresses were used.")]
Dns = Annotated[Path | None, typer.Option("--dns", metavar="FILE", help="Passive DNS: CSV, name,address,first_seen.")]
Columns = Annotated[
    str,
    typer.Option("--columns", metavar="MAP", help="Of CSV and Parquet: at=X,source=X,destination=X,bytes=X"),
]
Indicators = Annotated[
    Path | None,
    typer.Option("--indicators", metavar="FILE", help="A dossier, or a list as text or CSV (value,role,...)"),
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON.")]


@app.command()
def tables(geo: Geo, *, indeterminate: Hidden = None, at: At = None, json: Json = False) -> None:
    """List the tables with source, kind and day, how old they are, and what was counted while they were read."""
    _check_installed()
    from duecare.cli.output import as_json
    from duecare.cli.show_nexus import tables_data, write_tables
    from duecare.report.table import console

    day, read = _day(at), _tables(geo, indeterminate)
    if json:
        typer.echo(as_json(tables_data(read, day)))
    else:
        write_tables(read, day, console())


@app.command()
def resolve(
    what: Annotated[Path, typer.Argument(metavar="INDICATORS|FLOWS", help="A dossier, a list, or a log.")],
    geo: Geo,
    *,
    affected: Annotated[str, typer.Option("--affected", metavar="STATE", help="Of a log: who was hit.")] = "",
    indicators: Indicators = None, dns: Dns = None, indeterminate: Hidden = None, at: At = None, columns: Columns = "",
    json: Json = False,
) -> None:  # fmt: skip
    """Tell from or through whose territory: per territory role, counts, times, operators, tables and standing."""
    _check_installed()
    from duecare.cli.nexus_case import case_of, is_log
    from duecare.cli.output import as_json
    from duecare.cli.show_nexus import resolved_data, write_resolved
    from duecare.report.table import console

    log = is_log(what)
    if log and not affected:
        _refuse("a log says nothing about a role without a State that was hit", "name it: --affected EST")
    signs = indicators if log else what
    found = case_of([what] if log else [], signs, dns, _tables(geo, indeterminate), _state(affected), columns, _day(at))
    if json:
        typer.echo(as_json(resolved_data(found.resolved)))
    else:
        write_resolved(found.resolved, console())


@app.command()
def dossier(
    flows: Annotated[list[Path], typer.Argument(metavar="FLOWS...", help="Zeek, Suricata EVE, CSV or Parquet.")],
    geo: Geo,
    *,
    affected: Annotated[str, typer.Option("--affected", metavar="STATE", help="Whom the operation hit.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="A folder that is not there yet.")],
    indicators: Indicators = None, dns: Dns = None, indeterminate: Hidden = None, at: At = None, columns: Columns = "",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The dossier's name.")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="WORDS", help="What kind of operation.")] = "not stated yet",
    tlp: Annotated[str, typer.Option("--tlp", metavar="MARKING")] = "amber",
) -> None:  # fmt: skip
    """Write a draft dossier from flow logs, its assessment, territory pairs by hour, and addresses by territory."""
    _check_installed()
    from duecare.cli.nexus_case import case_of
    from duecare.cli.nexus_folder import Asked, check_asked, write_folder

    state, day = _state(affected), _day(at)
    asked = Asked(output, name or f"traffic-against-{state.lower()}", state, kind, tlp, tuple(flows), indicators)
    check_asked(asked)
    found = case_of(flows, indicators, dns, _tables(geo, indeterminate), state, columns, day)
    for line in write_folder(found, asked):
        typer.echo(line)


def _tables(geo: list[str], hidden: list[str] | None) -> tuple[Table, ...]:
    from duecare.tables.read import read_tables
    from duecare.tables.spec import parse_spec

    return read_tables(parse_spec(text) for text in (*geo, *(hidden or ())))


def _check_installed() -> None:
    """Refuse to begin without what this extra brings."""
    from importlib import import_module

    from duecare.base.errors import DuecareError

    for name in ("numpy", "pyarrow"):
        try:
            import_module(name)
        except ImportError as error:
            raise DuecareError(f"territories need {name}: pip install 'duecare[nexus]'") from error


def _day(text: str | None) -> date | None:
    from duecare.cli.assess import moment

    found = moment(text, "--at")
    return found.earliest.date() if found else None


def _state(text: str) -> str:
    from duecare.base.states import is_state, near_states, state_name

    code = text.strip().upper()
    if not code or is_state(code):
        return code
    meant = near_states(text)
    if not any(state_name(one).casefold() == text.strip().casefold() for one in meant[:1]):
        _refuse(f"'{text[:60]}' is the code of no State", f"did you mean {' or '.join(meant) or 'another'}?")
    return meant[0]


def _refuse(message: str, advice: str) -> None:
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE

    raise InputError([Diagnostic(NOWHERE, message, advice)])
