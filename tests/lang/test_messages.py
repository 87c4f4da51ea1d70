"""Every mistake is told where it stands, in words, with what to do: one golden file a message."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from laws import BAD, BASE, GOOD, folder_over_base, over_base, shown, told

from duecare.lang.book import read_book
from duecare.lang.parse import parser

FOLDERS = sorted(path for path in BAD.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_message(folder: Path, golden: Callable[[Path, str], None]) -> None:
    """A bad chapter over the base law gives exactly the recorded messages."""
    seen = shown(folder_over_base(folder))
    assert seen, "a folder under bad/ holds at least one mistake"
    golden(folder / "expected.txt", seen)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_no_word_of_the_parser_shows(folder: Path) -> None:
    """No message names a terminal or a rule of the grammar, or a class of the parser."""
    text = "\n".join(f"{d.message} {d.advice}" for d in told(folder_over_base(folder)))
    terminals = {terminal.name for terminal in parser().terminals if "_" in terminal.name}
    assert not [name for name in terminals if re.search(rf"\b{name}\b", text)]
    assert not re.search(r"Unexpected|Token\(|Traceback|lark", text)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_message_says_what_to_do(folder: Path) -> None:
    """A message has a place, a text and an advice; its first line is `file:line:col: what; what to do`."""
    for diagnostic in told(folder_over_base(folder)):
        assert diagnostic.span.file.startswith("law/")
        assert diagnostic.span.line > 0
        assert diagnostic.span.column > 0
        assert diagnostic.advice, diagnostic.message
        assert not diagnostic.message.endswith((".", ";"))


def test_base_law_is_free_of_mistakes() -> None:
    """What the bad chapters are laid over gives no message of its own."""
    assert shown(over_base({})) == ""
    assert BASE.is_dir()


@pytest.mark.parametrize("folder", sorted(GOOD.iterdir()), ids=lambda path: path.name)
def test_good_law(folder: Path) -> None:
    """A law under good/ reads and passes every check."""
    assert shown(read_book(folder)) == ""
