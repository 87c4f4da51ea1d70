"""`duecare assess --declared`: a table for people and all of it as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from done import Duecare

ESTONIA = Path(__file__).resolve().parents[2] / "dossiers" / "estonia-2007.yaml"


def test_declared_views_are_told_when_asked_for(duecare: Duecare) -> None:
    """The table stands in the output with the option, and not without; the rest is the same."""
    plain, asked = duecare("assess", ESTONIA), duecare("assess", ESTONIA, "--declared")
    assert (plain.code, asked.code) == (3, 3)
    assert "The declared views of States: Russian Federation toward Estonia" in asked.out
    assert "The declared views of States" not in plain.out
    assert [line for line in plain.out.splitlines() if line not in asked.out.splitlines()] == []


def test_json_tells_own_words_always_and_all_views_when_asked(duecare: Duecare) -> None:
    """Own words are part of every assessment; what all States say is as large as it is, and has to be asked for."""
    plain, asked = (json.loads(duecare("assess", ESTONIA, "--json", *more).out) for more in ((), ("--declared",)))
    assert any(own["positions"] for finding in plain["findings"] for own in finding["own"])
    assert (plain["across"], bool(asked["across"])) == ([], True)
    assert plain["findings"] == asked["findings"]


def test_before_its_date_a_declaration_is_not_there(duecare: Duecare) -> None:
    """As of 2008 Estonia has declared nothing; as of 2019 it speaks by its words of that year."""
    early, later = (duecare("assess", ESTONIA, "--as-of", day).out for day in ("2008-01-01", "2019-12-31"))
    assert "Estonia has declared nothing on these issues." in early
    assert "Estonia, by its words of 2019 (after the operation began)" in later
