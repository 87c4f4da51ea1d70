"""The law of a day: what was in force, and what authorities had said, by then.

Of an authority its date counts, but of a decision that says so the date as at which it shows the law: a later judgment
may show earlier custom, a later book or national position is not carried back. By that rule

- a citation of a later authority is left out;
- a position is held by those who had taken it by then, named holders and authors of views alike. One that others had
  taken by then, and this one somebody only later, is no reading of that day. Where nobody had taken any position on an
  issue, the issue was open, and all of its positions are readings; one that nobody ever took is what it is today;
- a view is one if the first work that it is drawn from is not later;
- a rule between dates is one throughout if the day lies between them.

A rule that rests on later authorities alone stays, since what it restates may be older than any of them, and is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from duecare.base.errors import Diagnostic, InputError
from duecare.base.moments import Moment, parse_moment
from duecare.base.spans import NOWHERE
from duecare.engine.diagram import FALSE
from duecare.ir.declarations import Citation, Holder, Issue, Law, Position, Source, View
from duecare.rulebook.dated import rules_between, stands_at
from duecare.rulebook.later import Later
from duecare.rulebook.load import Bundle

_STATE = re.compile(r"[A-Z]{3} (\d{4})\Z")
_CITING = (
    "obligations", "duties", "norms", "elements", "leaves", "presumptions", "defences", "measures", "consequences",
    "factors",
)  # fmt: skip
_Taken = frozenset[tuple[str, str]]


def law_at(bundle: Bundle, day: Moment) -> Bundle:
    """Return the law of a day, compiled; InputError if no authority is as old."""
    from duecare.engine.compile import compile_law

    law = _law_of(bundle.law, day)
    compiled = compile_law(law, bundle.compiled.variables)
    if compiled.roots["admissible"] == FALSE:
        message = f"what had been held by {day} fits together in no reading"
        raise InputError([Diagnostic(NOWHERE, message, "choose another day")])
    return replace(bundle, law=law, compiled=compiled, at=day, later=later(bundle.law, day))


def later(law: Law, day: Moment) -> Later:
    """Return what the law as restated has and the law of a day has not."""
    known, taken, whole = by_then(law, day), _taken(law, day), _taken(law)
    gone = {(one.name, name) for one in law.issues for name in _untaken(one, taken, whole)}
    between = rules_between(law)
    return Later(
        tuple(name for name, leaf in between.items() if stands_at(leaf, day.latest) is False),
        tuple(view.name for view in law.views if not _is_by_then(view, known)),
        tuple(sorted(gone)),
        tuple(one.name for one in law.issues if not any((one.name, p.name) in taken for p in one.positions)),
        tuple(
            dict.fromkeys(
                str(getattr(rule, "id", "") or getattr(rule, "name", "") or getattr(rule, "leaf", ""))
                for kind in _CITING
                for rule in getattr(law, kind)
                if rule.sources and not any(one.source in known for one in rule.sources)
            )
        ),
    )


def by_then(law: Law, day: Moment) -> Mapping[str, Source]:
    """Return the authorities that count on a day, by name."""
    return {one.name: one for one in law.sources if _counts_from(one, law) <= day.latest}


def _counts_from(source: Source, law: Law) -> datetime:
    """Return from when an authority counts: what is known to a year or a window alone, when that has ended.

    What the law cites was there when the law was last brought up to date.
    """
    latest = parse_moment(source.evidences or source.date).latest
    return min(latest, parse_moment(law.as_at).latest) if law.as_at else latest


def _law_of(law: Law, day: Moment) -> Law:
    _refuse_unknown(law, day)
    known, taken, whole = by_then(law, day), _taken(law, day), _taken(law)
    cited: dict[str, Any] = {
        kind: tuple(replace(rule, sources=_cited(rule.sources, known)) for rule in getattr(law, kind))
        for kind in _CITING
    }
    views = tuple(view for view in law.views if _is_by_then(view, known))
    issues = tuple(_issue(one, _untaken(one, taken, whole), known, day) for one in law.issues)
    return replace(law, **cited, issues=issues, views=views)


def _refuse_unknown(law: Law, day: Moment) -> None:
    """Refuse a day before the law's first authority, or after that up to which it was followed."""
    if law.as_at and day.earliest > parse_moment(law.as_at).latest:
        message = f"the law stands as at {law.as_at}; of that of {day}, which is later, it says nothing"
        raise InputError([Diagnostic(NOWHERE, message, "choose an earlier day")])
    if not by_then(law, day):
        first = min(law.sources, key=lambda one: _counts_from(one, law), default=None)
        told = f"; the first is {first.short}, {first.evidences or first.date}" if first else ""
        message = f"on {day} none of the law's authorities had spoken{told}"
        raise InputError([Diagnostic(NOWHERE, message, "choose a later day")])


def _cited(sources: tuple[Citation, ...], known: Mapping[str, Source]) -> tuple[Citation, ...]:
    return tuple(one for one in sources if one.source in known)


def _is_by_then(view: View, known: Mapping[str, Source]) -> bool:
    return not view.sources or view.sources[0].source in known


def _taken(law: Law, day: Moment | None = None) -> _Taken:
    """Return the positions that somebody had taken by then (None: ever)."""
    known = {} if day is None else by_then(law, day)
    held = {
        (issue.name, position.name)
        for issue in law.issues
        for position in issue.positions
        if any(day is None or _had_spoken(one, known, day) for one in position.held_by)
    }
    views = [view for view in law.views if day is None or _is_by_then(view, known)]
    return frozenset(held | {(one.issue, name) for view in views for one in view.stances for name in one.positions})


def _had_spoken(holder: Holder, known: Mapping[str, Source], day: Moment) -> bool:
    """Say whether a holder had spoken: a State by the end of its year at the latest; practice has no date."""
    year = _STATE.match(holder.name)
    if year:
        return parse_moment(year[1]).latest <= day.latest
    return holder.name in known or holder.name == "practice"


def _untaken(issue: Issue, taken: _Taken, whole: _Taken) -> frozenset[str]:
    """Return the positions that are no reading: others had been taken by then, and these only later."""
    ever = frozenset(one.name for one in issue.positions if (issue.name, one.name) in whole)
    by_now = frozenset(name for name in ever if (issue.name, name) in taken)
    return ever - by_now if by_now else frozenset()


def _issue(issue: Issue, gone: frozenset[str], known: Mapping[str, Source], day: Moment) -> Issue:
    """Return an issue with those who had spoken; a position that is no reading rules itself out."""
    positions = [_position(one, known, day) for one in issue.positions]
    return replace(
        issue,
        positions=tuple(
            replace(one, excludes=(*one.excludes, (issue.name, one.name))) if one.name in gone else one
            for one in positions
        ),
    )


def _position(position: Position, known: Mapping[str, Source], day: Moment) -> Position:
    held, doubted = (
        tuple(one for one in holders if _had_spoken(one, known, day))
        for holders in (position.held_by, position.doubted_by)
    )
    return replace(position, held_by=held, doubted_by=doubted)
