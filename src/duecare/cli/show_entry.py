"""Writes one declaration of the law for reading."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from shutil import get_terminal_size
from textwrap import fill

import typer

from duecare.lang.lookup import Authority, Entry


def write_entry(entry: Entry) -> None:
    """Write what a declaration says, on what authority, and who uses it; styled on a terminal only."""
    typer.echo(typer.style(entry.label, bold=True) + f"  {entry.span}\n")
    for line in entry.rule.splitlines():
        indent = len(line) - len(line.lstrip())
        _write(line.lstrip(), 2 + indent, hang=2)
    if entry.authorities:
        typer.echo("\nsources")
        _write_authorities(entry.authorities)
    if entry.used_by is not None:
        typer.echo("\nused by")
        for line in _by_kind(entry.used_by) or ["nothing"]:
            _write(line, 2, hang=2)
    typer.echo("")


def _write_authorities(authorities: Iterable[Authority]) -> None:
    """Write each work once, and under it the places cited with their grades; then what States declared."""
    works: dict[str, list[Authority]] = {}
    for authority in dict.fromkeys(authorities):
        works.setdefault(authority.cite if authority.grade else "as States declared", []).append(authority)
    for cite, places in works.items():
        if cite:
            _write(cite, 2, hang=2)
        for place in places:
            grade = f" [{place.grade}]" if place.grade else ""
            says = f" {place.says}" if place.says else ""
            _write(f"{place.cited}{grade}{says}", 4 if cite else 2, hang=2)


def _by_kind(users: Iterable[str]) -> list[str]:
    """Return users by kind: `duty: harbour_duty.warn, harbour_duty.halt`."""
    kinds: dict[str, list[str]] = {}
    for user in users:
        kind, quote, name = user.partition(" '")
        kinds.setdefault(kind, []).extend([name.removesuffix("'")] if quote else [])
    return [f"{kind}: {', '.join(names)}" if names else kind for kind, names in kinds.items()]


def _write(text: str, indent: int, hang: int) -> None:
    """Write a text with a margin; on a terminal it is broken between words, elsewhere a line stays one."""
    margin = " " * indent
    if not sys.stdout.isatty():
        typer.echo(margin + text)
        return
    width = max(get_terminal_size().columns, indent + 30)
    further = margin + " " * hang
    told = fill(text, width, initial_indent=margin, subsequent_indent=further, break_on_hyphens=False)
    typer.echo(told)
