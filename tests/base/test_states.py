"""The table of States answers for codes and names, and keeps codes for invented States."""

from __future__ import annotations

import pytest

from duecare.base.states import in_text, is_invented_code, is_state, near_states, state_codes, state_name


def test_names() -> None:
    """A code has its short name; what is no code is no State."""
    assert state_name("NOR") == "Norway"
    assert is_state("NOR")
    assert not is_state("NO")
    assert not is_state("EUE")


def test_names_in_a_sentence() -> None:
    """A name that is a common noun, or several of a thing, has its article within a sentence; others have none."""
    for code, words in {
        "PHL": "the Philippines",
        "VAT": "the Holy See",
        "COD": "the Democratic Republic of the Congo",
    }.items():
        assert in_text(state_name(code)) == words
    for code in ("NOR", "CIV", "NER", "TTO"):
        assert in_text(state_name(code)) == state_name(code)


def test_table_is_in_order() -> None:
    """Every code is three capitals, listed once and in order, with a name."""
    codes = state_codes()
    assert list(codes) == sorted(set(codes))
    assert all(len(code) == 3 and code.isupper() and state_name(code).strip() for code in codes)


def test_invented_codes() -> None:
    """XAA to XZZ stand for invented States, but for a code already in use."""
    assert is_invented_code("XAA")
    assert is_invented_code("XZZ")
    assert not is_invented_code("XKX")
    assert not is_invented_code("YAA")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Germany", "DEU"),
        ("germny", "DEU"),
        ("Russia", "RUS"),
        ("IRE", "IRL"),
        ("irl", "IRL"),
        ("Viet Nam", "VNM"),
    ],
)
def test_near_states(said: str, meant: str) -> None:
    """A name, a slip or a wrong case leads to the code."""
    assert meant in near_states(said)


@pytest.mark.parametrize("said", ["", "?", "x" * 10_000])
def test_nothing_near(said: str) -> None:
    """What resembles nothing is answered with nothing."""
    assert near_states(said) == ()
