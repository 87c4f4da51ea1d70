"""The laws that the tests of the edition weave: the made-up one, one of every form of rule, and the bundled one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from strict_page import Node, read_page

from duecare.lang.book import Book, read_book
from duecare.lang.checks import check_law
from duecare.rulebook.load import BUNDLED, bundle_hash
from duecare.rulebook.participation import participation
from duecare.weave.page import edition

HERE = Path(__file__).parent
MADE_UP = HERE / "law"
LAWS = {"made up": MADE_UP, "forms": HERE.parent / "lang" / "good" / "forms", "bundled": BUNDLED}


@cache
def book(name: str) -> Book:
    """Return a law as read, free of mistakes."""
    read = read_book(LAWS[name])
    assert read.diagnostics == ()
    assert check_law(read.law) == ()
    return read


@cache
def written(name: str) -> str:
    """Return the edition of a law, with the table of participation beside it if there is one."""
    return edition(book(name), participation(LAWS[name], book(name).law), bundle_hash(book(name).law, LAWS[name]))


@cache
def page(name: str) -> Node:
    """Return the edition of a law as a strict reader takes it."""
    return read_page(written(name))
