"""Who is bound by which treaty: the table beside a law, `participation.csv`, as claims about States.

A row says from when until when a State was bound; an empty end means still, an empty beginning never. A State
without a row is unknown. Rows are claims of standing `probable` whatever their grade: the grade is shown and
decides nothing, and a dossier that knows better goes before the table.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.moments import Moment, parse_moment
from duecare.base.spans import Span
from duecare.base.states import is_state
from duecare.dossier.model import Claim
from duecare.ir.declarations import Law

TABLE = "participation.csv"
_COLUMNS = ("state", "fact", "since", "until", "grade", "source", "note")
_GRADES = ("seen", "secondary", "memory")
_ALWAYS = Moment(datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), "always")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: since when (None: never) and until when (None: still) a State was bound."""

    state: str
    fact: str
    since: Moment | None
    until: Moment | None
    grade: str
    source: str
    note: str
    span: Span


def participation(folder: Path, law: Law, states: Collection[str] | None = None) -> tuple[Row, ...]:
    """Return the rows about these States (None: all); InputError tells every row that cannot be read."""
    path, facts = folder / TABLE, {leaf.name for leaf in law.leaves if leaf.scope == "bearer"}
    if not path.exists():
        return ()
    rows: list[Row] = []
    wrong: list[Diagnostic] = []
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        if tuple(table.fieldnames or ()) != _COLUMNS:
            raise InputError([Diagnostic(Span(TABLE, 1, 1), "the columns differ", f"write {', '.join(_COLUMNS)}")])
        for line in table:
            if states is None or line["state"] in states:
                try:
                    rows.append(_row(line, facts, Span(TABLE, table.line_num, 1)))
                except ValueError as error:
                    wrong.append(Diagnostic(Span(TABLE, table.line_num, 1), str(error), "look at this row"))
    if wrong:
        raise InputError(wrong)
    return tuple(rows)


def claims_of(rows: Collection[Row]) -> tuple[Claim, ...]:
    """Return what rows say as claims: bound between its dates, not bound outside them."""
    return tuple(claim for row in rows for claim in _claims(row))


def _claims(row: Row) -> Iterator[Claim]:
    if row.since is None:
        yield _claim(row, "no", _ALWAYS, None)
        return
    yield _claim(row, "no", _ALWAYS, row.since)
    yield _claim(row, "yes", row.since, row.until)
    if row.until is not None:
        yield _claim(row, "no", row.until, None)


def _claim(row: Row, value: str, since: Moment, until: Moment | None) -> Claim:
    name, text = f"{TABLE}:{row.span.line}", f"{row.source} [{row.grade}]"
    return Claim(
        name, row.fact, value, "probable", since, bearer=row.state, until=until,
        origins=frozenset({name}), author="the table of participation", text=text, span=row.span,
    )  # fmt: skip


def _row(line: dict[str, str], facts: Collection[str], span: Span) -> Row:
    if None in line or None in line.values():
        raise ValueError(f"a row has {len(_COLUMNS)} fields")
    if not is_state(line["state"]):
        raise ValueError(f"'{line['state']}' is the code of no State")
    if line["fact"] not in facts:
        raise ValueError(f"the law asks no question '{line['fact']}' about a bearer")
    if line["grade"] not in _GRADES:
        raise ValueError(f"'{line['grade']}' is no grade: {', '.join(_GRADES)}")
    since, until = (parse_moment(line[name]) if line[name] else None for name in ("since", "until"))
    if until is not None and (since is None or until.latest < since.earliest):
        raise ValueError("it ends before it begins")
    return Row(line["state"], line["fact"], since, until, line["grade"], line["source"], line["note"], span)
