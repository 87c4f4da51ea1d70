"""The PDF keeps its profiles, shows every sign or tells which it cannot, and depends on nothing but the document."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from reading import of_pdf, of_tree
from sample import LAW, assessment, dossier
from test_formats import everything
from test_hostile_text import HOSTILE, spoilt

from duecare.report.document import Authority, Document, Heading, Items, Note, Paragraph, Table, Text
from duecare.report.memo import memo
from duecare.report.pdf import to_pdf

needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo (poppler-utils) is not installed")


@pytest.fixture(scope="module")
def file() -> PdfReader:
    """Return the PDF of a memo."""
    return PdfReader(BytesIO(to_pdf(memo(assessment(), dossier(), LAW)).content))


def test_it_names_its_profiles(file: PdfReader) -> None:
    """It says of itself that it is PDF/A-2a and PDF/UA-1; typst refuses what keeps either of them not."""
    told = file.xmp_metadata.stream.get_data().decode()  # type: ignore[union-attr]
    for part, value in (("pdfaid:part", "2"), ("pdfaid:conformance", "A"), ("pdfuaid:part", "1")):
        assert f"<{part}>{value}</{part}>" in told


def test_it_has_what_its_profiles_ask(file: PdfReader) -> None:
    """Tags, language, title shown, colours defined, a name for every font's letters, and nothing that runs."""
    root = file.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert file.metadata and file.metadata.title == "Exercise: the quay"
    assert not {"/OpenAction", "/AA", "/JavaScript"} & set(root)
    fonts = [font for page in file.pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        held = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(held)
        assert "/ToUnicode" in font


def test_every_page_bears_the_marking(file: PdfReader) -> None:
    """Marking, title and number stand on every page."""
    for number, page in enumerate(file.pages, 1):
        text = page.extract_text()
        assert "EXERCISE · TLP:AMBER · DRAFT, cleared by nobody" in text
        assert f"Page {number} of {len(file.pages)}" in text


def test_headings_are_bookmarks(file: PdfReader) -> None:
    """The outline has every heading, in order and depth."""
    wanted = [block for block in memo(assessment(), dossier(), LAW).blocks if isinstance(block, Heading)]
    assert [(told["/Title"]) for told in _flat(file.outline)] == [block.text for block in wanted]


def _flat(outline: list[DictionaryObject | list[DictionaryObject]]) -> list[DictionaryObject]:
    return [one for item in outline for one in (_flat(item) if isinstance(item, list) else [item])]


def test_the_same_document_gives_the_same_bytes() -> None:
    """No clock, no chance; the only date is the document's own."""
    made = to_pdf(everything())
    assert made.content == to_pdf(everything()).content
    assert b"20240601" in made.content
    assert not made.system_fonts


@needs_poppler
@pytest.mark.parametrize("name", [*HOSTILE, "typst", "private"])
def test_any_text_stays_text(name: str, tmp_path: Path) -> None:
    """Whatever is written anywhere comes out as the same lines, and as nothing else."""
    others = {"typst": "#let x = 1; $a$ *b* _c_ @d <e> \\ `f` // g /* h */ = i", "private": "a\ue000b\U000f0000c\ufffe"}
    document = everything({**HOSTILE, **others}[name][:2_000])
    (file := tmp_path / "memo.pdf").write_bytes(to_pdf(document).content)
    assert of_pdf(file).lines == of_tree(document).lines


def test_a_memo_of_hostile_texts_is_set() -> None:
    """A memo in which everything that users write is markup of typst is set like any other."""
    assert to_pdf(memo(*spoilt("#panic() $ *b _c @d <e> `f` #"), LAW)).content.startswith(b"%PDF-1.7")


@needs_poppler
def test_a_sign_without_a_font_is_told_by_its_code(tmp_path: Path) -> None:
    """No sign is dropped: where no font has it, its code stands in text and drawing, and the writer says so."""
    made = to_pdf(everything("a\U0001f9ffb \u0600"))
    assert set(made.unshown) <= {"\U0001f9ff", "\u0600"}
    (file := tmp_path / "memo.pdf").write_bytes(made.content)
    text = "".join(of_pdf(file).lines)
    for char in "\U0001f9ff\u0600":
        assert f"[U+{ord(char):04X}]" in text if char in made.unshown else char in text


@pytest.mark.slow
def test_random_documents_can_be_tagged() -> None:
    """Notes in rows that break over pages, long cells, lists and headings: any mixture of them is set and tagged."""
    for seed in range(8):
        assert to_pdf(_random(random.Random(seed))).content


def _random(chance: random.Random) -> Document:
    blocks = [Heading(2, "First", "first")]
    for number in range(1, chance.randrange(6, 16)):
        columns = chance.randrange(1, 5)
        rows = tuple(tuple(_text(chance, 300) for _ in range(columns)) for _ in range(chance.randrange(12)))
        table = Table(_words(chance, 20), ("Head",) * columns, rows, chance.choice([(), (1,) * columns]))
        items = Items(tuple(_text(chance, 60) for _ in range(chance.randrange(5))))
        blocks.append(chance.choice([table, table, items, Paragraph(_text(chance, 150), number), Heading(2, "Next")]))
    return Document("Random", "TLP:CLEAR", tuple(blocks), date(2024, 6, 1))


def _text(chance: random.Random, most: int) -> Text:
    note = Note((Authority(_words(chance, 2), _words(chance, 30), "B", "p 4", "seen"),))
    return _words(chance, chance.choice([1, 5, 20, most])), *chance.choice([(), (), (note,), (note, " and ", note)])


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(["alpha", "beta", "gamma", "of", "the", "epsilon"]) for _ in range(count))


def test_a_document_without_a_date_has_the_earliest() -> None:
    """Nothing is taken from the clock where a document has no date."""
    assert b"19800101" in to_pdf(replace(everything(), written=None)).content
