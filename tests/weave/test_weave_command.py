"""`duecare law weave`: what it writes, where, and that it writes all or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result
from woven import MADE_UP, written

from duecare.cli.law import app


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, ["weave", *(str(word) for word in words)])


def test_a_new_folder_is_made(tmp_path: Path) -> None:
    """The page stands in the folder named, alone, and is the edition; a second run writes the same over it."""
    for _ in range(2):
        done = _run("-o", tmp_path / "book", "--law", MADE_UP)
        assert (done.exit_code, done.stdout) == (0, f"wrote {tmp_path / 'book' / 'index.html'}\n")
        assert [path.name for path in (tmp_path / "book").iterdir()] == ["index.html"]
        assert (tmp_path / "book" / "index.html").read_bytes() == written("made up").encode()


def test_the_bundled_law_is_woven(tmp_path: Path) -> None:
    """Without a folder of a law it is the bundled one."""
    assert _run("-o", tmp_path).exit_code == 0
    assert (tmp_path / "index.html").read_bytes() == written("bundled").encode()


@pytest.mark.parametrize("where", ["file", "none/book"])
def test_a_place_that_is_none(where: str, tmp_path: Path) -> None:
    """A file in the way, or a folder in no folder, is told in words, and nothing is written."""
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    done = _run("-o", tmp_path / where, "--law", MADE_UP)
    assert done.exit_code == 1
    assert "there is no folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("more", ["```rule\nelment a\n```\n", '```rule\nfact idle about bearer\n  "Idle?"\n```\n'])
def test_a_law_with_mistakes_is_not_woven(more: str, tmp_path: Path) -> None:
    """A law that does not read, or does not pass its checks, is refused with its mistakes, and nothing is written."""
    law = Path(shutil.copytree(MADE_UP, tmp_path / "law"))
    (law / "more.md").write_text(more, encoding="utf-8")
    done = _run("-o", tmp_path / "book", "--law", law)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"{law}/more.md:2:" in done.stderr
    assert not (tmp_path / "book").exists()


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    """The same law in a folder whose files were made in another order is the same book."""
    law = tmp_path / "law"
    for path in sorted(MADE_UP.rglob("*.*"), reverse=True):
        (law / path.relative_to(MADE_UP)).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, law / path.relative_to(MADE_UP))
    assert _run("-o", tmp_path / "book", "--law", law).exit_code == 0
    assert (tmp_path / "book" / "index.html").read_bytes() == written("made up").encode()
