"""Whatever a dossier says stays text: no markup, no formula, no sign that steers a screen comes of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console
from sample import LAW, assessment, dossier, figures, real_assessment, real_dossier

from duecare.assess.model import Assessment
from duecare.dossier.model import Dossier
from duecare.report.document import Document, Heading
from duecare.report.html import to_html
from duecare.report.markdown import escape, to_markdown
from duecare.report.memo import memo
from duecare.report.table import write_assessment

HOSTILE = {
    "markup": "</style><script>alert(1)</script>\"'&<img src=x onerror=y>",
    "formula": "=cmd|' /C calc'!A0",
    "markdown": "# a *b* _c_ `d` [e](javascript:f) | g ![h](i) ~~j~~ $k$ <l> [^1] \\",
    "rich": "[bold red]a[/] [link=x]b[/link] :smile: [/nothing]",
    "control": "a\x1b[31mb\x07\x9bc",
    "bidi": "a\u202eb\u2066c",
    "long": "w" * 10_000,
    "right to left": "هجوم على الميناء",
}
VOID = {"meta", "col", "img", "br", "link", "input", "hr"}


def spoilt(text: str) -> tuple[Assessment, Dossier]:
    """Return an assessment and a dossier in which everything that users write is this text."""
    calm, read = assessment(), dossier()
    asked = tuple(replace(one, text=text, ask=text) for one in calm.questions)
    states = (("XAA", text), ("XBB", text))
    made = replace(calm, title=text, version=text, states=states, questions=asked)
    sources = {
        name: replace(one, url="javascript:alert(1)", title=text, publisher=text, note=text, origin=text)
        for name, one in read.sources.items()
    }
    claims = tuple(replace(one, reason=text, author=text) for one in read.claims)
    return made, replace(
        read,
        title=text,
        summary=text,
        notes=(text,),
        sources=sources,
        claims=claims,
        names={"XAA": text, "XBB": text},
        timeline=tuple(replace(entry, what=text, author=text) for entry in read.timeline),
        requests=tuple(replace(entry, what=text) for entry in read.requests),
        searches=tuple(replace(entry, where=(text,), by=text, found=text) for entry in read.searches),
        account=tuple(replace(entry, what=text) for entry in read.account),
    )


def with_figures(text: str) -> Document:
    """Return a memo beside which figures are shown that say this text wherever they can."""
    table = tuple(replace(one, value=text, year=text, grade=text, source=text, note=text) for one in figures())
    return memo(real_assessment(), real_dossier(), LAW, table)


class Page(HTMLParser):
    """Reads a page as a browser would, and keeps the tags, the ids and the text; it wants every tag closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.ids: list[str] = []
        self.text, self.open = "", list[str]()
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.ids += [value or "" for name, value in attrs if name == "id"]
        assert not (tag in {"p", "table", "ul", "dl", "div"} and "p" in self.open)
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(params=HOSTILE)
def text(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return each hostile text in turn."""
    yield HOSTILE[request.param]


def seen(text: str) -> str:
    """Return how a reader sees a hostile text: what would act is named by its code."""
    acting = "\x1b\x07\x9b\u202e\u2066"
    return "".join(f"[U+{ord(char):04X}]" if char in acting else char for char in text)


def test_a_page_has_no_tag_of_a_users_making(text: str) -> None:
    """No tag, no attribute and no address comes of a text; what was written can be read."""
    written = to_html(memo(*spoilt(text), LAW))
    page = Page(written)
    assert page.tags == Page(to_html(memo(*spoilt("calm"), LAW))).tags
    assert 'href="javascript' not in written
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert seen(text) in page.text


def test_a_page_is_well_formed_and_stands_alone() -> None:
    """Tags nest and close, ids are unique, links within lead somewhere, and nothing is asked for from outside."""
    written = to_html(memo(assessment(), dossier(), LAW))
    page = Page(written)
    assert len(page.ids) == len(set(page.ids))
    assert {part.split('"')[0] for part in written.split('href="#')[1:]} <= set(page.ids)
    assert "src=" not in written
    assert "@import" not in written


def shape(document: Document) -> list[str]:
    """Return the blocks and marks that a reader of Markdown finds in a document."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(to_markdown(document))
    inline = [child.type for token in tokens for child in token.children or () if child.type[:4] != "text"]
    return [token.type for token in tokens] + inline


def test_markdown_has_no_mark_of_a_users_making(text: str) -> None:
    """The text renders with just the blocks and links that a calm one has."""
    assert shape(memo(*spoilt(text), LAW)) == shape(memo(*spoilt("calm"), LAW))


def test_figures_of_a_table_stay_text(text: str) -> None:
    """What stands in a row about a State's capacity is shown, and makes no tag and no mark."""
    page = Page(to_html(with_figures(text)))
    assert page.tags == Page(to_html(with_figures("calm"))).tags
    assert shape(with_figures(text)) == shape(with_figures("calm"))
    assert page.text.count(seen(text)) > len(figures())


def test_a_terminal_gets_text_only(text: str) -> None:
    """Nothing is taken for markup, and no character that steers a terminal gets through."""
    stream = io.StringIO()
    write_assessment(
        spoilt(text)[0], LAW, Console(file=stream, width=120, color_system=None, markup=False, emoji=False)
    )
    written = stream.getvalue()
    assert seen(text)[:100] in written
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"} & set(written)


def test_a_heading_keeps_its_last_sign() -> None:
    """A sharp at the end of a title is part of the title."""
    tokens = MarkdownIt("commonmark").parse(to_markdown(Document("C #", "m", (Heading(2, "F ##", "f"),))))
    inline = [token.children or [] for token in tokens if token.type == "inline"]
    assert ["".join(child.content for child in line) for line in inline] == ["C #", "m", "F ##"]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Cn", "Co"]), max_size=60))
def test_markdown_escape_keeps_text_text(text: str) -> None:
    """Escaped text renders as one paragraph of just that text."""
    wanted = " ".join(text.split())
    tokens = MarkdownIt("commonmark").parse(escape(text))
    if not wanted:
        assert not tokens
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inline = tokens[1].children or []
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline) == wanted


@settings(max_examples=20, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_any_text_leaves_a_page_whole(text: str) -> None:
    """Whatever stands in a dossier, the page keeps the form of a calm one."""
    assert Page(to_html(memo(*spoilt(text), LAW))).tags == Page(to_html(memo(*spoilt("calm"), LAW))).tags
