"""The reading matrix: a row for the duties of which the same is said, a column for each view, in each cell the outcome
if the duty binds, and below it whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from duecare.assess.model import Finding, Outcome
from duecare.drawing.canvas import INK, PAPER, RULE, SOFT, box, clipped, line, text, width_of, wrapped
from duecare.drawing.sheet import Drawing
from duecare.report.document import Figure
from duecare.report.memo_record import Desk
from duecare.report.names import duties_label, frame_label, frames, not_law, view_label, views_in_order
from duecare.report.pictures.framed import WIDTH, Sign, below, framed, key_of
from duecare.report.pictures.lanes import TALLEST
from duecare.report.wording import DONE, FAILED, is_idle, is_waiting, outcome_under, tone, under

CODES = {
    "breached": "B", "breached (wrongfulness precluded)": "Bp", "liable": "L", "not met": "N", "met late": "Ml",
    "met": "M", "running": "R", "nothing within its power": "0", "not due": "nd", "not applicable": "na",
    "not in force": "nf", "not expected": "ne", "expected and met late": "El", "expected and not met": "En",
    "expected and met": "E",
}  # fmt: skip
_OPEN, _TURNS, _NONE = "?", "T", "-"
_FILLS = {
    "failed": (INK, PAPER, ""), "done": ("#dcdcdc", INK, ""), "idle": (PAPER, SOFT, ""),
    "open": (PAPER, INK, "1.6 1.2"),
    "turns": (PAPER, INK, ""),
}  # fmt: skip
_LABEL, _SIZE, _LINE, _PAD, _CELL = 0.34, 6.4, 7.6, 2.0, 13.0


@dataclass(frozen=True, slots=True)
class Cell:
    """An outcome under a view: its code, its tone, and whether the duty binds there (`yes`, `no`, `open`; or empty)."""

    code: str
    tone: str
    binds: str


@dataclass(frozen=True, slots=True)
class Row:
    """Duties of one frame of which the same is said under every view."""

    label: str
    cells: tuple[Cell, ...]


def readings(desk: Desk, width: float = WIDTH, tallest: float = TALLEST) -> tuple[Figure, ...]:
    """Return the matrix, in as many figures as it needs pages."""
    space = width - 20
    views = ("", *views_in_order(desk.assessment, desk.law))
    pages: list[list[tuple[str, list[Row]]]] = [[]]
    height = _heads_height(views, desk)
    for title, rows in _frames(views, desk):
        tall = 12 + sum(_tall(row, space) for row in rows)
        if pages[-1] and height + tall > tallest:
            pages.append([])
            height = _heads_height(views, desk)
        pages[-1].append((title, rows))
        height += tall
    return tuple(_figure(page, views, number, len(pages), desk, width) for number, page in enumerate(pages, 1))


def _frames(views: Sequence[str], desk: Desk) -> Iterator[tuple[str, list[Row]]]:
    for (bearer, beneficiary), findings in frames(desk.assessment).items():
        groups: dict[tuple[bool, tuple[Cell, ...]], list[Finding]] = {}
        for finding in findings:
            if not is_idle(finding) and not is_waiting(finding):
                cells = tuple(_cell(finding, view) for view in views)
                groups.setdefault((finding.norm, cells), []).append(finding)
        rows = [
            Row(not_law(found).removesuffix(",") if norm else duties_label(found, desk.law), cells)
            for (norm, cells), found in groups.items()
        ]
        if rows:
            yield frame_label(bearer, beneficiary, desk.assessment), rows


def _cell(finding: Finding, view: str) -> Cell:
    outcome = outcome_under(finding, view)
    binds = next((one.value for one in finding.force if one.view == view), "") if view else ""
    shade = "idle" if not outcome.words else "turns" if outcome.turns_on else tone(outcome)
    return Cell(_code(outcome), shade, binds)


def _code(outcome: Outcome) -> str:
    if not outcome.words:
        return _NONE
    if outcome.settled:
        return CODES[outcome.words[0]]
    return _TURNS if outcome.turns_on else _OPEN


def _figure(
    page: Sequence[tuple[str, list[Row]]], views: Sequence[str], number: int, of: int, desk: Desk, width: float
) -> Figure:
    space = width - 20
    used = {cell.code for _, rows in page for row in rows for cell in row.cells}
    whole = below([_drawn(page, views, space, desk), key_of([*_key(used)], space)])
    title = "Each duty under each reading" + (f" ({number} of {of})" if of > 1 else "")
    note = (
        "Views stand by the alphabet, and none before another for a reason. Duties that nobody has put in question, "
        "and such of which nothing was due under any view, are left out."
    )
    return framed(f"readings-{number}", title, whole, _told(page, desk), (note,), desk, width)


def _told(page: Sequence[tuple[str, list[Row]]], desk: Desk) -> str:
    """Say in words what the figure shows: of each row the outcome under all held readings, and where views differ."""
    told = []
    names = ("", *views_in_order(desk.assessment, desk.law))
    meaning = {code: words for words, code in CODES.items()} | {_OPEN: "open", _TURNS: "turns on an issue", _NONE: "-"}
    for title, rows in page:
        for row in rows:
            groups: dict[str, list[str]] = {}
            for view, cell in zip(names[1:], row.cells[1:], strict=True):
                groups.setdefault(meaning[cell.code], []).append(view)
            said = "; ".join(f"{words} {under(found, desk.law)}" for words, found in groups.items())
            told.append(f"{title}, {row.label}, if it binds: {said}.")
    return " ".join(told)


def _key(used: set[str]) -> Iterator[Sign]:
    tones = {CODES[one]: shade for shade, words in (("failed", FAILED), ("done", DONE)) for one in words}
    tones |= {_OPEN: "open", "R": "open", _TURNS: "turns"}
    named = {code: words for words, code in CODES.items()}
    named |= {_OPEN: "open: facts nobody has shown decide", _TURNS: "turns on an issue that the view leaves free",
              _NONE: "no reading left"}  # fmt: skip
    for code, words in named.items():
        if code in used:
            yield [*_mark(Cell(code, tones.get(code, "idle"), ""), 0, 0, 13)], 14, words
    for binds, words in (("yes", "it binds"), ("open", "whether it binds is left open"), ("no", "it does not bind")):
        yield [*_mark(Cell("", "idle", binds), 0, -4, 13)], 14, words


def _labels(views: Sequence[str], desk: Desk) -> list[str]:
    return [view_label(view, desk.law)[:34] for view in views]


def _heads_height(views: Sequence[str], desk: Desk) -> float:
    return max(width_of(label, _SIZE) for label in _labels(views, desk)) + 6


def _tall(row: Row, width: float) -> float:
    return max(_CELL, len(_wrapped(row, width)) * _LINE) + _PAD


def _wrapped(row: Row, width: float) -> list[str]:
    return wrapped(row.label[:1].upper() + row.label[1:], width * _LABEL - 6, _SIZE)


def _drawn(page: Sequence[tuple[str, list[Row]]], views: Sequence[str], width: float, desk: Desk) -> Drawing:
    left = width * _LABEL
    each = min((width - left) / len(views), 30.0)
    y = _heads_height(views, desk)
    shapes: list[Element] = []
    for place, label in enumerate(_labels(views, desk)):
        x = left + (place + 0.5) * each + 2.4
        shapes.append(text(x, y - 3, label, _SIZE, upright=False, bold=not place))
    for title, rows in page:
        shapes.append(line(0, y, left + each * len(views), y, stroke=INK))
        y += 12
        shapes.append(text(0, y - 3, clipped(title, width * 0.9, 7), 7, bold=True))
        for row in rows:
            lines = _wrapped(row, width)
            shapes += [text(0, y + 6.6 + place * _LINE, one, _SIZE) for place, one in enumerate(lines)]
            for place, cell in enumerate(row.cells):
                shapes += _mark(cell, left + place * each + 1, y, each - 2)
            y += _tall(row, width)
            shapes.append(line(0, y - 0.8, left + each * len(views), y - 0.8, stroke=RULE))
    return Drawing(tuple(shapes), y)


def _mark(cell: Cell, x: float, y: float, width: float) -> Iterator[Element]:
    fill, ink, dashes = _FILLS.get(cell.tone, _FILLS["idle"])
    if cell.code:
        edge = INK if cell.tone != "idle" else "none"
        yield box(x + 0.6, y + 0.6, width - 1.2, 8, fill=fill, stroke=edge, dashes=dashes)
        yield text(x + width / 2, y + 6.8, cell.code, 6, anchor="middle", bold=True, fill=ink)
    if cell.binds in ("yes", "open"):
        at = y + 10.6
        yield line(x + 0.6, at, x + width - 0.6, at, stroke=INK, dashes="" if cell.binds == "yes" else "1.6 1.4")
    elif cell.binds == "no":
        for tilt in (0, 2.6):
            yield line(x + width / 2 - 1.4, y + 9.4 + tilt, x + width / 2 + 1.4, y + 12 - tilt, stroke=INK)
