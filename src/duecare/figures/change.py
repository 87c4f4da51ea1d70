"""A figure of findings before and after something changed: a row each, what changed marked by sign and frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from duecare.drawing.canvas import INK, RULE, SOFT, box, line, text, wrapped
from duecare.drawing.sheet import Drawing, Words, inner, sheet

_SIZE, _LINE, _PAD = 7.0, 8.6, 3.0
_SHARES = (0.4, 0.2, 0.2, 0.2)  # of the width: what it is about, before, after, by which issue


@dataclass(frozen=True, slots=True)
class Change:
    """A finding under two readings, in words, and what makes the difference; equal words are no change."""

    about: str
    before: str
    after: str
    because: str = ""


def before_after(words: Words, changes: Sequence[Change], width: float, *,
                 heads: tuple[str, str, str, str] = ("Finding", "Before", "After", "Issue")) -> str:  # fmt: skip
    """Return the figure as SVG, the rows in the order given."""
    space = inner(width)
    shapes: list[Element] = [text(x, 8, head, 7.5, bold=True) for x, head in zip(_edges(space), heads, strict=True)]
    shapes.append(line(0, 12, space, 12, stroke=INK))
    y = 12.0
    for one in changes:
        y = _row(shapes, one, y, space)
    if not changes:
        y += 12
        shapes.append(text(0, y - 2, "No finding was compared.", 8))
    return sheet(words, Drawing(tuple(shapes), y), width)


def _edges(space: float) -> list[float]:
    return [space * sum(_SHARES[:place]) for place in range(len(_SHARES))]


def _row(shapes: list[Element], one: Change, y: float, space: float) -> float:
    changed = one.before != one.after
    cells = (one.about, one.before, f"> {one.after}" if changed else "the same", one.because if changed else "")
    lines = [
        wrapped(cell, share * space - 2 * _PAD, _SIZE, bold=True) for cell, share in zip(cells, _SHARES, strict=True)
    ]
    height = max(map(len, lines)) * _LINE + 2 * _PAD
    if changed:
        left = _edges(space)[2] - _PAD
        shapes.append(box(left, y + 1.2, _SHARES[2] * space, height - 2.4, stroke=INK))
    for place, (x, told) in enumerate(zip(_edges(space), lines, strict=True)):
        for below, words in enumerate(told):
            bold, fill = changed and place == 2, INK if changed or not place else SOFT
            shapes.append(text(x, y + _PAD + 6.6 + below * _LINE, words, _SIZE, bold=bold, fill=fill))
    shapes.append(line(0, y + height, space, y + height, stroke=RULE))
    return y + height
