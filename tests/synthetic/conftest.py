"""The invented law of full size: generated, read and compiled once for all tests of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from duecare.engine.compiled import Compiled
from duecare.ir.declarations import Law
from duecare.lang.book import Book, read_texts
from duecare.rulebook.load import Bundle
from fullsize.case import bundle
from fullsize.law import law_texts


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Return the files of the invented law."""
    return law_texts()


@pytest.fixture(scope="session")
def book(texts: dict[str, str]) -> Book:
    """Return the invented law as read."""
    return read_texts(dict(texts))


@pytest.fixture(scope="session")
def law(book: Book) -> Law:
    """Return the invented law."""
    return book.law


@pytest.fixture(scope="session")
def full() -> Bundle:
    """Return the invented law compiled in the order kept for it."""
    return bundle()


@pytest.fixture(scope="session")
def compiled(full: Bundle) -> Compiled:
    """Return the invented law's functions."""
    return full.compiled
