"""The compiled law that ships is the text that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from duecare.rulebook.load import BUNDLED, COMPILED, compiled_text, load_bundled, load_law
from duecare.rulebook.stored import from_text, text_digest


def test_the_compiled_law_is_made_from_the_text_beside_it() -> None:
    """Whoever edits the law compiles it again: `duecare law compile`."""
    assert (BUNDLED / COMPILED).read_text(encoding="utf-8") == compiled_text(load_law(BUNDLED))


def test_a_compiled_law_loads_as_it_was_stored() -> None:
    """Storing loses nothing that a result depends on."""
    fresh, loaded = load_law(BUNDLED), load_bundled()
    assert loaded == fresh


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"duecare_compiled": 1}', "null\nnull", '{"duecare_compiled":'])
def test_what_is_no_compiled_law_is_not_taken_for_one(content: str) -> None:
    """A damaged file leads back to the text."""
    assert from_text(content, "") is None


def test_another_text_makes_the_compiled_law_stale(tmp_path: Path) -> None:
    """One changed byte, or a file of another name, and the stored functions no longer count."""
    stored = (BUNDLED / COMPILED).read_text(encoding="utf-8")
    assert from_text(stored, text_digest(BUNDLED)) is not None
    (tmp_path / "sources.yaml").write_text("")
    (tmp_path / "a.md").write_text("x")
    digest = text_digest(tmp_path)
    (tmp_path / "a.md").write_text("y")
    other = text_digest(tmp_path)
    (tmp_path / "a.md").rename(tmp_path / "b.md")
    assert len({digest, other, text_digest(tmp_path)}) == 3
    assert from_text(stored, digest) is None
