"""Reads indicators from a list: plain text, one a line, or CSV whose first line names its columns; and passive DNS."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.moments import Moment, parse_moment
from duecare.base.spans import Span
from duecare.dossier.model import INDICATOR_TYPES, Indicator
from duecare.nexus.addresses import number_of
from duecare.nexus.signs import Answer
from duecare.tables.content import read_content, refused

MOST = 5_000_000
_VALUE = ("value", "indicator", "ioc", "address", "ip")
_NAMES = ("type", "role", "first_seen", "last_seen", "territory", "note")
_DIGEST = re.compile(r"(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64})\Z")
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.)+[A-Za-z][\w-]{0,62}\.?\Z")
_SYSTEM = re.compile(r"AS\d{1,10}\Z", re.IGNORECASE)


def read_indicators(path: Path) -> tuple[Indicator, ...]:
    """Return the indicators of a list; InputError holds every line that cannot be used."""
    rows = list(_rows(path))
    if not rows:
        raise refused(path, "this list holds no indicator", "write one a line")
    if len(rows) > MOST:
        raise refused(path, f"this list holds more than {MOST:,} indicators", "split it")
    header = [field.strip().lower() for field in rows[0][1]]
    named = next((word for word in _VALUE if word in header), "")
    wrong: list[Diagnostic] = []
    found = []
    for number, (line, fields) in enumerate(rows[1:] if named else rows, 1):
        row = dict(zip(header, (field.strip() for field in fields), strict=False)) if named else {}
        value = row.get(named, "") if named else fields[0].strip()
        one = _indicator(f"i{number}", restored(value), row, Span(str(path), line, 1), wrong)
        if one:
            found.append(one)
    if wrong:
        raise InputError(wrong[:50])
    return tuple(found)


def read_passive_dns(path: Path) -> tuple[Answer, ...]:
    """Return what passive DNS saw: CSV with name, address and, if it is there, first_seen and last_seen."""
    rows = list(_rows(path))
    header = [field.strip().lower() for field in rows[0][1]] if rows else []
    name = next((word for word in ("name", "rrname", "domain", "query") if word in header), "")
    address = next((word for word in ("address", "rdata", "answer", "ip") if word in header), "")
    if not name or not address:
        raise refused(path, "the first line of this file names no name and address", "write name,address,first_seen")
    wrong: list[Diagnostic] = []
    found = []
    for line, fields in rows[1:]:
        row = dict(zip(header, (field.strip() for field in fields), strict=False))
        span = Span(str(path), line, 1)
        first, last = (_time(row, key, span, wrong) for key in ("first_seen", "last_seen"))
        if row.get(name) and number_of(row.get(address, "")):
            begun, ended = first.earliest if first else None, last.latest if last else None
            found.append(Answer(row[name], row[address], begun, ended))
    if wrong:
        raise InputError(wrong[:50])
    return tuple(found)


def restored(value: str) -> str:
    """Return an indicator that was written so that nobody follows it by accident as it was."""
    plain = value.replace("[.]", ".").replace("(.)", ".").replace("[:]", ":").replace("[@]", "@")
    return re.sub(r"\Ahxxp", "http", plain, flags=re.IGNORECASE)


def type_of(value: str) -> str:
    """Return what kind of indicator a text is, by its form."""
    known = number_of(value.partition("/")[0])
    if known and (("/" not in value) or value.partition("/")[2].isdecimal()):
        return f"ipv{known[0]}"
    if "://" in value:
        return "url"
    if "@" in value:
        return "email"
    if _DIGEST.match(value):
        return "file-hash"
    if _SYSTEM.match(value):
        return "asn"
    return "domain" if _DOMAIN.match(value) else "other"


def _indicator(name: str, value: str, row: dict[str, str], span: Span, wrong: list[Diagnostic]) -> Indicator | None:
    if not value:
        wrong.append(Diagnostic(span, "this line holds no indicator", "write it, or take the line out"))
        return None
    said = row.get("type", "")
    if said and said not in INDICATOR_TYPES:
        wrong.append(Diagnostic(span, f"type cannot be '{said[:40]}'", f"write {', '.join(INDICATOR_TYPES)}"))
    return Indicator(
        id=name,
        type=said or type_of(value),
        value=value,
        sources=(),
        tlp="",
        first_seen=_time(row, "first_seen", span, wrong),
        last_seen=_time(row, "last_seen", span, wrong),
        territory=row.get("territory", ""),
        role=row.get("role", ""),
        note=row.get("note", ""),
        span=span,
    )


def _time(row: dict[str, str], key: str, span: Span, wrong: list[Diagnostic]) -> Moment | None:
    word = row.get(key, "")
    if not word:
        return None
    try:
        return parse_moment(word)
    except ValueError:
        pass
    try:
        at = datetime.fromisoformat(word)
        return parse_moment(f"{at:%Y-%m-%dT%H:%M}" + (_zone(at) if at.tzinfo else ""))
    except ValueError:
        wrong.append(Diagnostic(span, f"{key} cannot be '{word[:40]}'", "write a date such as 2021-05-14"))
        return None


def _zone(at: datetime) -> str:
    zone = f"{at:%z}"
    return f"{zone[:3]}:{zone[3:5]}"


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    data, _ = read_content(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(path, "this file is not UTF-8", "save the file as UTF-8", line) from error
    if "\x00" in text:
        raise refused(path, "this file is not text", "name a list, one indicator a line")
    reader = csv.reader(StringIO(text))
    try:
        for fields in reader:
            if fields and any(field.strip() for field in fields) and not fields[0].lstrip().startswith("#"):
                yield reader.line_num, fields
    except csv.Error as error:
        raise refused(path, f"this list is no CSV: {error}", "check its quotes", reader.line_num) from error
