"""A draft of a position: read like a record of the register, and heard after all that the register holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.dossier.mistakes import Mistakes
from duecare.ir.declarations import Law
from duecare.lang.files import read_text, with_lines
from duecare.lang.yaml_words import read_yaml
from duecare.practice.check import check_register
from duecare.practice.model import Record, Register
from duecare.practice.read import content_hash, in_time
from duecare.practice.records import read_records


def read_draft(path: Path, register: Register, law: Law) -> tuple[Record, ...]:
    """Return the records of a draft, all of one author; InputError holds every mistake in it."""
    shown = str(path)
    text = read_text(path, shown)
    if isinstance(text, Diagnostic):
        raise InputError([text])
    node = read_yaml(text, shown)
    if isinstance(node, Diagnostic):
        raise InputError(with_lines([node], {shown: text}))
    mistakes = Mistakes(shown, text)
    records = tuple(read_records(node, shown, register.columns, dict(register.groups), mistakes, anybody=True))
    if not records and not mistakes.error().diagnostics:
        raise mistakes.give_up(node.span, "the draft holds no record", "begin with `duecare practice draft STATE`")
    _tell_strangers(records, register, mistakes)
    wrong = [*mistakes.error().diagnostics, *_unfit(records, register, law)]
    if wrong:
        raise InputError(with_lines(wrong, {shown: text}))
    return records


def with_records(register: Register, drafts: Iterable[Record]) -> Register:
    """Return the register with drafts in it, each heard after the other texts of its day."""
    records = sorted((*register.records, *drafts), key=lambda one: in_time(one)[:2])
    return _renamed(replace(register, records=tuple(records)))


def without(register: Register, name: str) -> Register:
    """Return the register as it would be without a record."""
    left = tuple(one for one in register.records if one.id != name)
    return _renamed(replace(register, records=left))


def _renamed(register: Register) -> Register:
    return replace(register, hash=content_hash(register))


def _tell_strangers(records: tuple[Record, ...], register: Register, mistakes: Mistakes) -> None:
    """Note what would not be one author's own draft: records of two, or of a name that is taken."""
    known = {one.id: one for one in register.records}
    for record in records:
        if record.id in known:
            taken = known[record.id].span
            message = f"the name '{record.id}' is taken in the register ({taken.file}, line {taken.line})"
            mistakes.add(record.span, message, "give the draft a name of its own")
        if record.who != records[0].who:
            message = f"a draft is of one State or group, and this record is of {record.who}"
            mistakes.add(record.span, message, f"keep what is of {records[0].who}, and try the other by itself")


def _unfit(records: tuple[Record, ...], register: Register, law: Law) -> list[Diagnostic]:
    """Return what does not fit the law, of the draft alone."""
    own = {one.id for one in records}
    beside = tuple(one for one in register.records if one.id not in own)
    spans = {record.span.file for record in records}
    found = check_register(replace(register, records=(*beside, *records)), law)
    return [one for one in found if one.span.file in spans]
