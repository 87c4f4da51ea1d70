"""MMDB files (MaxMind's format) through `maxminddb`: countries, operators, and addresses behind others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Any

from duecare.base.errors import DuecareError
from duecare.nexus.special import INDETERMINATE
from duecare.nexus.table import MARK, OPERATOR, TERRITORY, Ranges
from duecare.tables.content import refused
from duecare.tables.labels import operator_label, territory_label
from duecare.tables.mmdb_tree import networks

MAGIC = b"\xab\xcd\xefMaxMind.com"
MOST = 20_000_000  # networks of one file
_ANONYMOUS = (("is_tor_exit_node", "tor"), ("is_anonymous_vpn", "vpn"), ("is_public_proxy", "proxy"),
              ("is_residential_proxy", "proxy"), ("is_hosting_provider", "cloud"))  # fmt: skip

Record = Mapping[str, Any]


def read_mmdb(path: Path) -> tuple[dict[str, Ranges], str, date]:
    """Return the ranges by what they say, the kind of database its maker names, and the day it was built."""
    try:
        import maxminddb
    except ImportError as error:
        raise DuecareError("MMDB files need maxminddb: pip install 'duecare[nexus]'") from error
    said: dict[str, Ranges] = {}
    try:
        with maxminddb.open_database(str(path), maxminddb.MODE_MEMORY) as reader:  # the compiled one trusts its input
            meta = reader.metadata()
            built = datetime.fromtimestamp(int(meta.build_epoch), UTC).date()
            records: dict[int, Record] = {}
            tree = networks(path.read_bytes(), int(meta.node_count), int(meta.record_size), int(meta.ip_version))
            for number, (version, first, last, leaf) in enumerate(tree):
                if number >= MOST:
                    raise refused(path, f"this file holds more than {MOST:,} networks", "use a table of countries")
                if leaf not in records:
                    found = reader.get(str((IPv4Address if version == 4 else IPv6Address)(first)))
                    records[leaf] = found if isinstance(found, Mapping) else {}
                _take(version, first, last, records[leaf], said)
    except (maxminddb.InvalidDatabaseError, ValueError, OverflowError, IndexError, KeyError, TypeError) as error:
        message = f"this MMDB file is broken or cut short: {' '.join(str(error).split())[:120]}"
        raise refused(path, message, "fetch it again") from error
    return said, str(meta.database_type), built


def _take(version: int, first: int, last: int, record: Record, said: dict[str, Ranges]) -> None:
    for says, label_of in _LABELS.items():
        ranges = said.get(says) or Ranges()
        label = label_of(record, ranges)
        if label is None:
            continue
        said[says] = ranges
        if label:
            ranges.add(version, first, last, label)


def _territory(record: Record, ranges: Ranges) -> str | None:
    """Return where the record places its addresses; where it names only a registration, that is no place."""
    for key in ("country", "country_code"):
        found = record.get(key)
        code = found.get("iso_code") if isinstance(found, Mapping) else found
        if isinstance(code, str) and len(code) <= 3:
            return territory_label(code, ranges)
    if "registered_country" in record or "represented_country" in record:
        ranges.skip("record that names no location")
        return ""
    return None


def _operator(record: Record, ranges: Ranges) -> str | None:
    number = record.get("autonomous_system_number", record.get("asn"))
    if number is None:
        return None
    name = record.get("autonomous_system_organization") or record.get("as_name") or ""
    return operator_label(str(number), str(name), ranges)


def _mark(record: Record, _ranges: Ranges) -> str | None:
    classes = sorted({word for key, word in _ANONYMOUS if record.get(key) is True})
    if classes:
        return f"{INDETERMINATE}: {', '.join(classes)}"
    return "" if "is_anonymous" in record else None


_LABELS: Mapping[str, Callable[[Record, Ranges], str | None]] = {
    TERRITORY: _territory,
    OPERATOR: _operator,
    MARK: _mark,
}
