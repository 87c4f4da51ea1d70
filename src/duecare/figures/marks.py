"""The mark of an answer: a letter for the position, a frame for the evidence; no meaning hangs on colour."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from duecare.drawing.canvas import INK, PAPER, SOFT, box, text, width_of, wrapped
from duecare.drawing.sheet import Drawing
from duecare.practice.current import Said, Words
from duecare.practice.model import CONTESTED, GRADES
from duecare.practice.tally import grade_of

_FRAME = 0.3  # of a letter's height, around a sign
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FRAMES = {"seen": (INK, INK, "", PAPER), "secondary": ("#d6d6d6", INK, "", INK), "memory": (PAPER, SOFT, "1 1.2", INK)}
_SIGNS = {"holds": "{}", "if_binding": "({})", "doubts": "\N{MINUS SIGN}{}", "open": "?"}
_GRADES = {
    "seen": "seen: the passage was read",
    "secondary": "secondary: in somebody else's summary",
    "memory": "memory: nobody checked",
}
_SIGNS_TOLD = (
    ("a", "holds the position of that letter"),
    ("ab", "a or b, the text does not tell which"),
    ("(a)", "would hold it if the duty bound"),
    ("\N{MINUS SIGN}a", "doubts it"),
    ("?", "raises the question and leaves it open"),
    ("a+", "through a group's text alone"),
    ("a*", "how to read the text is contested"),
)


def answers_on(words: Words, issue: str) -> tuple[Said, ...]:
    """Return what a State says on an issue: its answer, and what it doubts."""
    current = words.on(issue)
    doubts = tuple(said for said in words.doubts if said.answer.issue == issue)
    return (*((current,) if current else ()), *doubts)


def sign(said: Said, positions: Sequence[str]) -> str:
    """Return an answer as a short sign: `b`, `ab`, `(b)`, `-b`, `?`; with `+` through a group, with `*` contested."""
    letters = "".join(letter(positions.index(one)) for one in said.answer.positions if one in positions)
    contested = "*" if CONTESTED in said.record.flags else ""
    return _SIGNS[said.answer.mode].format(letters) + ("+" if said.via else "") + contested


def letter(place: int) -> str:
    """Return the letter of a position by its place in the issue."""
    return _LETTERS[place % len(_LETTERS)]


def cell(answers: Sequence[Said], positions: Sequence[str], x: float, y: float, width: float,
         height: float) -> list[Element]:  # fmt: skip
    """Return the marks of a State on an issue, side by side in one cell."""
    signs = [sign(said, positions) for said in answers]
    total = sum(width_of(one, 1) + _FRAME for one in signs)
    shapes: list[Element] = []
    for said, one in zip(answers, signs, strict=True):
        share = width * (width_of(one, 1) + _FRAME) / total
        shapes += mark(one, grade_of(said), x, y, share - 0.6, height)
        x += share
    return shapes


def mark(written: str, grade: str, x: float, y: float, width: float, height: float) -> list[Element]:
    """Return one mark: a sign in the frame of its evidence."""
    fill, stroke, dashes, ink = _FRAMES[grade]
    size = min(6.4, (width - 0.8) / max(width_of(written, 1, bold=True), 0.1))
    return [
        box(x + 0.4, y + 0.4, width - 0.8, height - 0.8, fill=fill, stroke=stroke, dashes=dashes),
        text(x + width / 2, y + height / 2 + size * 0.34, written, size, anchor="middle", bold=True, fill=ink),
    ]


def key(width: float) -> Drawing:
    """Return what the marks mean."""
    parts = [(mark("a", grade, 0, 0, 12, 8), _GRADES[grade]) for grade in GRADES]
    parts += [([text(6, 6.3, told, 6.4, anchor="middle", bold=True)], meaning) for told, meaning in _SIGNS_TOLD]
    shapes: list[Element] = []
    x = y = 0.0
    for drawn, meaning in parts:
        wide = 15 + width_of(meaning, 6.4) + 8
        if x and x + wide > width:
            x, y = 0.0, y + 10.5
        place = Element("g", {"transform": f"translate({x:.2f} {y:.2f})"})
        place.extend(drawn)
        lines = wrapped(meaning, width - 15, 6.4)
        for below, words in enumerate(lines):
            place.append(text(15, 6.3 + below * 8, words, 6.4))
        y += (len(lines) - 1) * 8
        shapes.append(place)
        x += wide
    return Drawing(tuple(shapes), y + 10.5)
