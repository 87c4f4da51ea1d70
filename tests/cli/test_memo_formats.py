"""`duecare memo`: the name of the file decides the format; what cannot be written is said, and nothing is left."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from done import Duecare

from duecare.cli.write_document import write_document
from duecare.report.document import Document, Figure, Paragraph

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15">9 May</text></svg>'


@pytest.mark.parametrize(("suffix", "module"), [(".pdf", "typst"), (".docx", "docx"), (".docx", "typst")])
def test_what_a_format_needs_is_named(
    duecare: Duecare, scaffold: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, module: str
) -> None:
    """Without the package that writes a format the verb says which one, before any work."""
    monkeypatch.setitem(sys.modules, module, None)
    done = duecare("memo", scaffold, "-o", scaffold.with_suffix(suffix))
    assert (done.code, done.out) == (1, "")
    package = {"docx": "python-docx"}.get(module, module)
    assert f"needs {package}, which is not installed; install" in done.err
    assert not scaffold.with_suffix(suffix).exists()


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_path_that_takes_no_file(duecare: Duecare, scaffold: Path, suffix: str) -> None:
    """A folder that is not there is told, and nothing is written."""
    done = duecare("memo", scaffold, "-o", scaffold.parent / "none" / f"memo{suffix}")
    assert done.code == 1
    assert "there is no folder" in done.err


def test_figures_stand_beside_markdown(tmp_path: Path) -> None:
    """Markdown shows its figures by name; the files are the very drawings."""
    document = Document("t", "m", (Figure("days", SVG, "Days as bars", "Days"),))
    write_document(tmp_path / "a b.md", document)
    assert (tmp_path / "a b.days.svg").read_text() == SVG
    assert "![Days as bars](a%20b.days.svg)" in (tmp_path / "a b.md").read_text()


def test_a_sign_without_a_font_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where no font on the machine has a sign, the verb says which and what to do; the file is written."""
    write_document(tmp_path / "a.pdf", Document("t", "m", (Paragraph(("a\U0001093fb",)),)))
    told = capsys.readouterr().err
    assert (tmp_path / "a.pdf").exists()
    assert not told or "no font on this machine has U+1093F; the file shows them by these codes." in told


@pytest.mark.slow
def test_a_long_dossier_is_set(duecare: Duecare, scaffold: Path) -> None:
    """Five hundred entries make a longer memo in every format, and no other."""
    text = scaffold.read_text(encoding="utf-8")
    entry = "  - {on: 2024-01-02, what: 'Entry %d: =cmd|x #let <b> $1$', sources: [%s]}\n"
    head, found, tail = text.partition("timeline:\n")
    assert found
    source = next(line.strip() for line in text.partition("sources:\n")[2].splitlines() if line.strip()[:1] not in "#")
    name = source.partition(":")[0]
    scaffold.write_text(head + found + "".join(entry % (n, name) for n in range(500)) + tail, encoding="utf-8")
    for suffix in (".md", ".html", ".pdf", ".docx"):
        done = duecare("memo", scaffold, "-o", scaffold.with_suffix(suffix))
        assert (done.code, done.err) == (3, "")
        assert scaffold.with_suffix(suffix).stat().st_size > 20_000
