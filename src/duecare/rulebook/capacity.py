"""Indicators of what States can do: the table beside a law, `capacity.csv`, which is shown and decides nothing.

A row is what somebody has published about one State in one year, with its grade. A State without a row is unknown,
and that is no failing. No assessment reads this table, so it is no part of the hash that names a law nor of the
text that a law is compiled from: what was within a State's capacity is asked measure by measure, and claims answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from duecare.base.spans import Span
from duecare.rulebook.graded_table import Fields, read_rows

TABLE = "capacity.csv"
INDICATORS = {
    "income_group": ("low|lower_middle|upper_middle|high", "low, lower_middle, upper_middle or high"),
    "itu_score": (r"100|\d{1,2}(\.\d{1,2})?", "a number from 0 to 100"),
    "itu_tier": ("[1-5]", "a number from 1 to 5"),
    "response_team": ("yes|no", "yes or no"),
}
_COLUMNS = ("state", "indicator", "value", "year", "grade", "source", "note")


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: what an indicator says of a State; without a year it is not known of when that is."""

    state: str
    indicator: str
    value: str
    year: str
    grade: str
    source: str
    note: str
    span: Span


def capacity(folder: Path) -> tuple[Figure, ...]:
    """Return all figures of a law's table, none without one; InputError tells every row that cannot be read."""
    lines: dict[tuple[str, str], int] = {}
    return read_rows(folder / TABLE, _COLUMNS, lambda fields, span: _once(_figure(fields, span), lines))


def _figure(fields: Fields, span: Span) -> Figure:
    indicator, value, year = fields["indicator"], fields["value"], fields["year"]
    if indicator not in INDICATORS:
        raise ValueError(f"'{indicator}' is no indicator", f"write {', '.join(INDICATORS)}")
    pattern, words = INDICATORS[indicator]
    if not re.fullmatch(pattern, value, re.ASCII):
        raise ValueError(f"'{value}' is no value of {indicator}", f"write {words}; what is unknown has no row")
    if not re.fullmatch(r"((19|20)\d\d)?", year, re.ASCII):
        raise ValueError(f"'{year}' is no year", "write four digits, or nothing if it is not known")
    return Figure(fields["state"], indicator, value, year, fields["grade"], fields["source"], fields["note"], span)


def _once(figure: Figure, lines: dict[tuple[str, str], int]) -> Figure:
    """Return a figure, unless an earlier line has another for its State and indicator."""
    first = lines.setdefault((figure.state, figure.indicator), figure.span.line)
    if first != figure.span.line:
        raise ValueError(f"line {first} has {figure.indicator} of {figure.state} already", "keep one of the two")
    return figure
