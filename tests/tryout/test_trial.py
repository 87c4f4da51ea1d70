"""What a draft changes: nothing where it says nothing new or nothing that matters, and never the content by a gate."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import POSITIONS, TODAY, drafted, written

from duecare.base.errors import InputError
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier
from duecare.ir.declarations import Issue, Law
from duecare.practice.current import Counting
from duecare.practice.declared import declared_view
from duecare.practice.draft import with_records
from duecare.practice.model import Register
from duecare.rulebook.load import Bundle, load_bundled
from duecare.tryout.model import Change, Shift, Trial
from duecare.tryout.shift import shifts
from duecare.tryout.trial import Case, same_outcome, tried, try_draft, try_record

_GATES = tuple(issue for issue in load_bundled().law.issues if issue.gate)


def _answer(issue: str, positions: tuple[str, ...]) -> str:
    base, _, obligation = issue.partition("@")
    return f"{base}.{' or '.join(positions)}" + (f" in {obligation}" if obligation else "")


def _shift(folder: Path, text: str, register: Register, law: Law, counting: Counting = TODAY) -> Shift:
    records = drafted(folder, text, register, law)
    found = shifts(law, register, with_records(register, records), records, counting)
    assert len(found) == 1
    return found[0]


def _changes(cases: tuple[Case, ...], shift: Shift) -> list[Change]:
    return [change for case in cases for change in tried(case, shift).changes]


@pytest.mark.parametrize("state", ["IRL", "EST", "NLD", "GBR"])
def test_a_draft_that_repeats_changes_nothing(
    state: str, tmp_path: Path, law: Law, register: Register, cases: tuple[Case, ...]
) -> None:
    """Whoever says again what it says already moves no word, and so no finding."""
    stances = declared_view(law, register, state, TODAY).view.stances
    assert stances
    text = written([_answer(one.issue, one.positions) for one in stances], state)
    shift = _shift(tmp_path, text, register, law)
    assert (shift.moves, _changes(cases, shift)) == ((), [])
    assert {one.issue for one in stances} <= set(shift.repeats)


def test_a_draft_on_what_no_duty_turns_on_changes_nothing(
    tmp_path: Path, law: Law, register: Register, cases: tuple[Case, ...]
) -> None:
    """Positions on issues that no duty of these cases turns on move words and no finding."""
    turning = {
        issue
        for case in cases
        for _, decider in case.deciders
        for name in decider.history.of
        for issue in decider.readings.issues_in([*decider.words(name).values(), *decider.held(name).values()])
    }
    idle = [issue for issue in law.issues if issue.name not in turning and not issue.gate]
    assert len(idle) > 3
    text = written([_answer(one.name, (one.positions[0].name,)) for one in idle], "TUV")
    shift = _shift(tmp_path, text, register, law)
    assert {move.issue for move in shift.moves} == {one.name for one in idle}
    assert _changes(cases, shift) == []


@pytest.mark.parametrize("gate", _GATES, ids=[issue.name for issue in _GATES])
def test_a_gate_changes_only_whether_a_duty_binds(
    gate: Issue, tmp_path: Path, law: Law, register: Register, cases: tuple[Case, ...]
) -> None:
    """Gates are kept apart: a position on one leaves what comes out, if the duty binds, as it was."""
    for position in gate.positions:
        shift = _shift(tmp_path, written([_answer(gate.name, (position.name,))], "TUV"), register, law)
        for change in _changes(cases, shift):
            assert same_outcome(change)
            assert change.binds_before.value != change.binds_after.value
            assert (change.outcome_by, change.words_by, change.binds_by) == ((), (), ((gate.name,),))


def test_what_would_hold_of_a_gate_says_nothing_of_whether_it_binds(
    tmp_path: Path, law: Law, register: Register, cases: tuple[Case, ...]
) -> None:
    """`if_binding` on a gate moves nothing; on content it moves what comes out if the duty binds."""
    gate = _shift(tmp_path, written(["prevention_reach.imminent"], "TUV", mode="if_binding"), register, law)
    assert (gate.moves, _changes(cases, gate)) == ((), [])
    content = _shift(tmp_path, written(["kind_of_harm.functional"], "TUV", mode="if_binding"), register, law)
    held = _shift(tmp_path, written(["kind_of_harm.functional"], "TUV"), register, law)
    assert _changes(cases, content) == _changes(cases, held) != []


def test_the_date_decides_what_stands_before(
    tmp_path: Path, bundle: Bundle, register: Register, dossiers: tuple[Dossier, ...]
) -> None:
    """A draft replaces what stood at the date looked at, and nothing once a later text has spoken."""
    one = dossiers[:1]
    text = written(["sovereignty.principle"], "EST", date="2020-06-01")
    records = drafted(tmp_path, text, register, bundle.law)

    def moves(as_of: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        trial = try_draft(records, register, bundle, one, Counting(parse_moment(as_of)))
        return [(move.before, move.after) for move in trial.tried[0].shift.moves]

    assert moves("2020-06-01") == [((), ("principle",))]
    assert moves("2022-01-01") == []  # est_2021 speaks to the same issue, later
    assert moves("2020-05-31") == []
    early = try_draft(records, register, bundle, one, Counting(parse_moment("2020-05-31")))
    assert early.notes == ("a_draft counts from 2020-06-01 on, which is after 2020-05-31.",)


def test_a_draft_is_heard_after_other_texts_of_its_day(tmp_path: Path, law: Law, register: Register) -> None:
    """On one day the draft speaks last, whatever its name."""
    text = written(["sovereignty.principle"], "EST", date="2021-07-13", name="aaa_draft")
    shift = _shift(tmp_path, text, register, law, Counting(parse_moment("2021-07-13")))
    assert [(move.before, move.after) for move in shift.moves] == [(("any_intrusion", "effects"), ("principle",))]


def test_a_record_is_measured_against_the_register_without_it(
    bundle: Bundle, register: Register, dossiers: tuple[Dossier, ...]
) -> None:
    """What est_2021 adds is what a draft of the same words would have added to the register as it was."""
    record = register.record("est_2021")
    trial = try_record(record, register, bundle, dossiers[:1], Counting(record.date))
    assert [(m.issue, m.before, m.record_after, m.grade_after) for m in trial.tried[0].shift.moves] == [
        ("sovereignty", (), "est_2021", "memory")
    ]
    later = try_record(register.record("est_2019"), register, bundle, dossiers[:1], TODAY)
    assert later.tried[0].shift.moves == ()  # all that it said has been said again since


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("oewg_2021", "oewg_2021 does not count: a recommendation is no statement of law."),
        ("auu_2024", "auu_2024 is a text of AUU, and counts for none of its members by the rule for groups."),
    ],
)
def test_notes_say_why_nothing_follows(
    name: str, note: str, bundle: Bundle, register: Register, dossiers: tuple[Dossier, ...]
) -> None:
    """A rule of the register that keeps a record from counting is told."""
    trial = try_record(register.record(name), register, bundle, dossiers[:1], Counting(parse_moment("2026-01-01")))
    assert trial.notes == (note,)


def test_a_text_of_a_group_moves_those_that_endorsed_it(
    bundle: Bundle, register: Register, dossiers: tuple[Dossier, ...]
) -> None:
    """Every endorsing State stands in one place, with what its own words left to be said; nobody else does."""
    record = register.record("euu_2024")
    trial = try_record(record, register, bundle, dossiers[:1], Counting(record.date))
    endorsed = [s for one in register.groups["EUU"].endorsements if one.record == record.id for s in one.states]
    told = [state for one in trial.tried for state in one.shift.states]
    assert sorted(told) == sorted(endorsed)
    assert len(trial.tried) < len(told)
    for one in trial.tried:
        for state in one.shift.states:
            after = declared_view(bundle.law, register, state, Counting(record.date)).view.stances
            through = {stance.issue for stance in after if stance.source and stance.source.source == record.id}
            assert {move.issue for move in one.shift.moves if move.record_after == record.id} == through


def test_with_organs_a_text_counts_for_all_members(
    bundle: Bundle, register: Register, dossiers: tuple[Dossier, ...]
) -> None:
    """What an organ adopted moves its members' words only if that is asked for."""
    record = register.record("auu_2024")
    for organs, speakers in ((False, {"AUU"}), (True, set(register.groups["AUU"].members))):
        trial = try_record(record, register, bundle, dossiers[:1], Counting(record.date, organs=organs))
        assert {state for one in trial.tried for state in one.shift.states} == speakers


