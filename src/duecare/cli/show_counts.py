"""Writes who holds which position on an issue, and how many that are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from duecare.cli.practice_words import indented
from duecare.cli.show_practice import table_of
from duecare.ir.declarations import Law
from duecare.practice.current import Said
from duecare.practice.model import CONTESTED, GRADES, Register
from duecare.practice.tally import BIAS, Count, Tally
from duecare.report.names import issue_named
from duecare.report.stances import MODES, issue_words, positions_words

_Listed = Iterable[tuple[str, Said]]


def write_tally(tally: Tally, law: Law, register: Register, out: Console) -> None:
    """Write the counts on an issue, the evidence apart, with the rule they were made by."""
    out.print()
    out.print(Text(f"{_head(tally, law)}, as of {tally.counting.as_of}"), style="bold")
    table = table_of("Answer", *GRADES, "all grades together", "through a group's text alone")
    for count in tally.counts:
        own = [str(number) for _, number in count.grades]
        table.add_row(_answer(count), *own, str(len(count.own)), _graded(count.through_grades) or "0")
    out.print(table)
    _write_foot([tally], register, out)


def write_issue(tallies: Sequence[Tally], law: Law, register: Register, out: Console) -> None:
    """Write who gives which answer on an issue, with the records, and the counts."""
    for tally in tallies:
        issue = issue_named(tally.issue, law)
        out.print(Text(f"{_head(tally, law)}, as of {tally.counting.as_of}"), style="bold")
        out.print(Text(issue.question if issue else ""))
        if not tally.counts:
            out.print(indented("No State whose record counts has spoken to it."))
        texts = {position.name: position.text for position in issue.positions} if issue else {}
        for count in tally.counts:
            _write_count(count, texts, out)
        out.print()
    _write_foot(tallies, register, out)


def _write_count(count: Count, texts: dict[str, str], out: Console) -> None:
    grades = _graded(count.grades)
    how_many = f"{len(count.own)} State{'' if len(count.own) == 1 else 's'}" + (f" ({grades})" if grades else "")
    alone = f"; {len(count.through)} more through a group's text alone" if count.through else ""
    out.print()
    out.print(Text(f"{_answer(count)}: {how_many}{alone}"))
    if len(count.positions) == 1:
        out.print(indented(texts.get(count.positions[0], ""), 4))
    for grade in GRADES:
        listed = [(who, said) for who, said in count.own if said.answer.grade == grade]
        if listed:
            out.print(indented(f"{grade}: {_named(listed)}", 4))
    for group in dict.fromkeys(said.record.id for _, said in count.through):
        states = ", ".join(who for who, said in count.through if said.record.id == group)
        out.print(indented(f"through {group}: {states}", 4))


def _graded(grades: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{number} {grade}" for grade, number in grades if number)


def _named(listed: _Listed) -> str:
    return ", ".join(_dated(who, said) for who, said in listed)


def _dated(who: str, said: Said) -> str:
    return f"{who} {said.record.date.text[:4]}" + (" (contested)" if _contested(said) else "")


def _write_foot(tallies: Sequence[Tally], register: Register, out: Console) -> None:
    first = tallies[0]
    for why in dict.fromkeys(why for _, why in first.uncounted):
        states = [who for who, other in first.uncounted if other == why]
        out.print(Text(f"Not counted, {why}: {len(states)} ({', '.join(states)})."))
    contested = [who for tally in tallies for count in tally.counts for who, said in count.own if _contested(said)]
    if contested:
        out.print(Text(f"Counted, though how the text is to be read is contested: {', '.join(contested)}."))
    for tally in tallies:
        if tally.nothing and len(tallies) == 1:
            out.print(Text(f"Says nothing on it: {len(tally.nothing)} ({', '.join(tally.nothing)})."))
    out.print(Text(f"Rule: {first.rule} Register {register.hash[:12]}."))
    out.print(Text(f"Note: {BIAS}"))


def _contested(said: Said) -> bool:
    return CONTESTED in said.record.flags


def _head(tally: Tally, law: Law) -> str:
    words = issue_words(tally.issue, law)
    return words[:1].upper() + words[1:]


def _answer(count: Count) -> str:
    return MODES[count.mode] + positions_words(count.positions)
