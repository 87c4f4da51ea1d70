"""Which format a foreign file is in, told by its content and never by its name."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from duecare.base.moments import Moment
from duecare.ingest.account import Account
from duecare.ingest.draft import Draft, Given
from duecare.ingest.eurepoc import looks_like_eurepoc, read_eurepoc
from duecare.ingest.json_text import read_json
from duecare.ingest.limits import JSON_BYTES, read_bytes, refusal, refuse
from duecare.ingest.mapping import Mapped, check_columns, parse_mapping, unmapped
from duecare.ingest.misp import looks_like_events, read_misp
from duecare.ingest.rows import Table, open_table
from duecare.ingest.sheet import read_sheet
from duecare.ingest.stix import read_stix

FORMATS = ("stix", "misp", "eurepoc", "csv")
_MAPPING_BYTES = 1_000_000
_JSON_STARTS = (b"{", b"[")


def open_record(
    path: Path,
    form: str = "",
    mapping: Path | None = None,
    affected: tuple[str, ...] = (),
    began: Moment | None = None,
) -> tuple[Account, Iterator[Draft]]:
    """Return the account of a file, still empty, and the drafts to be made from it."""
    form = form or ("csv" if mapping is not None else "")
    if form in {"stix", "misp"} or (not form and _looks_like_json(path)):
        return _json(path, form, affected, began)
    return _csv(path, form, mapping, affected, began)


def _json(path: Path, form: str, affected: tuple[str, ...], began: Moment | None) -> tuple[Account, Iterator[Draft]]:
    data = read_bytes(path, JSON_BYTES)
    given = Given(str(path), sha256(data).hexdigest(), affected, began)
    value = read_json(data, given.file)
    form = form or _form(value, given.file)
    drafts = [read_stix(value, given)] if form == "stix" else read_misp(value, given)
    for draft in drafts:
        if draft.began is None and not draft.refused:
            draft.refused = "it bears no date; say when the operation began with --began"
    return Account(path.name, given.sha256, form, len(data)), iter(drafts)


def _csv(
    path: Path, form: str, mapping: Path | None, affected: tuple[str, ...], began: Moment | None
) -> tuple[Account, Iterator[Draft]]:
    rules = read_bytes(mapping, _MAPPING_BYTES) if mapping is not None else b""
    mapped = parse_mapping(rules, str(mapping)) if mapping is not None else None
    table = open_table(path, mapped.delimiter if mapped else "")
    form = form or ("eurepoc" if looks_like_eurepoc(table.columns) else "csv")
    size = path.stat().st_size
    if form == "eurepoc":
        if not looks_like_eurepoc(table.columns):
            refuse(
                str(path), "this is not EuRepoC's dataset", "it needs an incident's number, dates, type and receivers"
            )
        return Account(path.name, table.sha256, form, size), read_eurepoc(table, affected)
    if mapped is None:
        raise unmapped()
    check_columns(mapped, table.columns, str(mapping), rules)
    given = Given(str(path), table.sha256, affected, began)
    return Account(path.name, table.sha256, form, size), _one(table, mapped, given)


def _one(table: Table, mapped: Mapped, given: Given) -> Iterator[Draft]:
    yield read_sheet(table, mapped, given)


def _looks_like_json(path: Path) -> bool:
    if not path.is_file():
        refuse(str(path), "this is no file", "name a file")
    with path.open("rb") as stream:
        start = stream.read(4096)
    plain = start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return plain.startswith(_JSON_STARTS)


def _form(value: Any, file: str) -> str:
    if looks_like_events(value):
        return "misp"
    if isinstance(value, dict | list):
        return "stix"
    raise refusal(file, "this JSON is neither a STIX bundle nor MISP events", "name the format with --as if it is")
