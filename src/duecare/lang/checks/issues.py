"""Every issue is a question with at least two answers, each of which somebody gives, doubts or takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.ir.declarations import Issue, Law, Position, Stance
from duecare.ir.expressions import Guarded
from duecare.ir.walk import conditions, walk
from duecare.lang.checks.owners import label, span_of
from duecare.lang.names import suggestion

Known = Mapping[str, tuple[str, ...]]


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell unknown issues and positions, and issues that are no dispute."""
    known = {issue.name: tuple(position.name for position in issue.positions) for issue in law.issues}
    for _, _, expression in conditions(law):
        for part in walk(expression):
            if isinstance(part, Guarded):
                yield from _unknown(part.issue, part.positions, part.span, known)
    for owner, stances in _choosers(law):
        for stance in stances:
            span = span_of(owner) if stance.source is None else stance.source.span
            yield from _unknown(stance.issue, stance.positions, span, known)
        yield from _taken_twice(owner, stances)
    taken = {(s.issue.partition("@")[0], p) for _, stances in _choosers(law) for s in stances for p in s.positions}
    for issue in law.issues:
        yield from _no_dispute(issue, taken)
        for position in issue.positions:
            yield from _references(issue, position, known)


def _choosers(law: Law) -> Iterator[tuple[object, tuple[Stance, ...]]]:
    for view in law.views:
        yield view, view.stances
    for case in law.cases:
        yield case, case.reading


def _unknown(issue: str, positions: Iterable[str], span: Span, known: Known) -> Iterator[Diagnostic]:
    if issue not in known:
        advice = suggestion(issue, known) or "declare it, or name an issue that is declared"
        yield Diagnostic(span, f"there is no issue '{issue}'", advice)
        return
    for position in positions:
        if position not in known[issue]:
            advice = suggestion(position, known[issue]) or f"it has {', '.join(known[issue])}"
            yield Diagnostic(span, f"the issue '{issue}' has no position '{position}'", advice)


def _taken_twice(owner: object, stances: tuple[Stance, ...]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for stance in stances:
        if stance.issue in seen:
            advice = "take each issue once, with `or` between positions"
            yield Diagnostic(span_of(owner), f"{label(owner)} takes the issue '{stance.issue}' twice", advice)
        seen.add(stance.issue)


def _no_dispute(issue: Issue, taken: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    base = issue.name.partition("@")[0]
    if len(issue.positions) < 2:
        advice = "give it another position, or write the rule without an issue"
        yield Diagnostic(issue.span, f"the issue '{base}' has a single position", advice)
    for position in issue.positions:
        if not (position.held_by or position.doubted_by or (base, position.name) in taken):
            message = f"nobody holds or doubts the position '{position.name}' of '{base}', and no view takes it"
            yield Diagnostic(position.span, message, "say who does in `held by` or `doubted by`, or leave it out")


def _references(issue: Issue, position: Position, known: Known) -> Iterator[Diagnostic]:
    for other, answer in (*position.requires, *position.excludes):
        yield from _unknown(other, (answer,), position.span, known)
        if other == issue.name:
            message = f"the position '{position.name}' speaks of another position of its own issue"
            yield Diagnostic(position.span, message, "leave it out: a reading takes one position of each issue")
