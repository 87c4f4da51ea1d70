"""Which issues do it: the sets told are enough, none can be spared, and none smaller is overlooked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import pytest
from drafts import POSITIONS, REVERSED, TODAY, by_hand, drafted, written
from hypothesis import given
from hypothesis import strategies as st

from duecare.assess.assess import assess
from duecare.assess.model import Assessment, Finding, Outcome
from duecare.dossier.model import Dossier
from duecare.ir.declarations import View
from duecare.practice.draft import with_records
from duecare.practice.model import Register
from duecare.report.wording import is_idle
from duecare.rulebook.load import Bundle
from duecare.tryout.attribution import smallest_sets
from duecare.tryout.model import Change, Shift
from duecare.tryout.shift import shifts
from duecare.tryout.trial import Case, tried

_ISSUES = ("a", "b", "c", "d", "e")
_SUBSETS = [frozenset(one) for size in range(len(_ISSUES) + 1) for one in combinations(_ISSUES, size)]


@given(st.sets(st.sampled_from(_SUBSETS[1:-1])))
def test_all_smallest_sets_are_found(doing: set[frozenset[str]]) -> None:
    """Whatever sets do it, those told do, lose none of their issues, and are all of their size up to three."""
    every = doing | {_SUBSETS[-1]}
    found = [frozenset(one) for one in smallest_sets(_ISSUES, lambda issues: issues in every)]
    least = min(len(one) for one in every)
    assert set(found) <= every
    assert all(one - {issue} not in every for one in found for issue in one)
    if least <= 3:
        assert sorted(map(sorted, found)) == sorted(sorted(one) for one in every if len(one) == least)
    else:
        assert len(found) == 1


@pytest.mark.parametrize(("who", "positions", "place", "most"), [("IRL", POSITIONS, 1, 3), ("EST", REVERSED, 0, 1)])
def test_each_change_is_what_an_assessment_makes_of_it(
    who: str, positions: tuple[str, ...], place: int, most: int, tmp_path: Path, bundle: Bundle, register: Register,
    dossiers: tuple[Dossier, ...], cases: tuple[Case, ...],
) -> None:  # fmt: skip
    """Assessed anew under views made by hand, the same findings change, by the sets told and by nothing less."""
    records = drafted(tmp_path, written(positions, who), register, bundle.law)
    (shift,) = shifts(bundle.law, register, with_records(register, records), records, TODAY)
    found = tried(cases[place], shift).changes
    wanted = [set(one) for change in found for one in _sets(change)]
    tested = {frozenset(one) for one in wanted} | {frozenset(one - {issue}) for one in wanted for issue in one}
    views = {issues: by_hand(shift.before, shift.after, issues, f"view{n}") for n, issues in enumerate(tested)}
    result = assess(dossiers[place], bundle, views=("norm_only",), beside=(shift.before, shift.after, *views.values()))
    _same_findings_change(result, found)
    assert max(len(one) for one in wanted) == most
    findings = {(one.bearer, one.beneficiary, one.duty): one for one in result.findings}
    for change in found:
        finding = findings[change.bearer, change.beneficiary, change.duty]
        after = _outcome(finding, shift.after.name)
        for one in change.outcome_by:
            assert _outcome(finding, views[frozenset(one)].name) == after
            assert all(_outcome(finding, views[less].name) != after for less in _less(one))
        for word, sets in change.words_by:
            for one in sets:
                assert _has(word, finding, views[frozenset(one)]) == _has(word, finding, shift.after)
                assert all(_has(word, finding, views[less]) != _has(word, finding, shift.after) for less in _less(one))
        for one in change.binds_by:
            assert _binds(finding, views[frozenset(one)]) == _binds(finding, shift.after)
            assert all(_binds(finding, views[less]) != _binds(finding, shift.after) for less in _less(one))


def test_no_smaller_set_is_overlooked(
    tmp_path: Path, bundle: Bundle, register: Register, dossiers: tuple[Dossier, ...], cases: tuple[Case, ...]
) -> None:
    """All pairs of a draft's positions tried anew: what any of them does alone is told."""
    records = drafted(tmp_path, written(POSITIONS[:6]), register, bundle.law)
    (shift,) = shifts(bundle.law, register, with_records(register, records), records, TODAY)
    issues = [move.issue for move in shift.moves]
    subsets = [frozenset(one) for size in (1, 2) for one in combinations(issues, size)]
    views = {one: by_hand(shift.before, shift.after, one, f"view{n}") for n, one in enumerate(subsets)}
    result = assess(dossiers[1], bundle, views=("norm_only",), beside=(shift.before, shift.after, *views.values()))
    findings = {(one.bearer, one.beneficiary, one.duty): one for one in result.findings}
    for change in tried(cases[1], shift).changes:
        finding = findings[change.bearer, change.beneficiary, change.duty]
        doing = [one for one in subsets if _outcome(finding, views[one].name) == _outcome(finding, shift.after.name)]
        told = {frozenset(one) for one in change.outcome_by}
        least = min((len(one) for one in doing), default=0)
        if doing:
            assert told == {one for one in doing if len(one) == least}
        else:
            assert all(len(one) > 2 for one in told)


