"""The edition: one page that holds the whole law, for a screen and for paper, with nothing fetched from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import groupby

from duecare.ir.codec import law_hash
from duecare.lang.book import Book
from duecare.report.visible import visible
from duecare.rulebook.participation import Row
from duecare.weave.atlas import Atlas, atlas_of
from duecare.weave.bound import bound_table
from duecare.weave.chapter_page import chapter_page, heading_words, sections_of
from duecare.weave.chapters import Chapter
from duecare.weave.citations import GRADES
from duecare.weave.factors import factors_table
from duecare.weave.guide import guide, legend
from duecare.weave.issues import issues_table
from duecare.weave.markup import Html, el, lines
from duecare.weave.questions import index_of_facts
from duecare.weave.stats import Stats, stats
from duecare.weave.tables import authorities_table, index_of_names, states_table
from duecare.weave.views import views_table

TITLE = "The law book"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_BACK = {
    "issues-table": "The issues",
    "views-table": "The views beside each other",
    "factors-table": "The factors",
    "authorities": "Authorities",
    "states": "States",
    "bound": "Who is bound",
    "facts": "Index of facts",
    "names": "Index of rules",
}
_SHORTCUTS = {"contents": "Contents", "guide": "How to read", **_BACK}


def edition(book: Book, rows: Iterable[Row] = (), named: str = "") -> str:
    """Return the readable edition of a law, with these rows of its table of participation, as one page.

    named  the hash by which results name the law and its table; else that of the law alone.
    """
    atlas, named = atlas_of(book), named or law_hash(book.law)
    policy = el("meta", http_equiv="Content-Security-Policy", content=_POLICY)
    width = el("meta", name="viewport", content="width=device-width, initial-scale=1")
    head = el("head", el("meta", charset="utf-8"), width, policy, _title(named), _style(atlas))
    shortcuts = (el("a", words, href=f"#{anchor}") for anchor, words in _SHORTCUTS.items())
    body = el(
        "body",
        lines(
            (
                _title_page(book, atlas, named),
                el("nav", *shortcuts, cls="shortcuts", aria_label="Parts of the book"),
                _contents(atlas),
                el("main", _guide_page(), lines(_parts(atlas)), _back(atlas, rows)),
            )
        ),
    )
    return f"<!DOCTYPE html>\n{el('html', head, body, lang='en')}\n"


def _title(named: str) -> Html:
    return el("title", f"{TITLE} ({named[:12]})")


def _style(atlas: Atlas) -> Html:
    """Return the style; each chapter has a page of its own name, which bears its running title."""
    sheet = files("duecare.weave").joinpath("edition.css").read_text(encoding="utf-8")
    running = {f"chapter-{one.number}": f"{one.number}  {one.title}" for one in atlas.chapters}
    named = "".join(_running(page, words) for page, words in {**running, **_BACK, "guide": "How to read"}.items())
    # A part begins on the first page of its first chapter.
    named += "".join(f".part-{one[0].number} {{ page: chapter-{one[0].number}; }}\n" for _, one in _by_part(atlas))
    sheet = sheet.replace("LEGEND", _css_text(legend())).replace("TITLE", _css_text(TITLE))
    return Html(f"<style>\n{sheet}{named}</style>")


def _running(page: str, words: str) -> str:
    return f'#{page} {{ page: {page}; }} @page {page} {{ @top-right {{ content: "{_css_text(words)}"; }} }}\n'


def _css_text(words: str) -> str:
    """Return text that cannot end a CSS string, nor the style it stands in."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):06x}" for sign in visible(words))


def _title_page(book: Book, atlas: Atlas, named: str) -> Html:
    told = f"{len(atlas.chapters)} chapters, {len(atlas.rules)} rules, {len(atlas.law.sources)} authorities."
    return el(
        "header",
        el("h1", TITLE),
        el("p", "The readable edition: prose and rules, with tables and indexes."),
        el("p", told),
        el("p", _graded(stats(book))),
        el("p", "Law ", el("code", named), cls="hash"),
        cls="title-page",
    )


def _graded(found: Stats) -> str:
    """Say how what the book cites was checked."""
    both = [[getattr(one, grade) for grade in ("total", *GRADES, "ungraded")] for one in (found.rules, found.prose)]
    total, seen, secondary, memory, ungraded = (sum(pair) for pair in zip(*both, strict=True))
    own = f"; {ungraded} are States' own words, not graded" if ungraded else ""
    return (
        f"Of {total} citations {seen} were read at the place, {secondary} in somebody else's account, "
        f"{memory} are from memory{own}."
    )


def _contents(atlas: Atlas) -> Html:
    parts = [
        el("li", el("span", words, cls="part"), el("ol", lines(_content(one) for one in chapters)))
        for words, chapters in _by_part(atlas)
    ]
    back = (el("li", el("a", words, href=f"#{anchor}")) for anchor, words in _BACK.items())
    last = el("li", el("span", "Tables and indexes", cls="part"), el("ol", lines(back)))
    first = el("li", el("a", "How to read this book", href="#guide"))
    return el(
        "nav",
        el("h2", "Contents"),
        el("ol", lines((first, *parts, last))),
        id="contents",
        cls="contents",
        aria_label="Contents",
    )


def _content(chapter: Chapter) -> Html:
    sections = sections_of(chapter)
    listed = (
        el("li", el("a", heading_words(one), el("span", f" {number}", cls="ref"), href=f"#{one.anchor}"))
        for one, number in sections
    )
    return el(
        "li",
        el("a", el("span", str(chapter.number), cls="number"), " ", chapter.title, href=f"#{chapter.anchor}"),
        el("ul", lines(listed)) if sections else "",
    )


def _by_part(atlas: Atlas) -> Iterator[tuple[str, tuple[Chapter, ...]]]:
    """Yield the parts of the book that have chapters, numbered."""
    grouped = groupby(atlas.chapters, key=lambda chapter: chapter.part)
    for number, (words, chapters) in zip(_ROMAN, grouped, strict=False):
        yield f"Part {number}. {words}", tuple(chapters)


def _guide_page() -> Html:
    return el("section", el("h2", "How to read this book"), guide(), id="guide", cls="guide")


def _parts(atlas: Atlas) -> Iterator[Html]:
    for words, chapters in _by_part(atlas):
        shown = (chapter_page(chapter, atlas) for chapter in chapters)
        yield el("section", el("h2", words, cls="part"), "\n", lines(shown), cls=f"part-{chapters[0].number}")


def _back(atlas: Atlas, rows: Iterable[Row]) -> Html:
    made = {
        "issues-table": lambda: el("div", issues_table(atlas), cls="scroll"),
        "views-table": lambda: el("div", views_table(atlas), cls="scroll"),
        "factors-table": lambda: el("div", factors_table(atlas), cls="scroll"),
        "authorities": lambda: authorities_table(atlas),
        "states": lambda: el("div", states_table(atlas), cls="scroll"),
        "bound": lambda: el("div", bound_table(rows, atlas), cls="scroll"),
        "facts": lambda: index_of_facts(atlas),
        "names": lambda: index_of_names(atlas),
    }
    return lines(
        el("section", el("h2", words), made[anchor](), id=anchor, cls="back") for anchor, words in _BACK.items()
    )
