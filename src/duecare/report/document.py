"""A memo as a small frozen tree, so that each format writes the same document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\[\]]+", re.IGNORECASE)
_IN_ADDRESSES = "%/:?#@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority cited at a place, with how well that place was checked.

    full, brief  how a footnote names it, the first time and after that; empty: by `cite`, by `short`.
    """

    name: str
    cite: str
    short: str
    pinpoint: str
    grade: str
    full: tuple[Inline, ...] = ()
    brief: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote mark; its authorities are written out where the renderer collects footnotes."""

    authorities: tuple[Authority, ...]

    @property
    def unread(self) -> bool:
        """Say that somebody cites one of these from memory."""
        return any(authority.grade == "memory" for authority in self.authorities)


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter in their line."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart by their slant: the name of a case, a foreign term."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an anchor in the document."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that links lead to."""

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Tone:
    """An outcome in words; tone (`failed`, `open`, `done`, `idle`) may be shown beside it, not alone."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Address:
    """A web address; what is none, or might run something, stays text in every format."""

    url: str

    @property
    def target(self) -> str:
        """Return the address in the characters that every reader of links takes; empty if it is not one to follow."""
        return quote(self.url, safe=_IN_ADDRESSES) if _WEB.fullmatch(self.url) else ""


Inline = str | Note | Strong | Emphasis | Link | Anchor | Tone | Address
Text = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 is the highest within a document. A fresh one begins a page where there are pages."""

    level: int
    text: str
    anchor: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a numbered one can be cited."""

    text: Text
    number: int = 0


@dataclass(frozen=True, slots=True)
class Aside:
    """What belongs to the paragraph before it, told apart from it."""

    text: Text


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short lines."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms, each with what it stands for: a header block, a list of positions."""

    pairs: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and a row of headings; the first cell of each row heads the row.

    shares says how wide the columns are beside each other; without it they are as wide as what they hold.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Banner:
    """A line nobody may overlook: an exercise, a draft."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing: the same SVG in every format; alt says in words what it shows."""

    name: str
    svg: str
    alt: str
    caption: str


Block = Heading | Paragraph | Aside | Items | Definitions | Table | Banner | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; `marking` stands on every page, and `written` is the only date that its files bear."""

    title: str
    marking: str
    blocks: tuple[Block, ...]
    written: date | None = None
    language: str = "en"


def inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield every part of a line of text that can be more than words, in order."""
    for block in blocks:
        match block:
            case Paragraph() | Aside():
                yield from block.text
            case Items():
                for item in block.items:
                    yield from item
            case Definitions():
                for _, text in block.pairs:
                    yield from text
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from cell


def notes_of(document: Document) -> tuple[Note, ...]:
    """Return the footnotes of a document in the order in which they stand."""
    return tuple(part for part in inlines(document.blocks) if isinstance(part, Note))


def targets(document: Document) -> frozenset[str]:
    """Return every name that a link can lead to."""
    anchors = (part for part in inlines(document.blocks) if isinstance(part, Anchor))
    blocks = (block for block in document.blocks if isinstance(block, Heading | Paragraph))
    return frozenset(_name(part) for part in (*anchors, *blocks)) - {""}


def _name(part: Heading | Anchor | Paragraph) -> str:
    match part:
        case Heading():
            return part.anchor
        case Anchor():
            return part.name
        case Paragraph():
            return f"para-{part.number}" if part.number else ""


def linked(document: Document) -> Document:
    """Return a document whose links each lead to one place: of two of one name to the first, and to none are words."""
    known = targets(document)
    begun = {f"para-{block.number}" for block in document.blocks if isinstance(block, Paragraph)}
    return replace(document, blocks=_linked(document.blocks, known, begun))


def _linked(value: Any, known: frozenset[str], begun: set[str]) -> Any:
    match value:
        case tuple():
            return tuple(_linked(item, known, begun) for item in value)
        case Link():
            return value if value.anchor in known else value.text
        case Heading():
            return value if _begins(value.anchor, begun) else replace(value, anchor="")
        case Anchor():
            return value if value.name and _begins(value.name, begun) else value.text
        case Paragraph() | Aside():
            return replace(value, text=_linked(value.text, known, begun))
        case Items():
            return replace(value, items=_linked(value.items, known, begun))
        case Definitions():
            return replace(value, pairs=_linked(value.pairs, known, begun))
        case Table():
            return replace(value, rows=_linked(value.rows, known, begun))
    return value


def _begins(name: str, begun: set[str]) -> bool:
    new = name not in begun
    begun.add(name)
    return new


def footnotes(document: Document) -> tuple[Text, ...]:
    """Return the text of each footnote: an authority in full where first cited, then short with `(n 3)`."""
    first: dict[str, int] = {}
    return tuple(_footnote(note, number, first) for number, note in enumerate(notes_of(document), 1))


def _footnote(note: Note, number: int, first: dict[str, int]) -> Text:
    """Cite each authority of a note once, with all its places."""
    places: dict[tuple[str, str], list[Authority]] = {}
    for authority in note.authorities:
        places.setdefault((authority.name, authority.grade), []).append(authority)
    parts: list[Inline] = []
    for group in places.values():
        parts += ["; " if parts else "", *_cited(group, number, first)]
    return tuple(part for part in (*parts, ".") if part != "")


def _cited(places: list[Authority], number: int, first: dict[str, int]) -> Text:
    """Cite an authority at places that were checked alike; what was not read itself is told as such."""
    authority = places[0]
    again = authority.name in first
    at = first.setdefault(authority.name, number)
    named: Text = authority.full or (authority.cite,)
    if again:
        back = f" (n {at})" if at != number else ""
        named = (*(authority.brief or (authority.short,)), back)
    listed = ", ".join(dict.fromkeys(one.pinpoint for one in places if one.pinpoint))
    ends = named[-1] if isinstance(named[-1], str) else ""
    place = f"{',' if ends[-1:].isdigit() else ''} {listed}" if listed else ""
    unread = {"seen": "", "memory": " [not read]"}.get(authority.grade, f" [{authority.grade}]")
    return (*named, place + unread)


def letters(text: Text) -> int:
    """Return how long a text is, notes left out."""
    return sum(len(part if isinstance(part, str) else getattr(part, "text", "")) for part in text)


def joined(texts: Iterable[str], word: str = "and") -> str:
    """Return `a, b and c`."""
    listed = list(texts)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {word} {listed[-1]}"
