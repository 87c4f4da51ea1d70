"""A register fits its law: issues, positions and groups' texts exist, or the place that says otherwise is told."""

from __future__ import annotations

import pytest
from small import GROUPS, LAW, UNION, entry, register_of, texts_of

from duecare.practice.check import check_register


def _told(more: str = "", groups: str = GROUPS) -> list[tuple[int, str, str]]:
    texts = {**texts_of(FIN=entry("fin_2020", "FIN", "2020", more=more), UNION=UNION), "practice/groups.yaml": groups}
    return [(one.span.line, one.message, one.advice) for one in check_register(register_of(texts), LAW)]


def test_a_register_that_fits() -> None:
    """Nothing is told of it."""
    assert _told('  positions:\n    - {holds: binds.yes in harbour_duty, grade: seen, pinpoint: "p 4"}\n') == []


@pytest.mark.parametrize(
    ("said", "message", "advice"),
    [
        ("holds: raech.far", "there is no issue 'raech'", "did you mean `reach`?"),
        ("holds: reach.fra", "the issue 'reach' has no position 'fra'", "did you mean `far`?"),
        ("holds: binds.yes", "the issue 'binds' is taken for each obligation", "harbour_duty"),
        ("holds: binds.yes in port_duty", "'port_duty' has no issue 'binds'", "harbour_duty"),
        ("open: reach in harbour_duty", "the issue 'reach' is not taken for each obligation", "leave out"),
    ],
)
def test_what_the_law_does_not_know(said: str, message: str, advice: str) -> None:
    """An unknown issue or position is told where it stands, with the nearest that is known."""
    ((line, told, what_to_do),) = _told(f"  positions:\n    - {{{said}, grade: seen}}\n")
    assert (line, told) == (9, message)
    assert advice in what_to_do


def test_an_issue_is_answered_once() -> None:
    """A record has one answer on an issue, beside which it may doubt."""
    told = _told("  positions:\n    - {holds: reach.far, grade: seen}\n    - {open: reach, grade: seen}\n")
    assert [(line, message) for line, message, _ in told] == [(10, "the record answers 'reach' twice (line 9)")]
    assert _told("  positions:\n    - {holds: reach.far, grade: seen}\n    - {doubts: reach.near, grade: seen}\n") == []


def test_an_endorsed_text_is_one_of_the_group() -> None:
    """Members endorse what their group has said."""
    told = _told(groups=GROUPS.replace("record: union_2020, endorsed: own", "record: union_2021, endorsed: own"))
    assert [message for _, message, _ in told] == ["'union_2021' is no text of UNION"]
    assert [m for _, m, _ in _told(groups=GROUPS.replace("union_2020", "fin_2020"))] == 2 * [
        "'fin_2020' is no text of UNION"
    ]


def test_what_is_derived_says_from_what() -> None:
    """The flag and the text it comes from go together."""
    assert "go together" in _told("  flags: [derived]\n")[0][1]
    assert "go together" in _told("  derived_from: union_2020\n")[0][1]
    assert _told("  flags: [derived]\n  derived_from: union_2020\n") == []
    assert "no record 'union_2019'" in _told("  flags: [derived]\n  derived_from: union_2019\n")[0][1]
