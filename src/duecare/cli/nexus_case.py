"""Indicators and logs, whatever their form, resolved against tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from duecare.dossier.model import Indicator
from duecare.flows.follow import follow, question
from duecare.flows.read import flow_format
from duecare.nexus.joint import Joint, joined
from duecare.nexus.listing import Listing, listing
from duecare.nexus.resolved import Resolved, resolve
from duecare.nexus.signs import Signs, roles_by_address, signs_as_contacts, signs_of
from duecare.nexus.systems import systems_joint
from duecare.nexus.table import OPERATOR, Table
from duecare.nexus.watch import watched
from duecare.tables.indicators import read_indicators, read_passive_dns

_DOSSIERS = {".yaml", ".yml"}
_LISTS = {".txt", ".list", ".ioc"}


@dataclass(frozen=True, slots=True)
class Case:
    """What was found: resolved, with the addresses behind it, and of logs the pairs by hour and how much was read."""

    resolved: Resolved
    listing: Listing
    pairs: pa.Table | None
    flows: int
    indicators: int


def is_log(path: Path) -> bool:
    """Say whether a file is a log of flows and no list of indicators."""
    from duecare.flows.columns import usual_columns

    if path.suffix.lower() in _DOSSIERS | _LISTS:
        return False
    if flow_format(path) != "CSV":
        return True
    with pa.input_stream(str(path), compression="detect") as stream:
        first = stream.read(1 << 14).decode("utf-8", errors="replace").partition("\n")[0]
    return usual_columns(first)


def case_of(
    logs: Sequence[Path], listed: Path | None, dns: Path | None, tables: Sequence[Table], affected: str, columns: str,
    at: date | None,
) -> Case:  # fmt: skip
    """Return what indicators alone, or logs with or without indicators, amount to."""
    from duecare.flows.columns import parse_columns

    said = parse_columns(columns)
    indicators = indicators_in(listed) if listed else ()
    signs = signs_of(indicators, read_passive_dns(dns) if dns else ())
    joint = joined(tables)
    operators = [table for table in tables if table.head.says == OPERATOR]
    if not logs:
        return _of_signs(signs, joint, tables, operators, at, len(indicators))
    watch = watched(roles_by_address(signs.addresses)) if listed else None
    found = follow(logs, question(joint, affected, watch), said)
    contacts = found.contacts.tables()
    skipped = _together(signs.skipped, found.tally.skipped)
    resolved = resolve(contacts, joint, operators, at, tied=listed is not None, skipped=skipped)
    return Case(resolved, listing(contacts, joint), found.pairs, found.tally.rows, len(indicators))


def indicators_in(path: Path) -> tuple[Indicator, ...]:
    """Return the indicators of a dossier or of a list."""
    if path.suffix.lower() not in _DOSSIERS:
        return read_indicators(path)
    from duecare.dossier.read import read_dossier
    from duecare.rulebook.load import load_bundled

    return read_dossier(path, load_bundled().law).indicators


def _of_signs(
    signs: Signs, joint: Joint, tables: Sequence[Table], operators: Sequence[Table], at: date | None, count: int
) -> Case:
    contacts = signs_as_contacts(signs.addresses)
    resolved = resolve(contacts, joint, operators, at, tied=True, skipped=signs.skipped)
    systems = systems_joint(signs.systems, tables)
    return Case(
        Resolved(
            resolved.territories, resolved.unplaced, resolved.tables, True, resolved.skipped, systems
        ),
        listing(contacts, joint), None, 0, count,
    )  # fmt: skip


def _together(*counts: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in counts:
        for why, count in one.items():
            found[why] = found.get(why, 0) + count
    return found
