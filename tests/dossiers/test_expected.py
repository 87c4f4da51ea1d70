"""Every bundled dossier comes out as a lawyer expected before the engine had read it, or says why not."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from record import NAMES, OPEN, VIEWS, expectations, outcomes

from duecare.engine.chain import DUTY_WORDS, NORM_WORDS
from duecare.engine.decide import NOT_IN_FORCE

_WORDS = {OPEN, NOT_IN_FORCE, *DUTY_WORDS, *NORM_WORDS.values()}
_CHANGED = ("corrected", "added")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@pytest.mark.parametrize("name", NAMES)
def test_outcomes_are_those_expected(name: str) -> None:
    """Finding by finding, under each view, the outcome is a word that was expected."""
    found = outcomes(name)
    wrong = [
        f"{' '.join(one.place)}: expected {' or '.join(one.words)}, found {found[one.place]}"
        for one in expectations(name)
        if not one.differs and found[one.place] not in one.words
    ]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_known_differences_still_differ(name: str) -> None:
    """Where the law or the engine is thought wrong the outcome still differs: else the mark must go."""
    found = outcomes(name)
    mended = [" ".join(one.place) for one in expectations(name) if one.differs and found[one.place] in one.words]
    assert mended == []


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_was_expected_once(name: str) -> None:
    """No finding under these views goes without an expectation, and none has two."""
    places = Counter(one.place for one in expectations(name))
    assert set(places) == set(outcomes(name))
    assert [place for place, times in places.items() if times > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_written_in_the_words_of_the_law(name: str) -> None:
    """Only outcome words are expected, each row has its reason, and a changed one its date and what it was."""
    for one in expectations(name):
        assert set(one.words) <= _WORDS, one
        assert one.row["why"], one
        assert ("was" in one.row) == ("corrected" in one.row), one
        assert all(_DAY.match(one.row[key]) for key in _CHANGED if key in one.row), one
        assert not one.row.get("was", "").startswith(f"{one.row['outcome']}:"), one


def test_the_dossiers_show_a_failure_and_a_duty_met() -> None:
    """Under the view of the patchwork some duty is breached or not met in the dossiers, and some duty is met."""
    words = {found for name in NAMES for place, found in outcomes(name).items() if place[3] == VIEWS[0]}
    assert words & {"breached", "not met"}
    assert "met" in words
