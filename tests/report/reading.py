"""Reads a document, and each file made of it, as lines of text and notes: one line a paragraph, item, head or cell."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from duecare.report.document import (
    Address,
    Aside,
    Banner,
    Block,
    Definitions,
    Document,
    Figure,
    Heading,
    Items,
    Note,
    Paragraph,
    Table,
    Text,
    footnotes,
)
from duecare.report.visible import visible


@dataclass
class Read:
    """What a reader finds: the lines in their order, the notes in theirs, and what stands for each picture."""

    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)

    def keyed(self) -> Read:
        """Return the same without spaces and hyphens, which lines that are broken lose and win, and empty lines."""
        return Read(*([key for text in told if (key := _key(text))] for told in (self.lines, self.notes, self.alts)))


def _key(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010\u200b-]", "", text)


def of_tree(document: Document, colon: str = "") -> Read:
    """Return what a document says; the colon stands after the term of a definition."""
    lines = [document.title, *(line for block in document.blocks for line in _block(block, colon))]
    notes = [_text(note) for note in footnotes(document)]
    alts = [block.alt for block in document.blocks if isinstance(block, Figure)]
    return Read(*([visible(text) for text in told] for told in (lines, notes, alts))).keyed()


def _block(block: Block, colon: str) -> Iterator[str]:
    match block:
        case Heading(_, text) | Banner(text):
            yield text
        case Paragraph(text, number):
            yield (f"{number}. " if number else "") + _text(text)
        case Aside(text):
            yield _text(text)
        case Items(items):
            yield from map(_text, items)
        case Definitions(pairs):
            yield from (f"{term}{colon} {_text(text)}" for term, text in pairs)
        case Figure():
            yield block.caption
        case Table(caption, head, rows):
            yield from (caption, *head, *(_text(cell) for row in rows for cell in row))


def _text(text: Text) -> str:
    return "".join(_part(part) for part in text)


def _part(part: object) -> str:
    match part:
        case str():
            return part
        case Note():
            return "†" if part.unread else ""
        case Address(url):
            return url
        case _:
            return str(getattr(part, "text"))  # noqa: B009


def of_markdown(text: str) -> Read:
    """Return what a reader of Markdown finds; the marking under the title is left out."""
    body, *notes = re.split(r"^\[\^\d+\]: ", text, flags=re.MULTILINE)
    parser = MarkdownIt().enable("table")
    setattr(parser, "normalizeLinkText", str)  # noqa: B010 - an address as it is written, as most readers show it
    read = Read(notes=[_inline(parser.parseInline(note)[0]) for note in notes])
    tokens = [token for token in parser.parse(body) if token.type == "inline"]
    for token in tokens:
        pictures = [child for child in token.children or () if child.type == "image"]
        read.alts += [child.content for child in pictures]
        read.lines += [] if pictures else [_inline(token)]
    return Read([read.lines[0], *read.lines[2:]], read.notes, read.alts).keyed()


def _inline(token: Token) -> str:
    said = "".join(child.content for child in token.children or () if child.type != "image")
    return re.sub(r"\[\^\d+\]", "", said)


class _Page(HTMLParser):
    """Gathers the text of elements that hold a line; a term goes with what it stands for."""

    LINES = frozenset(("h1", "h2", "h3", "h4", "h5", "p", "li", "dd", "caption", "th", "td", "figcaption"))
    SILENT = frozenset(("head", "nav", "svg"))

    def __init__(self, page: str) -> None:
        super().__init__()
        self.read, self._silent, self._line, self._mark = Read(), 0, "", ""
        self._note = self._sign = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "svg":
            self.read.alts.append(told.get("aria-label") or "")
        self._silent += tag in self.SILENT
        self._sign = self._sign or told.get("class") in ("sign", "marking") or ("aria-label" in told and tag == "a")
        self._mark = "†" if "memory" in (told.get("aria-label") or "") and tag == "a" else ""
        self._note = (told.get("id") or "").startswith("note-") if tag == "li" else self._note

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self.SILENT
        if tag in self.LINES and not self._silent:
            (self.read.notes if self._note else self.read.lines).append(self._line)
            self._line = ""
        if self._sign and tag in ("span", "p", "a"):
            self._line += self._mark
            self._sign, self._mark = False, ""

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._sign:
            self._line += data


def of_html(page: str) -> Read:
    """Return what a reader of a page finds; the list of contents, the signs beside outcomes and the heading over the
    notes are left out."""
    body, heading, notes = page.rpartition('<h2 id="notes">Notes</h2>')
    assert heading
    return _Page(body + notes).read.keyed()


def of_docx(content: bytes) -> Read:
    """Return what a word processor shows of a DOCX."""
    read = Read()
    for element in docx.Document(BytesIO(content)).element.body.iter(qn("w:p")):
        read.lines.append("".join(part.text or " " for part in element.iter(qn("w:t"), qn("w:tab")) if part.tag))
        read.alts += [one.get("descr") for one in element.iter("{*}docPr")]
    with ZipFile(BytesIO(content)) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    read.notes = [
        "".join(part.text or "" for part in note.iter(qn("w:t")))
        for note in notes.iter(qn("w:footnote"))
        if note.get(qn("w:type")) is None
    ]
    return read.keyed()


_LINES = frozenset(("P", "H1", "H2", "H3", "H4", "LI", "Caption", "TH", "TD"))
_ELEMENT = re.compile(r'( *)([A-Z]\w*)\b(?:.*\((?:block|inline)\):?| <.*>:|:| "(?:.*)"|)$')


def of_pdf(file: Path) -> Read:
    """Return what the tags of a PDF say, in the order in which a screen reader speaks them."""
    told = subprocess.run(
        ["pdfinfo", "-enc", "UTF-8", "-struct-text", str(file)], capture_output=True, check=True
    ).stdout.decode(errors="replace")  # titles of headings are repeated raw
    read, path = Read(), list[tuple[int, str, list[str]]]()
    for line in told.splitlines():
        depth = len(line) - len(line.lstrip(" "))
        quoted, element = re.fullmatch(r' *"(.*)"', line), _ELEMENT.fullmatch(line)
        while (quoted or element) and path and path[-1][0] >= depth:
            path.pop()
        if quoted:
            _hear(quoted[1], [name for _, name, _ in path], path)
        elif element:
            held: list[str] = []
            name = element[2]
            path.append((depth, name, held))
            if name == "Note":
                read.notes.append(held)  # type: ignore[arg-type]
            elif name in _LINES:
                read.lines.append(held)  # type: ignore[arg-type]
    joined = (["".join(parts) for parts in told] for told in (read.lines, read.notes))
    return Read(*joined).keyed()


def _hear(text: str, names: list[str], path: list[tuple[int, str, list[str]]]) -> None:
    """Add a text to the innermost line or note that it stands in; marks of notes and of lists are heard apart."""
    inner = len(names) - 1 - next((i for i, name in enumerate(reversed(names)) if name in {*_LINES, "Note"}), 0)
    within = names[inner:]
    if "Figure" in within or ("Lbl" in within and ("Link" in within or text == "•")):
        return
    path[inner][2].append(text)
