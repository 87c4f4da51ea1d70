"""Answers on an issue in time: a bar for each State from the day on which its words count, a strip of bars for each
kind of evidence, and below it how many they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from xml.etree.ElementTree import Element

from duecare.drawing.canvas import INK, RULE, SOFT, box, line, text, width_of, wrapped
from duecare.drawing.sheet import Drawing, Words, inner, sheet
from duecare.figures.caption import caption, scope
from duecare.ir.declarations import Law
from duecare.practice.course import Course, Strand
from duecare.practice.model import CONTESTED, Register
from duecare.report.names import issue_named
from duecare.report.stances import issue_words, stance_words

FILLINGS = {"seen": "#2b2b2b", "secondary": "url(#secondary)", "memory": "url(#memory)"}
_NAME, _NAME_SIZE = 84.0, 7.0  # of a strip, which stands beside it where there is room and above it where there is not
_CODE, _RIGHT = 22.0, 20.0
_UNIT, _LEAST = 6.4, 1.6  # of height for each State, and where there is no room for it
_NAMES_FROM = 5.8  # below that height of a State its code cannot be read
_ROOM = 420.0  # all strips together are that high at most, as long as they can be
_WIDE = 330.0
_EDGE = "#6e6e6e"
_NOBODY = "No State whose record counts has spoken to it"


@dataclass(frozen=True, slots=True)
class _Axis:
    first: datetime
    last: datetime
    left: float
    right: float

    def at(self, when: datetime) -> float:
        whole = (self.last - self.first).total_seconds() or 1.0
        return self.left + (when - self.first).total_seconds() / whole * (self.right - self.left)

    @property
    def years(self) -> tuple[tuple[datetime, bool], ...]:
        """Return when each year begins, and whether there is room to write at it."""
        found = [datetime(year, 1, 1, tzinfo=UTC) for year in range(self.first.year, self.last.year + 1)]
        apart = (self.right - self.left) / len(found)
        every = next(step for step in (1, 2, 5, 10, 20, 50, 10_000) if apart * step >= 22 or step == 10_000)
        return tuple((one, (one.year - self.first.year) % every == 0) for one in found)


@dataclass(frozen=True, slots=True)
class _Row:
    """A State in a strip: its code, and from when till when it gave the answer on that evidence."""

    name: str
    spells: tuple[tuple[datetime, datetime], ...]


def acceptance(course: Course, law: Law, register: Register, width: float) -> str:
    """Return the figure of one issue in time as SVG."""
    issue = issue_named(course.last.issue, law)
    words = Words(
        f"What States have said over time: {issue_words(course.last.issue, law)}",
        (issue.question if issue else "", f"{scope(course.last.counting)}."),
        (*_how_to_read(_unit(course)), *caption(register, course.last)),
        told(course, law),
    )
    return sheet(words, _drawing(course, law, inner(width)), width)


def told(course: Course, law: Law) -> str:
    """Return what the figure shows in words."""
    answers = [
        f"{stance_words(mode, positions)}: {_totals(strands)}" for (mode, positions), strands in _answers(course)
    ]
    return f"{issue_words(course.last.issue, law)}, at the end. {'; '.join(answers) or _NOBODY}."


def _how_to_read(unit: float) -> tuple[str, ...]:
    unnamed = ("There is no room to name each State; the count lists them.",) if unit < _NAMES_FROM else ()
    return (
        "A bar is a State, from the day on which its words count until it says otherwise or they are better checked; "
        "numbers below a strip are its States at the start of the year, the one beside it at the end. A text dated by "
        "the year alone counts from the end of that year. A doubt is shown beside what the State holds.",
        *unnamed,
    )


def _drawing(course: Course, law: Law, width: float) -> Drawing:
    if not course.strands:
        return Drawing((text(0, 10, f"{_NOBODY}.", 8),), 14)
    axis, unit = _axis(course, width), _unit(course)
    issue = issue_named(course.last.issue, law)
    meanings = {one.name: one.text for one in issue.positions} if issue else {}
    shapes: list[Element] = []
    y = 0.0
    for (mode, names), strands in _answers(course):
        meaning = _meaning(mode, meanings.get(names[0], "") if len(names) == 1 else "")
        y = _heading(shapes, stance_words(mode, names), meaning, y, width)
        for strand in strands:
            y = _strip(shapes, strand, axis, unit, y)
        y += 6
    grid, height = _years(axis, y)
    return Drawing((*grid, *shapes), height)


def _answers(course: Course) -> Iterator[tuple[tuple[str, tuple[str, ...]], list[Strand]]]:
    for key, strands in groupby(course.strands, lambda one: (one.mode, one.positions)):
        yield key, list(strands)


def _axis(course: Course, width: float) -> _Axis:
    first = min(strand.levels[0].since for strand in course.strands)
    left = _CODE + (_NAME if width >= _WIDE else 0)
    last = course.last.counting.as_of.latest
    return _Axis(datetime(first.year, 1, 1, tzinfo=UTC), last, left, width - _RIGHT)


def _unit(course: Course) -> float:
    end = course.last.counting.as_of.latest
    return max(_LEAST, min(_UNIT, _ROOM / max(1, sum(len(_rows(strand, end)) for strand in course.strands))))


def _rows(strand: Strand, end: datetime) -> list[_Row]:
    """Return the States of a strand in the order in which they came."""
    ends = [*(level.since for level in strand.levels[1:]), end]
    spells: dict[str, list[tuple[datetime, datetime]]] = {}
    for level, until in zip(strand.levels, ends, strict=True):
        for who, said in level.who:
            name = f"{who}{'*' if CONTESTED in said.record.flags else ''}"
            known = spells.setdefault(name, [])
            if known and known[-1][1] == level.since:
                known[-1] = (known[-1][0], until)
            else:
                known.append((level.since, until))
    return [_Row(name, tuple(found)) for name, found in spells.items()]


def _totals(strands: Sequence[Strand]) -> str:
    own = [f"{len(one.now)} {one.grade}" for one in strands if not one.group and one.now]
    group = [f"{len(one.now)} {one.grade}" for one in strands if one.group and one.now]
    told = [f"in their own words {', '.join(own) or 'none'}"]
    return "; ".join([*told, *([f"through a group's text alone {', '.join(group)}"] if group else [])])


def _meaning(mode: str, position: str) -> str:
    """Return what an answer means in the words of the law; what is not held stands between quotes."""
    said = {"holds": "{}", "if_binding": 'it would hold: "{}"', "doubts": 'it doubts: "{}"'}.get(mode, "")
    return said.format(position) if position else ""


def _heading(shapes: list[Element], name: str, meaning: str, y: float, width: float) -> float:
    """Write an answer and what it means, on one line where that fits."""
    title = f"{name[:1].upper()}{name[1:]}"
    beside = width_of(title, 9, bold=True) + 6
    lines = wrapped(title, width, 9, bold=True)
    for part in lines:
        y += 11
        shapes.append(text(0, y, part, 9, bold=True))
    if meaning and len(lines) == 1 and beside + width_of(meaning, 7) <= width:
        shapes.append(text(beside, y, meaning, 7, fill=SOFT))
        return y + 3
    for part in wrapped(meaning, width, 7):
        y += 8.6
        shapes.append(text(0, y, part, 7, fill=SOFT))
    return y + 3


def _strip(shapes: list[Element], strand: Strand, axis: _Axis, unit: float, y: float) -> float:
    """Draw one strand below y and return where it ends."""
    rows = _rows(strand, axis.last)
    beside = axis.left > _CODE
    name = f"{'a group alone' if strand.group else 'own words'}: {strand.grade}"
    y += 3 if beside else 9
    base = y + max(len(rows) * unit, _NAME_SIZE)
    shapes.append(text(0, base - 1.2 if beside else y - 2, name, _NAME_SIZE, bold=True))
    for place, row in enumerate(rows):
        shapes += _bar(row, axis, base - (place + 1) * unit, unit, FILLINGS[strand.grade])
    shapes.append(line(axis.left, base, axis.right, base, stroke=INK))
    shapes.append(text(axis.right + 3, base - 0.5, str(len(strand.now)), 8, bold=True))
    for year, told in axis.years:
        if told:
            count = sum(start < year <= end for row in rows for start, end in row.spells)
            shapes.append(text(axis.at(year), base + 6.5, str(count), 6, anchor="middle", fill=SOFT, halo=True))
    return base + 8


def _bar(row: _Row, axis: _Axis, y: float, unit: float, fill: str) -> list[Element]:
    thick = unit - 1 if unit >= 3 else unit
    shapes = [
        box(axis.at(start), y, max(axis.at(end) - axis.at(start), 0.6), thick, fill=fill, stroke=_EDGE)
        for start, end in row.spells
    ]
    if unit >= _NAMES_FROM:
        shapes.append(text(axis.at(row.spells[0][0]) - 2, y + 5, row.name, 6, anchor="end", halo=True))
    return shapes


def _years(axis: _Axis, bottom: float) -> tuple[list[Element], float]:
    shapes: list[Element] = []
    for year, told in axis.years:
        x = axis.at(year)
        shapes.append(line(x, 0, x, bottom, stroke="#e4e4e4"))
        if told:
            shapes.append(text(x, bottom + 8, str(year.year), 7, anchor="middle", fill=SOFT))
    x = axis.at(axis.last)
    shapes.append(line(x, 0, x, bottom, stroke=RULE, dashes="2 2"))
    return shapes, bottom + 12
