"""Reads a whole law: every chapter and the sources under a folder, with all mistakes of all files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.ir.declarations import Case, Law, Source
from duecare.lang.files import read_text, with_lines
from duecare.lang.lower import lower_book, lower_cases
from duecare.lang.names import names_of_law
from duecare.lang.parse import ChapterText, parse_chapter
from duecare.lang.sources import read_sources

SOURCES = "sources.yaml"


@dataclass(frozen=True, slots=True)
class Book:
    """A law as read: chapters as syntax, what they mean, every mistake, and the texts they were read from."""

    law: Law
    chapters: tuple[ChapterText, ...]
    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]


def read_law(folder: Path) -> Law:
    """Return the law under a folder; InputError carries every mistake in it.

    Places name files by the folder's own name and the path under it, so that they are the same everywhere.
    """
    book = read_book(folder)
    if book.diagnostics:
        raise InputError(book.diagnostics)
    return book.law


def read_book(folder: Path) -> Book:
    """Return the law under a folder with all mistakes as values."""
    if not folder.is_dir():
        return _empty(Diagnostic(Span(str(folder), 1, 1), "there is no such folder", "name the folder of a law"))
    root = folder.resolve().name or folder.name
    paths = {f"{root}/{path.relative_to(folder).as_posix()}": path for path in _files(folder)}
    if not paths:
        return _empty(Diagnostic(Span(str(folder), 1, 1), "this folder holds no Markdown file", "name a law's folder"))
    return read_texts({shown: read_text(path, shown) for shown, path in paths.items()})


def read_texts(found: dict[str, str | Diagnostic]) -> Book:
    """Return the law that texts make, each under its file's name; a Diagnostic stands for an unread file."""
    texts = {file: text for file, text in found.items() if isinstance(text, str)}
    unread = [text for text in found.values() if isinstance(text, Diagnostic)]
    chapters = tuple(parse_chapter(text, file) for file, text in texts.items() if file.endswith(".md"))
    sources, problems = _sources(texts)
    law, wrong = lower_book(chapters, sources, whole=not unread)
    told = [*unread, *problems, *wrong, *(d for chapter in chapters for d in chapter.diagnostics)]
    return Book(law, chapters, with_lines(told, texts), texts)


def read_cases(file: Path, law: Law) -> tuple[Case, ...]:
    """Return the cases of a Markdown file outside the law; InputError carries every mistake in it."""
    shown = str(file)
    text = read_text(file, shown)
    if isinstance(text, Diagnostic):
        raise InputError([text])
    chapter = parse_chapter(text, shown)
    cases, wrong = lower_cases(chapter, names_of_law(law))
    if chapter.diagnostics or wrong:
        raise InputError(with_lines((*chapter.diagnostics, *wrong), {shown: text}))
    return cases


def _files(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*.md") if path.is_file()]
    found += [path for path in folder.rglob(SOURCES) if path.is_file()]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _sources(texts: dict[str, str]) -> tuple[tuple[Source, ...], list[Diagnostic]]:
    read = [read_sources(text, file) for file, text in texts.items() if file.endswith(SOURCES)]
    problems: Iterable[Diagnostic] = (problem for _, found in read for problem in found)
    return tuple(source for sources, _ in read for source in sources), list(problems)


def _empty(diagnostic: Diagnostic) -> Book:
    return Book(Law(), (), (diagnostic,), {})
