"""The account of an import on one screen."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from duecare.dossier.mistakes import shown, visible
from duecare.ingest.account import Account, most_left

_MOST = 8
_EXTENSION = re.compile(r"extension-definition--[0-9a-f-]+/")
_NAMES = {"stix": "STIX 2.1", "misp": "MISP", "eurepoc": "EuRepoC", "csv": "CSV"}


def write_account(account: Account, done: str, report: Path | None) -> None:
    """Tell what was read, where it went, and what was left."""
    say = typer.echo
    say(f"{visible(account.file)}: {_NAMES[account.format]}, sha256 {account.sha256[:12]}")
    kinds = ", ".join(f"{number} {shown(kind)}" for kind, number in sorted(account.kinds.items()))
    say(f"  objects     {account.objects:,} read ({kinds}); {account.left_out:,} left out")
    fate = account.properties
    total = sum(fate.values())
    say(f"  properties  {total:,}: {fate['mapped']:,} mapped, {fate['read']:,} read only, {fate['left']:,} left")
    _dossiers(account)
    for name, number in most_left(account):
        say(f"  left        {shown(_EXTENSION.sub('', name))}{f', {number} times' if number > 1 else ''}")
    _troubles(account)
    more = f"all of it: {report}" if report else "--report FILE.json lists every object and property"
    say(f"{done}\nAll of it is a proposal: claims are alleged until you raise them; {more}")


def _dossiers(account: Account) -> None:
    made = [one for one in account.dossiers if not one["refused"]]
    counted = {key: sum(one[key] for one in made) for key in ("claims", "events", "indicators")}
    states = sorted({state for one in made for state in one["states"]})
    parts = ", ".join(_many(counted[key], key) for key in ("events", "indicators"))
    typer.echo(f"  dossiers    {len(made)} with {_many(counted['claims'], 'claims')} (alleged), {parts}")
    if len(states) <= 12:
        typer.echo(f"  States      {', '.join(states) or 'none is named; --affected says who was harmed'}")
    else:
        typer.echo(f"  States      {len(states)} in all; {sum(not one['states'] for one in made)} dossiers name none")
    refused = [one for one in account.dossiers if one["refused"]]
    for one in refused[:_MOST]:
        typer.echo(f"  no dossier  {one['name']}: {shown(one['refused'])}")
    if len(refused) > _MOST:
        typer.echo(f"  no dossier  {len(refused) - _MOST} more")


def _many(number: int, things: str) -> str:
    return f"{number:,} {things.removesuffix('s') if number == 1 else things}"


def _troubles(account: Account) -> None:
    for one in account.troubles[:_MOST]:
        typer.echo(f"  trouble     {shown(one.at)}: {visible(one.what)}")
    if len(account.troubles) > _MOST:
        typer.echo(f"  trouble     {len(account.troubles) - _MOST} more")
