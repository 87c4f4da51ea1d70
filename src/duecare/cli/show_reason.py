"""Writes a derivation as an outline, conclusion first."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from duecare.assess.model import Reason
from duecare.ir.declarations import Citation, Law
from duecare.report.authorities import grade_of

_COLOURS = {"yes": typer.colors.GREEN, "no": typer.colors.RED, "open": typer.colors.YELLOW}


def write_reason(reason: Reason, law: Law) -> None:
    """Write a derivation; a line is what holds, its truth, its kind, its authorities and its claims."""
    for depth, part in _lines(reason, 0):
        indent = "  " * depth
        truth = typer.style(f"{part.truth:<4}", fg=_COLOURS.get(part.truth))
        named = f"{part.name}: " if part.name else ""
        typer.echo(f"{indent}{truth} [{part.kind}] {named}{part.text}")
        if part.sources:
            typer.echo(f"{indent}       {'; '.join(_cited(one, law) for one in part.sources)}")
        if part.claims:
            typer.echo(f"{indent}       claims: {', '.join(part.claims)}")


def _lines(reason: Reason, depth: int) -> Iterator[tuple[int, Reason]]:
    """Walk without recursion, for a derivation may be deep."""
    waiting = [(depth, reason)]
    while waiting:
        at, part = waiting.pop()
        yield at, part
        waiting += [(at + 1, child) for child in reversed(part.children)]


def _cited(citation: Citation, law: Law) -> str:
    source = next((one for one in law.sources if one.name == citation.source), None)
    place = f", {citation.pinpoint}" if citation.pinpoint else ""
    return f"{source.short if source else citation.source}{place} [{grade_of(citation, law)}]"
