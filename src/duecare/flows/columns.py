"""Which column of a table of flows says what: as the user maps them, or by the names that are usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.flows.batch import unreadable
from duecare.nexus.flow_columns import AT, BYTES, DESTINATION, NAMES, SOURCE

_USUAL = {
    AT: ("at", "ts", "time", "timestamp", "start", "start_time", "first", "ts_start", "flow_start", "date"),
    SOURCE: ("source", "src", "src_ip", "src_addr", "sa", "srcaddr", "source_ip", "id.orig_h", "ip_src", "saddr"),
    DESTINATION: (
        "destination", "dst", "dst_ip", "dest_ip", "dst_addr", "da", "dstaddr", "destination_ip", "id.resp_h", "ip_dst",
        "daddr",
    ),
    BYTES: ("bytes", "octets", "volume", "byte_count", "ibyt", "in_bytes", "total_bytes"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table gives; several may add up to the volume."""

    at: str
    source: str
    destination: str
    volumes: tuple[str, ...] = ()

    @property
    def all(self) -> list[str]:
        """Return every column to read."""
        return list(dict.fromkeys((self.at, self.source, self.destination, *self.volumes)))


def parse_columns(text: str) -> dict[str, str]:
    """Return what `at=ts,source=src_ip,...` maps; InputError if it cannot be read."""
    said: dict[str, str] = {}
    for part in filter(None, text.split(",")):
        name, _, column = part.partition("=")
        if name.strip() not in NAMES or not column.strip():
            message = f"--columns: '{part[:60]}' maps nothing"
            advice = "write at=COLUMN,source=COLUMN,destination=COLUMN,bytes=COLUMN"
            raise InputError([Diagnostic(NOWHERE, message, advice)])
        said[name.strip()] = column.strip()
    return said


def usual_columns(line: str) -> bool:
    """Say whether the first line of a table names a source and a destination as is usual."""
    words = {word.strip().strip('"').lower() for mark in ",;\t|" for word in line.split(mark)}
    return all(words & set(_USUAL[name]) for name in (SOURCE, DESTINATION))


def columns_of(names: Sequence[str], said: dict[str, str], path: Path) -> Columns:
    """Return the columns to use; InputError if one that is needed is not there."""
    lower = {name.strip().lower(): name for name in reversed(names)}
    found = {name: next((lower[word] for word in _USUAL[name] if word in lower), "") for name in NAMES}
    found |= said
    missing = [name for name in (AT, SOURCE, DESTINATION) if not found[name]]
    wrong = [column for column in said.values() if column not in names]
    if missing or wrong:
        what = f"no column '{wrong[0]}'" if wrong else f"no column that says `{missing[0]}`"
        shown = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
        advice = f"say which: --columns {(missing or [AT])[0]}=NAME,..."
        raise unreadable(path, f"this table has {what}; it has {shown}", advice)
    volumes = (found[BYTES],) if found[BYTES] else ()
    return Columns(found[AT], found[SOURCE], found[DESTINATION], volumes)
