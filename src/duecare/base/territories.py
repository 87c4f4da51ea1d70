"""Territories by their codes (ISO 3166), and the State under which a dossier lists each.

A row says which State's name goes with a code in an address table. It takes no position on title or status; a territory
whose row names no State is told by its own name, and no claim about a State follows from it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory: its codes of two and three letters, the State it is listed under (empty: none), its name."""

    iso2: str
    iso3: str
    state: str
    name: str


def territory_of(code: str) -> Territory | None:
    """Return the territory that a code of two or three letters stands for, however it is cased."""
    return _by_code().get(code.strip().upper())


def territories() -> tuple[Territory, ...]:
    """Return all territories, by their codes of three letters."""
    return tuple(_table().values())


@cache
def _table() -> dict[str, Territory]:
    text = files("duecare.base").joinpath("territories.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["iso3"]: Territory(row["iso2"], row["iso3"], row["state"], row["name"]) for row in rows}


@cache
def _by_code() -> Mapping[str, Territory]:
    table = _table()
    return {one.iso2: one for one in table.values()} | table
