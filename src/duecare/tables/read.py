"""Reads a table whatever its format, and makes sure that it has a source, a day and a kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.nexus.special import built_in_marks
from duecare.nexus.table import KINDS, MARK, OPERATOR, TERRITORY, Head, Ranges, Table, made
from duecare.tables.content import read_content, refused
from duecare.tables.delimited import read_delimited
from duecare.tables.lists import is_prefix_list, read_listed, read_prefixes
from duecare.tables.mmdb import MAGIC, read_mmdb
from duecare.tables.rir import is_delegated, read_delegated
from duecare.tables.spec import Spec, dated

BUILT_IN = Head("built-in", "IANA special-purpose registries", "", None, MARK, form="built in")


def read_tables(specs: Iterable[Spec]) -> tuple[Table, ...]:
    """Return all tables with the built-in ranges; InputError holds what is wrong with any of them."""
    found, wrong = [built_in()], list[Diagnostic]()
    for spec in specs:
        try:
            found += read_table(spec)
        except InputError as error:
            wrong += error.diagnostics
    if wrong:
        raise InputError(wrong)
    return tuple(found)


def built_in() -> Table:
    """Return the table of addresses that stand for no place, or for none that can be told."""
    ranges = Ranges()
    for version, first, last, label in built_in_marks():
        ranges.add(version, first, last, label)
    table = made(BUILT_IN, ranges)
    return Table(table.head, table.labels, table.four, table.six, table.systems, table.ranges)


def read_table(spec: Spec) -> list[Table]:
    """Return what a file says: a table each of territories, operators and marks."""
    data, sha = read_content(spec.path)
    said, form, source, kind, own = _parsed(spec, data)
    day, from_where = dated(spec, own)
    tables = []
    for says, ranges in said.items():
        own_kind = spec.kind or (KINDS[3] if says == OPERATOR and kind == KINDS[2] else kind)
        wrong = _lacking(spec, says, own_kind, day)
        if wrong:
            raise InputError(wrong)
        if not ranges.total:
            raise refused(spec.path, f"no range in this table could be used{_why(ranges)}", "check its format")
        head = Head(spec.path.name, spec.source or source, own_kind, day, says, from_where, str(spec.path), sha, form)
        tables.append(made(head, ranges))
    return tables


def _parsed(spec: Spec, data: bytes) -> tuple[dict[str, Ranges], str, str, str, date | None]:
    """Return the ranges, the format, and the source, kind and day that the file itself gives."""
    if MAGIC in data[-(128 * 1024) :] or spec.path.suffix.lower() == ".mmdb":
        said, source, day = read_mmdb(spec.path)
        if not said:
            raise refused(spec.path, "this MMDB file says nothing of countries or operators", "use another")
        return said, "MMDB", source, KINDS[2], day
    text = _decoded(data, spec.path)
    if spec.marks:
        return {MARK: read_listed(text, spec.marks)}, "list", "", "", None
    if is_delegated(text):
        ranges, source, own = read_delegated(text)
        return {TERRITORY: ranges}, "delegated", source, KINDS[0], own
    if is_prefix_list(text):
        return {OPERATOR: read_prefixes(text)}, "prefixes", "", KINDS[3], None
    return read_delimited(text, spec.path), "CSV", "", "", None


def _decoded(data: bytes, path: Path) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if b"\x00" in data[:1000]:
            raise refused(path, "this is no table of addresses: it is not text", "name an MMDB or text file") from error
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        raise refused(path, message, "save the file as UTF-8", line) from error


def _lacking(spec: Spec, says: str, kind: str, day: date | None) -> list[Diagnostic]:
    """Return what the user still has to say of a table; what marks addresses needs neither kind nor day."""
    place, wrong = Span(str(spec.path), 1, 1), []
    if says != MARK and not kind:
        wrong.append(Diagnostic(place, "nothing says what kind of table this is", f"add ,kind= {' | '.join(KINDS)}"))
    if says != MARK and day is None:
        wrong.append(Diagnostic(place, "nothing says of which day this table is", "add ,date=2026-02-01"))
    return wrong


def _why(ranges: Ranges) -> str:
    counted = ", ".join(f"{count:,} x {what}" for what, count in ranges.skipped.items())
    return f" ({counted})" if counted else ""
