"""A drawing with its title, its key and what it rests on, since a figure is cut out and passed on."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from duecare.dossier.release import highest
from duecare.drawing.canvas import text, width_of, wrapped
from duecare.drawing.sheet import Drawing, Words, points, sheet
from duecare.report.dates import in_words
from duecare.report.document import Figure
from duecare.report.memo_record import Desk
from duecare.report.release_words import release_words

WIDTH = points(170)
Sign = tuple[Sequence[Element], float, str]  # its shapes from the corner, how wide they are, what they mean
_SIZE, _LINE, _APART = 6.2, 9.0, 9.0


def framed(name: str, title: str, drawing: Drawing, told: str, key: Sequence[str], desk: Desk, width: float) -> Figure:
    """Return a drawing as a figure of the memo; `told` says what it shows, `key` how to read it."""
    words = Words(title, (), (*key, _rests_on(desk)), told)
    return Figure(name, sheet(words, drawing, width, name), told, title)


def key_of(signs: Sequence[Sign], width: float) -> Drawing:
    """Return what signs mean, side by side."""
    shapes: list[Element] = []
    x = y = 0.0
    for drawn, wide, meaning in signs:
        lines = wrapped(meaning, width - wide - 4, _SIZE)
        whole = wide + 4 + max(width_of(line, _SIZE) for line in lines)
        if x and x + whole > width:
            x, y = 0.0, y + _LINE
        place = Element("g", {"transform": f"translate({x:.2f} {y:.2f})"})
        place.extend(drawn)
        place.extend(text(wide + 4, 6.4 + number * _LINE, line, _SIZE) for number, line in enumerate(lines))
        shapes.append(place)
        x, y = x + whole + _APART, y + (len(lines) - 1) * _LINE
    return Drawing(tuple(shapes), y + _LINE)


def below(drawings: Sequence[Drawing], apart: float = 6) -> Drawing:
    """Return drawings below each other."""
    shapes: list[Element] = []
    y = 0.0
    for one in drawings:
        group = Element("g", {"transform": f"translate(0 {y:.2f})"})
        group.extend(one.shapes)
        shapes.append(group)
        y += one.height + apart
    return Drawing(tuple(shapes), y - apart)


def _rests_on(desk: Desk) -> str:
    assessment = desk.assessment
    exercise = "EXERCISE, all invented. " if assessment.exercise else ""
    release = f" {release_words(assessment.released)}" if assessment.released else ""
    return (
        f"{exercise}TLP:{highest(desk.dossier).upper()}. Draft, cleared by nobody. As of {in_words(assessment.as_of)}; "
        f"dossier {assessment.dossier_hash[:12]}, law {assessment.law_hash[:12]}. Nothing here attributes the "
        f"operation to anybody.{release}"
    )
