"""Writes the questions a law asks of an analyst."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

import typer

from duecare.ir.declarations import LeafRule

COLUMNS = ("name", "kind", "scope", "question", "aliases")


def write_facts(leaves: Iterable[LeafRule], *, as_json: bool) -> None:
    """Write a table on a terminal, one tab-separated line a question elsewhere, or JSON."""
    rows = [(leaf.name, leaf.kind, leaf.scope, leaf.question, list(leaf.aliases)) for leaf in leaves]
    if as_json:
        listed = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        _table([(*row[:4], ", ".join(row[4])) for row in rows])
    else:
        for row in rows:
            typer.echo("\t".join((*row[:4], ", ".join(row[4]))))


def _table(rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*COLUMNS, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
