"""Writes tables and resolved territories, to a terminal or as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table as Grid

from duecare.nexus.resolved import Resolved, TerritoryRole
from duecare.nexus.standing import YEAR
from duecare.nexus.table import Head, Table
from duecare.nexus.words import grounds, place_name, table_name

FORMAT = 1
_MOST = 40
_LEGEND = (
    "Agreed: tables agree; alone: one table alone speaks; disputed: tables differ. Standing: of the claim that follows,"
    " never more than probable; none: no table near in time places addresses there. Addresses say nothing of who acted."
)


def write_tables(tables: Iterable[Table], at: date | None, out: Console) -> None:
    """Write the tables one a line, then what was counted while they were read."""
    grid = _grid("table", "says", "kind", "source", "day", "dated", "age", "ranges")
    for one in tables:
        head = one.head
        day = (str(head.date), f"by {head.dated}") if head.date else ("-", "-")
        cells = (head.says, head.kind or "-", head.source or "-", *day, age(head, at), f"{one.ranges:,}")
        grid.add_row(head.name, *cells)
    out.print(grid)
    for one in tables:
        for why, count in one.skipped.items():
            out.print(f"{one.head.name}: {count:,} x {why}")


def age(head: Head, at: date | None) -> str:
    """Return how far a table's day lies from a date, or from today."""
    if head.date is None:
        return "-"
    days = ((at or datetime.now(UTC).date()) - head.date).days
    return f"{abs(days):,} days{' later' if days < 0 else ''}{', over a year' if abs(days) > YEAR.days else ''}"


def tables_data(tables: Iterable[Table], at: date | None) -> dict[str, Any]:
    """Return the tables as data."""
    rows = [
        head_data(one.head) | {"age": age(one.head, at), "ranges": one.ranges, "counted": dict(one.skipped)}
        for one in tables
    ]
    return {"duecare_nexus_tables": FORMAT, "tables": rows}


def head_data(head: Head) -> dict[str, Any]:
    """Return what a table is as data."""
    return asdict(head) | {"date": head.date.isoformat() if head.date else None}


def write_resolved(found: Resolved, out: Console) -> None:
    """Write territories role by role, then what has none, then the AS numbers and what was left out."""
    roles = dict.fromkeys(one.role for one in found.territories)
    for role in roles:
        listed = [one for one in found.territories if one.role == role]
        _write_role(role, listed, out)
    if found.unplaced:
        grid = _grid("no territory", "role", "addresses", "flows", "bytes")
        for one in found.unplaced:
            grid.add_row(one.status, one.role, f"{one.addresses:,}", f"{one.flows:,}", volume(one.bytes))
        out.print(grid)
    for system in found.systems:
        said = "; ".join(f"{label} by {table_name(head)}" for head, label in system.said) or "no table says"
        out.print(f"AS{system.number}: its operator is listed under {said}")
    for why, count in found.skipped.items():
        out.print(f"left out: {count:,} x {why}")
    out.print("Tables: " + "; ".join(table_name(head) for head in found.tables))
    out.print(_LEGEND)


def _write_role(role: str, listed: list[TerritoryRole], out: Console) -> None:
    followed = any(one.flows for one in listed)
    amounts = ("flows", "bytes") if followed else ()
    grid = _grid(role, "addresses", "agreed", "alone", "disputed", *amounts, "first", "last", "standing")
    for one in listed[:_MOST]:
        counts = [f"{count:,}" for count in (one.addresses, one.agreed, one.alone, one.disputed)]
        counts += [f"{one.flows:,}", volume(one.bytes)] if followed else []
        name = f"{one.territory} {place_name(one.territory)}"
        grid.add_row(name, *counts, _day(one.first), _day(one.last), one.standing or "none")
    out.print(grid)
    if len(listed) > _MOST:
        out.print(f"and {len(listed) - _MOST} more territories: --json lists all")


def resolved_data(found: Resolved) -> dict[str, Any]:
    """Return what was found as data."""
    return {
        "duecare_nexus": FORMAT,
        "tied_by_indicators": found.tied,
        "tables": [head_data(head) for head in found.tables],
        "territories": [_territory_data(one, found) for one in found.territories],
        "no_territory": [asdict(one) for one in found.unplaced],
        "systems": [
            {
                "asn": one.number,
                "role": one.role,
                "said": [{"table": head.name, "territory": code} for head, code in one.said],
            }
            for one in found.systems
        ],
        "left_out": dict(found.skipped),
    }


def _territory_data(one: TerritoryRole, found: Resolved) -> Mapping[str, Any]:
    plain = {name: getattr(one, name) for name in _PLAIN}
    return plain | {
        "name": place_name(one.territory),
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "operators": [{"operator": name, "addresses": count} for name, count in one.operators],
        "lookups": [
            {"table": look.table.name, "addresses": look.addresses, "more_than_a_year_away": look.far}
            for look in one.lookups
        ],
        "grounds": grounds(one, tied=found.tied),
    }


_PLAIN = ("territory", "state", "role", "addresses", "agreed", "alone", "disputed", "flows", "bytes", "standing")


def _grid(first: str, *others: str) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    grid.add_column(first, overflow="fold")
    for name in others:
        right = name in {"addresses", "agreed", "alone", "disputed", "flows", "bytes", "ranges"}
        grid.add_column(name, justify="right" if right else "left")
    return grid


def _day(when: datetime | None) -> str:
    return when.strftime("%Y-%m-%d") if when else "-"


def volume(count: int) -> str:
    """Return bytes in the unit a reader expects."""
    for unit, size in (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count} B"
