"""Four renderings of one document: the same lines, tables, notes and pictures, in the same order."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from reading import Read, of_docx, of_html, of_markdown, of_pdf, of_tree
from sample import LAW, assessment, dossier, figures, real_assessment, real_dossier

from duecare.report.document import (
    Address,
    Anchor,
    Aside,
    Authority,
    Banner,
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
    Tone,
)
from duecare.report.docx import to_docx
from duecare.report.html import to_html
from duecare.report.markdown import to_markdown
from duecare.report.memo import memo
from duecare.report.pdf import to_pdf

needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo (poppler-utils) is not installed")
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="80" viewBox="0 0 400 80" font-family="sans-serif">'
    '<title id="t">Days</title><rect id="bar" width="300" height="20" fill="#888888"/><text x="4" y="60">9 May</text>'
    "</svg>"
)
READ, HEARD = Authority("a", "Case A [1950] Rep 1", "Case A", "p 4", "seen"), Authority("b", "B", "B", "", "memory")


def everything(text: str = "words") -> Document:
    """Return a document with every kind of block and of part, each saying a text."""
    line = (
        text,
        Note((READ, HEARD)),
        " ",
        Strong(text),
        " ",
        Emphasis(text),
        " ",
        Link(text, "head"),
        Link(text, "nowhere"),
        Anchor(text, "head"),
        *(Tone(text, tone) for tone in ("failed", "open", "done", "waiting", "idle")),
        Address("https://example.org/a?b=c&d=é"),
        Address("javascript:alert(1)"),
        Address("http://["),
    )
    table = Table(f"Table {text}", ("A", text), ((("1",), line), ((), (text, Note((READ,))))), (1, 3))
    return Document(
        f"Title {text}",
        "TLP:AMBER · DRAFT",
        (
            Banner(text),
            Definitions((("As of", line), (f"A term longer than others {text}", (text,)))),
            Heading(2, f"Head {text}", "head"),
            Paragraph(line, 1),
            Aside(line),
            Heading(3, text, "head", fresh=True),
            Paragraph((text,)),
            Items((line, ("b",))),
            table,
            Table("Without rows", (text, "B"), ()),
            Figure("days", SVG, f"What is shown: {text}", f"Days: {text}"),
            Items(()),
            Definitions(()),
            Paragraph(("",)),
        ),
        date(2024, 6, 1),
    )


CASES = {
    "everything": everything(),
    "exercise": memo(assessment(), dossier(), LAW, figures()),
    "real": memo(real_assessment(), real_dossier(), LAW, figures()),
}


@pytest.fixture(params=CASES)
def document(request: pytest.FixtureRequest) -> Document:
    """Return a document of every kind of block, and two memos."""
    return CASES[request.param]


def same(read: Read, told: Read) -> None:
    """Ask that a reader of a file finds what the document says."""
    assert read.lines == told.lines
    assert read.notes == told.notes


def test_markdown_says_what_the_tree_says(document: Document) -> None:
    """Every paragraph, item, head and cell is a line of the text, and every note a note."""
    read, told = of_markdown(to_markdown(document)), of_tree(document, ":")
    same(read, told)
    assert read.alts == told.alts


def test_html_says_what_the_tree_says(document: Document) -> None:
    """Every paragraph, item, head and cell is an element of the page, and every note a note."""
    read, told = of_html(to_html(document)), of_tree(document)
    same(read, told)
    assert read.alts == told.alts


def test_docx_says_what_the_tree_says(document: Document) -> None:
    """Every paragraph, item, head and cell is a paragraph, and there are as many footnotes as in the tree."""
    read, told = of_docx(to_docx(document).content), of_tree(document)
    same(read, told)
    assert read.alts == told.alts


@needs_poppler
def test_pdf_says_what_the_tree_says(document: Document, tmp_path: Path) -> None:
    """What a screen reader speaks is the document: every paragraph, item, head, cell and note by its tag."""
    file = tmp_path / "memo.pdf"
    file.write_bytes(to_pdf(document).content)
    same(of_pdf(file), of_tree(document))
