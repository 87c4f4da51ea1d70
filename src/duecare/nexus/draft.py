"""A draft dossier from resolved addresses: nexus claims with their grounds and tables as sources, and nothing else.

It is a proposal for an analyst: it says nothing of harm, knowledge or conduct, and names nobody as author.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from duecare.base.states import in_text, state_name
from duecare.dossier.write import Value
from duecare.nexus.resolved import Resolved, TerritoryRole
from duecare.nexus.table import Head
from duecare.nexus.watch import UNSAID, VICTIM
from duecare.nexus.words import grounds, in_words, told

_DAY = "%Y-%m-%d"
_FEW = 6  # States that the summary names


@dataclass(frozen=True, slots=True)
class Record:
    """A file that the draft rests on: a log, or a list of indicators."""

    id: str
    title: str
    sha256: str
    note: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An address to list in the draft."""

    id: str
    type: str
    value: str
    territory: str
    role: str
    first: datetime | None
    last: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What whoever asked for the draft says of it."""

    name: str
    affected: str
    kind: str
    tlp: str
    written: date
    facts: Mapping[str, str]
    records: tuple[Record, ...]
    listed: tuple[Listed, ...] = ()
    notes: tuple[str, ...] = ()


def draft(found: Resolved, order: Order) -> dict[str, Value]:
    """Return the draft as a mapping to be written out."""
    parts = [one for one in found.territories if _claimed(one, order)]
    bearers = sorted({one.state for one in parts if one.role != VICTIM})
    states = list(dict.fromkeys([*bearers, order.affected]))
    began, ended = _span(found)
    others = [in_text(state_name(state)) for state in bearers if state != order.affected]
    named = in_words([*others[:_FEW], f"{len(others) - _FEW} more"] if len(others) > _FEW else others)
    data: dict[str, Value] = {
        "dossier": order.name,
        "version": "0.1",
        "title": f"Traffic against {in_text(state_name(order.affected))} (draft)",
        "summary": f"Made from flow logs and address tables alone. Addresses placed in {named} took part. "
        "Nothing here shows who acted, what harm was done, or what any State knew or did.",
        "tlp": order.tlp,
        "exercise": "no",
        "written": _written(found, order).strftime(_DAY),
        "operation": {"kind": order.kind, "began": began, "ended": ended},
        "states": states,
        "affected_closed": "no",
        "sources": _sources(found, order),
        "timeline": [_entry(one, order, found) for one in sorted(parts, key=lambda one: (str(one.first), one.state))],
        "notes": [*order.notes, *_notes(found)],
    }
    if order.listed:
        data["indicators"] = [_indicator(one, order) for one in order.listed]
    return data


def _claimed(one: TerritoryRole, order: Order) -> bool:
    """Say whether a claim is made: for a victim, only of the State that is said to be affected."""
    return bool(one.standing and one.state and one.role in order.facts) and (
        one.role != VICTIM or one.state == order.affected
    )


def _entry(one: TerritoryRole, order: Order, found: Resolved) -> dict[str, Value]:
    tables = [_table_id(look.table, found) for look in one.lookups if not look.far or one.standing == "alleged"]
    claim: dict[str, Value] = {
        "beneficiary" if one.role == VICTIM else "bearer": one.state,
        "value": "yes",
        "standing": one.standing,
        "reason": grounds(one, tied=found.tied),
    }
    return {
        "on": _minute(one.first),
        "what": told(one, tied=found.tied),
        "sources": [*(record.id for record in order.records), *tables],
        "shows": [{order.facts[one.role]: claim}],
    }


def _sources(found: Resolved, order: Order) -> dict[str, Value]:
    records: dict[str, Value] = {
        one.id: {
            "title": one.title, "publisher": "Supplied by whoever made this draft",
            "date": _written(found, order).strftime(_DAY), "grade": "seen", "note": one.note, "sha256": one.sha256,
        }
        for one in order.records
    }  # fmt: skip
    for head in found.tables:
        if head.date is not None:
            records[_table_id(head, found)] = {
                "title": f"{head.name}, {head.kind} addresses", "publisher": head.source or head.name,
                "date": head.date.strftime(_DAY), "grade": "seen", "origin": head.origin, "sha256": head.sha256,
            }  # fmt: skip
    return records


def _table_id(head: Head, found: Resolved) -> str:
    return f"table-{found.tables.index(head) + 1}"


def _indicator(one: Listed, order: Order) -> dict[str, Value]:
    data: dict[str, Value] = {"id": one.id, "type": one.type, "value": one.value}
    if one.first and one.last:
        data |= {"first_seen": _minute(one.first), "last_seen": _minute(one.last)}
    if one.territory:
        data["territory"] = one.territory
    data |= {"role": one.role, "sources": [record.id for record in order.records]}
    return data | {"note": one.note} if one.note else data


def _notes(found: Resolved) -> list[str]:
    notes = [
        f"{one.addresses:,} addresses in the role {one.role} have no territory: {one.status}." for one in found.unplaced
    ]
    silent = sorted(
        {one.territory for one in found.territories if not one.standing and one.role not in {VICTIM, UNSAID}}
    )
    if silent:
        notes.append(f"No claim is made of {', '.join(silent)}: no table near in time places addresses there.")
    stateless = sorted({one.territory for one in found.territories if not one.state})
    if stateless:
        notes.append(f"No State is named for {', '.join(stateless)}.")
    return notes


def _span(found: Resolved) -> tuple[str, str]:
    first = [one.first for one in found.territories if one.first]
    last = [one.last for one in found.territories if one.last]
    return _minute(min(first, default=None)), _minute(max(last, default=None))


def _written(found: Resolved, order: Order) -> datetime:
    """Return the date of writing: today, or the day of the last thing the draft rests on."""
    days = [order.written, *(head.date for head in found.tables if head.date)]
    days += [one.last.date() for one in found.territories if one.last]
    return datetime.combine(max(days), time(), UTC)


def _minute(when: datetime | None) -> str:
    return when.strftime("%Y-%m-%dT%H:%MZ") if when else ""
