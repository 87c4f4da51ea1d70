"""Reads a dossier file: strict YAML in, a Dossier out, or every mistake in it at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from duecare.base.errors import InputError
from duecare.base.spans import Span
from duecare.base.yaml_nodes import Node, Table
from duecare.dossier.desk import Desk, tlp
from duecare.dossier.entry_readers import (
    read_account,
    read_appraisal,
    read_entry,
    read_search,
)
from duecare.dossier.fields import Fields, items, open_fields, scalar_text, text
from duecare.dossier.head_reader import read_head
from duecare.dossier.import_readers import check_ids, read_import, read_indicator
from duecare.dossier.lexicon import lexicon
from duecare.dossier.message_reader import check_answers, read_reply, read_request
from duecare.dossier.mistakes import Mistakes
from duecare.dossier.model import Claim, Dossier
from duecare.dossier.yaml_words import read_dossier_nodes
from duecare.ir.declarations import Law

LARGEST = 10_000_000
NOTE_KEYS = ("what", "tlp")

_Reader = Callable[[Node, str, str, Desk], tuple[Any, tuple[Claim, ...]] | None]
_SECTIONS: Mapping[str, tuple[str, str, _Reader]] = {
    "timeline": ("T", "a timeline entry", read_entry),
    "patterns": ("P", "a pattern", read_entry),
    "requests": ("Q", "a request", read_request),
    "replies": ("R", "a reply", read_reply),
    "searches": ("S", "a search", read_search),
    "account": ("B", "an item of `account`", read_account),
    "appraisals": ("A", "an appraisal", read_appraisal),
    "indicators": ("I", "an indicator", read_indicator),
    "imports": ("M", "an import", read_import),
}


def read_dossier(path: Path | str, law: Law) -> Dossier:
    """Return the dossier in a file; InputError holds every mistake found in it."""
    file = str(path)
    try:
        if Path(path).stat().st_size > LARGEST:
            raise _too_large(file)
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"this file cannot be read: {reason}"
        raise _refused(file, message, "check the path and that you may read it") from error
    return parse_dossier(data, file, law)


def parse_dossier(data: bytes, file: str, law: Law) -> Dossier:
    """Return the dossier in these bytes; `file` is what messages call it."""
    if len(data) > LARGEST:
        raise _too_large(file)
    content = _decoded(data, file)
    mistakes = Mistakes(file, content)
    head, fields, desk = read_head(read_dossier_nodes(content, mistakes), lexicon(law), mistakes)
    sections = {key: _section(key, fields, desk) for key in _SECTIONS}
    claims = tuple(claim for _, found in sections.values() for claim in found)
    entries: dict[str, Any] = {key: read for key, (read, _) in sections.items()}
    check_ids(entries["indicators"], mistakes)
    notes = tuple(_note(node, desk) for node in items(fields, "notes"))
    check_answers(entries["requests"], entries["replies"], mistakes)
    mistakes.raise_if_any()
    digest = sha256(data).hexdigest()
    return replace(
        head,
        **entries,
        notes=tuple(said for said, _ in notes),
        note_tlps=tuple(level for _, level in notes),
        claims=claims,
        file=file,
        sha256=digest,
    )


def _section(key: str, fields: Fields, desk: Desk) -> tuple[tuple[Any, ...], tuple[Claim, ...]]:
    letter, what, reader = _SECTIONS[key]
    nodes = enumerate(items(fields, key), 1)
    read = [reader(node, f"{letter}{number}", what, desk) for number, node in nodes]
    found = [pair for pair in read if pair is not None]
    return tuple(entry for entry, _ in found), tuple(claim for _, claims in found for claim in claims)


def _note(node: Node, desk: Desk) -> tuple[str, str]:
    """Return a note and its marking: a text has that of the dossier."""
    fields = open_fields(node, "a note", NOTE_KEYS, desk.mistakes) if isinstance(node, Table) else None
    if fields is None:
        return ("" if isinstance(node, Table) else scalar_text(node, "an item of `notes`", desk.mistakes)), desk.tlp
    return text(fields, "what"), tlp(fields, desk.tlp)


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        column = len(before) - (before.rfind("\n") + 1) + 1
        place = Span(file, before.count("\n") + 1, column)
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        raise Mistakes(file).give_up(place, message, "save the file as UTF-8") from error


def _too_large(file: str) -> InputError:
    return _refused(file, f"this file is larger than {LARGEST // 1_000_000} MB", "split the dossier")


def _refused(file: str, message: str, advice: str) -> InputError:
    return Mistakes(file).give_up(Span(file, 1, 1), message, advice)
