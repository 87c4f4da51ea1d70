"""A stranger's file never crashes the reader: it is read, or refused in one clear message."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import BASE, GOOD, over_base, rules

from duecare.base.errors import InputError, render
from duecare.lang.book import read_book, read_law
from duecare.lang.checks import check_law
from duecare.lang.files import MAX_BYTES, MAX_SHOWN

CORFU = (GOOD / "corfu" / "corfu.md").read_text(encoding="utf-8")


def _told(folder: Path, data: bytes) -> list[str]:
    (folder / "law.md").write_bytes(data)
    return [f"{d.span}: {d.message}; {d.advice}" for d in read_book(folder).diagnostics]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder for one law."""
    made = tmp_path / "law"
    made.mkdir()
    return made


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"# A\n\x00\n", "law/law.md:2:1: here stands the invisible character U+0000; delete it"),
        (b"# A\n\xff\n", "law/law.md:2:1: this is not UTF-8 text; save the file as UTF-8"),
        (b"# A\r\n", "law/law.md:1:4: this line ends in CR LF, as Windows writes it"),
        (b"\xef\xbb\xbf# A\n", "law/law.md:1:1: this file begins with a byte order mark"),
        (b"x" * (MAX_BYTES + 1), "law/law.md:1:1: this file has 5,000,001 bytes, more than 5,000,000"),
        (b"# \x1b[31mred\n", "law/law.md:1:3: here stands the invisible character U+001B; delete it"),
        (b'```rule\nelement a\n\t"A"\n```\n', "law/law.md:3:1: here stands a tab; use spaces"),
        (b"```rule\nelement a\n", "law/law.md:1:1: this rule block is never closed"),
        (b"```rule\nelement " + b"a" * 5000 + b"\n```\n", "law/law.md:2:1: this line has 5,008 characters"),
    ],
    ids=["nul", "utf8", "crlf", "bom", "huge", "escape", "tab", "open", "line"],
)
def test_whole_file_is_refused_in_one_message(folder: Path, data: bytes, message: str) -> None:
    """What cannot be a law file gives exactly one message."""
    told = _told(folder, data)
    assert len(told) == 1
    assert told[0].startswith(message)


def test_deep_nesting_is_refused(folder: Path) -> None:
    """Lists beyond the fortieth level give one message, however deep they go."""
    lists = "".join(f"{'  ' * level}any of\n" for level in range(2, 1500))
    text = f'```rule\nelement deep\n  "Deep."\n  source a\n  met when any of\n{lists}```\n'
    told = _told(folder, text.encode())
    assert len(told) == 1
    assert "this is nested more than 40 levels deep" in told[0]


def test_forty_levels_are_read() -> None:
    """A list at the last level allowed is read, checked and no trouble."""
    lists = "".join(f"{'  ' * level}any of\n" for level in range(2, 40))
    text = rules(f'element deep\n  "Deep."\n  source scholar\n  met when any of\n{lists}{"  " * 40}told\n')
    book = over_base({"law.md": text})
    assert book.diagnostics == ()
    assert "never used" in check_law(book.law)[0].message


@pytest.mark.parametrize("depth", [10, 10_000])
def test_deep_yaml_is_refused(folder: Path, depth: int) -> None:
    """Nested YAML gives one message, in front matter and in the sources."""
    (folder / "sources.yaml").write_text("a: " + "[" * depth, encoding="utf-8")
    told = _told(folder, f"---\ntitle: {'{a: ' * depth}\n---\n".encode())
    assert len(told) == 2
    assert all("this is nested too deeply" in line for line in told)


def test_endless_yaml_is_refused(folder: Path) -> None:
    """A list without end gives one message before it has been built."""
    (folder / "sources.yaml").write_text(f"a: [{'x, ' * 200_001}]\n", encoding="utf-8")
    told = _told(folder, b"# A\n")
    assert len(told) == 1
    assert "this has more than 200,000 parts; split it" in told[0]


def test_prose_of_any_shape_is_passed_over(folder: Path) -> None:
    """Prose without a rule block is no mistake, whatever its Markdown nests."""
    shapes = (">" * 50_000, "[" * 50_000, "- " * 50_000, "*a_ " * 10_000, "<!--" * 10_000, "`" * 50_000)
    assert _told(folder, "\n\n".join(shapes).encode()) == []


def test_missing_folder_and_empty_folder(folder: Path) -> None:
    """A folder that is not there, or holds no chapter, is told as a mistake of the user."""
    for wrong in (folder, folder / "nowhere"):
        with pytest.raises(InputError) as caught:
            read_law(wrong)
        assert len(caught.value.diagnostics) == 1


def test_folder_named_like_a_chapter_is_passed_over(folder: Path) -> None:
    """A folder whose name ends in .md is not read as a file."""
    (folder / "notes.md").mkdir()
    assert _told(folder, b"# A\n") == []


def test_long_lines_are_not_shown_whole(folder: Path) -> None:
    """A message shows the head of a long line only, and none if the mistake stands far to its right."""
    row = "told, " * 100
    text = f'```rule\nelement a\n  "A."\n  source a\n  met when any of\n    any of {row}\n```\n'
    (folder / "law.md").write_text(text, encoding="utf-8")
    shown = [render(diagnostic) for diagnostic in read_book(folder).diagnostics]
    assert shown
    assert max(len(line) for message in shown for line in message.split("\n")) < MAX_SHOWN + 200


@pytest.mark.parametrize("end", range(0, len(CORFU), 97))
def test_truncated_law_is_read_or_refused(end: int) -> None:
    """A file cut off anywhere is told as mistakes, never as a crash."""
    book = over_base({"law.md": CORFU[:end]})
    if not book.diagnostics:
        check_law(book.law)


RULE_SIGNS = ('"', "\n", " ", "  ", "(", "not ", "of", ",", "@", ".", "#", "é", "0", "```\n", "---\n")
YAML_SIGNS = (
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "\n",
    "  ",
    '"',
    "\n- ",
    "[a]",
    "{a: b}",
    "&a ",
    "!",
    "|\n",
    "? ",
)


def _damaged(text: str, signs: tuple[str, ...], wounds: int, chance: random.Random) -> str:
    """Put signs into a text, each in place of none, one or more letters."""
    for _ in range(wounds):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(signs) + text[at + chance.choice((0, 0, 1, 5, 60)) :]
    return text


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_damaged_law_is_read_or_refused(chance: random.Random, wounds: int) -> None:
    """Letters and lines lost, doubled or put in anywhere never crash reading, checking or rendering."""
    text = (GOOD / "forms" / "b_duty.md").read_text(encoding="utf-8")
    book = over_base({"law.md": _damaged(text, RULE_SIGNS, wounds, chance)})
    assert all(render(diagnostic) for diagnostic in book.diagnostics)
    check_law(book.law)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_damaged_sources_are_read_or_refused(chance: random.Random, wounds: int) -> None:
    """Signs that mean something to YAML, put in anywhere, never crash reading."""
    text = (BASE / "sources.yaml").read_text(encoding="utf-8")
    book = over_base({"sources.yaml": _damaged(text, YAML_SIGNS, wounds, chance)})
    assert all(render(diagnostic) for diagnostic in book.diagnostics)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_in_a_rule_block(text: str) -> None:
    """Whatever stands between the fences is read or refused."""
    book = over_base({"law.md": rules(text)})
    assert all(render(diagnostic) for diagnostic in book.diagnostics)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_as_sources(text: str) -> None:
    """Whatever stands in sources.yaml is read or refused."""
    book = over_base({"sources.yaml": text})
    assert all(render(diagnostic) for diagnostic in book.diagnostics)
