"""Counts in time: at every date what the count at that date is, and evidence of different grades never together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from small import TODAY, UNION, entry, register_of, texts_of

from duecare.base.moments import Moment, parse_moment
from duecare.practice.course import Course, Strand, course
from duecare.practice.current import Counting, authors, words_of
from duecare.practice.export import as_csv, counts_table
from duecare.practice.model import GRADES, Register
from duecare.practice.tally import BIAS, bottom_line, grade_of, tally

_ISSUE = "status@corfu_channel_duty"
_COUNTINGS = [TODAY, replace(TODAY, flagged=True), replace(TODAY, flagged=True, organs=True)]


def _standing(found: Course, day: datetime) -> set[tuple[str, str, tuple[str, ...], bool, str]]:
    """Return who stands where at a date according to the strands."""
    return {
        (who, strand.mode, strand.positions, strand.group, strand.grade)
        for strand in found.strands
        for who in _at(strand, day)
    }


def _at(strand: Strand, day: datetime) -> list[str]:
    reached = [level for level in strand.levels if level.since <= day]
    return [who for who, _ in reached[-1].who] if reached else []


@pytest.mark.parametrize("counting", _COUNTINGS)
@pytest.mark.parametrize("issue", [_ISSUE, "sovereignty"])
def test_each_date_shows_what_states_then_said(register: Register, issue: str, counting: Counting) -> None:
    """At the date of every record the strands hold what each State, asked alone, says at that date."""
    found = course(register, issue, counting)
    for day in sorted({record.date.latest for record in register.records}):
        then = replace(counting, as_of=Moment(day, day, "then"))
        said = [
            (state, one)
            for state in authors(register)
            for words in [words_of(register, state, then)]
            for one in [*words.answers, *words.doubts]
            if one.answer.issue == issue
        ]
        alone = {(state, one.answer.mode, one.answer.positions, bool(one.via), grade_of(one)) for state, one in said}
        assert _standing(found, day) == alone


@pytest.mark.parametrize("counting", _COUNTINGS)
def test_a_strand_has_one_grade(register: Register, counting: Counting) -> None:
    """No strand holds a statement that was checked otherwise than it says."""
    for strand in course(register, _ISSUE, counting).strands:
        for level in strand.levels:
            assert {grade_of(said) for _, said in level.who} <= {strand.grade}


def test_the_end_is_the_count(register: Register) -> None:
    """What the strands show at the end adds up to the count at the date, grade by grade."""
    found = course(register, _ISSUE, TODAY)
    assert found.last == tally(register, _ISSUE, TODAY)
    for count in found.last.counts:
        mine = [one for one in found.strands if (one.mode, one.positions) == (count.mode, count.positions)]
        shown = {(one.group, one.grade): len(one.now) for one in mine if one.now}
        own = {(False, grade): number for grade, number in count.grades if number}
        assert shown == own | {(True, grade): number for grade, number in count.through_grades if number}


def test_a_text_and_its_endorsement_are_as_good_as_the_weaker() -> None:
    """What a State says through a group is no better checked than either the text or the endorsement."""
    register = register_of(texts_of(UNION=UNION))
    found = {who: grade_of(said) for count in tally(register, "binds@harbour_duty", TODAY).counts
             for who, said in count.through}  # fmt: skip
    assert found == {"EST": "secondary", "FIN": "secondary"}  # the text: secondary; the endorsement: seen


def test_a_year_counts_from_its_end() -> None:
    """A text dated by its year alone begins to count when the year is over."""
    register = register_of(texts_of(SWE=entry("swe_2021", "SWE", "2021", stance="accepts")))
    [strand] = course(register, "binds@harbour_duty", TODAY).strands
    assert [level.since.year for level in strand.levels] == [2021]
    assert strand.levels[0].since >= parse_moment("2021-12-31").earliest


def test_nothing_has_no_course() -> None:
    """A register without records gives a count of nobody, and no strand."""
    found = course(register_of({}), "binds@harbour_duty", TODAY)
    assert (found.strands, found.last.counts) == ((), ())


def test_the_table_of_counts_loses_nobody(register: Register) -> None:
    """Its rows name each State as often as the count does, one grade a row, and each says how it was made."""
    [found] = bottom_line(register, TODAY)
    _, rows = counts_table([found])
    for count in found.counts:
        mine = [row for row in rows if (row["answer"], row["positions"]) == (count.mode, " or ".join(count.positions))]
        assert sorted(code for row in mine for code in row["codes"].split()) == sorted(
            who for who, _ in (*count.own, *count.through)
        )
        assert all(row["grade"] in GRADES for row in mine)
    assert all(int(row["states"]) == len(row["codes"].split()) for row in rows)
    assert {code for row in rows for code in row["codes"].split()} >= set(dict(found.uncounted)) | set(found.nothing)
    assert {(row["note"], row["as_of"], row["register"]) for row in rows} == {(BIAS, "2030-01-01", register.hash)}
    assert as_csv(counts_table([found])).count("\n") == len(rows) + 1


def test_an_empty_table_says_so() -> None:
    """A count of nobody is a row that says so, and no empty file."""
    _, rows = counts_table([tally(register_of({}), "binds@harbour_duty", TODAY)])
    assert [(row["answer"], row["states"], row["note"]) for row in rows] == [("nothing said", "0", BIAS)]
