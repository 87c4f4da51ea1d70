"""Writes one declaration of the law for reading."""

from __future__ import annotations

import typer

from duecare.lang.lookup import Authority, Entry


def write_entry(entry: Entry) -> None:
    """Write what a declaration says, on what authority, and who uses it; styled on a terminal only."""
    typer.echo(typer.style(entry.label, bold=True) + f"  {entry.span}")
    typer.echo("")
    for line in entry.rule.splitlines():
        typer.echo(f"  {line}")
    if entry.authorities:
        typer.echo("\nsources")
        for authority in entry.authorities:
            typer.echo(_authority(authority))
    if entry.used_by is not None:
        typer.echo("\nused by")
        for user in entry.used_by or ("nothing",):
            typer.echo(f"  {user}")
    typer.echo("")


def _authority(authority: Authority) -> str:
    grade = f" [{authority.grade}]" if authority.grade else ""
    cite = f": {authority.cite}" if authority.cite else ""
    says = f"\n    {authority.says}" if authority.says else ""
    return f"  {authority.cited}{grade}{cite}{says}"
