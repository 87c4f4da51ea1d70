"""Writes what several States say, issue by issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from rich.console import Console
from rich.text import Text

from duecare.cli.practice_words import CONSISTENCY, indented, record_words, who_words
from duecare.cli.show_practice import table_of
from duecare.ir.declarations import Law
from duecare.practice.current import Said
from duecare.practice.declared import Declared
from duecare.practice.model import Register
from duecare.practice.tally import rule_of
from duecare.report.stances import answer_words, issue_words

_BESIDE = 4  # so many columns can be read beside each other


def write_compared(declared: Sequence[Declared], law: Law, register: Register, out: Console) -> None:
    """Write a column a State; where they are too many, who gives which answer on each issue."""
    for one in declared:
        out.print(Text(f"{who_words(one.words.who, register)}: positions taken {one.taken} of {one.issues}"))
    spoken = {said.answer.issue for one in declared for said in (*one.words.answers, *one.words.doubts)}
    issues = [issue.name for issue in law.issues if issue.name in spoken]
    if len(declared) <= _BESIDE:
        _write_beside(declared, issues, law, out)
    else:
        _write_by_answer(declared, issues, law, out)
    apart = [issue_words(issue, law) for issue in issues if _apart(declared, issue)]
    out.print(Text(f"No answer in common between some of them: {'; '.join(apart) or 'on no issue'}."))
    out.print(Text(f"Rule: {rule_of(declared[0].counting)} Register {register.hash[:12]}."))
    out.print(Text(CONSISTENCY))


def _write_beside(declared: Sequence[Declared], issues: Sequence[str], law: Law, out: Console) -> None:
    table = table_of("Issue", *(one.words.who for one in declared))
    for issue in issues:
        cells = ["; ".join(_cell(said) for said in _on(one, issue)) for one in declared]
        table.add_row(issue_words(issue, law), *(Text(cell or "-") for cell in cells))
    out.print(table)


def _cell(said: Said) -> str:
    return f"{answer_words(said)} [{said.answer.grade}, {record_words(said)}]"


def _write_by_answer(declared: Sequence[Declared], issues: Sequence[str], law: Law, out: Console) -> None:
    for issue in issues:
        out.print()
        out.print(Text(issue_words(issue, law)), style="bold")
        groups: dict[str, list[str]] = {}
        for one in declared:
            for said in _on(one, issue):
                groups.setdefault(answer_words(said), []).append(f"{one.words.who} [{said.answer.grade}]")
        for answer in sorted(groups):
            out.print(indented(f"{answer}: {', '.join(groups[answer])}"))
    out.print()


def _on(one: Declared, issue: str) -> Iterator[Said]:
    current = one.words.on(issue)
    if current is not None:
        yield current
    yield from (said for said in one.words.doubts if said.answer.issue == issue)


def _apart(declared: Sequence[Declared], issue: str) -> bool:
    held = [set(stance.positions) for one in declared for stance in one.view.stances if stance.issue == issue]
    return any(not first & second for first, second in combinations(held, 2))
