"""Rows below an axis of time, lane by lane: words on the left, marks on the right; so many rows as one page bears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from xml.etree.ElementTree import Element

from duecare.drawing.canvas import INK, PAPER, SOFT, box, clipped, line, outline, text, wrapped
from duecare.drawing.sheet import Drawing
from duecare.report.pictures.axis import Axis, axis_of
from duecare.report.pictures.framed import Sign

TALLEST = 640.0  # one page of A4 has room for that beside title and key
_LABELS, _NUMBER, _GAP = 0.5, 17.0, 8.0
_SIZE, _LINE, _PAD, _HEAD = 6.4, 7.8, 1.6, 13.0
_GREY = "#c4c4c4"
_UPPER = frozenset({"due possible", "due certain"})
_LOWER = frozenset({"fault possible", "fault certain"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Something between two times. kind: `point` or `window` of an event; `yes`, `no`, `late`, `unknown` of a step;
    `established`, `probable`, `alleged` of what goes on; `due` and `fault`, `possible` or `certain`, of a duty."""

    kind: str
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a lane: where it stands in the memo, words, and marks."""

    number: str
    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Lane:
    """Rows under one heading. folds: several rows may be drawn as one, where there are too many for a page."""

    title: str
    rows: tuple[Row, ...]
    folds: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Lanes that stand together below one axis. folded: somewhere in the figure several rows are drawn as one."""

    drawing: Drawing
    lanes: tuple[Lane, ...]
    folded: bool


def pages_drawn(lanes: Sequence[Lane], width: float, tallest: float = TALLEST) -> tuple[Page, ...]:
    """Return lanes below their axis, which is the same on every page, so many on each as it has room for.

    A lane may go on over one page more; beyond that its rows are folded. Words are cut before a page is added.
    """
    times = [time for lane in lanes for row in lane.rows for mark in row.marks for time in (mark.first, mark.last)]
    axis = axis_of(times, width * _LABELS + _GAP + 4, width - 4)
    room = int((TALLEST - 12 - _HEAD) / (_LINE + 2 * _PAD))
    fitting = [_fold(lane, 2 * room) if lane.folds and len(lane.rows) > 2 * room else lane for lane in lanes]
    folded = fitting != list(lanes)
    tried = [_paged([_laid(lane, width, most) for lane in fitting], tallest) for most in (3, 2, 1)]
    pages = next((pages for pages in tried if len(pages) == 1), None) or min(tried[1:], key=len)
    return tuple(Page(_drawn(page, axis, width), tuple(lane for lane, _ in page), folded) for page in pages)


def signs() -> list[Sign]:
    """Return what the marks mean."""
    when = (0.0, 12.0)
    told = [
        (("point",), "event, dated to the day or closer"), (("window",), "event, some time within"),
        (("established",), "established"), (("probable",), "probable"), (("alleged",), "alleged"),
        (("yes",), "step taken"), (("late",), "taken late"), (("no",), "step not taken, fact denied"),
        (("unknown",), "could not be told"),
        (("due possible",), "due, if it binds: possible"), (("due certain",), "due: under every held reading"),
        (("fault possible",), "omission or breach, if it binds: not excluded"),
        (("fault certain",), "the same: under every held reading"),
    ]  # fmt: skip
    return [([shape for kind in kinds for shape in _shape(kind, *when, 4.0)], 12.0, words) for kinds, words in told]


_Laid = tuple[Lane, list[list[str]]]


def _laid(lane: Lane, width: float, most: int) -> _Laid:
    return lane, [_lines(row, width * _LABELS, most) for row in lane.rows]


def _paged(laid: Sequence[_Laid], tallest: float) -> list[list[_Laid]]:
    """Return lanes in pages: one begins where the next lane has no room; what has no room on any is parted."""
    pages: list[list[_Laid]] = [[]]
    height = 12.0
    for one in (part for whole in laid for part in _parts(whole, tallest - 12)):
        if pages[-1] and height + _height(one) > tallest:
            pages.append([])
            height = 12.0
        pages[-1].append(one)
        height += _height(one)
    return pages


def _parts(laid: _Laid, tallest: float) -> list[_Laid]:
    """Return a lane in parts that a page has room for."""
    lane, rows = laid
    parts: list[_Laid] = []
    start, height = 0, _HEAD
    for at, lines in enumerate(rows):
        tall = len(lines) * _LINE + 2 * _PAD
        if at > start and height + tall > tallest:
            parts.append((replace(lane, rows=lane.rows[start:at]), rows[start:at]))
            start, height = at, _HEAD
        height += tall
    parts.append((replace(lane, rows=lane.rows[start:]), rows[start:]))
    return [parts[0], *((replace(one, title=f"{one.title} (continued)"), lines) for one, lines in parts[1:])]


