"""Whether a register fits its law: every answer names an issue and positions that the law has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.dossier.mistakes import near, shown
from duecare.ir.declarations import Law
from duecare.practice.model import DERIVED, Answer, Record, Register
from duecare.practice.read import read_register

_Known = Mapping[str, tuple[str, ...]]


def register_of(law: Law, folder: Path) -> Register:
    """Return the register beside a law, empty where there is none; InputError tells where it does not fit the law."""
    register = read_register(folder)
    if wrong := check_register(register, law):
        raise InputError(wrong)
    return register


def check_register(register: Register, law: Law) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong between a register and a law."""
    return tuple(_wrong(register, law))


def _wrong(register: Register, law: Law) -> Iterator[Diagnostic]:
    known = {issue.name: tuple(position.name for position in issue.positions) for issue in law.issues}
    for column in register.columns:
        for code in column.codes.values():
            for answer in code.answers:
                yield from _answer(answer, known)
    records = {record.id: record for record in register.records}
    sources = {source.name for source in law.sources}
    for record in register.records:
        yield from _record(record, records, known)
        if record.id in sources:
            advice = "give the record another name"
            yield Diagnostic(record.span, f"the law has a source named '{record.id}' already", advice)
    for group in register.groups.values():
        for one in group.endorsements:
            if one.record not in records or records[one.record].who != group.code:
                own = [name for name, record in records.items() if record.who == group.code]
                advice = near(one.record, own, "name a record of the group")
                yield Diagnostic(one.span, f"'{shown(one.record)}' is no text of {group.code}", advice)


def _record(record: Record, records: Mapping[str, Record], known: _Known) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, bool], Answer] = {}
    for answer in record.positions:
        yield from _answer(answer, known)
        first = seen.setdefault((answer.issue, answer.mode == "doubts"), answer)
        if first is not answer:
            message = f"the record answers '{answer.issue}' twice (line {first.span.line})"
            yield Diagnostic(answer.span, message, "keep one, with `or` between positions")
    if bool(record.derived_from) != (DERIVED in record.flags):
        yield Diagnostic(record.span, f"`derived_from` and the flag `{DERIVED}` go together", "give both, or neither")
    elif record.derived_from and record.derived_from not in records:
        advice = near(record.derived_from, records, "name a record of a group")
        yield Diagnostic(record.span, f"there is no record '{shown(record.derived_from)}'", advice)


def _answer(answer: Answer, known: _Known) -> Iterator[Diagnostic]:
    if answer.issue not in known:
        yield _no_issue(answer.issue, answer.span, known)
        return
    for position in answer.positions:
        if position not in known[answer.issue]:
            advice = near(position, known[answer.issue], f"it has {', '.join(known[answer.issue])}")
            message = f"the issue '{answer.issue}' has no position '{shown(position)}'"
            yield Diagnostic(answer.span, message, advice)


def _no_issue(issue: str, span: Span, known: _Known) -> Diagnostic:
    base, _, obligation = issue.partition("@")
    having = [name.partition("@")[2] for name in known if name.startswith(f"{base}@")]
    if having and not obligation:
        message = f"the issue '{base}' is taken for each obligation"
        return Diagnostic(span, message, f"write `in` and one of {', '.join(having)} after it")
    if having:
        return Diagnostic(span, f"'{shown(obligation)}' has no issue '{base}'", f"it is one of {', '.join(having)}")
    if base in known:
        return Diagnostic(span, f"the issue '{base}' is not taken for each obligation", f"leave out `in {obligation}`")
    advice = near(base, {name.partition("@")[0] for name in known}, "name an issue of the law")
    return Diagnostic(span, f"there is no issue '{shown(base)}'", advice)
