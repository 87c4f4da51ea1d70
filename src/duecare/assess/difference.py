"""What differs between two assessments, finding by finding; nothing here asks why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from duecare.assess.model import Assessment, Finding, HistoryLine, Outcome
from duecare.rulebook.later import Later

KINDS = ("law", "facts", "date", "proof")
Place = tuple[str, str, str]  # bearer, beneficiary, duty
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Made:
    """What an assessment was made from; law_at is empty for the law as restated."""

    dossier: str
    version: str
    dossier_hash: str
    law_hash: str
    law_at: str
    as_of: str
    standard: str


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome: settled, or contested because issues divide, or open between words."""

    words: tuple[str, ...]
    settled: bool
    turns_on: tuple[str, ...] = ()
    not_established: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """From which outcome to which, whether it binds set aside, and under which views (empty: all held readings)."""

    before: Told
    after: Told
    views: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """From which answer to which on whether a duty binds, and under which views."""

    before: str
    after: str
    views: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """Since when an event is possible, and certain, before and after (an empty date: it is not)."""

    event: str
    before: tuple[str, str]
    after: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """One finding that differs.

    only     `before` or `after` where the other assessment has no such finding.
    waiting  in neither assessment has anybody put the duty in question.
    because  the smallest sets of kinds of difference that bring it about, each by itself enough.
    facts    leaves of which something else is known, that bear on the duty; where `decisive`, few that are enough.
    """

    bearer: str
    beneficiary: str
    duty: str
    norm: bool
    shifts: tuple[Shift, ...] = ()
    binds: tuple[Binding, ...] = ()
    dates: tuple[Dates, ...] = ()
    only: str = ""
    waiting: bool = False
    because: tuple[tuple[str, ...], ...] = ()
    facts: tuple[str, ...] = ()
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class LawChange:
    """What the one law has and the other has not, by name; a law as restated has each rule between its own dates.

    text  the laws themselves differ, by their hashes.
    """

    text: bool = False
    rules_new: tuple[str, ...] = ()
    rules_gone: tuple[str, ...] = ()
    views_new: tuple[str, ...] = ()
    views_gone: tuple[str, ...] = ()
    positions_new: tuple[tuple[str, str], ...] = ()
    positions_gone: tuple[tuple[str, str], ...] = ()


def made(assessment: Assessment) -> Made:
    """Return what an assessment was made from."""
    return Made(
        assessment.dossier, assessment.version, assessment.dossier_hash, assessment.law_hash, assessment.law_at,
        assessment.as_of, assessment.standard,
    )  # fmt: skip


def kinds_of(before: Made, after: Made) -> tuple[str, ...]:
    """Return in what two assessments differ to begin with."""
    pairs = (
        ((before.law_hash, before.law_at), (after.law_hash, after.law_at)),
        (before.dossier_hash, after.dossier_hash),
        (before.as_of, after.as_of),
        (before.standard, after.standard),
    )
    return tuple(kind for kind, (one, other) in zip(KINDS, pairs, strict=True) if one != other)


def changes(before: Assessment, after: Assessment) -> tuple[Changed, ...]:
    """Return the findings that differ, under the views that both assessments have."""
    views = common_views(before, after)
    old, new = by_place(before), by_place(after)
    found = [_changed(old.get(place), new.get(place), views) for place in dict.fromkeys((*old, *new))]
    return tuple(one for one in found if one.shifts or one.binds or one.dates or one.only)


def common_views(before: Assessment, after: Assessment) -> tuple[str, ...]:
    """Return the views that both assessments have, all held readings first."""
    return ("", *(view for view in before.views if view in after.views))


def by_place(assessment: Assessment) -> Mapping[Place, Finding]:
    """Return the findings of an assessment by State, affected State and duty."""
    return {(one.bearer, one.beneficiary, one.duty): one for one in assessment.findings}


def law_change(before: Assessment, after: Assessment) -> LawChange:
    """Return what the laws of two assessments have not in common."""
    old, new = before.later or _NOTHING, after.later or _NOTHING
    dated = bool(before.law_at and after.law_at)
    return LawChange(
        before.law_hash != after.law_hash,
        _beyond(old.rules, new.rules) if dated else (),
        _beyond(new.rules, old.rules) if dated else (),
        _beyond(old.views, new.views),
        _beyond(new.views, old.views),
        _beyond(old.positions, new.positions),
        _beyond(new.positions, old.positions),
    )


_NOTHING = Later((), (), (), (), ())


def _beyond(first: Iterable[_Item], second: Iterable[_Item]) -> tuple[_Item, ...]:
    known = set(second)
    return tuple(one for one in first if one not in known)


def _changed(old: Finding | None, new: Finding | None, views: tuple[str, ...]) -> Changed:
    finding = new or old
    assert finding is not None  # every place is one of an assessment
    place = (finding.bearer, finding.beneficiary, finding.duty, finding.norm)
    if old is None or new is None:
        return Changed(*place, only="before" if old else "after")
    waiting = bool(old.waits_for and new.waits_for)
    return Changed(*place, _shifts(old, new, views), _bindings(old, new, views), _dates(old, new), waiting=waiting)


def _shifts(old: Finding, new: Finding, views: tuple[str, ...]) -> tuple[Shift, ...]:
    groups: dict[tuple[Told, Told], list[str]] = {}
    before, after = outcomes_of(old), outcomes_of(new)
    for view in views:
        if before[view] != after[view]:
            groups.setdefault((before[view], after[view]), []).append(view)
    return tuple(Shift(*pair, tuple(named)) for pair, named in groups.items())


def outcomes_of(finding: Finding) -> Mapping[str, Told]:
    """Return a finding's outcomes by view, whether it binds set aside."""
    return {one.view: told(one) for one in finding.if_binds}


def told(outcome: Outcome) -> Told:
    """Return an outcome without its view."""
    return Told(outcome.words, outcome.settled, outcome.turns_on, outcome.not_established)


def _bindings(old: Finding, new: Finding, views: tuple[str, ...]) -> tuple[Binding, ...]:
    before, after = ({one.view: one.value for one in finding.force} for finding in (old, new))
    groups: dict[tuple[str, str], list[str]] = {}
    for view in views:
        if view in before and before[view] != after[view]:
            groups.setdefault((before[view], after[view]), []).append(view)
    return tuple(Binding(*pair, tuple(named)) for pair, named in groups.items())


def _dates(old: Finding, new: Finding) -> tuple[Dates, ...]:
    before, after = _lines(old.history), _lines(new.history)
    events = dict.fromkeys((*before, *after))
    pairs = [(event, before.get(event, ("", "")), after.get(event, ("", ""))) for event in events]
    return tuple(Dates(*one) for one in pairs if one[1] != one[2])


def _lines(history: Iterable[HistoryLine]) -> Mapping[str, tuple[str, str]]:
    return {line.event: (line.possible, line.certain) for line in history}
