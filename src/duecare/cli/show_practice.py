"""Writes records, and what one State says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from duecare.cli.practice_words import CONSISTENCY, cautions, indented, record_words, told_words, who_words
from duecare.ir.declarations import Law
from duecare.practice.answers import answers_of, stance_of
from duecare.practice.current import Said
from duecare.practice.declared import Declared
from duecare.practice.model import Record, Register
from duecare.report.names import human
from duecare.report.stances import issue_words, positions_words
from duecare.report.visible import visible

_PARTS = (("holds", "Holds"), ("if_binding", "Would hold if the duty bound"), ("open", "Leaves open"))


def table_of(*heads: str) -> Table:
    """Return an empty table in the manner of the other verbs."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=False)
    for head in heads:
        made.add_column(head, overflow="fold")
    return made


def write_list(records: Sequence[Record], register: Register, out: Console) -> None:
    """Write a row a record."""
    table = table_of("Date", "Record", "Who", "Instrument", "Stance as coded", "Grade", "Cautions")
    for one in records:
        cells = (one.date.text, one.id, one.who, one.instrument, _stance(one, register), one.grade, cautions(one))
        table.add_row(*(Text(visible(cell)) for cell in cells))
    out.print(table)
    out.print(Text(f"{len(records)} records. Register {register.hash[:12]}."))


def write_state(declared: Declared, law: Law, register: Register, out: Console) -> None:
    """Write what a State says, and its records."""
    words = declared.words
    own = sum(not said.via for said in words.answers if said.answer.mode == "holds")
    out.print(Text(f"{who_words(words.who, register)}, as of {declared.counting.as_of}"), style="bold")
    through = declared.taken - own
    more = f", {through} of them through texts of groups" if through > 0 else ""
    out.print(Text(f"Positions taken: {declared.taken} of {declared.issues}{more}. Register {register.hash[:12]}."))
    for mode, head in _PARTS:
        _write_answers(head, [said for said in words.answers if said.answer.mode == mode], law, out)
    _write_answers("Doubts, which is no position", words.doubts, law, out)
    _write_records(declared, law, register, out)
    out.print()
    out.print(Text(CONSISTENCY))


def _write_answers(head: str, listed: Iterable[Said], law: Law, out: Console) -> None:
    rows = list(listed)
    if not rows:
        return
    out.print()
    out.print(Text(head), style="bold")
    table = table_of("Issue", "Position", "Grade", "Record", "Place")
    for said in rows:
        place = said.answer.pinpoint or (f"by its code on {human(said.answer.column)}" if said.answer.column else "")
        remark = f" {said.answer.remark}" if said.answer.remark else ""
        cells = (
            issue_words(said.answer.issue, law),
            positions_words(said.answer.positions),
            said.answer.grade,
            record_words(said) + (f" (again: {', '.join(said.repeated)})" if said.repeated else ""),
            f"{place}.{remark}" if remark else place,
        )
        table.add_row(*(Text(visible(cell)) for cell in cells))
    out.print(table)


def _write_records(declared: Declared, law: Law, register: Register, out: Console) -> None:
    words = declared.words
    why = {one.record.id: one.why for one in words.uncounted}
    through = {said.record.id: said for said in words.answers if said.via}
    out.print()
    if not words.records and not through:
        out.print(Text("The register has no record of it by that date, which says nothing of what it holds."))
        return
    out.print(Text("Records"), style="bold")
    for record in words.records:
        _write_record(record, why.get(record.id, ""), register, out)
        if record.id in why and (told := told_words(answers_of(record, register), law)):
            out.print(indented(visible(f"What it says, uncounted: {told}.")))
    for said in through.values():
        how = said.endorsement.source if said.endorsement else ""
        grade = said.endorsement.grade if said.endorsement else ""
        _write_record(said.record, "", register, out)
        out.print(indented(visible(f"A text of {said.via}: {how} [{grade}].")))


def _write_record(record: Record, why: str, register: Register, out: Console) -> None:
    notes = cautions(record)
    out.print()
    out.print(Text(visible(f"{record.date}  {record.id}: {record.instrument}")))
    stance = f"Coded {_stance(record, register)} [{record.grade}]" + (f"; {notes}" if notes else "") + "."
    out.print(indented(stance + (f" Not counted: {why}." if why else "")))
    for text in (record.reason, record.remark, f"Conduct: {record.conduct}" if record.conduct else ""):
        if text:
            out.print(indented(visible(text)))
    if record.pinpoint:
        out.print(indented(visible(f"Place: {record.pinpoint}")), style="dim")
    if record.url:
        out.print(Text(visible(f"  Link: {record.url}")), style="dim", soft_wrap=True)


def _stance(record: Record, register: Register) -> str:
    stance = stance_of(record, register)
    return human(stance.name) if stance else ""
