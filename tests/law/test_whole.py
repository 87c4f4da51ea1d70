"""The book holds what its tables promise: every issue, measure, norm, view and class of harm."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from duecare.rulebook.load import load_bundled

_LAW = Path(__file__).resolve().parents[2] / "src" / "duecare" / "law"


def _rows(chapter: str) -> list[list[str]]:
    text = (_LAW / f"{chapter}.md").read_text(encoding="utf-8")
    return [[cell.strip() for cell in line.strip("|\n").split("|")] for line in text.splitlines() if line[:2] == "| "]


def test_every_issue_stands_in_the_table_of_disputed_questions() -> None:
    """Each issue of the law is named there, nothing else is, and each of the twenty-nine questions has a row."""
    issues = {issue.name.partition("@")[0]: issue for issue in load_bundled().law.issues}
    text = (_LAW / "issues.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\w+)`", text)) == set(issues)
    assert [row[0] for row in _rows("issues")[1:]] == [f"A{number}" for number in range(1, 30)]
    marked = {name: marks for name, marks in re.findall(r"`(\w+)`(?: \(([^)]*)\))?", text) if marks}
    each = {issue.name.partition("@")[0] for issue in load_bundled().law.issues if "@" in issue.name}
    gates = {name for name, issue in issues.items() if issue.gate}
    assert {name for name in issues if "each" in marked.get(name, "")} == each
    assert {name for name in issues if "G" in marked.get(name, "")} == gates


def test_the_catalogue_of_measures_is_whole() -> None:
    """The sixty-nine measures, a reasoned reply and a request for clarification; the negative list is none."""
    measures = {measure.name for measure in load_bundled().law.measures}
    assert {f"M{number:02}" for number in (*range(1, 70), 71, 72)} <= measures
    assert "M70" not in measures


def test_the_eleven_norms_and_the_twelve_views_are_there() -> None:
    """Norms (a) to (k), and each named view, with at least one stance."""
    law = load_bundled().law
    assert [norm.name for norm in law.norms] == [f"norm_13{letter}" for letter in "abcdefghijk"]
    assert len(law.views) == 12
    assert all(view.stances for view in law.views)


def test_the_classes_of_harm_are_numbered_without_a_gap() -> None:
    """Fourteen classes of harm; each fact that they name is one of the law."""
    assert [row[0] for row in _rows("harms") if re.fullmatch(r"H\d+", row[0])] == [f"H{n}" for n in range(1, 15)]
    leaves = {leaf.name for leaf in load_bundled().law.leaves}
    named = {name for row in _rows("harms") for cell in row[1:] for name in re.findall(r"`(\w+)`", cell)}
    assert named - leaves <= {"kind"}


def test_the_table_of_participation_answers_questions_of_the_law() -> None:
    """One row a State and question, each a fact of the law; every row graded, with a source and its dates in order."""
    leaves = {leaf.name for leaf in load_bundled().law.leaves}
    with (_LAW / "participation.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({(row["state"], row["fact"]) for row in rows}) == len(rows)
    assert {row["fact"] for row in rows} <= leaves
    assert {row["grade"] for row in rows} == {"seen", "secondary", "memory"}
    assert all(row["source"] for row in rows)
    assert [row for row in rows if row["until"] and not row["since"].partition("/")[0] < row["until"]] == []
