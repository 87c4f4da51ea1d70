"""A finished figure: title and subtitle above a drawing, its source and rules below, and the same in words for
whoever cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from duecare.base.visible import visible
from duecare.drawing.canvas import FONTS, INK, PAPER, RULE, SOFT, box, line, number, patterns, text, wrapped

MARGIN = 10.0
_POINTS_PER_MM = 72 / 25.4
_NAMESPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in a space of their own, from the upper left corner, and how high that is."""

    shapes: tuple[Element, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """What is written around a drawing; `told` is what it shows, for whoever cannot see it."""

    title: str
    subtitle: Sequence[str]
    caption: Sequence[str]
    told: str


def points(millimetres: float) -> float:
    """Return a length of paper in units of a drawing."""
    return millimetres * _POINTS_PER_MM


def inner(width: float) -> float:
    """Return how wide a drawing may be on a sheet of that width."""
    return width - 2 * MARGIN


def sheet(words: Words, drawing: Drawing, width: float, name: str = "") -> str:
    """Return a figure as SVG: the same text for the same content.

    name  keeps the figure's ids apart from those of others on the same page.
    """
    shapes: list[Element] = []
    y = MARGIN
    y = _paragraph(shapes, words.title, y, width, 11, bold=True)
    for paragraph in words.subtitle:
        y = _paragraph(shapes, paragraph, y + 1.5, width, 8, fill=SOFT)
    shapes.append(moved(drawing, MARGIN, y + 8))
    y += drawing.height + 14
    shapes.append(line(MARGIN, y, width - MARGIN, y, stroke=RULE))
    y += 3
    for paragraph in words.caption:
        y = _paragraph(shapes, paragraph, y + 1.5, width, 6.5, fill=SOFT)
    return _written(words, shapes, width, y + MARGIN, f"{name}-" if name else "")


def moved(drawing: Drawing, x: float, y: float) -> Element:
    """Return a drawing with its corner elsewhere."""
    group = Element("g", {"transform": f"translate({number(x)} {number(y)})"})
    group.extend(drawing.shapes)
    return group


def _paragraph(
    shapes: list[Element], words: str, y: float, width: float, size: float, *, bold: bool = False, fill: str = INK
) -> float:
    for part in wrapped(words, inner(width), size, bold=bold):
        y += size * 1.22
        shapes.append(text(MARGIN, y, part, size, bold=bold, fill=fill))
    return y


def _written(words: Words, shapes: Sequence[Element], width: float, height: float, prefix: str) -> str:
    root = Element("svg", {
        "xmlns": _NAMESPACE, "viewBox": f"0 0 {number(width)} {number(height)}", "width": f"{number(width)}pt",
        "height": f"{number(height)}pt", "font-family": FONTS, "role": "img",
        "aria-labelledby": f"{prefix}title {prefix}description", "lang": "en",
    })  # fmt: skip
    SubElement(root, "title", {"id": f"{prefix}title"}).text = visible(words.title)
    SubElement(root, "desc", {"id": f"{prefix}description"}).text = visible(" ".join([words.told, *words.caption]))
    if not prefix:
        root.append(patterns())
    root.append(box(0, 0, width, height, fill=PAPER))
    root.extend(shapes)
    return tostring(root, encoding="unicode") + "\n"
