"""The order of text never matters: a law shuffled is the same law."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import BASE, GOOD, rules

from duecare.ir.codec import law_hash
from duecare.lang.book import read_texts
from duecare.lang.checks import check_law
from duecare.lang.format_rules import format_declaration
from duecare.lang.parse import parse_chapter


@pytest.mark.parametrize("folder", [BASE, *sorted(GOOD.iterdir())], ids=lambda path: path.name)
def test_shuffled_law_is_the_same_law(folder: Path) -> None:
    """Declarations in any order, chapters under any name: one hash, and no mistake appears."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    whole = law_hash(read_texts(dict(texts)).law)

    @settings(max_examples=15, deadline=None)
    @given(st.randoms(use_true_random=False))
    def shuffled(chance: random.Random) -> None:
        mixed = {f"{chance.random()}{name}": _shuffled(name, text, chance) for name, text in texts.items()}
        book = read_texts(dict(sorted(mixed.items())))
        assert book.diagnostics == ()
        assert check_law(book.law) == ()
        assert law_hash(book.law) == whole

    shuffled()


def _shuffled(name: str, text: str, chance: random.Random) -> str:
    if not name.endswith(".md"):
        return text
    front = text[: text.index("---\n", 4) + 4]
    written = [format_declaration(declaration) for declaration in parse_chapter(text, name).declarations]
    chance.shuffle(written)
    return front + rules("\n".join(written))
