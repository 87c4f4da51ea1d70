"""Who is bound by which treaty, in short: the numbers are those of the table, counted from the file itself."""

from __future__ import annotations

import csv

from woven import LAWS, page

from duecare.report.names import human


def test_each_question_of_the_table_is_counted() -> None:
    """Every question of the table has its line, and every State of it is counted once, by what its row says."""
    with (LAWS["bundled"] / "participation.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    facts = sorted({row["fact"] for row in rows})
    table = page("bundled").by_id("bound").all("tbody")[0].all("tr")
    for shown, fact in zip(table, facts, strict=True):
        assert shown.all("th")[0].text.startswith(human(fact))
        mine = [row for row in rows if row["fact"] == fact]
        left, never = sum(bool(row["until"]) for row in mine), sum(not row["since"] for row in mine)
        grades = [sum(row["grade"] == grade for row in mine) for grade in ("seen", "secondary", "memory")]
        numbers = [int(cell.text) for cell in shown.all("td")]
        assert numbers == [len(mine), len(mine) - left - never, left, never, *grades], fact
        assert sum(numbers[1:4]) == numbers[0] == sum(numbers[4:])


def test_a_law_without_the_table_says_so() -> None:
    """Nothing is shown as counted where there is nothing to count."""
    assert "no table of participation" in page("made up").by_id("bound").text
