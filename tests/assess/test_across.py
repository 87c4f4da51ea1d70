"""All declared views: who comes to which outcome, under no view but its own, and what divides them."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from spoken import REAL, TODAY, assessed, bundled_register, deciders, dossier, law, record, register_with, voices

from duecare.assess.across import Hearing
from duecare.assess.assess import assess
from duecare.assess.model import Across
from duecare.engine.decide import Decider
from duecare.engine.outcome import binds, if_binds
from duecare.ir.declarations import Stance
from duecare.practice.model import Answer
from duecare.rulebook.load import load_bundled

SEEN = {"mode": "holds", "grade": "seen"}


def _decider(name: str, one: Across) -> Decider:
    frames = ((other, other.history.frame) for other in deciders(name))
    return next(d for d, frame in frames if (frame.bearer, frame.beneficiary) == (one.bearer, one.beneficiary))


@pytest.mark.parametrize("name", REAL)
def test_every_state_stands_once(name: str) -> None:
    """Each State with a declared view is in one group or among those that have declared nothing; groups differ."""
    everybody = sorted(state for state, voice in voices(bundled_register()).items() if voice.view.stances)
    for one in assessed(name).across:
        for groups, rest in ((one.if_binds, one.undeclared), (one.force, one.gates_undeclared)):
            assert sorted([*(who.state for group in groups for who in group.states), *rest]) == everybody
            assert all(who.taken and who.records for group in groups for who in group.states)
        assert len({group.outcome for group in one.if_binds}) == len(one.if_binds)


@pytest.mark.parametrize("name", REAL)
def test_groups_are_what_each_view_gives_by_itself(name: str) -> None:
    """The outcome told of a State is the one that its whole declared view has, looked at alone."""
    told = voices(bundled_register())
    for one in assessed(name).across:
        decider = _decider(name, one)
        for group, who in [(named, who) for named in one.if_binds for who in named.states]:
            alone = if_binds(decider, one.duty, told[who.state].view.stances)
            assert (group.outcome.words, group.outcome.settled, group.outcome.turns_on) == (
                alone.words, alone.settled, alone.turns_on,
            )  # fmt: skip
        for group, who in [(named, who) for named in one.force for who in named.states]:
            alone = binds(decider, one.duty, told[who.state].view.stances)
            assert group.value == (alone.words[0] if alone.settled else "open")


@pytest.mark.parametrize("name", REAL)
def test_issues_that_divide_change_an_outcome(name: str) -> None:
    """Taken over from a State of another outcome, the answer on a dividing issue alone changes what becomes of one."""
    told = voices(bundled_register())
    checked = 0
    for one in assessed(name).across:
        if len(one.if_binds) < 2:
            assert one.divided_by == ()
            continue
        decider = _decider(name, one)
        stances = {who.state: told[who.state].view.stances for group in one.if_binds for who in group.states}
        group_of = {who.state: group.outcome.words for group in one.if_binds for who in group.states}
        pairs = [(a, b) for a, b in product(stances, repeat=2) if group_of[a] != group_of[b]]
        found = {
            issue
            for issue in {stance.issue for said in stances.values() for stance in said}
            if any(_changes(decider, one.duty, stances[a], stances[b], issue) for a, b in pairs)
        }
        assert set(one.divided_by) == found
        checked += 1
    assert checked


_VERDICTS: dict[object, object] = {}
_KEPT: list[tuple[Stance, ...]] = []


def _words(decider: Decider, duty: str, said: tuple[Stance, ...]) -> object:
    key = (id(decider), duty, frozenset((one.issue, one.positions) for one in said))
    if key not in _VERDICTS:
        _KEPT.append(said)
        _VERDICTS[key] = if_binds(decider, duty, said)
    return _VERDICTS[key]


def _changes(decider: Decider, duty: str, first: tuple[Stance, ...], second: tuple[Stance, ...], issue: str) -> bool:
    swapped = (*(one for one in first if one.issue != issue), *(one for one in second if one.issue == issue))
    return _words(decider, duty, swapped) != _words(decider, duty, first)


def test_different_outcomes_are_divided_by_something() -> None:
    """Wherever States come to different results, some issue is named."""
    made = assessed("medibank-2022")
    assert all(one.divided_by for one in made.across if len(one.if_binds) > 1)
    assert all(one.gates_divided_by for one in made.across if len(one.force) > 1)


def test_a_flagged_or_later_record_is_not_heard() -> None:
    """A State whose only record does not count, or is of a later date, stands in no group and on no list."""
    answer = Answer("capacity_effect", ("full_excuse",), **SEEN)
    counted = record("a", "FIN", "2020-01-01", answer)
    flagged = record("b", "NOR", "2020-01-01", answer, flags=("low_confidence",))
    later = record("c", "SWE", "2022-01-01", answer)
    hearing = Hearing(
        *next((one, d) for one in deciders("estonia-2007") for d in one.history.of if d.endswith(".remedy"))
    )
    found = hearing.across(tuple(voices(register_with(counted, flagged, later), as_of="2021-06-01").values()))
    assert [who.state for group in found.if_binds for who in group.states] == ["FIN"]
    assert found.undeclared == found.gates_undeclared[1:] == ()


def test_one_more_state_moves_no_other() -> None:
    """Who speaks up joins a group or makes one; where the others stand, and how, stays as it was."""
    name, extra = "medibank-2022", record("x", "BRA", "2022-01-01", Answer("underlying_act", ("wrongful_act",), **SEEN))
    register = bundled_register()
    more = replace(register, records=(*register.records, extra))
    after = assess(dossier(name), load_bundled(), views=("coco_dias",), register=more, declared=True)
    for one, other in zip(assessed(name).across, after.across, strict=True):
        assert _placed(one, "BRA") == _placed(other, "BRA")
        assert one == other or "BRA" in _everybody(other)


def _placed(one: Across, without: str) -> dict[str, object]:
    return {who.state: group.outcome for group in one.if_binds for who in group.states if who.state != without}


def _everybody(one: Across) -> set[str]:
    return {*one.undeclared, *(who.state for group in one.if_binds for who in group.states)}


def test_norms_and_what_is_not_in_question_have_no_entry() -> None:
    """Only duties in question are told of, each frame's in the order of the findings."""
    made = assessed("estonia-2007")
    asked = [(f.bearer, f.beneficiary, f.duty) for f in made.findings if not f.norm and not f.waits_for]
    assert [(one.bearer, one.beneficiary, one.duty) for one in made.across] == asked
    assert TODAY.text == made.as_of
    assert {issue.name for issue in law().issues} >= {name for one in made.across for name in one.divided_by}
