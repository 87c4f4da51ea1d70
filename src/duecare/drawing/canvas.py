"""The few shapes that figures are made of, and how wide words are, so that nothing runs into anything else.

A unit is a point (1/72 inch). Figures are drawn in greys: what a mark means is told by its form and its letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from unicodedata import normalize
from xml.etree.ElementTree import Element, SubElement

from duecare.base.visible import visible

INK, SOFT, RULE, PAPER = "#1a1a1a", "#4a4a4a", "#b8b8b8", "#ffffff"
FONTS = "'Liberation Sans', Arial, Helvetica, sans-serif"
_WIDTHS = {
    **dict.fromkeys("ijl'", 0.23), **dict.fromkeys("ft.,:;!/I |", 0.28), **dict.fromkeys("r-()[]*", 0.39),
    **dict.fromkeys("ckvxyzsJ", 0.5), **dict.fromkeys("FTZ+=<>\N{MINUS SIGN}", 0.62),
    **dict.fromkeys("ABEKPSVXY", 0.67), **dict.fromkeys("CDHNRUw", 0.73), **dict.fromkeys("GOQ", 0.78),
    **dict.fromkeys("mM", 0.84), **dict.fromkeys("W%…—", 1.0), "@": 1.02,
    "﷽": 11.0,  # a whole sentence in one sign
}  # fmt: skip
_OTHER_WIDTH, _FULL_WIDTH, _FULL_WIDTH_FROM = 0.56, 1.0, 0x2E80
_OTHER_SCRIPTS, _OTHER_SCRIPTS_FROM, _OTHER_SCRIPTS_TO = 0.72, 0x0370, 0x2000
_SAFETY = 1.03  # fonts differ
_BOLD = 1.08  # of a bold font against a plain one
_ROUNDING = 1e-9


def text(
    x: float, y: float, words: str, size: float = 7, *, anchor: str = "start", bold: bool = False, fill: str = INK,
    upright: bool = True, halo: bool = False,
) -> Element:  # fmt: skip
    """Return words with their base line at y; not `upright`, they are read from bottom to top."""
    made = Element("text", {"x": number(x), "y": number(y), "font-size": number(size), "fill": fill})
    if anchor != "start":
        made.set("text-anchor", anchor)
    if bold:
        made.set("font-weight", "bold")
    if not upright:
        made.set("transform", f"rotate(-90 {number(x)} {number(y)})")
    if halo:
        made.attrib |= {"stroke": PAPER, "stroke-width": "2", "stroke-linejoin": "round", "paint-order": "stroke"}
    made.text = visible(words)
    return made


def box(x: float, y: float, width: float, height: float, *, fill: str = "none", stroke: str = "none",
        dashes: str = "", corner: float = 0) -> Element:  # fmt: skip
    """Return a rectangle."""
    made = Element("rect", {"x": number(x), "y": number(y), "width": number(width), "height": number(height)})
    made.attrib |= {"fill": fill, "stroke": stroke}
    if corner:
        made.set("rx", number(corner))
    return _lined(made, stroke, dashes)


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = RULE, dashes: str = "") -> Element:
    """Return a straight line."""
    made = Element("line", {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2), "stroke": stroke})
    return _lined(made, stroke, dashes)


def outline(points: Iterable[tuple[float, float]], *, fill: str = "none", stroke: str = INK) -> Element:
    """Return a closed shape through points."""
    path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "Z"
    return _lined(Element("path", {"d": path, "fill": fill, "stroke": stroke}), stroke, "")


def patterns() -> Element:
    """Return the fillings that keep grades of evidence apart in print: full, hatched, dotted."""
    made = Element("defs")
    hatch = _pattern(made, "secondary", 4)
    hatch.append(box(0, 0, 4, 4, fill="#dcdcdc"))
    hatch.append(Element("path", {"d": "M-1 1L1 -1M0 4L4 0M3 5L5 3", "stroke": "#6e6e6e", "stroke-width": "0.8"}))
    dots = _pattern(made, "memory", 3)
    dots.append(box(0, 0, 3, 3, fill=PAPER))
    dots.append(Element("circle", {"cx": "1.5", "cy": "1.5", "r": "0.5", "fill": "#6e6e6e"}))
    return made


def number(value: float) -> str:
    """Return a number as SVG writes it, the same for the same value everywhere."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide words are at most, in any font of the usual proportions."""
    return size * _units(words) * (_BOLD if bold else 1)


def wrapped(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return words as lines no wider than that; a single word that is wider is broken."""
    room = width / (size * (_BOLD if bold else 1)) - _ROUNDING
    lines: list[str] = []
    current, so_far = "", 0.0
    for word in visible(words).split():
        for piece in _pieces(word, room):
            wide = _units(piece)
            if current and so_far + _units(" ") + wide <= room:
                current, so_far = f"{current} {piece}", so_far + _units(" ") + wide
                continue
            lines += [current] if current else []
            current, so_far = piece, wide
    return [*lines, current] if current else lines


def clipped(words: str, width: float, size: float) -> str:
    """Return words cut so that they fit, with dots where they were cut."""
    words = visible(words)
    if width_of(words, size) <= width:
        return words
    dots = width_of("...", size)
    total, kept = 0.0, 0
    for sign in words:
        total += size * _advance(sign)
        if total + dots > width:
            break
        kept += 1
    return f"{words[:kept].rstrip()}..."


def _pieces(word: str, room: float) -> list[str]:
    """Return a word in parts that fit; a sign that fits nowhere stands alone."""
    if _units(word) <= room:
        return [word]
    pieces, start, total = list[str](), 0, 0.0
    for at, sign in enumerate(word):
        wide = _advance(sign)
        if at > start and total + wide > room:
            pieces.append(word[start:at])
            start, total = at, 0.0
        total += wide
    return [*pieces, word[start:]]


@lru_cache(maxsize=8192)
def _units(words: str) -> float:
    """Return how wide words are, in parts of their size."""
    return sum(map(_advance, words))


@cache
def _advance(sign: str) -> float:
    """Return how wide a sign is, in parts of its size; of scripts without a table of their own rather too much."""
    plain, code = normalize("NFD", sign)[0], ord(sign)
    if code >= _FULL_WIDTH_FROM:
        other = _FULL_WIDTH
    else:
        other = _OTHER_SCRIPTS if _OTHER_SCRIPTS_FROM <= code < _OTHER_SCRIPTS_TO else _OTHER_WIDTH
    return _WIDTHS.get(plain, other) * _SAFETY


def _lined(made: Element, stroke: str, dashes: str) -> Element:
    if stroke != "none":
        made.set("stroke-width", "0.6")
    if dashes:
        made.set("stroke-dasharray", dashes)
    return made


def _pattern(parent: Element, name: str, size: int) -> Element:
    side = str(size)
    return SubElement(parent, "pattern", {"id": name, "width": side, "height": side, "patternUnits": "userSpaceOnUse"})