def test_positions_that_rule_each_other_out_are_refused(
    tmp_path: Path, bundle: Bundle, register: Register, dossiers: tuple[Dossier, ...]
) -> None:
    """Between the draft and what stands from earlier there must be some reading; else both are named."""
    records = drafted(tmp_path, written(["norm_effect.evidence_against"], "IRL"), register, bundle.law)
    with pytest.raises(InputError) as refused:
        try_draft(records, register, bundle, dossiers[:1], TODAY)
    message = str(refused.value)
    assert "status@corfu_channel_duty: recognised (irl_2023)" in message
    assert "norm_effect: evidence_against (a_draft)" in message
    assert "sovereignty" not in message


def test_counts_and_hashes_name_what_was_used(
    tmp_path: Path, bundle: Bundle, register: Register, dossiers: tuple[Dossier, ...]
) -> None:
    """A trial names law, register and dossiers, and no case has more changes than findings."""
    trial: Trial = try_draft(
        drafted(tmp_path, written(POSITIONS), register, bundle.law), register, bundle, dossiers, TODAY
    )
    assert (trial.law_hash, trial.standard, trial.draft) == (bundle.hash, "balance", True)
    assert trial.register_before == register.hash != trial.register_after
    for case, dossier in zip(trial.tried[0].cases, dossiers, strict=True):
        assert (case.dossier, case.dossier_hash) == (dossier.id, dossier.sha256)
        assert 0 < sum(one.asked for one in case.changes) <= case.asked < case.findings
