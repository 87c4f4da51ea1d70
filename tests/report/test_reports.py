"""What reports say: golden answers, a sentence for every outcome word, no text taken for markup."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console
from sample import LAW, assessment, dossier

from duecare.assess.model import Outcome
from duecare.report.document import Document, Heading, Paragraph, Table, Tone
from duecare.report.headline import headline
from duecare.report.html import to_html
from duecare.report.markdown import escape, to_markdown
from duecare.report.memo import memo
from duecare.report.table import write_assessment
from duecare.report.wording import DONE, FAILED, IDLE, SENTENCES, sentence

HERE = Path(__file__).parent
Golden = Callable[[Path, str], None]
HOSTILE = "</style><script>alert(1)</script>\"'&<img src=x onerror=y>"

# Every word that SEMANTICS of the chain and of norms allows.
WORDS = (
    "not in force",
    "not applicable",
    "not due",
    "breached (wrongfulness precluded)",
    "breached",
    "liable",
    "met late",
    "not met",
    "running",
    "nothing within its power",
    "met",
    "not expected",
    "expected and met late",
    "expected and not met",
    "expected and met",
)


def test_headline(golden: Golden) -> None:
    """The answer puts what was not done first, then what is open, then what was met; gates stand apart."""
    golden(HERE / "headline.txt", headline(assessment(), LAW))


def test_markdown_memo(golden: Golden) -> None:
    """The memo holds every part, each fact with its sources, and each authority with its grade."""
    golden(HERE / "memo.md", to_markdown(memo(assessment(), dossier(), LAW)))


def test_table(golden: Golden) -> None:
    """In a pipe the terminal output is plain text."""
    stream = io.StringIO()
    console = Console(file=stream, width=160, color_system=None, highlight=False, markup=False, emoji=False)
    write_assessment(assessment(), LAW, console)
    text = "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
    assert text.isascii()
    golden(HERE / "table.txt", text)


def test_every_word_has_a_sentence() -> None:
    """No outcome can come up for which the memo has no words, and every word has its rank."""
    assert set(SENTENCES) == set(WORDS)
    assert FAILED | DONE | IDLE | {"running", "breached (wrongfulness precluded)"} == set(WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_sentences_are_neutral(word: str) -> None:
    """A sentence speaks of the record or the rule, and charges nobody."""
    said = sentence(Outcome("", (word,), settled=True))
    assert not any(charge in said.lower() for charge in ("violat", "failed", "guilt", "attack", "blame"))


def test_open_is_not_told_as_an_omission() -> None:
    """What is open is told as open, with what stays possible."""
    said = sentence(Outcome("", ("not due", "breached"), settled=False, not_established=True))
    assert "not due or breached" in said
    assert "Not established on this record" in said


class _Tags(HTMLParser):
    """Collects the tags and the text that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_escapes_hostile_text() -> None:
    """Whatever a dossier says, it stays text: no tag, no attribute and no address comes of it."""
    calm, read = assessment(), dossier()
    hostile = replace(calm, title=HOSTILE, as_of=HOSTILE, states=(("XAA", HOSTILE), ("XBB", HOSTILE)))
    sources = {name: replace(one, url="javascript:alert(1)", title=HOSTILE) for name, one in read.sources.items()}
    timeline = tuple(replace(entry, what=HOSTILE) for entry in read.timeline)
    spoilt = replace(read, sources=sources, timeline=timeline, summary=HOSTILE, names={"XAA": HOSTILE, "XBB": HOSTILE})
    page = _Tags()
    written = to_html(memo(hostile, spoilt, LAW))
    page.feed(written)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img"}
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert 'href="javascript' not in written
    assert written.count("</style>") == 1
    assert HOSTILE in page.text


def test_html_stands_alone() -> None:
    """The page asks for nothing from outside, and every link within it leads somewhere."""
    written = to_html(memo(assessment(), dossier(), LAW))
    assert "src=" not in written
    assert "@import" not in written
    anchors = {part.split('"')[0] for part in written.split(' id="')[1:]}
    links = {part.split('"')[0] for part in written.split('href="#')[1:]}
    assert links <= anchors


def test_tone_is_never_alone() -> None:
    """Colour and sign only go with the words."""
    table = Table("t", ("a", "b"), ((("duty",), (Tone("breached", "failed"),)),))
    assert "breached" in to_html(Document("t", "m", (table,)))
    assert "breached" in to_markdown(Document("t", "m", (table,)))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
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


def test_headings_have_order() -> None:
    """Levels of headings never skip one, so that a screen reader's outline holds."""
    levels = [block.level for block in memo(assessment(), dossier(), LAW).blocks if isinstance(block, Heading)]
    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))


def test_facts_are_numbered_through() -> None:
    """Numbered paragraphs count from one without a gap."""
    blocks = memo(assessment(), dossier(), LAW).blocks
    numbers = [block.number for block in blocks if isinstance(block, Paragraph) and block.number]
    assert numbers == list(range(1, len(numbers) + 1))
