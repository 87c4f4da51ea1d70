"""Own words in reports: shortly, with record and grade, as an argument of consistency, and nothing filled in."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from duecare import Assessment, assess, load_rulebook, read_dossier, render
from duecare.report.across import heard
from duecare.report.own_words import NATURE, TITLE, own_answers
from duecare.report.record import assessment_schema

FOLDER = Path(__file__).resolve().parents[2] / "dossiers"
REAL = ("estonia-2007", "hse-2021", "medibank-2022", "revil-2021")


@cache
def _made(name: str) -> Assessment:
    return assess(read_dossier(FOLDER / f"{name}.yaml"), declared=True)


@cache
def _text(name: str) -> str:
    return render(_made(name))


@pytest.mark.parametrize("name", REAL)
def test_bearer_and_affected_state_are_told_early(name: str) -> None:
    """Before any table of duties stands what each State concerned has declared, or that it has declared nothing."""
    made = _made(name)
    front, _, _ = _text(name).partition("What decides")
    block = front[front.index(TITLE) :]
    assert NATURE in block
    for code, state in made.states:
        lines = [line for line in block.splitlines() if line.startswith(f"  - {state}")]
        assert lines, code
        declared = next(one for one in made.declared if one.state == code)
        assert declared.taken or lines[0].startswith(f"  - {state} has declared nothing on these issues"), code


@pytest.mark.parametrize("name", REAL)
def test_each_position_is_told_with_record_and_grade(name: str) -> None:
    """A line names the record, its grade and whether it is contested; what is from memory carries the dagger."""
    made = _made(name)
    told = "\n".join(line for answer in own_answers(made, load_rulebook().law) for line in answer.lines)
    records = {one.id: one for one in made.records}
    findings = [finding for finding in made.findings if not finding.waits_for and not finding.norm]
    for took in {took for finding in findings for own in finding.own for took in own.positions}:
        grade = "memory†" if took.grade == "memory" else took.grade
        contested = ", contested" if "contested" in records[took.record].flags else ""
        assert re.search(rf"\({took.record}, ([^()]*, )?{grade}{contested}\)", told), took


def test_it_is_never_told_as_law_or_as_a_failing() -> None:
    """The words stay neutral, and a State of which no record counts is told to have declared nothing."""
    for name in REAL:
        block = _text(name).partition(TITLE)[2].partition("\n\n")[0].lower()
        assert not any(word in block for word in ("admits", "concedes", "violat", "hypocri", "contradict", "fails"))
    assert "Russian Federation has declared nothing on these issues: rus_2021 does not count" in _text("hse-2021")


def test_nothing_is_told_of_an_exercise() -> None:
    """Invented States have no words, in the text as in the memo."""
    dossier = read_dossier(FOLDER / "exercise-harbour.yaml")
    made = assess(dossier)
    assert TITLE not in render(made)
    assert TITLE not in render(made, "markdown", dossier=dossier)


@pytest.mark.parametrize("name", REAL)
def test_the_table_of_all_views_counts_nobody(name: str) -> None:
    """Rows name States and give no number of them."""
    lines = [
        line
        for told in heard(_made(name), load_rulebook().law)
        for row in told.if_binds + told.force
        for line in row.lines
    ]
    assert lines
    assert not [line for line in lines if re.search(r"\d", line)]
    assert all(re.search(r": [A-Z]{3}†?(, [A-Z]{3}†?)*$", line) for line in lines)


@pytest.mark.parametrize("name", REAL)
def test_a_memo_lists_the_records_with_their_grades(name: str) -> None:
    """Own words and all declared views stand in full in an annex, and every record among the authorities."""
    dossier, made = read_dossier(FOLDER / f"{name}.yaml"), _made(name)
    memo = render(made, "markdown", dossier=dossier).replace("\\_", "_")
    annex = memo.partition("## Annex B: authorities")[2].partition("## Annex C")[0]
    readings = memo.partition("## Annex E")[2].partition("## Annex F")[0]
    assert f"**{TITLE}:**" in readings
    assert "### The declared views of States" in readings
    cited = {
        cited.record
        for one in made.across
        for group in one.if_binds + one.force
        for who in group.states
        for cited in who.records
    }
    assert cited
    assert [record for record in sorted(cited) if f"record {record} |" not in annex] == []


def test_json_has_it_and_keeps_the_schema() -> None:
    """What is written fits the schema, and holds all declared views only where they were asked for."""
    data = json.loads(render(_made("estonia-2007"), "json"))
    Draft202012Validator(assessment_schema()).validate(data)
    assert data["across"]
    assert data["register_hash"]
    plain = assess(read_dossier(FOLDER / "estonia-2007.yaml"))
    assert plain.across == ()
    assert any(own.positions for finding in plain.findings for own in finding.own)
