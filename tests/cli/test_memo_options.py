"""`duecare memo --for` and `--strict`, and `duecare law sources`: what they write, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from done import Duecare

HSE = Path(__file__).resolve().parents[2] / "dossiers" / "hse-2021.yaml"


@pytest.mark.parametrize("named", ["RUS", "russian federation"])
def test_a_memo_is_written_for_the_state_named(duecare: Duecare, tmp_path: Path, named: str) -> None:
    """A State goes by its code or its name, and the memo says at its top for whom it is."""
    memo = tmp_path / "memo.md"
    assert duecare("memo", HSE, "--for", named, "-o", memo).code == 3
    assert "- **For**: Russian Federation, as a State from or through whose territory" in memo.read_text()


def test_a_state_that_is_not_in_the_dossier_is_refused(duecare: Duecare, tmp_path: Path) -> None:
    """The refusal lists those that are, and nothing is written."""
    memo = tmp_path / "memo.md"
    done = duecare("memo", HSE, "--for", "FRA", "-o", memo)
    assert done.code == 1
    assert "the dossier names no State 'FRA'; write one of IRL, Ireland, RUS, Russian Federation" in done.err
    assert not memo.exists()


def test_strict_writes_nothing_that_nobody_has_read(duecare: Duecare, tmp_path: Path) -> None:
    """Every such authority is named, and nothing is written."""
    memo = tmp_path / "memo.md"
    done = duecare("memo", HSE, "--strict", "-o", memo)
    assert done.code == 1
    assert "nobody has read European Convention, art 8" in done.err
    assert not memo.exists()


def test_sources_are_listed_or_written_for_reference_managers(duecare: Duecare, tmp_path: Path) -> None:
    """As text with their grades; as CSL-JSON, to the terminal or to a file."""
    assert "corfu_channel  [seen]  Corfu Channel (United Kingdom v Albania)" in duecare("law", "sources").out
    items = json.loads(duecare("law", "sources", "--csl").out)
    file = tmp_path / "sources.json"
    assert duecare("law", "sources", "--csl", "-o", file).code == 0
    assert json.loads(file.read_text()) == items
    assert {"id", "type", "title"} <= set(items[0])
