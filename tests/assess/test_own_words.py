"""Own words: what a State has declared, and nothing else, is what it is measured by."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoken import REAL, assessed, bundled_register, deciders, dossier, law, record, register_with, voices, whole_view

from duecare.assess.assess import assess
from duecare.assess.model import Assessment, Finding, Own
from duecare.assess.own_words import content_issues, gate_issues, own_words, tied_to, voices_at
from duecare.base.moments import parse_moment
from duecare.practice.model import Answer, Register
from duecare.report.wording import word
from duecare.rulebook.load import load_bundled

STATUS, CAPACITY = "status@corfu_channel_duty", "capacity_effect"
SEEN = {"mode": "holds", "grade": "seen"}


def _owns(made: Assessment) -> list[tuple[Finding, Own]]:
    return [(finding, own) for finding in made.findings for own in finding.own]


def _of(name: str, register: Register, as_of: str = "2026-11-23") -> dict[tuple[str, str], Own]:
    """Return what Estonia's own words make of each duty owed to it in a dossier."""
    told = voices(register, "EST", as_of=as_of)
    return {
        (one.history.frame.bearer, duty): own
        for one in deciders(name)
        for duty in one.history.of
        for own in own_words(one, duty, told)
    }


@pytest.mark.parametrize("name", REAL)
def test_outcomes_are_those_of_the_declared_view(name: str) -> None:
    """Own words give what the State's declared view gives when it is assessed as a view beside others."""
    made, bundle = assessed(name), load_bundled()
    views = {state: whole_view(state) for state in dossier(name).states}
    beside = assess(dossier(name), bundle, views=("coco_dias",), beside=tuple(views.values()))
    for (finding, own), other in (
        (pair, found) for pair, found in zip(_owns(made), _repeated(made, beside), strict=True)
    ):
        view = views[own.state].name
        outcome = next(one for one in other.if_binds if one.view == view)
        force = next(one for one in other.force if one.view == view)
        assert own.if_binds is None or own.if_binds == replace(outcome, taken=own.taken, of=own.of), finding.duty
        assert own.force is None or own.force == force, finding.duty


def _repeated(made: Assessment, other: Assessment) -> list[Finding]:
    return [twin for one, twin in zip(made.findings, other.findings, strict=True) for _ in one.own]


@pytest.mark.parametrize("name", REAL)
def test_the_laws_own_views_are_told_as_before(name: str) -> None:
    """Without a register everything but own words is the same, and own words are nowhere."""
    with_words, bundle = assessed(name), load_bundled()
    bare = assess(dossier(name), bundle, views=("coco_dias",))
    assert not any(finding.own for finding in bare.findings)
    assert (bare.register_hash, bare.declared, bare.across, bare.records) == ("", (), (), ())
    stripped = tuple(replace(one, own=()) for one in with_words.findings)
    assert replace(with_words, findings=stripped, register_hash="", declared=(), across=(), records=()) == bare


@pytest.mark.parametrize("name", REAL)
def test_every_position_has_its_record(name: str) -> None:
    """What counts as taken is what some record says, on an issue that the finding turns on, by the date."""
    made = assessed(name)
    records = {one.id: one for one in made.records}
    for finding, own in _owns(made):
        assert own.taken + own.gates_taken == len(own.positions), finding.duty
        assert (own.if_binds is None) == (own.taken == 0)
        assert (own.force is None) == (own.gates_taken == 0)
        for took in own.positions:
            assert records[took.record].who in (own.state, took.via)
            assert parse_moment(records[took.record].date) <= parse_moment(made.as_of)


def test_a_stance_fills_nothing() -> None:
    """Who only says that the duty binds has declared nothing on its content: no outcome under a free view is told."""
    said = record("x", "EST", "2021-01-01", codes={"stance": "binding_general_principle"})
    stance = Answer(STATUS, ("recognised",), **SEEN)
    found = _of("estonia-2007", register_with(replace(said, codes={}, positions=(stance,))))
    assert all(own.taken == 0 and own.if_binds is None for own in found.values())
    assert found["RUS", "corfu_channel_duty.warn"].force is not None
    assert found["RUS", "corfu_channel_duty.warn"].gates_taken == 1


def test_gates_are_kept_apart() -> None:
    """An answer on whether a duty binds changes no outcome of what it asks if it binds."""
    content = Answer(CAPACITY, ("full_excuse",), **SEEN)
    denial = Answer(STATUS, ("norm_only",), **SEEN)
    before = _of("estonia-2007", register_with(record("x", "EST", "2021-01-01", content)))
    after = _of("estonia-2007", register_with(record("x", "EST", "2021-01-01", content, denial)))
    assert {key: own.if_binds for key, own in before.items()} == {key: own.if_binds for key, own in after.items()}
    assert after["RUS", "corfu_channel_duty.warn"].force != before["RUS", "corfu_channel_duty.warn"].force


def test_what_is_said_for_the_case_that_it_binds_is_no_word_on_whether_it_does() -> None:
    """A conditional answer counts on content, marked as such, and never on a gate."""
    conditional = {"mode": "if_binding", "grade": "seen"}
    answers = Answer(CAPACITY, ("full_excuse",), **conditional), Answer(STATUS, ("recognised",), **conditional)
    own = _of("estonia-2007", register_with(record("x", "EST", "2021-01-01", *answers)))
    remedy = own["RUS", "human_rights_duty.remedy"]
    assert [(took.issue, took.if_binds) for took in remedy.positions] == [(CAPACITY, True)]
    assert all(one.gates_taken == 0 for one in own.values())


