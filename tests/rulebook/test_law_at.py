"""The law of a day: what was in force, held and written by then, and nothing that came later."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from duecare.base.errors import InputError
from duecare.base.moments import parse_moment
from duecare.engine.diagram import FALSE
from duecare.ir.declarations import Law
from duecare.rulebook.law_at import by_then, later, law_at
from duecare.rulebook.load import load_bundled

_DAYS = ("1872-12-31", "1949-12-31", "1990-01-01", "2007-06-01", "2014-01-01", "2017-12-31", "2021-12-31", "2026-11-23")


@pytest.fixture
def law() -> Law:
    return load_bundled().law


@pytest.mark.parametrize("day", _DAYS)
def test_nothing_later_is_cited_or_held(law: Law, day: str) -> None:
    """No rule cites, no position is held by and no view draws first on an authority that had not spoken."""
    when = parse_moment(day)
    then = law_at(load_bundled(), when).law
    known = by_then(law, when)
    rules = (*then.obligations, *then.duties, *then.norms, *then.elements, *then.leaves, *then.measures)
    assert {one.source for rule in rules for one in rule.sources} <= set(known)
    assert {view.sources[0].source for view in then.views} <= set(known)
    held = {one.name for issue in then.issues for position in issue.positions for one in position.held_by}
    years = {name[4:] for name in held - set(known) - {"practice"}}
    assert all(f"{year}-12-31" <= day for year in years)


@pytest.mark.parametrize("day", _DAYS)
def test_some_reading_is_left(day: str) -> None:
    """What had been held by a day never rules every reading out."""
    assert law_at(load_bundled(), parse_moment(day)).compiled.roots["admissible"] != FALSE


def test_as_time_goes_on_nothing_is_lost(law: Law) -> None:
    """Rules, views and authorities only come to be; a position that had been taken is never one of the later ones."""
    told = [later(law, parse_moment(day)) for day in _DAYS]
    for before, after in pairwise(told):
        assert set(before.views) >= set(after.views)
        assert set(before.rules) >= set(after.rules)
        assert set(before.untaken) >= set(after.untaken)
        assert set(before.restated) >= set(after.restated)


def test_the_law_of_its_own_date_lacks_nothing(law: Law) -> None:
    """Read as of the day up to which it was followed, the law is the law as restated."""
    told = later(law, parse_moment(law.as_at))
    assert not any((told.rules, told.views, told.positions, told.untaken, told.restated))
    assert law_at(load_bundled(), parse_moment(law.as_at)).law == law


def test_a_decision_shows_the_law_of_what_it_judges_and_a_book_does_not(law: Law) -> None:
    """With its mark a judgment of 2010 counts for 2007; without it, from its own date; literature from its own."""
    day = parse_moment("2007-06-01")
    assert "pulp_mills" in by_then(law, day)
    unmarked = tuple(replace(one, evidences="") for one in law.sources)
    assert "pulp_mills" not in by_then(replace(law, sources=unmarked), day)
    assert {one.kind for one in law.sources if one.evidences} <= {"judgment", "award", "advisory_opinion"}
    assert not [one for one in by_then(law, day).values() if one.kind == "literature" and one.date[:4] > "2007"]


def test_a_position_first_taken_later_is_no_reading(law: Law) -> None:
    """Where others had spoken it is ruled out; where nobody had, every position stays; holders are of then."""
    told = later(law, parse_moment("2007-06-01"))
    then = {one.name: one for one in law_at(load_bundled(), parse_moment("2007-06-01")).law.issues}
    assert told.positions
    assert told.untaken
    for name, issue in then.items():
        out = {one.name for one in issue.positions if (name, one.name) in one.excludes}
        assert out == {position for one, position in told.positions if one == name}
        assert out < {one.name for one in issue.positions}
        assert not (out and name in told.untaken)


@pytest.mark.parametrize(
    ("day", "words"), [("1700-01-01", "none of the law's authorities had spoken"), ("2090", "it says nothing")]
)
def test_days_of_which_the_law_knows_nothing_are_refused(day: str, words: str) -> None:
    """Before its first authority, and after the day up to which it was followed."""
    with pytest.raises(InputError, match=words):
        law_at(load_bundled(), parse_moment(day))
