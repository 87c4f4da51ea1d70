"""CSV tables: `start,end` or `cidr`, beside a country, an AS number or a class."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from duecare.nexus.addresses import number_of
from duecare.nexus.keys import ALL_32, ALL_128
from duecare.nexus.special import CLASSES, INDETERMINATE
from duecare.nexus.table import MARK, OPERATOR, TERRITORY, Ranges
from duecare.tables.content import refused
from duecare.tables.labels import operator_label, territory_label

_NAMES = {
    "start": ("start", "first", "range_start", "start_ip", "ip_from", "ip_range_start"),
    "end": ("end", "last", "range_end", "end_ip", "ip_to", "ip_range_end"),
    "cidr": ("cidr", "network", "prefix", "range", "ip", "address"),
    "country": ("country", "country_code", "cc", "territory", "iso2", "iso3", "country_iso_code"),
    "asn": ("asn", "as", "as_number", "autonomous_system_number"),
    "name": ("as_name", "organization", "organisation", "autonomous_system_organization", "org", "name"),
    "class": ("class", "mark", "category"),
}  # fmt: skip
_SAYS = {"country": TERRITORY, "asn": OPERATOR, "class": MARK}
_Label = Callable[[dict[str, str], Ranges], str]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column says what, by position."""

    at: dict[str, int]

    def row(self, fields: list[str]) -> dict[str, str]:
        return {name: fields[at].strip() for name, at in self.at.items() if at < len(fields)}


def read_delimited(text: str, path: Path) -> dict[str, Ranges]:
    """Return the ranges by what they say (territory, operator, mark); InputError if no column can be used."""
    lines = _rows(text, path)
    columns = _columns(next(lines, []), path)
    said = {name: Ranges() for name in _SAYS if name in columns.at}
    for fields in lines:
        row = columns.row(fields)
        span = _range(row)
        for name, ranges in said.items():
            if isinstance(span, str):
                ranges.skip(span)
            else:
                label = _LABELS[name](row, ranges)
                if label:
                    ranges.add(*span, label)
    return {_SAYS[name]: ranges for name, ranges in said.items()}


def _rows(text: str, path: Path) -> Iterator[list[str]]:
    sample = text[:4096]
    mark = max(",;\t|", key=sample.partition("\n")[0].count)
    reader = csv.reader(StringIO(text), delimiter=mark)
    try:
        for fields in reader:
            if fields and any(fields) and not fields[0].startswith("#"):
                yield fields
    except csv.Error as error:
        raise refused(path, f"this is no CSV file: {error}", "check its quotes", reader.line_num) from error


def _columns(header: list[str], path: Path) -> _Columns:
    named = [field.strip().lower().lstrip("\ufeff") for field in header]
    at = {name: named.index(word) for name, words in _NAMES.items() for word in reversed(words) if word in named}
    ranged = "cidr" in at or ("start" in at and "end" in at)
    if not ranged or not set(_SAYS) & set(at):
        message = "the first line of this table does not name its columns"
        advice = "name them start,end,country or cidr,country (or asn, or class in place of country)"
        raise refused(path, message, advice)
    return _Columns(at)


def _range(row: dict[str, str]) -> tuple[int, int, int] | str:
    """Return version, first and last of a row's range, or what is wrong with it."""
    if row.get("cidr"):
        return network_range(row["cidr"])
    first, last = (_number(row.get(end, "")) for end in ("start", "end"))
    if first is None or last is None:
        return "address that cannot be read"
    if first[0] != last[0]:
        return "range from one IP version to the other"
    return first[0], first[1], last[1]


def network_range(text: str) -> tuple[int, int, int] | str:
    """Return version, first and last address of a network or a single address, or what is wrong with it."""
    address, slash, prefix = text.partition("/")
    known = _number(address)
    if known is None or (slash and not (prefix.isdecimal() and len(prefix) <= 3)):
        return "address that cannot be read"
    version, number = known
    bits = 32 if version == 4 else 128
    length = bits if not slash else int(prefix) - (96 if version == 4 and ":" in address else 0)
    if not 0 <= length <= bits:
        return "address that cannot be read"
    rest = (1 << (bits - length)) - 1
    return version, number & ~rest, number | rest


def _number(text: str) -> tuple[int, int] | None:
    if text.isdecimal() and len(text) < 40:
        number = int(text)
        return (4, number) if number <= ALL_32 else (6, number) if number <= ALL_128 else None
    return number_of(text)


def _territory(row: dict[str, str], ranges: Ranges) -> str:
    return territory_label(row.get("country", ""), ranges)


def _operator(row: dict[str, str], ranges: Ranges) -> str:
    return operator_label(row.get("asn", ""), row.get("name", ""), ranges)


def _class(row: dict[str, str], ranges: Ranges) -> str:
    word = row.get("class", "").lower()
    if word in CLASSES:
        return f"{INDETERMINATE}: {word}"
    ranges.skip("unknown class")
    return ""


_LABELS: dict[str, _Label] = {"country": _territory, "asn": _operator, "class": _class}
