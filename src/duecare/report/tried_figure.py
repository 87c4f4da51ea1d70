"""Draws a trial: for every finding that changes, how far it stood without the declaration and how far with it.

The picture is written here, sign by sign, so that it needs nothing installed and is the same on every machine. Marks
are told apart by form and shade, never by colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.ir.declarations import Law
from duecare.report.tried import CAVEATS, STANDINGS, Row, binding_rows, case_words, headline, rows
from duecare.report.visible import visible
from duecare.tryout.model import Trial

FORMATS = (".svg", ".png")
_WIDTH, _LINE, _SIZE, _MARGIN = 1120, 18, 13, 24
_COLUMNS = {"duties": (24, 48), "before": (400, 26), "after": (620, 26), "by": (850, 34)}  # from the left; signs a line
_ORDER = ("idle", "open", "applies", "due", "shown", "excluded")
_FILLS: Mapping[str, str] = {
    "idle": "#ffffff",
    "open": "#e6e6e6",
    "applies": "#b8b8b8",
    "due": "#707070",
    "shown": "#000000",
    "excluded": "#ffffff",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A text at a place; `mark` is the standing that is drawn before it."""

    column: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the figure: a heading over its whole width, or cells in columns."""

    heading: str = ""
    cells: tuple[Cell, ...] = ()
    strong: bool = True


def check_format(suffix: str) -> None:
    """Refuse a format that needs what is not installed."""
    if suffix == ".png":
        _rasteriser()


def drawn(trial: Trial, law: Law, suffix: str) -> bytes:
    """Return the figure in a format."""
    svg = to_svg(trial, law)
    if suffix == ".svg":
        return svg.encode()
    png: bytes = _rasteriser().svg_to_png(svg, scale=2)
    return png


def to_svg(trial: Trial, law: Law) -> str:
    """Return the figure as SVG, with a title and a text that says what it shows."""
    body, y = list[str](), _MARGIN + _SIZE
    for line in _lines(trial, law):
        drawn_line, height = _drawn(line, y)
        body += drawn_line
        y += height
    title = _title(trial)
    said = " ".join(text for tried in trial.tried for text in headline(tried, trial, law))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title said" width="{_WIDTH}" '
            f'height="{y}" viewBox="0 0 {_WIDTH} {y}" font-family="sans-serif" font-size="{_SIZE}">',
            f'<title id="title">{_text(title)}</title>',
            f'<desc id="said">{_text(said)}</desc>',
            f'<rect width="{_WIDTH}" height="{y}" fill="#ffffff"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def _rasteriser() -> Any:
    try:
        import vl_convert
    except ImportError:
        missing = "a PNG needs vl-convert, which is not installed"
        raise InputError([Diagnostic(NOWHERE, missing, "install vl-convert-python, or end the name in .svg")]) from None
    return vl_convert


def _title(trial: Trial) -> str:
    what = "a draft" if trial.draft else "a record of the register"
    return f"What {what} of {trial.who} changes in past cases ({', '.join(trial.records)}, as of {trial.as_of})"


def _lines(trial: Trial, law: Law) -> Iterator[Line]:
    yield Line(_title(trial))
    for tried in trial.tried:
        for text in headline(tried, trial, law)[:2]:
            yield Line(text, strong=False)
        yield Line(cells=_heads("Finding, if the duty binds"))
        for case in tried.cases:
            yield Line(case_words(case))
            yield from (_line(row) for row in rows(case, law))
        binding = binding_rows(tried, law)
        if binding:
            yield Line("Whether it binds")
        for one in binding:
            duties = f"{one.duties}, in {one.cases}"
            yield Line(cells=(Cell("duties", duties), Cell("before", one.before), Cell("after", one.after),
                              Cell("by", one.by)))  # fmt: skip
    used = {one for tried in trial.tried for case in tried.cases for row in rows(case, law) for one in row.standings}
    if used:
        yield Line("Marks: the darker, the further a finding stands")
    for standing in _ORDER:
        if standing in used:
            yield Line(cells=(Cell("duties", STANDINGS[standing], standing),))
    unit = "Unit: a finding on one duty of one State toward another, or toward nobody in particular."
    made = f"Register {trial.register_before[:12]}, with it {trial.register_after[:12]}; law {trial.law_hash[:12]}."
    yield Line(f"{unit} {made} {CAVEATS}", strong=False)


def _heads(first: str) -> tuple[Cell, ...]:
    return Cell("duties", first), Cell("before", "Without it"), Cell("after", "With it"), Cell("by", "By which issue")


def _line(row: Row) -> Line:
    return Line(
        cells=(
            Cell("duties", f"{row.states}: {row.duties}"),
            Cell("before", row.before, row.standings[0]),
            Cell("after", row.after, row.standings[1]),
            Cell("by", "; ".join(row.by)),
        )
    )


def _drawn(line: Line, y: int) -> tuple[list[str], int]:
    """Return what is drawn of a line at a height, and how much room it takes."""
    if line.heading:
        weight = ' font-weight="bold"' if line.strong else ""
        texts = wrap(visible(line.heading), 125 if line.strong else 150)
        gap = 8 if line.strong else 0
        return _rows_of(texts, _MARGIN, y + gap, weight), _LINE * len(texts) + 6 + gap
    found, most = list[str](), 1
    for cell in line.cells:
        x, signs = _COLUMNS[cell.column]
        texts = wrap(visible(cell.text), signs) or [""]
        if cell.mark:
            found += _mark(cell.mark, x, y)
            x += 22
        found += _rows_of(texts, x, y, "")
        most = max(most, len(texts))
    height = _LINE * most + 6
    rule = y + height - _SIZE - 2
    found.append(f'<line x1="{_MARGIN}" x2="{_WIDTH - _MARGIN}" y1="{rule}" y2="{rule}" stroke="#d0d0d0"/>')
    return found, height


def _rows_of(texts: Sequence[str], x: int, y: int, style: str) -> list[str]:
    return [f'<text x="{x}" y="{y + index * _LINE}"{style}>{_text(text)}</text>' for index, text in enumerate(texts)]


def _mark(standing: str, x: int, y: int) -> list[str]:
    """Draw a square that is darker the further a finding stands; a ring where an omission is excluded."""
    if standing == "excluded":
        return [f'<circle cx="{x + 7}" cy="{y - 5}" r="6" fill="#ffffff" stroke="#000000" stroke-width="2"/>']
    box = f'<rect x="{x}" y="{y - 12}" width="14" height="14" fill="{_FILLS[standing]}" stroke="#000000"/>'
    dash = f'<line x1="{x}" x2="{x + 14}" y1="{y + 2}" y2="{y - 12}" stroke="#000000"/>'
    return [box, dash] if standing == "idle" else [box]


def _text(text: str) -> str:
    return escape(visible(text))
