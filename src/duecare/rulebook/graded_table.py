"""Tables beside a law, as CSV: a row about a State, with its grade and source; every mistake is told with its line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import TypeVar

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.base.states import is_state
from duecare.lang.files import read_text

GRADES = ("seen", "secondary", "memory")
Fields = Mapping[str, str]
Row = TypeVar("Row")


def read_rows(
    path: Path,
    columns: Sequence[str],
    row: Callable[[Fields, Span], Row],
    states: Collection[str] | None = None,
) -> tuple[Row, ...]:
    """Return the rows about these States (None: all), none without a file; InputError tells all that is wrong.

    `row` makes one of its fields; its ValueError holds what is wrong and, where more helps, what to do.
    """
    if not path.exists():
        return ()
    rows: list[Row] = []
    wrong: list[Diagnostic] = []
    table = csv.DictReader(StringIO(_text(path), newline=""), strict=True)
    try:
        _check_head(table.fieldnames or (), columns, path.name)
        for fields in table:
            if states is None or fields["state"] in states:
                span = Span(path.name, table.line_num, 1)
                try:
                    rows.append(row(_checked(fields, columns), span))
                except ValueError as error:
                    what, advice, *_ = (*error.args, "look at this row")
                    wrong.append(Diagnostic(span, what, advice))
    except csv.Error as error:
        begun = Span(path.name, table.line_num + 1, 1)  # the line after the last row that could be read
        wrong.append(Diagnostic(begun, f"from here on this is no CSV ({error})", "look at the quotes of this row"))
    if wrong:
        raise InputError(wrong)
    return tuple(rows)


def _text(path: Path) -> str:
    text = read_text(path, path.name)
    if isinstance(text, Diagnostic):
        raise InputError([text])
    return text


def _check_head(found: Sequence[str], columns: Sequence[str], name: str) -> None:
    if tuple(found) != tuple(columns):
        raise InputError([Diagnostic(Span(name, 1, 1), "the columns differ", f"write {', '.join(columns)}")])


def _checked(fields: Fields, columns: Sequence[str]) -> Fields:
    """Return the fields of a row that names a State, a grade and a source."""
    if None in fields or None in fields.values():
        raise ValueError(f"a row has {len(columns)} fields", "put a text with commas between quotes")
    if not is_state(fields["state"]):
        raise ValueError(f"'{fields['state']}' is the code of no State", "write three letters as in ISO 3166")
    if fields["grade"] not in GRADES:
        raise ValueError(f"'{fields['grade']}' is no grade", f"write {', '.join(GRADES)}")
    if not fields["source"].strip():
        raise ValueError("it names no source", "say where this was read")
    return fields
