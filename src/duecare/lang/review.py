"""Everything wrong with a law, with some of its files, or with files of cases beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.ir.declarations import Law
from duecare.lang.book import Book, read_book, read_cases
from duecare.lang.checks import check_law
from duecare.lang.files import read_bytes, read_text, with_lines


def review(folder: Path, paths: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """Return every mistake in the law under a folder, or only in the files and folders named.

    A folder named is a law of its own. A file named is a chapter of the law, or holds cases beside it.
    Places are told by paths as the user would open them.
    """
    named = list(paths)
    found: list[Diagnostic] = []
    for path in named:
        if path.is_dir():
            found += mistakes(path, read_book(path))
    alone = [path for path in named if not path.is_dir()]
    if alone or not named:
        found += _in_law(folder, alone)
    return tuple(found)


def mistakes(folder: Path, book: Book) -> tuple[Diagnostic, ...]:
    """Return what reading found wrong, or else what the checks do, told by the folder's own path."""
    told = book.diagnostics or with_lines(check_law(book.law), book.texts)
    return tuple(replace(d, span=replace(d.span, file=_opened(folder, d.span.file))) for d in told)


def _opened(folder: Path, file: str) -> str:
    """Return the path of a file that reading names after the folder's own name."""
    _, slash, rest = file.partition("/")
    return str(folder / rest) if slash and file != str(folder) else file


def _in_law(folder: Path, files: list[Path]) -> list[Diagnostic]:
    book = read_book(folder)
    wrong = mistakes(folder, book)
    if not files:
        return list(wrong)
    found: list[Diagnostic] = []
    for path in files:
        unread = read_bytes(path, str(path))
        if isinstance(unread, Diagnostic):
            found.append(unread)
        elif path.resolve().is_relative_to(folder.resolve()):
            found += [d for d in wrong if Path(d.span.file).resolve() == path.resolve()]
        elif book.diagnostics:
            advice = "mend the law first: `duecare law check`"
            found.append(Diagnostic(Span(str(path), 1, 1), "these cases cannot be read while their law cannot", advice))
        else:
            found += _cases(path, book.law)
    return found


def _cases(path: Path, law: Law) -> tuple[Diagnostic, ...]:
    """Return what is wrong with cases that stand outside the law, by the checks of the law itself."""
    try:
        cases = read_cases(path, law)
    except InputError as error:
        return error.diagnostics
    text = read_text(path, str(path))
    told = [d for d in check_law(replace(law, cases=(*law.cases, *cases))) if d.span.file == str(path)]
    return with_lines(told, {str(path): text} if isinstance(text, str) else {})