def test_weights_are_what_an_assessment_counts(
    tmp_path: Path, bundle: Bundle, register: Register, dossiers: tuple[Dossier, ...], cases: tuple[Case, ...]
) -> None:
    """What a position changes by itself, and what its absence would change, counted anew over the same findings."""
    records = drafted(tmp_path, written(POSITIONS), register, bundle.law)
    (shift,) = shifts(bundle.law, register, with_records(register, records), records, TODAY)
    issues = [move.issue for move in shift.moves]
    alone = {one: by_hand(shift.before, shift.after, {one}, f"alone{n}") for n, one in enumerate(issues)}
    less = {one: by_hand(shift.before, shift.after, {*issues} - {one}, f"less{n}") for n, one in enumerate(issues)}
    beside = (shift.before, shift.after, *alone.values(), *less.values())
    result = assess(dossiers[3], bundle, views=("norm_only",), beside=beside)
    asked = [one for one in result.findings if not one.waits_for and not is_idle(one)]
    case = tried(cases[3], shift)
    assert case.asked == len(asked)
    assert [one.issue for one in case.weights] == issues
    for weight in case.weights:
        assert weight.alone == sum(_apart(one, "before", alone[weight.issue].name) for one in asked)
        assert weight.left_out == sum(_apart(one, "after", less[weight.issue].name) for one in asked)
    assert any(one.alone != one.left_out for one in case.weights)


def _apart(finding: Finding, view: str, other: str) -> bool:
    return (_outcome(finding, view), _force(finding, view)) != (_outcome(finding, other), _force(finding, other))


def _same_findings_change(result: Assessment, found: Iterable[Change]) -> None:
    """Compare what changes with what an assessment under both views tells apart."""
    changed = {
        (one.bearer, one.beneficiary, one.duty)
        for one in result.findings
        if _outcome(one, "before") != _outcome(one, "after") or _force(one, "before") != _force(one, "after")
    }
    assert {(one.bearer, one.beneficiary, one.duty) for one in found} == changed


def _sets(change: Change) -> list[tuple[str, ...]]:
    return [*change.outcome_by, *change.binds_by, *(one for _, sets in change.words_by for one in sets)]


def _less(issues: tuple[str, ...]) -> list[frozenset[str]]:
    return [frozenset(issues) - {one} for one in issues]


def _outcome(finding: Finding, view: str) -> tuple[object, ...]:
    one: Outcome = next(outcome for outcome in finding.if_binds if outcome.view == view)
    return one.words, one.settled, bool(one.turns_on), one.not_established


def _has(word: str, finding: Finding, view: View) -> bool:
    return word in next(one for one in finding.if_binds if one.view == view.name).words


def _force(finding: Finding, view: str) -> str:
    return next(one.value for one in finding.force if one.view == view)


def _binds(finding: Finding, view: View) -> str:
    return _force(finding, view.name)


def test_shift_of_one_is_told_alone(
    tmp_path: Path, bundle: Bundle, register: Register, cases: tuple[Case, ...]
) -> None:
    """Where one position moves, it alone does whatever changes."""
    records = drafted(tmp_path, written(["kind_of_harm.functional"]), register, bundle.law)
    (shift,) = shifts(bundle.law, register, with_records(register, records), records, TODAY)
    assert _all_by(shift, cases) == {("kind_of_harm",)}


def _all_by(shift: Shift, cases: tuple[Case, ...]) -> set[tuple[str, ...]]:
    return {one for case in cases for change in tried(case, shift).changes for one in _sets(change)}
