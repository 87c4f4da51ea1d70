"""Writes a document as Markdown that also reads well as it stands, with footnotes and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from urllib.parse import quote

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
)
from duecare.report.visible import visible

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$])")
_LINE_START = re.compile(r"^(\s*)([#+\-=>]|\d+[.)])")


def to_markdown(document: Document, beside: str = "") -> str:
    """Return the whole document as Markdown; its figures are files beside it, whose names begin with `beside`."""
    marks = count(1)
    parts = [f"# {_title(document.title)}", f"**{escape(document.marking)}**"]
    parts += [_block(block, marks, beside) for block in document.blocks]
    notes = [f"[^{number}]: {_text(text, count(1))}" for number, text in enumerate(footnotes(document), 1)]
    return "\n\n".join([*parts, *notes]) + "\n"


def escape(text: str) -> str:
    """Return text that Markdown takes for nothing but text, on one line."""
    line = _SPECIAL.sub(r"\\\1", " ".join(visible(text).split()).replace("&", "&amp;"))
    return _LINE_START.sub(_unstarted, line)


def _title(text: str) -> str:
    """Return the text of a heading; a `#` at its end would be taken for part of the mark."""
    return re.sub(r"(?<!\\)(#+)$", r"\\\1", escape(text))


def _unstarted(match: re.Match[str]) -> str:
    mark = match[2]
    return f"{match[1]}{mark[:-1]}\\{mark[-1]}"


def _figure(figure: Figure, beside: str) -> str:
    return f"![{escape(figure.alt)}]({quote(f'{beside}{figure.name}.svg')})\n\n*{escape(figure.caption)}*"


def _block(block: Block, marks: Iterator[int], beside: str) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_title(text)}"
        case Paragraph(text, number):
            return f"{number}\\. {_text(text, marks)}" if number else _text(text, marks)
        case Aside(text):
            return _text(text, marks)
        case Items(items):
            return "\n".join(f"- {_text(item, marks)}" for item in items)
        case Definitions(pairs):
            return "\n".join(f"- **{escape(term)}**: {_text(text, marks)}" for term, text in pairs)
        case Banner(text):
            return f"> **{escape(text)}**"
        case Figure():
            return _figure(block, beside)
        case Table():
            return _table(block, marks)


def _table(table: Table, marks: Iterator[int]) -> str:
    rows = [f"| {' | '.join(escape(head) for head in table.head)} |", "|" + " --- |" * len(table.head)]
    rows += [f"| {' | '.join(_text(item, marks) for item in row)} |" for row in table.rows]
    return f"**{escape(table.caption)}**\n\n" + "\n".join(rows)


def _text(text: Text, marks: Iterator[int]) -> str:
    """Join the parts of a line; spaces at their edges are kept, for they part words."""
    return "".join(_inline(part, marks) for part in text).strip()


def _inline(part: object, marks: Iterator[int]) -> str:
    match part:
        case str():
            return _kept(part, escape(part))
        case Strong(text):
            return _kept(text, f"**{escape(text)}**")
        case Emphasis(text):
            return _kept(text, f"*{escape(text)}*")
        case Link(text) | Anchor(text) | Tone(text):
            return _kept(text, escape(text))
        case Address(url):
            return f"<{url}>" if part.target else escape(url)
        case Note():
            return f"[^{next(marks)}]" + ("†" if part.unread else "")
        case _:
            raise TypeError(part)


def _kept(original: str, written: str) -> str:
    before = " " if original[:1].isspace() else ""
    after = " " if original[-1:].isspace() and original.strip() else ""
    return f"{before}{written}{after}"
