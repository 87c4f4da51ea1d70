"""Rules between dates: a State is measured by the rules of the days on which it acted or failed to act."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from duecare.base.known import Known
from duecare.base.moments import parse_moment
from duecare.dossier.settle import settle
from duecare.engine.compile import compile_law
from duecare.engine.decide import Decider
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.outcome import as_held, if_binds
from duecare.ir.declarations import Law, Stance
from duecare.lang.book import read_texts
from duecare.lang.checks import check_law
from duecare.rulebook.dated import as_on, as_restated, calendar, dated_facts, rules_between, turning_points

_SOURCES = "custom:\n  cite: A Treaty\n  short: Treaty\n  kind: treaty\n  date: 2015-07-22\n  grade: seen\n"
_CHAPTER = """```rule
obligation watch_duty
  "To keep watch."
  source custom
  owed to states
{dates}  in force when all of
    custom under binding.law
  applicable when
    danger

duty look of watch_duty
  "To look."
  source custom
  phase prevent
  applicable when
    danger
  due when
    custom
  served by any of W1
  breached when
    danger

issue binding for each obligation
  gate
  "Is it law?"
  position law "Yes."
    held by custom
  position courtesy "No."
    held by practice

fact danger about bearer
  "Is there a danger in {{bearer}}?"

measure W1
  "Look."
  source custom
  phase prevent
  tier baseline

norm quiet
  "To keep quiet."
  source custom
  phase prevent
{dates}  expected when
    custom
  served by any of W1
```
"""
_LOOK = "watch_duty.look"
_FROM = "  in force from 2015-07-22\n"
_BETWEEN = f"{_FROM}  in force until 2018\n"
_LAW_TAKEN = (Stance("binding@watch_duty", ("law",)),)
_COURTESY = (Stance("binding@watch_duty", ("courtesy",)),)


def law_of(dates: str) -> Law:
    """Return the law with these dates on its obligation and its norm."""
    book = read_texts({"law/law.md": _CHAPTER.format(dates=dates), "law/sources.yaml": _SOURCES})
    assert book.diagnostics == ()
    return book.law


def at(year: int) -> datetime:
    return datetime(year, 7, 1, tzinfo=UTC)


def decided(law: Law, danger: dict[int, bool], ended: str = "") -> Decider:
    """Return a frame with a slice in July of each year, in which there was a danger or not."""
    slices = tuple(at(year) for year in danger)
    claims = calendar(law, parse_moment(ended) if ended else None)
    known = {name: settle(claims, slices, event=False, standard="balance") for name in {one.leaf for one in claims}}
    known["danger"] = tuple(Known(value, asserted=True) for value in danger.values())
    return Decider(History(compile_law(law), Frame("B", slices, known, (), closed=True)))


def test_the_checks_pass() -> None:
    """A fact that the calendar answers is no mistake, and neither is a rule that rests on one."""
    assert [one.message for one in check_law(law_of(_BETWEEN))] == [one.message for one in check_law(law_of(""))]


@pytest.mark.parametrize(
    ("danger", "held", "norm"),
    [
        ({2010: True, 2012: True}, "not in force", "not expected"),
        ({2010: True, 2020: True}, "breached", "expected"),
        ({2010: True, 2020: False}, "not applicable", "expected"),
        ({2010: False, 2016: True, 2020: False}, "breached", "expected"),
    ],
)
def test_conduct_is_measured_by_the_rules_of_its_day(danger: dict[int, bool], held: str, norm: str) -> None:
    """What was done before there was such a rule is not measured by it, though the rule may be in force later."""
    decider = decided(law_of(_FROM), danger)
    assert as_held(decider, _LOOK, _LAW_TAKEN).words == (held,)
    words = if_binds(decider, "quiet", ()).words
    assert all(word.startswith(norm) or word == "running" for word in words)


def test_a_rule_that_ended_measures_nothing_later() -> None:
    """A danger after the last day of a rule is none to it; one before is, and stays so."""
    law = law_of(_BETWEEN)
    assert as_held(decided(law, {2016: False, 2020: True}), _LOOK, _LAW_TAKEN).words == ("not applicable",)
    assert as_held(decided(law, {2016: True, 2020: True}), _LOOK, _LAW_TAKEN).words == ("breached",)


def test_a_rule_that_came_after_the_operation_is_none_for_it() -> None:
    """However long the aftermath: an operation is measured by the rules of its own days."""
    assert as_held(decided(law_of(_FROM), {2010: True, 2020: True}, "2011"), _LOOK, _LAW_TAKEN).words == (
        "not in force",
    )
    assert turning_points(law_of(_FROM), parse_moment("2011")) == ()
    assert [one.text for one in turning_points(law_of(_FROM), None)] == ["2015-07-22"]


@pytest.mark.parametrize("dates", ["", _FROM])
def test_dates_do_not_hide_an_empty_list(dates: str) -> None:
    """A reading that leaves no line of `in force when` finds the duty not in force, dated or not."""
    assert as_held(decided(law_of(dates), {2020: True}), _LOOK, _COURTESY).words == ("not in force",)
    assert as_held(decided(law_of(dates), {2020: True}), _LOOK, _LAW_TAKEN).words == ("breached",)


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2015-07-21T23:59Z", "no"), ("2015-07-22T00:00Z", "yes"), ("2017-12-31", "yes"),
        ("2018-06-01", "unknown"), ("2019-01-01", "no"),
    ],
)  # fmt: skip
def test_a_day_is_counted_to_its_beginning_and_a_year_is_not_guessed(day: str, value: str) -> None:
    """A rule stands on all of its first day; what ended some time in a year may or may not stand in that year."""
    (claim,) = as_on(parse_moment(day), calendar(law_of(_BETWEEN), None))
    assert claim.value == value


def test_cases_run_under_the_law_as_restated() -> None:
    """Whatever the dates of a case, all that ever begins has begun; what has ended has ended."""
    (begun,), (ended,) = (as_restated(law_of(dates), 2).values() for dates in (_FROM, _BETWEEN))
    assert [one.value for one in begun] == [True, True]
    assert [one.value for one in ended] == [False, False]


def test_dated_rules_are_known_by_name() -> None:
    """A rule that stands between dates can be listed with them; equal dates are one fact."""
    law = law_of(_BETWEEN)
    assert len(dated_facts(law)) == 1
    assert set(rules_between(law)) == {"watch_duty", _LOOK, "quiet"}
