"""The register as data for other programs: tables of records and of positions, and everything as one JSON value."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.practice.answers import answers_of, why_uncounted
from duecare.practice.current import Said, Words
from duecare.practice.model import CONTESTED, GRADES, Answer, Record, Register
from duecare.practice.survey import columns_of, to_row
from duecare.practice.tally import BIAS, Tally, grade_of
from duecare.practice.timeline import Event

FORMAT, VERSION = "duecare-practice", 1
_POSITIONS = (
    "record", "who", "date", "issue", "mode", "positions", "grade", "pinpoint", "remark", "column", "uncounted",
)  # fmt: skip
_COUNTS = (
    "issue", "answer", "positions", "in", "grade", "states", "codes", "contested", "records", "why", "as_of",
    "register", "rule", "note",
)  # fmt: skip
Table = tuple[tuple[str, ...], list[dict[str, str]]]


def records_table(register: Register) -> Table:
    """Return a row a record, in the columns of the survey."""
    return columns_of(register), [to_row(record, register) for record in register.records]


def positions_table(register: Register) -> Table:
    """Return a row an answer of a record; `uncounted` says why the record does not count, and is empty if it does."""
    rows = [_position(record, answer) for record in register.records for answer in answers_of(record, register)]
    return _POSITIONS, rows


def counts_table(tallies: Sequence[Tally]) -> Table:
    """Return the counts, evidence of different grades never in one row, and last the States that are not counted."""
    return _COUNTS, [row for tally in tallies for row in _counts(tally)]


def as_csv(table: Table) -> str:
    """Return a table as CSV, every field between quotes."""
    columns, rows = table
    out = StringIO()
    writer = csv.DictWriter(out, columns, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def as_parquet(table: Table, register: Register) -> bytes:
    """Return a table as Parquet, with the register's hash; InputError if pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        missing = "Parquet needs pyarrow, which is not installed"
        advice = "install duecare[parquet], or end the name in .csv or .json"
        raise InputError([Diagnostic(NOWHERE, missing, advice)]) from None
    columns, rows = table
    schema = pyarrow.schema(
        [(name, pyarrow.string()) for name in columns], metadata={"duecare_register": register.hash}
    )
    out = BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), out)
    return out.getvalue()


def register_data(register: Register) -> dict[str, Any]:
    """Return the whole register: records with their answers, groups with who endorsed what, and the codes."""
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "register": register.hash,
        "records": [record_data(record, register) for record in register.records],
        "groups": [
            {
                "code": group.code,
                "name": group.name,
                "kind": group.kind,
                "members": list(group.members),
                "grade": group.grade,
                "remark": group.remark,
                "endorsements": [
                    {"record": e.record, "states": list(e.states), "how": e.how, "grade": e.grade, "source": e.source}
                    for e in group.endorsements
                ],
            }
            for _, group in sorted(register.groups.items())
        ],
        "codes": {
            column.name: {code.name: _code(code.means, code.answers) for code in column.codes.values()}
            for column in register.columns
        },
    }


def record_data(record: Record, register: Register) -> dict[str, Any]:
    """Return one record with all that it says."""
    return {
        "id": record.id,
        **to_row(record, register),
        "when": record.date.text,
        "origin": record.origin,
        "legal_effect": record.legal_effect,
        "flags": list(record.flags),
        "lifted": list(record.lifted),
        "remark": record.remark,
        "conduct": record.conduct,
        "derived_from": record.derived_from,
        "code_grades": dict(record.code_grades),
        "answers": [answer_data(answer) for answer in answers_of(record, register)],
        "uncounted": why_uncounted(record),
    }


def answer_data(answer: Answer) -> dict[str, Any]:
    """Return an answer."""
    names = ("issue", "mode", "grade", "pinpoint", "remark", "column")
    return {**{name: getattr(answer, name) for name in names}, "positions": list(answer.positions)}


def said_data(said: Said) -> dict[str, Any]:
    """Return a current answer with its record."""
    return {
        **answer_data(said.answer),
        "record": said.record.id,
        "date": said.record.date.text,
        "via": said.via,
        "replaced": list(said.replaced),
        "repeated": list(said.repeated),
    }


def words_data(words: Words) -> dict[str, Any]:
    """Return all that a State says at a date."""
    return {
        "who": words.who,
        "answers": [said_data(said) for said in words.answers],
        "doubts": [said_data(said) for said in words.doubts],
        "records": [record.id for record in words.records],
        "silent": [record.id for record in words.silent],
        "uncounted": {one.record.id: one.why for one in words.uncounted},
    }


def tally_data(tally: Tally) -> dict[str, Any]:
    """Return a count with the rule it was made by."""
    return {
        "issue": tally.issue,
        "as_of": tally.counting.as_of.text,
        "rule": tally.rule,
        "note": BIAS,
        "register": tally.register_hash,
        "counts": [
            {
                "mode": count.mode,
                "positions": list(count.positions),
                "own": {who: said.record.id for who, said in count.own},
                "grades": dict(count.grades),
                "through_groups": {who: said.record.id for who, said in count.through},
                "through_grades": dict(count.through_grades),
            }
            for count in tally.counts
        ],
        "uncounted": dict(tally.uncounted),
        "nothing": list(tally.nothing),
    }


def event_data(event: Event) -> dict[str, Any]:
    """Return a text and what it changed."""
    return {
        "record": event.record.id,
        "who": event.record.who,
        "date": event.record.date.text,
        "before": said_data(event.before) if event.before else None,
        "after": said_data(event.after) if event.after else None,
        "uncounted": event.why_uncounted,
    }


def _position(record: Record, answer: Answer) -> dict[str, str]:
    data: Mapping[str, Any] = answer_data(answer)
    own = {"record": record.id, "who": record.who, "date": record.date.text, "uncounted": why_uncounted(record)}
    return {**{name: str(data[name]) for name in _POSITIONS if name in data}, **own, "positions": _or(answer.positions)}


def _counts(tally: Tally) -> Iterator[dict[str, str]]:
    for count in tally.counts:
        told = {"answer": count.mode, "positions": _or(count.positions)}
        for where, listed in (("own words", count.own), ("a group's text alone", count.through)):
            for grade in GRADES:
                found = {who: said.record for who, said in listed if grade_of(said) == grade}
                if found:
                    records = " ".join(dict.fromkeys(record.id for record in found.values()))
                    contested = " ".join(who for who, record in found.items() if CONTESTED in record.flags)
                    more = {"in": where, "grade": grade, "records": records, "contested": contested}
                    yield _count(tally, found, **told, **more)
    for why in dict.fromkeys(why for _, why in tally.uncounted):
        yield _count(tally, [who for who, other in tally.uncounted if other == why], answer="not counted", why=why)
    if tally.nothing or not tally.counts:
        yield _count(tally, tally.nothing, answer="nothing said", why="no text that counts speaks to it")


def _count(tally: Tally, states: Collection[str], **more: str) -> dict[str, str]:
    numbers = {"states": str(len(states)), "codes": " ".join(states)}
    made = {"as_of": tally.counting.as_of.text, "register": tally.register_hash, "rule": tally.rule, "note": BIAS}
    return {**dict.fromkeys(_COUNTS, ""), "issue": tally.issue, **numbers, **made, **more}


def _or(positions: Sequence[str]) -> str:
    return " or ".join(positions)


def _code(means: str, answers: Sequence[Answer]) -> dict[str, Any]:
    return {
        "means": means,
        "answers": [{"issue": a.issue, "mode": a.mode, "positions": list(a.positions)} for a in answers],
    }
