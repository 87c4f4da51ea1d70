"""Who is bound by which treaty: the table beside a law, `participation.csv`, as claims about States.

A row says from when until when a State was bound; an empty end means still, an empty beginning never. A State
without a row is unknown. Rows are claims of standing `probable` whatever their grade: the grade is shown and
decides nothing, and a dossier that knows better goes before the table.

Where the law asks of the affected State what it asks of the bearer, the fact `beneficiary_X` about the beneficiary
has the rows of `X`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from duecare.base.moments import Moment, parse_moment
from duecare.base.spans import Span
from duecare.dossier.model import Claim
from duecare.ir.declarations import Law
from duecare.rulebook.graded_table import Fields, read_rows

TABLE = "participation.csv"
OF_AFFECTED = "beneficiary_"
_COLUMNS = ("state", "fact", "since", "until", "grade", "source", "note")
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
    facts = {leaf.name for leaf in law.leaves if leaf.scope == "bearer"}
    return read_rows(folder / TABLE, _COLUMNS, lambda fields, span: _row(fields, facts, span), states)


def claims_of(rows: Collection[Row], law: Law) -> tuple[Claim, ...]:
    """Return what rows say as claims: bound between its dates, not bound outside them."""
    of_affected = {leaf.name for leaf in law.leaves if leaf.scope == "beneficiary"}
    own = tuple(claim for row in rows for claim in _claims(row))
    mirrored = (
        replace(claim, leaf=OF_AFFECTED + claim.leaf, bearer="", beneficiary=claim.bearer)
        for claim in own
        if OF_AFFECTED + claim.leaf in of_affected
    )
    return (*own, *mirrored)


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


def _row(line: Fields, facts: Collection[str], span: Span) -> Row:
    if line["fact"] not in facts:
        raise ValueError(f"the law asks no question '{line['fact']}' about a bearer", "list them: `duecare law facts`")
    since, until = (parse_moment(line[name]) if line[name] else None for name in ("since", "until"))
    if until is not None and (since is None or until.latest < since.earliest):
        raise ValueError("it ends before it begins")
    return Row(line["state"], line["fact"], since, until, line["grade"], line["source"], line["note"], span)
