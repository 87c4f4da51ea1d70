"""Writes mistakes to the error stream as a compiler does."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from duecare.base.errors import Diagnostic, render


def write_mistakes(diagnostics: Iterable[Diagnostic], *, colour: bool) -> None:
    """Write every mistake and, of mistakes in files, how many; with colour, places and carets stand out."""
    listed = list(diagnostics)
    for diagnostic in listed:
        first, *rest = render(diagnostic).split("\n")
        place = f"{diagnostic.span}: " if diagnostic.span.file else ""
        head = typer.style(place, bold=True) + first[len(place) :] if colour else first
        if rest and colour:
            rest[-1] = typer.style(rest[-1], fg="red", bold=True)
        typer.echo("\n".join([head, *rest]), err=True)
    if len(listed) > 1 or any(diagnostic.span.file for diagnostic in listed):
        typer.echo(f"{len(listed)} mistake{'' if len(listed) == 1 else 's'}", err=True)
