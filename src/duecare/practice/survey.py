"""The register as the survey's table: a row a record, and a record from a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from duecare.base.moments import parse_moment
from duecare.practice.model import UNSPECIFIED, Record, Register

_FIRST = ("iso3", "name", "kind", "year", "date", "instrument")
_LAST = ("source_url", "source_pinpoint", "evidence")
_REASON = "stance_reason"
_FLAGS = re.compile(r"((?:\[[A-Z-]+\] ?)*)(.*)", re.DOTALL)


def columns_of(register: Register) -> tuple[str, ...]:
    """Return the columns of the survey in their order."""
    names = [column.name for column in register.columns]
    return (*_FIRST, *names[:1], _REASON, *names[1:], *_LAST)


def to_row(record: Record, register: Register) -> dict[str, str]:
    """Return a record as a row of the survey; what was looked up in the text has no column there."""
    flags = "".join(f"[{flag.upper().replace('_', '-')}] " for flag in record.flags)
    return {
        "iso3": record.who,
        "name": record.name,
        "kind": register.groups[record.who].kind if record.who in register.groups else "state",
        "year": record.date.text[:4],
        "date": record.date.text if record.dated else "",
        "instrument": record.instrument,
        **{column.name: record.codes.get(column.name, UNSPECIFIED) for column in register.columns},
        _REASON: record.reason,
        "source_url": record.url,
        "source_pinpoint": (flags + record.pinpoint).strip(),
        "evidence": record.grade.upper(),
    }


def from_row(row: Mapping[str, str], name: str, codes: Iterable[str]) -> Record:
    """Return a row of the survey as a record of that name; codes are the columns that hold one."""
    match = _FLAGS.fullmatch(row["source_pinpoint"])
    marks, place = (match[1], match[2]) if match else ("", row["source_pinpoint"])
    return Record(
        id=name,
        who=row["iso3"],
        name=row["name"],
        date=parse_moment(row["date"] or row["year"]),
        dated=bool(row["date"]),
        instrument=row["instrument"],
        grade=row["evidence"].lower(),
        reason=row[_REASON],
        flags=tuple(flag.lower().replace("-", "_") for flag in re.findall(r"\[([A-Z-]+)\]", marks)),
        url=row["source_url"],
        pinpoint=place,
        codes={column: row[column] for column in codes},
    )
