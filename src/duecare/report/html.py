"""Writes a document as one HTML page without outside parts: for a screen, a screen reader, and A4 paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape as escape_markup
from importlib.resources import files
from itertools import count

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
    linked,
)
from duecare.report.svg import inline_svg
from duecare.report.visible import visible

_POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
_SHORT = 6  # rows of a table that is not broken over two pages
_SIGNS = {"failed": "✕", "open": "?", "done": "✓", "waiting": "·", "idle": "–"}


def escape(text: str) -> str:
    """Return text that HTML takes for nothing but text."""
    return escape_markup(visible(text))


def to_html(document: Document) -> str:
    """Return the whole document as one page."""
    marks = count(1)
    body = "\n".join(_block(block, marks) for block in linked(document).blocks)
    style = files("duecare.report").joinpath("memo.css").read_text(encoding="utf-8")
    page = style.replace("MARKING", _css_text(document.marking)).replace("TITLE", _css_text(document.title))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{_POLICY}\n"
        f"<title>{escape(document.title)}</title>\n<style>\n{page}</style>\n</head>\n<body>\n"
        f'<p class="marking">{escape(document.marking)}</p>\n'
        f"<header><h1>{escape(document.title)}</h1></header>\n{_contents(document)}\n"
        f"<main>\n{body}\n</main>\n{_notes(document)}\n</body>\n</html>\n"
    )


def _css_text(text: str) -> str:
    """Return text that cannot end a CSS string, nor the style it stands in."""
    return "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):06x}" for char in text)


def _contents(document: Document) -> str:
    heads = [block for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    items = "".join(
        f'<li><a href="#{escape(head.anchor)}">{escape(head.text)}</a></li>' for head in heads if head.anchor
    )
    return f'<nav aria-label="Contents"><ul>{items}</ul></nav>'


def _notes(document: Document) -> str:
    items = "\n".join(_note(number, text) for number, text in enumerate(footnotes(document), 1))
    head = '<h2 id="notes">Notes</h2>'
    return f'<section class="notes" aria-labelledby="notes">{head}<ol>\n{items}\n</ol></section>'


def _note(number: int, text: Text) -> str:
    back = f'<a href="#mark-{number}" aria-label="Back to mark {number}">↩</a>'
    return f'<li id="note-{number}">{_text(text, count(1))} {back}</li>'


def _block(block: Block, marks: Iterator[int]) -> str:
    match block:
        case Heading(level, text, anchor, fresh):
            name = (f' id="{escape(anchor)}"' if anchor else "") + (' class="fresh"' if fresh else "")
            return f"<h{level}{name}>{escape(text)}</h{level}>"
        case Paragraph(text, number):
            return _paragraph(text, number, marks)
        case Aside(text):
            return f'<p class="aside">{_text(text, marks)}</p>'
        case Items(items):
            return f"<ul>{''.join(f'<li>{_text(item, marks)}</li>' for item in items)}</ul>"
        case Definitions(pairs):
            listed = "".join(f"<dt>{escape(term)}</dt><dd>{_text(text, marks)}</dd>" for term, text in pairs)
            return f"<dl>{listed}</dl>"
        case Banner(text):
            return f'<p class="banner" role="note">{escape(text)}</p>'
        case Figure():
            return f"<figure>{inline_svg(block)}<figcaption>{escape(block.caption)}</figcaption></figure>"
        case Table():
            return _table(block, marks)


def _paragraph(text: Text, number: int, marks: Iterator[int]) -> str:
    if not number:
        return f"<p>{_text(text, marks)}</p>"
    head = f'<span class="number">{number}.</span> '
    return f'<p class="numbered" id="para-{number}">{head}{_text(text, marks)}</p>'


def _table(table: Table, marks: Iterator[int]) -> str:
    caption = escape(table.caption)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.head)
    rows = "\n".join(f"<tr>{_row(row, marks)}</tr>" for row in table.rows)
    columns = "".join(f'<col style="width: {100 * share // sum(table.shares)}%">' for share in table.shares)
    kind = "table short" if len(table.rows) <= _SHORT else "table"
    return (
        f'<div class="{kind}" role="region" tabindex="0" aria-label="{caption}">'
        f"<table><caption>{caption}</caption>{f'<colgroup>{columns}</colgroup>' if columns else ''}"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _row(row: tuple[Text, ...], marks: Iterator[int]) -> str:
    first, *rest = row
    head = f'<th scope="row">{_text(first, marks)}</th>'
    return head + "".join(f"<td>{_text(item, marks)}</td>" for item in rest)


def _text(text: Text, marks: Iterator[int]) -> str:
    return "".join(_inline(part, marks) for part in text)


def _inline(part: object, marks: Iterator[int]) -> str:
    match part:
        case str():
            return escape(part)
        case Strong(text):
            return f"<strong>{escape(text)}</strong>"
        case Emphasis(text):
            return f"<em>{escape(text)}</em>"
        case Link(text, anchor):
            return f'<a href="#{escape(anchor)}">{escape(text)}</a>'
        case Anchor(text, name):
            return f'<span id="{escape(name)}">{escape(text)}</span>'
        case Tone(text, tone):
            sign = f'<span class="sign" aria-hidden="true">{_SIGNS[tone]}</span>'
            return f'<span class="tone {tone}">{sign} {escape(text)}</span>'
        case Address():
            return _address(part)
        case Note():
            return _mark(next(marks), unread=part.unread)
        case _:
            raise TypeError(part)


def _address(address: Address) -> str:
    if not address.target:
        return escape(address.url)
    return f'<a class="address" href="{escape(address.target)}" rel="noreferrer">{escape(address.url)}</a>'


def _mark(number: int, *, unread: bool) -> str:
    label = f"Note {number}" + (", cited from memory" if unread else "")
    link = f'<a id="mark-{number}" href="#note-{number}" aria-label="{label}">{number}{"†" if unread else ""}</a>'
    return f'<sup class="mark">{link}</sup>'
