"""The made-up law the tests of the language share, with chapters laid over it."""

from __future__ import annotations

from pathlib import Path

from duecare.base.errors import Diagnostic, render
from duecare.lang.book import Book, read_texts
from duecare.lang.checks import check_law
from duecare.lang.files import read_text, with_lines

HERE = Path(__file__).parent
BASE = HERE / "base"
GOOD = HERE / "good"
BAD = HERE / "bad"


def over_base(chapters: dict[str, str | Diagnostic]) -> Book:
    """Read the base law with further chapters (or another sources.yaml) laid over it."""
    files: dict[str, str | Diagnostic] = {}
    for path in sorted(BASE.iterdir()):
        files[f"law/{path.name}"] = read_text(path, f"law/{path.name}")
    files.update({f"law/{name}": text for name, text in chapters.items()})
    return read_texts(files)


def folder_over_base(folder: Path) -> Book:
    """Read the base law with the files of a folder laid over it."""
    paths = [path for path in sorted(folder.iterdir()) if path.suffix in (".md", ".yaml")]
    return over_base({path.name: read_text(path, f"law/{path.name}") for path in paths})


def rules(text: str) -> str:
    """Return a chapter that holds one rule block."""
    return f"```rule\n{text.strip(chr(10))}\n```\n"


def told(book: Book) -> tuple[Diagnostic, ...]:
    """Return what reading finds wrong, or else what the checks do."""
    return book.diagnostics or with_lines(check_law(book.law), book.texts)


def shown(book: Book) -> str:
    """Return every message on a book as a user sees it."""
    return "".join(f"{render(diagnostic)}\n" for diagnostic in told(book))
