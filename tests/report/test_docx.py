"""The DOCX holds real footnotes, headings, table heads and alternative texts, and opens where people open it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from reading import of_docx, of_tree
from sample import LAW, assessment, dossier
from test_formats import SVG, everything
from test_hostile_text import HOSTILE, spoilt

from duecare.report.document import Heading, Table, notes_of
from duecare.report.docx import to_docx
from duecare.report.memo import memo

MEMO = memo(assessment(), dossier(), LAW)
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def parts(content: bytes) -> dict[str, bytes]:
    """Return the files in a DOCX."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_part_is_well_formed_and_every_reference_leads_somewhere() -> None:
    """Each part parses, and relations, styles, notes and bookmarks that are named are there."""
    held = parts(to_docx(everything()).content)
    trees = {name: etree.fromstring(data) for name, data in held.items() if name.endswith((".xml", ".rels"))}
    body, styles, notes = (trees[f"word/{name}.xml"] for name in ("document", "styles", "footnotes"))
    relations = {one.get("Id"): one for one in trees["word/_rels/document.xml.rels"]}
    used = {value for one in body.iter() for name, value in one.items() if name.startswith("{http") and "relat" in name}
    assert used <= set(relations)
    inner = [one.get("Target") for one in relations.values() if one.get("TargetMode") != "External"]
    assert {f"word/{target}" for target in inner} <= set(held)
    known = {one.get(qn("w:styleId")) for one in styles.iter(qn("w:style"))}
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next"):
        assert {one.get(qn("w:val")) for tree in trees.values() for one in tree.iter(qn(tag))} <= known
    marks = [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]
    assert marks == [str(number) for number in range(1, len(notes_of(everything())) + 1)]
    assert {"-1", "0", *marks} == {one.get(qn("w:id")) for one in notes}
    begun = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert len(begun) == len(set(begun))
    assert {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None} <= set(begun)


def test_headings_are_headings() -> None:
    """Every heading bears the style from which outlines are made, one level below the title."""
    wanted = [(f"Heading {block.level - 1}", block.text) for block in MEMO.blocks if isinstance(block, Heading)]
    read = docx.Document(BytesIO(to_docx(MEMO).content))
    told = [(one.style.name, one.text) for one in read.paragraphs if one.style and "eading" in one.style.name]
    assert [(name.capitalize(), text) for name, text in told] == [(name.capitalize(), text) for name, text in wanted]


def test_tables_have_a_head_that_is_repeated() -> None:
    """The first row of every table is its head on each page, and short rows stay whole."""
    tables = docx.Document(BytesIO(to_docx(MEMO).content)).tables
    wanted = [block for block in MEMO.blocks if isinstance(block, Table)]
    assert [tuple(cell.text for cell in one.rows[0].cells) for one in tables] == [block.head for block in wanted]
    for table in tables:
        heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]


def test_every_page_bears_the_marking() -> None:
    """One head and one foot for all pages: the marking, the title and the number of the page."""
    (section,) = docx.Document(BytesIO(to_docx(MEMO).content)).sections
    assert section.header.paragraphs[0].text == MEMO.marking
    assert section.footer.paragraphs[0].text.startswith(MEMO.title)
    assert not section.different_first_page_header_footer


def test_a_figure_is_there_as_drawing_and_as_picture() -> None:
    """The drawing is the very SVG; the picture is for word processors that show none."""
    held = parts(to_docx(everything()).content)
    assert held["word/media/figure1.svg"].decode() == SVG
    assert held["word/media/figure1.png"].startswith(b"\x89PNG")


def test_the_same_document_gives_the_same_bytes() -> None:
    """No clock, no chance, no name of a person or machine; the only date is the document's own."""
    made = to_docx(everything()).content
    assert made == to_docx(everything()).content
    told = docx.Document(BytesIO(made)).core_properties
    assert {told.created, told.modified} == {datetime(2024, 6, 1, tzinfo=UTC)}
    with ZipFile(BytesIO(made)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(2024, 6, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", [*HOSTILE, "private"])
def test_any_text_stays_text(name: str) -> None:
    """Whatever is written anywhere comes out as the same lines, and as nothing else."""
    document = everything({**HOSTILE, "private": "a\ue000b\U000f0000c\ufffe\x00\ud800]]>"}[name])
    read, told = of_docx(to_docx(document).content), of_tree(document)
    assert (read.lines, read.notes) == (told.lines, told.notes)


def test_a_title_may_be_longer_than_a_property() -> None:
    """What a core property cannot hold is cut there and whole in the text."""
    made = to_docx(replace(everything(), title="t" * 400))
    assert of_docx(made.content).lines[0] == "t" * 400


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_reads_all_of_it(tmp_path: Path) -> None:
    """LibreOffice opens it, and finds as many footnotes and headings as the tree has."""
    document = memo(*spoilt("<w:p> &amp; ]]> العربية 中文"), LAW)
    (tmp_path / "memo.docx").write_bytes(to_docx(document).content)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    asked = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "memo.docx"),
    ]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    read = etree.parse(tmp_path / "memo.fodt", etree.XMLParser(huge_tree=True))
    notes = [one for one in read.iter(f"{_TEXT}note") if one.get(f"{_TEXT}note-class") == "footnote"]
    assert len(notes) == len(notes_of(document))
    headings = ["".join(one.itertext()) for one in read.iter(f"{_TEXT}h")]
    assert headings == [block.text for block in document.blocks if isinstance(block, Heading)]