def _lines(row: Row, width: float, most: int) -> list[str]:
    lines = wrapped(row.label, width - _NUMBER, _SIZE)
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = [*lines[: most - 1], clipped(rest, width - _NUMBER, _SIZE)]
    return lines or [""]


def _height(laid: _Laid) -> float:
    return _HEAD + sum(len(lines) * _LINE + 2 * _PAD for lines in laid[1])


def _drawn(laid: Sequence[_Laid], axis: Axis, width: float) -> Drawing:
    shapes: list[Element] = [*axis.ticks(12 + sum(map(_height, laid)))]
    y = 12.0
    for lane, rows in laid:
        y += _HEAD
        shapes.append(line(0, y - _HEAD + 2.5, width, y - _HEAD + 2.5, stroke=INK))
        shapes.append(text(0, y - 2.5, clipped(lane.title, width * 0.9, 7.2), 7.2, bold=True, halo=True))
        for row, lines in zip(lane.rows, rows, strict=True):
            tall = len(lines) * _LINE + 2 * _PAD
            shapes += _row(row, lines, axis, y, tall)
            y += tall
    return Drawing(tuple(shapes), y)


def _row(row: Row, lines: Sequence[str], axis: Axis, y: float, tall: float) -> Iterator[Element]:
    if row.number:
        number = clipped(row.number, _NUMBER - 3, _SIZE)
        yield text(_NUMBER - 4, y + _PAD + 6, number, _SIZE, anchor="end", fill=SOFT)
    for place, words in enumerate(lines):
        yield text(_NUMBER, y + _PAD + 6 + place * _LINE, words, _SIZE)
    for mark in row.marks:
        yield from _shape(mark.kind, axis.at(mark.first), axis.at(mark.last), y + tall / 2)


def _shape(kind: str, left: float, right: float, y: float) -> Iterator[Element]:
    """Yield a mark between two places, its middle at a height."""
    wide = max(right - left, 2.4)
    middle = left + wide / 2
    if kind == "point":
        yield outline([(middle - 2.8, y), (middle, y - 2.8), (middle + 2.8, y), (middle, y + 2.8)], fill=INK)
    elif kind == "window":
        yield box(left, y - 2.2, wide, 4.4, fill="#eeeeee", stroke=INK)
    elif kind in _UPPER:
        yield box(left, y - 3.4, wide, 2.8, fill=_GREY if kind == "due certain" else PAPER, stroke=INK)
    elif kind in _LOWER:
        certain = kind == "fault certain"
        dashes = "" if certain else "2 1.4"
        yield box(left, y + 0.6, wide, 2.8, fill=INK if certain else PAPER, stroke=INK, dashes=dashes)
    elif kind in ("yes", "late", "no", "unknown"):
        yield from _step(kind, middle, y)
    else:
        filled = {"established": INK, "probable": _GREY}.get(kind, PAPER)
        yield box(left, y - 1.5, wide, 3, fill=filled, stroke=INK, dashes="" if kind != "alleged" else "2 1.4")


def _step(kind: str, x: float, y: float) -> Iterator[Element]:
    if kind == "no":
        yield line(x - 2.4, y - 2.4, x + 2.4, y + 2.4, stroke=INK)
        yield line(x - 2.4, y + 2.4, x + 2.4, y - 2.4, stroke=INK)
    elif kind == "unknown":
        yield text(x, y + 2.4, "?", 7, anchor="middle", bold=True)
    else:
        round_ = Element("circle", {"cx": f"{x:.2f}", "cy": f"{y:.2f}", "r": "2.4", "stroke": INK})
        round_.attrib |= {"stroke-width": "0.8", "fill": INK if kind == "yes" else PAPER}
        yield round_
        if kind == "late":
            yield line(x, y - 2.4, x, y, stroke=INK)
            yield line(x, y, x + 1.8, y, stroke=INK)


def _fold(lane: Lane, most: int) -> Lane:
    each = -(-len(lane.rows) // most)
    parts = [lane.rows[start : start + each] for start in range(0, len(lane.rows), each)]
    return replace(lane, rows=tuple(_together(part, lane.folds) if len(part) > 1 else part[0] for part in parts))


def _together(rows: Sequence[Row], what: str) -> Row:
    numbers = sorted(int(row.number) for row in rows if row.number)
    numbered = f", in paras {numbers[0]} to {numbers[-1]}" if numbers else ""
    label = f"{len(rows)} {what}{numbered}, from: {rows[0].label}"
    return Row("", label, tuple(mark for row in rows for mark in row.marks))
