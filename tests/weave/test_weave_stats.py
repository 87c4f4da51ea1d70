"""`duecare law stats`: what a law holds, counted, and how much of it was read."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest
from test_weave_authorities import MARKS, told
from typer.testing import CliRunner
from woven import LAWS, MADE_UP, book, page

from duecare.cli.law import app
from duecare.ir.codec import law_hash
from duecare.weave.stats import Graded, Stance, stats


def test_counts_of_the_made_up_law() -> None:
    """Every kind is counted, whole and by its parts."""
    found = stats(book("made up"))
    assert found.law_hash == law_hash(book("made up").law)
    assert (found.chapters, found.obligations, found.norms, found.elements) == (7, 2, 1, 1)
    assert found.duties == {"total": 3, "prevent": 1, "halt": 1, "redress": 1}
    assert {key: number for key, number in found.facts.items() if number} == {
        **{"total": 7, "fact": 5, "appraisal": 2, "about bearer": 3, "about beneficiary": 1},
        **{"about relation": 1, "about measure": 1, "about duty": 1},
    }
    assert (found.presumptions, found.constraints, found.exceptions, found.consequences) == (4, 1, 1, 3)
    assert found.issues == {"total": 3, "gate": 2, "content": 1, "asked": 4}
    assert found.positions == 6
    assert found.holders == {"total": 8, "holds": 7, "doubts": 2}
    assert found.views == {"bare": Stance(0, 4), "pilot": Stance(3, 4), "whole": Stance(2, 4)}
    assert found.measures == {
        **{"total": 3, "baseline": 1, "capacity": 1, "advanced": 1},
        **{"prevent": 2, "halt": 1, "redress": 2},
    }
    assert found.factors == 3
    assert found.cases == {"total": 2, "gating": 1, "advisory": 1}
    assert {key: number for key, number in found.sources.items() if number} == {
        "total": 4,
        "judgment": 1,
        "treaty": 1,
        "literature": 2,
    }
    assert found.prose == Graded(3, 3, 0, 0)
    assert found.places == Graded(4, 2, 1, 1)
    assert found.memory_alone == (
        *("duty light_duty.mend", "element light_known", "case reef", "norm norm_1a"),
        *("fact told", "presumption told", "consequence heard", "measure L2", "view bare"),
    )


@pytest.mark.parametrize("name", LAWS)
def test_grades_are_those_of_the_edition(name: str) -> None:
    """What is counted by grade is what the edition shows: citations of rules, all who hold or doubt, and prose."""
    root, found = page(name), stats(book(name))
    rules = Counter(grade for node in root.all(cls="rule") for _, _, grade in told(node))
    for issue in root.all("article", "issue"):
        rules.update(MARKS[mark.text[0]] for item in issue.all("li") for mark in item.all("span", "grade"))
    # A stance that a view takes for several obligations stands once in the edition, and counts for each.
    law = book(name).law
    stances = [*(view.stances for view in law.views), *(case.reading for case in law.cases)]
    again = 0
    for taken in stances:
        cited = [one for one in taken if one.source]
        again += len(cited) - len({(one.issue.partition("@")[0], one.positions, one.source) for one in cited})
    assert found.rules.total == sum(rules.values()) + again
    assert found.rules.ungraded == rules["not graded"]
    prose = Counter(grade for node in root.all(cls="para") for _, _, grade in told(node))
    assert found.prose == Graded(sum(prose.values()), prose["seen"], prose["secondary"], prose["memory"])


@pytest.mark.parametrize("name", LAWS)
def test_memory_alone_is_what_the_edition_marks(name: str) -> None:
    """The rules listed are those that bear the mark."""
    rules = page(name).all(cls="rule")
    marked = [one.id for one in rules if any(mark.text.endswith("alone") for mark in one.all("span", "memory"))]
    labels = [re.sub(r"(presumption-\w+)-\d+", r"\1", one).replace("-", " ", 1) for one in marked]
    assert sorted(stats(book(name)).memory_alone) == sorted(labels)


def test_stats_for_people() -> None:
    """Counts stand in lines; the rules that rest on memory alone are named and marked."""
    done = CliRunner().invoke(app, ["stats", "--law", str(MADE_UP)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "\nduties                        3  1 prevent, 1 halt, 1 redress\n" in done.stdout
    assert "\n  pilot                       3 of 4\n" in done.stdout
    assert "\nrules that rest on memory alone: 9\n  duty light_duty.mend †\n" in done.stdout


def test_stats_as_json() -> None:
    """The same counts for programs."""
    done = CliRunner().invoke(app, ["stats", "--json", "--law", str(MADE_UP)])
    assert done.exit_code == 0
    wanted = asdict(stats(book("made up")))
    assert json.loads(done.stdout) == {**wanted, "memory_alone": list(wanted["memory_alone"])}


def test_stats_of_no_law(tmp_path: Path) -> None:
    """A folder that is none is told in words."""
    done = CliRunner().invoke(app, ["stats", "--law", str(tmp_path / "none")])
    assert done.exit_code == 1
    assert "there is no such" in done.stderr
