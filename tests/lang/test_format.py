"""The formatter changes how rules look and never what they say; prose it leaves alone."""

from __future__ import annotations

import random
from importlib.resources import files
from pathlib import Path

import pytest
from generated import declarations
from hypothesis import given
from hypothesis import strategies as st
from laws import BASE, GOOD, rules

from duecare.base.errors import InputError
from duecare.ir.codec import law_hash
from duecare.lang.book import read_law, read_texts
from duecare.lang.chunks import Chunk
from duecare.lang.format import format_bytes, format_text
from duecare.lang.format_rules import format_declaration
from duecare.lang.parse import parse_chapter, parse_declaration
from duecare.lang.syntax import Declaration

FOLDERS = [BASE, *sorted(GOOD.iterdir())]


def _chunk(text: str) -> Chunk:
    return Chunk("law.md", 1, tuple(text.removesuffix("\n").split("\n")))


@given(declarations())
def test_canonical_text_reads_back_as_the_same(declaration: Declaration) -> None:
    """What the formatter writes of any declaration parses to that declaration."""
    assert parse_declaration(_chunk(format_declaration(declaration))) == declaration


@given(st.lists(declarations(), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_formatting_untidy_text_is_idempotent_and_keeps_the_meaning(
    drawn: list[Declaration], chance: random.Random
) -> None:
    """Blank lines and spaces make no difference, and formatting twice changes nothing more."""
    tidy = rules("\n".join(format_declaration(declaration) for declaration in drawn))
    untidy = "\n".join(_spoil(line, chance) for line in tidy.split("\n"))
    once = format_text(untidy, "law.md")
    assert format_text(once, "law.md") == once
    assert parse_chapter(once, "law.md").declarations == tuple(drawn)


def _spoil(line: str, chance: random.Random) -> str:
    if line.startswith("```") or not line.strip():
        return line
    return line + chance.choice(("", " ", "   ", "\n", "\n   \n"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_formatted_law_means_the_same(folder: Path) -> None:
    """A law and its formatted text have one hash, and the formatted text stays as it is."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}
    formatted = {name: _formatted(name, text) for name, text in texts.items()}
    assert {name: _formatted(name, text) for name, text in formatted.items()} == formatted
    before, after = read_texts(dict(texts)), read_texts(dict(formatted))
    assert (before.diagnostics, after.diagnostics) == ((), ())
    assert law_hash(after.law) == law_hash(before.law)


def _formatted(name: str, text: str) -> str:
    return format_text(text, name) if name.endswith(".md") else text


def test_bundled_law_formatted_means_the_same() -> None:
    """The law that comes with Duecare says the same after formatting."""
    folder = Path(str(files("duecare").joinpath("law")))
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))}
    if not texts:
        pytest.skip("no law is bundled yet")
    for name, text in texts.items():
        formatted = format_text(text, name)
        assert format_text(formatted, name) == formatted
        assert parse_chapter(formatted, name).declarations == parse_chapter(text, name).declarations


def test_prose_is_left_alone() -> None:
    """Only the lines between the fences of a rule block are written anew."""
    prose = "# A  title \n\n*  odd   list\n\n```python\nx  =  1\n```\n\n"
    block = '```rule\n\nfact  calm   about operation\n\n  "Calm?"\n\n```\n'
    assert format_text(prose + block + prose, "x.md") == (
        prose + '```rule\nfact calm about operation\n  "Calm?"\n```\n' + prose
    )


def test_declarations_are_parted_by_one_blank_line() -> None:
    """Between two declarations of a block stands one blank line, however many there were."""
    facts = 'fact a about bearer\n  "A?"\nfact b about bearer\n  "B?"\n\n\n\nfact c about bearer\n  "C?"'
    formatted = format_text(rules(facts), "x.md")
    assert formatted == rules(
        'fact a about bearer\n  "A?"\n\nfact b about bearer\n  "B?"\n\nfact c about bearer\n  "C?"'
    )


def test_windows_line_ends_and_byte_order_mark_are_mended() -> None:
    """A file saved by another editor is written back with LF and without a mark."""
    text = '# A\n\n```rule\nfact a about bearer\n  "A?"\n```\n'
    assert format_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "x.md") == text.encode()


def test_text_with_mistakes_is_not_written() -> None:
    """The formatter tells every mistake and changes nothing rather than losing a rule."""
    with pytest.raises(InputError) as caught:
        format_text(rules("fact a\n\nelment b\n  x"), "x.md")
    assert [diagnostic.span.line for diagnostic in caught.value.diagnostics] == [2, 4]


def test_long_rows_become_lists() -> None:
    """A list on one line that does not fit is written with one line for each item."""
    names = [f"a_rather_long_name_for_a_fact_{number}" for number in range(5)]
    text = f'constraint c\n  "C."\n  never any of {", ".join(names)}'
    formatted = format_text(rules(text), "x.md")
    assert formatted == rules('constraint c\n  "C."\n  never any of\n' + "\n".join(f"    {n}" for n in names))


def test_real_corfu_example_reads() -> None:
    """The worked example of a whole chapter is a law without mistakes."""
    assert read_law(GOOD / "corfu").duties
