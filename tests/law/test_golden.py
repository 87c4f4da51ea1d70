"""Every decision, scenario and illustration that was gathered is a case of the book, or the book says why not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from duecare.rulebook.load import load_bundled

_ROOT = Path(__file__).resolve().parents[2]
_FILE = Path("shared", "brief", "golden_cases.json")  # outside the project, which is complete without it
_NUMBER = re.compile(r"(?:TM|T|K)\d+[a-z]?(?:_\d+)?")
_KINDS = ("cases", "scenarios", "illustrations")


def _gathered() -> dict[str, dict[str, Any]]:
    """Return what was gathered, by its number, with what it says of its use as a test."""
    path = next((folder / _FILE for folder in _ROOT.parents if (folder / _FILE).exists()), None)
    if path is None:
        pytest.skip("what was gathered is not beside this copy of the project")
    content = json.loads(path.read_text(encoding="utf-8"))
    entries = {one["id"]: one.get("expected") for kind in _KINDS for one in content[kind]}
    return {number: expected if isinstance(expected, dict) else {} for number, expected in entries.items()}


def _cases() -> dict[str, bool]:
    """Return the numbers that cases begin with, and whether a case under that number gates."""
    found: dict[str, bool] = {}
    for case in load_bundled().law.cases:
        number = _NUMBER.match(case.text)
        if number:
            found[number.group()] = found.get(number.group(), False) or case.gates
    return found


def _without_case() -> set[str]:
    text = (_ROOT / "src" / "duecare" / "law" / "decisions.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| ([TK]\w+) \|", text, flags=re.M))


def test_what_was_gathered_is_a_case_or_has_its_reason() -> None:
    """What may be used as a test is a case; of all else the book says why it is none, and of nothing both."""
    gathered, cases, without = _gathered(), set(_cases()), _without_case()
    assert {number for number, use in gathered.items() if use.get("use_as_test")} - cases == set()
    assert set(gathered) ^ (cases | without) == set()
    assert cases & without == set()


def test_what_must_come_out_as_decided_stops_the_build() -> None:
    """A decision that gates where it was gathered gates in the book."""
    cases = _cases()
    assert {number for number, use in _gathered().items() if use.get("gates") and not cases[number]} == set()
