"""Delegated and delegated-extended files of the regional internet registries: who was handed which numbers."""

from __future__ import annotations

from datetime import date
from ipaddress import ip_address, ip_network

from duecare.nexus.keys import ALL_32
from duecare.nexus.table import Ranges, highest
from duecare.tables.labels import territory_label

_HANDED_OUT = ("allocated", "assigned")
_REGISTRIES = {"afrinic": "AFRINIC", "apnic": "APNIC", "arin": "ARIN", "lacnic": "LACNIC", "ripencc": "RIPE NCC"}


def is_delegated(text: str) -> bool:
    """Say whether a text begins as these files do: with a version line, comments aside."""
    for line in text[:10_000].splitlines():
        if line.strip() and not line.startswith("#"):
            fields = line.split("|")
            return len(fields) >= 6 and fields[0].strip() in {"1", "2", "2.0", "2.3"}
    return False


def read_delegated(text: str) -> tuple[Ranges, str, date | None]:
    """Return the ranges by territory, the registry and the day that the version line gives."""
    ranges, registry, day = Ranges(), "", None
    for line in text.splitlines():
        fields = [field.strip() for field in line.split("|")]
        if not line.strip() or line.startswith("#") or fields[-1] == "summary":
            continue
        if fields[0][:1].isdigit() and len(fields) >= 6:
            registry, day = fields[1], _day(fields[5]) or _day(fields[2])
        else:
            _record(fields, ranges)
    return ranges, f"{_REGISTRIES.get(registry, registry)} delegated", day


def _record(fields: list[str], ranges: Ranges) -> None:
    if len(fields) < 7:
        return ranges.skip("line that is no record")
    _, code, family, start, value, _, status = fields[:7]
    if status not in _HANDED_OUT:
        return ranges.skip("numbers not handed out")
    label = territory_label(code, ranges)
    if not label:
        return None
    try:
        _add(family, start, int(value), label, ranges)
    except ValueError:
        ranges.skip("address or number that cannot be read")
    return None


def _add(family: str, start: str, value: int, label: str, ranges: Ranges) -> None:
    if family == "ipv6":
        network = ip_network(f"{start}/{value}", strict=False)
        ranges.add(6, int(network[0]), int(network[-1]), label)
    elif family == "ipv4":
        address = ip_address(start)
        first, last = int(address), int(address) + value - 1
        if address.version != 4 or value < 1 or last > highest(4):
            raise ValueError
        ranges.add(4, first, last, label)
    elif family == "asn" and value >= 1 and 0 <= int(start) <= ALL_32 - value + 1:
        ranges.systems.append((int(start), int(start) + value - 1, ranges.code(label)))
    else:
        raise ValueError


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 8 else None
    except ValueError:
        return None
