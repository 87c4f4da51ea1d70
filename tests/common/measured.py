"""Where words stand on a drawing, so that a test can ask whether any two of them touch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

from duecare.drawing.canvas import width_of

SVG = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"(translate|rotate)\(([-\d. ]+)\)")


@dataclass(frozen=True)
class Text:
    """Words as they stand on the sheet."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


def texts(parent: Element, dx: float = 0, dy: float = 0) -> Iterator[Text]:
    """Yield all words of a drawing with their places."""
    for one in parent:
        x, y, upright = dx, dy, True
        if match := _MOVED.search(one.get("transform", "")):
            if match[1] == "translate":
                x, y = dx + float(match[2].split()[0]), dy + float(match[2].split()[1])
            else:
                upright = False
        if one.tag == f"{SVG}text":
            yield _text(one, x, y, upright)
        yield from texts(one, x, y)


def _text(one: Element, dx: float, dy: float, upright: bool) -> Text:
    words, size = one.text or "", float(one.get("font-size", "0"))
    wide = width_of(words, size, bold=one.get("font-weight") == "bold")
    x, y = dx + float(one.get("x", "")), dy + float(one.get("y", ""))
    if not upright:
        return Text(words, x - size * 0.72, y - wide, x, y)
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[one.get("text-anchor", "start")]
    return Text(words, left, y - size * 0.72, left + wide, y)


def clash(one: Text, other: Text) -> bool:
    """Say whether words touch."""
    over = min(one.right, other.right) - max(one.left, other.left)
    return over > 0.3 and min(one.bottom, other.bottom) - max(one.top, other.top) > 0.3


def faults(svg: str) -> list[str]:
    """Return the words that leave the sheet, and those that run into others."""
    root = fromstring(svg)
    wide, high = map(float, root.get("viewBox", "").split()[2:])
    found = sorted(texts(root), key=lambda one: one.top)
    out = [one.words for one in found if one.left < 0 or one.right > wide or one.top < 0 or one.bottom > high]
    return out + [f"{one.words} | {other.words}" for one, other in combinations(found, 2) if clash(one, other)]


def written(svg: str) -> str:
    """Return all that is written on a drawing."""
    return " ".join(one.words for one in texts(fromstring(svg)))
