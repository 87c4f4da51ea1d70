"""The bundled register fits the law it stands beside, and agrees with what the law says of who holds what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from duecare.base.moments import parse_moment
from duecare.ir.declarations import Holder, Issue, Law, Position
from duecare.practice.answers import answers_of
from duecare.practice.check import check_register
from duecare.practice.current import Counting, authors
from duecare.practice.declared import declared_view
from duecare.practice.model import Record, Register
from duecare.practice.tally import bottom_line

NOW = Counting(parse_moment("2026-11-23"))
_STATE = re.compile(r"([A-Z]{3}) (\d{4})")
# Holders whom the law names and of whom the register has no such answer, each with the reason.
_LISTED = {
    ("rights_reach", "territory", "USA 2007"): "observations on a general comment, not on cyberspace",
    ("rights_reach", "control", "USA 2007"): "the same",
    ("sovereignty", "principle", "USA 2020"): "coded as left open; the law says in part and from memory",
}


def test_the_register_fits_the_law(law: Law, register: Register) -> None:
    """Every issue, position and text that it names exists."""
    assert check_register(register, law) == ()


def test_whom_the_law_names_the_register_knows(law: Law, register: Register) -> None:
    """`held by FIN 2020` has a record of that State and year, which gives that answer; else it is listed."""
    gaps = {
        (issue.name.partition("@")[0], position.name, holder.name)
        for issue, position, holder, doubts in _holders(law)
        if not any(_says(record, register, issue, position, doubts) for record in _of(holder, register))
    }
    assert gaps == set(_LISTED)


def _holders(law: Law) -> Iterator[tuple[Issue, Position, Holder, bool]]:
    for issue in law.issues:
        for position in issue.positions:
            yield from ((issue, position, holder, False) for holder in position.held_by if _STATE.match(holder.name))
            yield from ((issue, position, holder, True) for holder in position.doubted_by if _STATE.match(holder.name))


def _of(holder: Holder, register: Register) -> list[Record]:
    match = _STATE.match(holder.name)
    assert match
    return [one for one in register.records if one.who == match[1] and one.date.text.startswith(match[2])]


def _says(record: Record, register: Register, issue: Issue, position: Position, doubts: bool) -> bool:
    modes = ("doubts",) if doubts else ("holds", "if_binding")
    base = issue.name.partition("@")[0]
    return any(
        answer.issue.partition("@")[0] == base and answer.mode in modes and position.name in answer.positions
        for answer in answers_of(record, register)
    )


def test_no_state_is_made_to_contradict_itself(law: Law, register: Register) -> None:
    """In every declared view, any two stances leave positions that can be held together."""
    positions = {(issue.name, one.name): one for issue in law.issues for one in issue.positions}
    for state in authors(register):
        for conditional in (False, True):
            stances = declared_view(law, register, state, NOW, conditional=conditional).view.stances
            for first, second in product(stances, repeat=2):
                assert any(
                    _together(first.issue, p, second.issue, q, positions)
                    for p in first.positions
                    for q in second.positions
                ), (state, first, second)


def _together(issue: str, position: str, other: str, answer: str, positions: dict[tuple[str, str], Position]) -> bool:
    one = positions[issue, position]
    if (other, answer) in one.excludes:
        return False
    required = [wanted for where, wanted in one.requires if where == other]
    return not required or answer in required


def test_a_view_has_no_more_than_was_said(law: Law, register: Register) -> None:
    """Each stance is an answer of a record by the date that counts, and the source shows which."""
    for state in authors(register):
        declared = declared_view(law, register, state, NOW)
        named = {source.name for source in declared.sources}
        assert declared.taken == len(declared.view.stances) <= declared.issues == len(law.issues)
        for stance in declared.view.stances:
            assert stance.source is not None and stance.source.source in named
            answers = answers_of(register.record(stance.source.source), register)
            assert any(a.issue == stance.issue and set(stance.positions) <= set(a.positions) for a in answers)


def test_nobody_who_said_nothing_has_a_position(law: Law, register: Register) -> None:
    """Silence, an unread text and low confidence leave a State's view empty."""
    for state in ("ARG", "BOL", "BRA", "CHN", "CUB", "IND", "IRN", "KAZ", "PAK", "RUS", "THA", "UKR", "VNM"):
        assert declared_view(law, register, state, NOW).taken == 0, state


def test_the_african_position_waits_to_be_asked_for(law: Law, register: Register) -> None:
    """Adopted by organs, it counts for no member by itself; the Union's declaration, made with its members, does."""
    assert declared_view(law, register, "KEN", NOW).taken == 0
    asked = declared_view(law, register, "KEN", Counting(NOW.as_of, organs=True))
    assert {stance.source.source for stance in asked.view.stances if stance.source} == {"auu_2024"}
    assert declared_view(law, register, "ESP", NOW).taken > 0


def test_the_law_of_2007_knows_no_declared_view(law: Law, register: Register) -> None:
    """A later statement is not carried back."""
    assert all(
        declared_view(law, register, state, Counting(parse_moment("2007-04-27"))).taken == 0
        for state in authors(register)
    )


def test_the_bottom_line(register: Register) -> None:
    """The counts that can be cited, at a date, the evidence apart; a change of the register is seen here."""
    (counts,) = bottom_line(register, NOW)
    found = {(one.mode, one.positions): (len(one.own), dict(one.grades), len(one.through)) for one in counts.counts}
    assert found[("holds", ("recognised",))] == (24, {"seen": 10, "secondary": 14, "memory": 0}, 14)
    assert found[("holds", ("norm_only",))] == (6, {"seen": 5, "secondary": 1, "memory": 0}, 0)
    assert "2026-11-23" in counts.rule