@pytest.mark.parametrize("flag", ["low_confidence", "silence_unverified", "stance_unread"])
def test_flagged_records_do_not_count(flag: str) -> None:
    """A record that bears such a flag takes no position; it is named with the reason."""
    said = record("x", "EST", "2021-01-01", Answer(CAPACITY, ("full_excuse",), **SEEN), flags=(flag,))
    made = assess(dossier("estonia-2007"), load_bundled(), views=("coco_dias",), register=register_with(said))
    assert all(own.taken + own.gates_taken == 0 for _, own in _owns(made))
    (declared,) = (one for one in made.declared if one.state == "EST")
    assert (declared.taken, declared.records, [one.record for one in declared.uncounted]) == (0, (), ["x"])
    assert [one.id for one in made.records] == ["x"]


def test_only_what_was_said_by_the_date_counts() -> None:
    """As of a day before its date a record is left out; a later one replaces an earlier on the issues it addresses."""
    first = record("first", "EST", "2019-05-01", Answer(CAPACITY, ("full_excuse",), **SEEN))
    second = record("second", "EST", "2021-05-01", Answer(CAPACITY, ("flexible_with_floor",), **SEEN))
    register, key = register_with(first, second), ("RUS", "human_rights_duty.remedy")
    told = {
        day: _of("estonia-2007", register, day)[key].positions for day in ("2019-04-30", "2020-01-01", "2021-05-01")
    }
    assert [[took.record for took in taken] for taken in told.values()] == [[], ["first"], ["second"]]
    early = assess(
        dossier("estonia-2007"), load_bundled(), as_of=parse_moment("2008-01-01"), register=bundled_register()
    )
    assert not any(own.positions for _, own in _owns(early))
    assert {one.state: one.records for one in early.declared} == {"EST": (), "RUS": ()}


def test_later_words_are_told_as_later() -> None:
    """A record of a date after the operation began says so, and one from before does not."""
    later = {one.id: one.later for name in REAL for one in assessed(name).records}
    assert later["est_2021"]
    assert not {one.id: one.later for one in assessed("medibank-2022").records}["aus_2021"]


def test_words_that_rule_each_other_out_leave_no_reading() -> None:
    """Answers that the law holds incompatible settle nothing on the duties they bear on, and that is said."""
    both = Answer("underlying_act", ("wrongful_act",), **SEEN), Answer("author", ("non_state_only",), **SEEN)
    found = _of("estonia-2007", register_with(record("x", "EST", "2021-01-01", *both)))
    warn = found["RUS", "corfu_channel_duty.warn"].if_binds
    assert warn is not None
    assert (warn.words, warn.settled) == ((), False)
    assert word(warn).startswith("no reading left")
    assert found["RUS", "human_rights_duty.halt"].if_binds is None


def test_an_exercise_says_nothing() -> None:
    """Invented States have no records, and nothing is said of their words."""
    made = assess(dossier("exercise-harbour"), load_bundled(), views=("coco_dias",), register=bundled_register())
    assert not _owns(made)
    assert (made.declared, made.register_hash) == ((), "")


def test_own_people_are_told_once() -> None:
    """Where a State is bearer and beneficiary in one, its words are told once, as the bearer's."""
    for finding in assessed("hse-2021").findings:
        roles = [(own.state, own.role) for own in finding.own]
        both = [(finding.bearer, "bearer"), (finding.beneficiary, "beneficiary")]
        assert roles == (both if finding.beneficiary not in {"", finding.bearer} else both[:1])


_ISSUES = {issue.name: [one.name for one in issue.positions] for issue in law().issues}
_DUTIES = [(one, duty) for one in deciders("estonia-2007") if one.history.frame.beneficiary for duty in one.history.of]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_record_on_another_issue_changes_nothing(data: st.DataObject) -> None:
    """Words on an issue on which a duty does not turn, not even through what is tied to it, leave its outcome alone."""
    decider, duty = data.draw(st.sampled_from(_DUTIES))
    bearing = tied_to(decider, content_issues(decider, duty) | gate_issues(decider, duty))
    issue = data.draw(st.sampled_from(sorted(set(_ISSUES) - bearing)))
    position = data.draw(st.sampled_from(_ISSUES[issue]))
    before = record("before", "EST", "2020-01-01", Answer(CAPACITY, ("full_excuse",), **SEEN))
    added = record("added", "EST", "2021-01-01", Answer(issue, (position,), **SEEN))
    told = [own_words(decider, duty, voices(register_with(*said), "EST")) for said in ([before], [before, added])]
    assert told[0] == told[1] != ()


def test_voices_at_many_dates_are_those_at_each() -> None:
    """Who has said nothing new keeps the voice it had, which is the one it would be given."""
    dates = [parse_moment(f"{year}-12-31") for year in range(2012, 2027, 2)]
    states = sorted({record.who for record in bundled_register().records} - set(bundled_register().groups))
    at_once = list(voices_at(law(), bundled_register(), states, dates))
    for date, found in zip(dates, at_once, strict=True):
        one_by_one = voices(bundled_register(), *states, as_of=date.text)
        assert {state: voice.view.stances for state, voice in found.items()} == {
            state: voice.view.stances for state, voice in one_by_one.items()
        }
    assert any(first["RUS"] is second["RUS"] for first, second in pairwise(at_once))
