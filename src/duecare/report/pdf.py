"""Writes a document as a PDF for paper, archive and screen reader: PDF/A-2a and PDF/UA-1.

The form stands in `memo.typ`; what the document says goes to it as data, so that no sign in it is taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from duecare.report.document import (
    Address,
    Anchor,
    Aside,
    Banner,
    Block,
    Definitions,
    Document,
    Emphasis,
    Figure,
    Heading,
    Items,
    Link,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
    Tone,
    footnotes,
    letters,
    linked,
)
from duecare.report.svg import size
from duecare.report.typeset import Set, dated, typeset
from duecare.report.visible import one_line, visible

_FONTS = ("Libertinus Serif", "DejaVu Sans Mono")  # both come with typst
_LONG = 700  # letters of a cell that may be broken over two pages
_SHORT = 200  # letters of a head that is repeated on each page; one as high as a page would leave no room for rows
_WIDE, _HIGH = 464, 590  # points that a figure can take on a page, its caption left out
Data = dict[str, Any]


def to_pdf(document: Document) -> Set:
    """Return the whole document as a PDF; the same document gives the same bytes."""
    form = files("duecare.report").joinpath("memo.typ").read_text(encoding="utf-8")
    return typeset(form, _as_data(document), document.written)


def _as_data(document: Document) -> Data:
    written, notes = dated(document.written), iter(footnotes(document))
    return {
        "title": one_line(document.title) or "Untitled",
        "marking": one_line(document.marking),
        "language": document.language,
        "written": [written.year, written.month, written.day],
        "fonts": list(_FONTS),
        "blocks": _stepped([_block(block, notes) for block in linked(document).blocks]),
    }


def _stepped(blocks: list[Data]) -> list[Data]:
    """Return blocks whose headings begin at the first level and skip none, as PDF/UA asks."""
    level = 0
    for block in blocks:
        if block["kind"] == "heading":
            level = block["level"] = min(block["level"] - 1, level + 1)
    return blocks


def _block(block: Block, notes: Iterator[Text]) -> Data:
    match block:
        case Heading(level, text, anchor, fresh):
            return {"kind": "heading", "level": level, "text": one_line(text), "name": anchor, "fresh": fresh}
        case Paragraph(text, number):
            name = f"para-{number}" if number else ""
            return {"kind": "paragraph", "name": name, "text": _text(text, notes), "number": number}
        case Aside(text):
            return {"kind": "aside", "text": _text(text, notes)}
        case Items(items):
            return {"kind": "items", "items": [_text(item, notes) for item in items]}
        case Definitions(listed):
            return {"kind": "definitions", "pairs": [[one_line(term), _text(text, notes)] for term, text in listed]}
        case Banner(text):
            return {"kind": "banner", "text": one_line(text)}
        case Figure(_, svg, alt, caption):
            return {**_drawn(visible(svg)), "alt": one_line(alt), "caption": one_line(caption)}
        case Table():
            return _table(block, notes)


def _drawn(svg: str) -> Data:
    """Return a drawing that is as large as it says, or as a page allows."""
    wide, high = size(svg)
    scale = min(1, _WIDE / wide, _HIGH / high)
    return {"kind": "figure", "svg": svg, "width": wide * scale, "height": high * scale}


def _table(table: Table, notes: Iterator[Text]) -> Data:
    return {
        "kind": "table",
        "caption": one_line(table.caption),
        "head": [one_line(head) for head in table.head],
        "rows": [_row(row, notes) for row in table.rows],
        "shares": list(table.shares),
        "repeats": all(len(head) <= _SHORT for head in table.head),
    }


def _row(row: tuple[Text, ...], notes: Iterator[Text]) -> Data:
    long = max((letters(cell) for cell in row), default=0) > _LONG
    return {"cells": [_text(cell, notes) for cell in row], "breaks": long}


def _text(text: Text, notes: Iterator[Text]) -> list[str | Data]:
    return [_inline(part, notes) for part in text]


def _inline(part: object, notes: Iterator[Text]) -> str | Data:
    match part:
        case str():
            return one_line(part)
        case Strong(text):
            return {"kind": "strong", "text": one_line(text)}
        case Emphasis(text):
            return {"kind": "emphasis", "text": one_line(text)}
        case Link(text, anchor):
            return {"kind": "link", "text": one_line(text), "anchor": anchor}
        case Anchor(text, name):
            return {"kind": "anchor", "text": one_line(text), "name": name}
        case Tone(text, tone):
            return {"kind": tone, "text": one_line(text)}
        case Address(url):
            return {"kind": "address", "text": one_line(url), "target": part.target}
        case Note():
            return {"kind": "note", "body": _text(next(notes), iter(())), "unread": part.unread}
        case _:
            raise TypeError(part)
