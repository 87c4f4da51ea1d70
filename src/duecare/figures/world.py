"""A map beside the matrix: a tile a State, at a rough place, marked by what the State's records say and by no result.

The tiles are our own. They have no borders, and neither places nor names say anything on boundaries or status.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.drawing.canvas import INK, SOFT, box, text, width_of
from duecare.drawing.sheet import Drawing, Words, inner, moved, sheet
from duecare.figures.caption import caption, scope
from duecare.figures.marks import answers_on, cell, key
from duecare.figures.matrix import Grid, empty_cells, positions_key, rows, sections_words, stacked, told
from duecare.ir.declarations import Law
from duecare.practice.current import Words as Spoken
from duecare.practice.current import authors, words_of
from duecare.practice.model import Register
from duecare.report.stances import issue_words

BOUNDARIES = (
    "The map is a table of tiles at rough places. Its places and names imply nothing on boundaries, territory or "
    "anybody's status. It shows records alone; no finding is drawn on it."
)
NARROWEST = 260.0  # millimetres: below that the codes on the tiles cannot be read
ISSUES = 8  # so many columns have room beside the map
_SHARE, _APART = 0.59, 16.0
_TILE_HEIGHT = 16.5


def world(grid: Grid, law: Law, register: Register, width: float) -> str:
    """Return the map with the matrix beside it as SVG; InputError if the sheet is too narrow for it."""
    space = inner(width)
    left = (space - _APART) * _SHARE
    tiles = stacked([tile_map(grid, register, left), _tile_key(), key(left)])
    beside = rows(grid, space - _APART - left, names=False, blocks=2)
    both = Drawing((moved(tiles, 0, 0), moved(beside, left + _APART, 0)), max(tiles.height, beside.height))
    words = Words(
        f"What States have said, and where: {issue_words(grid.issues[0].name, law)}",
        (f"{scope(grid.tally.counting)}. {sections_words(grid, law)}",),
        (BOUNDARIES, *empty_cells(grid), *caption(register, grid.tally)),
        f"A map and a matrix. {told(grid, law)}",
    )
    return sheet(words, stacked([both, positions_key(grid, law, space)]), width)


def check_width(millimetres: float) -> None:
    """Refuse a sheet on which the tiles could not be read."""
    if millimetres < NARROWEST:
        message = f"a map {millimetres:g} mm wide cannot be read"
        advice = f"give it {NARROWEST:g} mm or more, or take the matrix"
        raise InputError([Diagnostic(NOWHERE, message, advice)])


def tile_map(grid: Grid, register: Register, width: float) -> Drawing:
    """Return a tile for each State: marked with its answer on the grid's first issue, framed if it has a record."""
    counting, issue = grid.tally.counting, grid.issues[0]
    spoken = {who: words_of(register, who, counting) for who in authors(register)}
    positions = [one.name for one in issue.positions]
    wide = width / (1 + max(column for column, _ in _places().values()))
    shapes: list[Element] = []
    for code, (column, row) in _places().items():
        shapes += _tile(code, spoken.get(code), issue.name, positions, (column * wide, row * _TILE_HEIGHT, wide))
    return Drawing(tuple(shapes), _TILE_HEIGHT * (1 + max(row for _, row in _places().values())))


def _tile(
    code: str, words: Spoken | None, issue: str, positions: list[str], place: tuple[float, float, float]
) -> list[Element]:
    x, y, wide = place
    answers = answers_on(words, issue) if words else ()
    known = words is not None and bool(words.records or words.answers or words.doubts)
    shapes = [box(x + 0.4, y + 0.4, wide - 0.8, _TILE_HEIGHT - 0.8, stroke=SOFT)] if known else []
    middle = y + (6.8 if answers else 10.4)
    size = min(6, (wide - 1) / width_of(code, 1, bold=True))
    shapes.append(
        text(x + wide / 2, middle, code, size, anchor="middle", bold=bool(answers), fill=INK if known else SOFT)
    )
    return [*shapes, *cell(answers, positions, x + 1.4, y + 8, wide - 2, 7.6)]


def _tile_key() -> Drawing:
    frame = box(0.4, 0.4, 15, 9, stroke=SOFT)
    shapes = (
        frame, text(20, 7, "has a record; no mark: none that counts speaks to it", 6.4),
        text(206, 7, "ABC", 6, fill=SOFT), text(224, 7, "no record: nothing follows", 6.4),
    )  # fmt: skip
    return Drawing(shapes, 9)


@cache
def _places() -> dict[str, tuple[int, int]]:
    content = files("duecare.figures").joinpath("tiles.csv").read_text(encoding="utf-8")
    return {row["iso3"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(content.splitlines())}
