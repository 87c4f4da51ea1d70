"""The law is held by its cases: a condition that is left out is noticed, or is listed as one that no case reaches."""

from __future__ import annotations

import pytest
from mutants import mutants
from mutation import Watch, unnoticed
from unreached import NOTHING_CHANGES, UNREACHED

from duecare.rulebook.load import load_bundled

_STEP = 25


def test_what_is_listed_as_unreached_is_a_change_of_the_book() -> None:
    """Nothing stays on the list that the book no longer holds, and each entry has its reason."""
    changes = {(one.where, one.what) for one in mutants(load_bundled().law)}
    assert {(where, what) for where, what, _ in UNREACHED} - changes == set()
    assert all(reason for _, _, reason in UNREACHED)


@pytest.mark.slow
def test_a_change_of_the_law_is_noticed_or_listed() -> None:
    """Of every twenty-fifth change, each makes some case or contrast come out otherwise, or is listed."""
    bundle = load_bundled()
    chosen = list(mutants(bundle.law))[::_STEP]
    listed = {(where, what) for where, what, _ in UNREACHED}
    assert [one for one in unnoticed(Watch(bundle), chosen) if (one.where, one.what) not in listed] == []


@pytest.mark.slow
def test_what_is_said_to_change_nothing_changes_nothing() -> None:
    """Where the list says that a change makes no difference, no facts and no reading tell the two laws apart."""
    bundle = load_bundled()
    watch = Watch(bundle)
    said = {(where, what) for where, what, reason in UNREACHED if reason == NOTHING_CHANGES}
    assert [one for one in mutants(bundle.law) if (one.where, one.what) in said and watch.matters(one)] == []
