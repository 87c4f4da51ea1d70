"""A law as chapters in the order of the book: headings and passages, each passage with the rules that follow it.

Every paragraph and every rule bears a number of its own, chapter and place, by which the book cites it on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from markdown_it import MarkdownIt
from markdown_it.token import Token

from duecare.base.spans import Span
from duecare.ir.declarations import Law
from duecare.lang.book import Book
from duecare.lang.checks.owners import Owner, span_of
from duecare.lang.parse import ChapterText

# The parts of the book, by the kind that chapters give themselves; chapters that give none come first.
PARTS = {
    "": "Introduction",
    "obligation": "The obligations",
    "norms": "Norms that do not bind",
    "shared": "What the obligations share",
    "measures": "The measures",
    "views": "The views",
}


@dataclass(frozen=True, slots=True)
class Prose:
    """A block of prose with its number; what parts two passages, a rule across the page, has none."""

    number: str
    tokens: tuple[Token, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(part.content for token in self.tokens for part in token.children or () if part.type == "text")


@dataclass(frozen=True, slots=True)
class Rule:
    """A declaration with its number; an issue that several obligations ask for themselves is one rule."""

    number: str
    owners: tuple[Owner, ...]

    @property
    def owner(self) -> Owner:
        return self.owners[0]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; level 1 is the highest."""

    level: int
    anchor: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Prose and the rules under it."""

    prose: tuple[Prose, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the book; obligation is the one it is about, if it is about one."""

    number: int
    title: str
    part: str
    obligation: str
    file: str
    pieces: tuple[Heading | Passage, ...]

    @property
    def anchor(self) -> str:
        return f"chapter-{self.number}"

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for piece in self.pieces if isinstance(piece, Passage) for rule in piece.rules)


def chapters_of(book: Book) -> tuple[Chapter, ...]:
    """Return the chapters of a law: by part, and in a part by the paths of their files."""
    kinds = list(PARTS)
    ordered = sorted(book.chapters, key=lambda chapter: (kinds.index(chapter.front.kind), chapter.file))
    owners = _by_place(book.law)
    return tuple(
        _chapter(number, chapter, book.texts[chapter.file], owners) for number, chapter in enumerate(ordered, 1)
    )


def _by_place(law: Law) -> dict[Span, tuple[Owner, ...]]:
    """Return the declarations of a law by where they stand."""
    groups: tuple[tuple[Owner, ...], ...] = (
        *(law.obligations, law.duties, law.norms, law.elements, law.leaves, law.presumptions, law.constraints),
        *(law.issues, law.defences, law.consequences, law.measures, law.views, law.cases, law.factors),
        tuple(single for single in (law.step, law.review) if single is not None),
    )
    found: dict[Span, tuple[Owner, ...]] = {}
    for owner in (owner for group in groups for owner in group):
        found[span_of(owner)] = (*found.get(span_of(owner), ()), owner)
    return found


def _chapter(number: int, written: ChapterText, text: str, owners: dict[Span, tuple[Owner, ...]]) -> Chapter:
    places = {
        declaration.span.line: found
        for declaration in written.declarations
        if (found := owners.get(declaration.name.span) or owners.get(declaration.span))
    }
    blocks = list(_blocks(text))
    title = written.front.title or _first_title(blocks) or written.file.rpartition("/")[2].removesuffix(".md")
    pieces = tuple(_pieces(blocks, str(number), places))
    if pieces and isinstance(pieces[0], Heading) and pieces[0].level == 1:
        pieces = pieces[1:] if _words(pieces[0].tokens) == title else pieces
    obligation = written.front.id if written.front.kind == "obligation" else ""
    return Chapter(number, title, PARTS[written.front.kind], obligation, written.file, pieces)


def _blocks(text: str) -> Iterator[tuple[Token, ...]]:
    """Yield the outermost blocks of a Markdown text, with the lines they had in the file."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    block: list[Token] = []
    depth = 0
    for token in reader.parse(_without_front_matter(text)):
        token.children = _joined(token.children or [])
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield tuple(block)
            block = []


def _joined(children: list[Token]) -> list[Token]:
    """Return inline parts with the lines of a text joined, so that what is broken over two of them is found."""
    found: list[Token] = []
    for child in children:
        if child.type not in ("text", "softbreak"):
            found.append(child)
            continue
        words = "\n" if child.type == "softbreak" else child.content
        if found and found[-1].type == "text":
            words = found.pop().content + words
        found.append(Token("text", "", 0, content=words))
    return found


def _without_front_matter(text: str) -> str:
    """Return the text with empty lines for its front matter, so that every line keeps its number."""
    rows = text.split("\n")
    if rows[0].rstrip() != "---":
        return text
    end = next((index for index, row in enumerate(rows[1:], 1) if row.rstrip() == "---"), 0)
    return "\n".join([""] * (end + 1) + rows[end + 1 :])


def _first_title(blocks: Iterable[tuple[Token, ...]]) -> str:
    return next((_words(block) for block in blocks if block[0].type == "heading_open" and block[0].tag == "h1"), "")


def _words(tokens: Iterable[Token]) -> str:
    """Return what a heading says, without its marks."""
    children = (child for token in tokens for child in token.children or ())
    return " ".join("".join(child.content for child in children).split())


def _pieces(
    blocks: Iterable[tuple[Token, ...]], chapter: str, places: dict[int, tuple[Owner, ...]]
) -> Iterator[Heading | Passage]:
    numbers, heads = count(1), count(1)
    prose: list[Prose] = []
    for block in blocks:
        first = block[0]
        if first.type == "fence" and first.info.strip() == "rule":
            yield Passage(tuple(prose), _rules(first, chapter, numbers, places))
            prose = []
        elif first.type == "heading_open":
            if prose:
                yield Passage(tuple(prose), ())
                prose = []
            yield Heading(int(first.tag[1]), f"section-{chapter}-{next(heads)}", block)
        else:
            prose.append(Prose("" if first.type == "hr" else f"{chapter}.{next(numbers)}", block))
    if prose:
        yield Passage(tuple(prose), ())


def _rules(
    fence: Token, chapter: str, numbers: Iterator[int], places: dict[int, tuple[Owner, ...]]
) -> tuple[Rule, ...]:
    first, last = fence.map or (0, 0)
    found = [places[line] for line in range(first + 1, last + 1) if line in places]
    return tuple(Rule(f"{chapter}.{next(numbers)}", owners) for owners in found)
