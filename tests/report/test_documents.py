"""Golden documents: the memo on each bundled dossier in four formats, against its golden text and its golden form.

The text of front and body is kept word for word as Markdown. What the other formats hold is read back and compared
with it; what they are made of (pages, notes, tags, where each part begins) is kept beside it. Digests of files are not
kept: every version of the law and of the typesetter has its own. That two processes write the same bytes is asked.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from bundled import FOLDER, GOLDEN, NAMES, memo_on, text_on
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from reading import of_docx, of_html, of_markdown, of_pdf, of_tree

from duecare.report.document import Document, Figure, Heading, Table, notes_of
from duecare.report.docx import to_docx
from duecare.report.html import to_html
from duecare.report.pdf import to_pdf

needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo (poppler-utils) is not installed")
_TOLD = ("Table", "TR", "TH", "TD", "L", "LI", "Figure", "Note", "Link", "H1", "H2", "H3", "P")
_WRITE = """
import sys
from pathlib import Path
from duecare import assess, load_rulebook, read_dossier
from duecare.cli.write_document import write_documents
from duecare.report.written_memo import memo_of
dossier = read_dossier(sys.argv[1])
document = memo_of(assess(dossier, declared=True), dossier, load_rulebook())
write_documents([Path(sys.argv[2], f"memo{suffix}") for suffix in (".md", ".html", ".docx", ".pdf")], document)
"""


@cache
def _pdf(name: str) -> PdfReader:
    return PdfReader(BytesIO(to_pdf(memo_on(name)).content))


@pytest.mark.parametrize("name", NAMES)
def test_every_format_says_what_the_memo_says(name: str) -> None:
    """Markdown, page and DOCX, read back, have every line and note of the memo, and as many footnotes."""
    memo = memo_on(name)
    for read, told in (
        (of_markdown(text_on(name)), of_tree(memo, ":")),
        (of_html(to_html(memo)), of_tree(memo)),
        (of_docx(to_docx(memo).content), of_tree(memo)),
    ):
        assert (read.lines, read.notes, read.alts) == (told.lines, told.notes, told.alts)
        assert len(read.notes) == len(notes_of(memo))


@pytest.mark.parametrize("name", NAMES)
def test_golden_text_is_what_the_other_formats_hold(name: str) -> None:
    """The golden Markdown, read as a reader would, has the lines with which page and DOCX begin."""
    memo = memo_on(name)
    golden = of_markdown((GOLDEN / f"memo-{name}.md").read_text(encoding="utf-8")).lines
    wanted = [re.sub(r"sha256\w{64}", "sha256(leftout)", line) for line in of_tree(memo, ":").lines]
    assert golden == wanted[: len(golden)]
    assert len(golden) > 100


@needs_poppler
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_screen_reader_hears_front_and_body(name: str, tmp_path: Path) -> None:
    """The tags of the PDF, heard in order, are the memo up to its annexes (what reads tags is slow on long files)."""
    memo = _without_annexes(memo_on(name))
    (file := tmp_path / "memo.pdf").write_bytes(to_pdf(memo).content)
    read, told = of_pdf(file), of_tree(memo)
    assert (read.lines, read.notes) == (told.lines, told.notes)


def _without_annexes(memo: Document) -> Document:
    first = next(at for at, one in enumerate(memo.blocks) if isinstance(one, Heading) and one.anchor == "sources")
    return replace(memo, blocks=memo.blocks[:first])


@pytest.mark.parametrize("name", NAMES)
def test_the_tags_of_the_pdf_are_the_tree(name: str) -> None:
    """As many notes, figures, tables, rows, heads and headings as in the memo; every figure has its words."""
    memo, tags, tables = memo_on(name), list(_tags(_pdf(name))), Counter[str]()
    for block in memo.blocks:
        if isinstance(block, Table):
            tables.update(Table=1, TR=1 + len(block.rows), TH=len(block.head))
    found = Counter(str(tag["/S"]).lstrip("/") for tag in tags)
    assert found["Note"] == len(notes_of(memo))
    assert found["Figure"] == sum(isinstance(block, Figure) for block in memo.blocks)
    assert {kind: found[kind] for kind in tables} == dict(tables)
    assert sum(found[f"H{level}"] for level in range(1, 7)) == sum(isinstance(one, Heading) for one in memo.blocks)
    assert all(tag.get("/Alt") for tag in tags if tag["/S"] == "/Figure")


@pytest.mark.parametrize("name", NAMES)
def test_the_form_of_the_files(name: str, golden: Callable[[Path, str], None]) -> None:
    """What the files are made of, and on which page each part begins: set in the fonts that come with typst."""
    memo = memo_on(name)
    assert not to_pdf(_without_annexes(memo)).system_fonts
    golden(GOLDEN / f"memo-{name}.form.txt", "\n".join(_form(name)) + "\n")


def _form(name: str) -> Iterator[str]:
    memo, file = memo_on(name), _pdf(name)
    written = docx.Document(BytesIO(to_docx(memo).content))
    found = Counter(str(tag["/S"]).lstrip("/") for tag in _tags(file))
    yield f"Markdown: {len(of_markdown(text_on(name)).lines)} lines, {len(notes_of(memo))} notes"
    pictures = len(written.inline_shapes)
    yield f"DOCX: {len(written.paragraphs)} paragraphs, {len(written.tables)} tables, {pictures} pictures"
    yield f"PDF: {len(file.pages)} pages; {', '.join(f'{kind} {found[kind]}' for kind in _TOLD)}"
    for depth, part in _outline(file.outline):
        if depth < 2:
            page = file.get_destination_page_number(part)
            yield f"{'' if page is None else page + 1:>4}  {'  ' * depth}{part['/Title']}"


def _outline(listed: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    for one in listed:
        if isinstance(one, list):
            yield from _outline(one, depth + 1)
        else:
            yield depth, one


def _tags(file: PdfReader) -> Iterator[DictionaryObject]:
    waiting: list[Any] = [file.root_object["/StructTreeRoot"]["/K"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, ArrayObject):
            waiting += one
        elif isinstance(one, DictionaryObject) and "/S" in one:
            yield one
            waiting += [one["/K"]] if "/K" in one else []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["hse-2021"])
def test_two_processes_write_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Nothing hangs on the order of a set, on the clock, or on where and when a file is written."""
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        command = [sys.executable, "-c", _WRITE, str(FOLDER / f"{name}.yaml"), str(folder)]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}, timeout=120)
        made.append({file.name: file.read_bytes() for file in folder.iterdir()})
    assert made[0] == made[1]
    assert {"memo.md", "memo.html", "memo.docx", "memo.pdf"} < set(made[0])
