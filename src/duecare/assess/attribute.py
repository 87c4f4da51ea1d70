"""Why two assessments differ: the differences put in one kind at a time, and the facts that bear on what changed.

A kind is the law, the facts, the date or the standard of proof. A set of kinds brings a change about if the first
assessment, with these of the second put in, has the second's finding; the smallest such sets are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from duecare.assess.assess import assess, decided, frames_of
from duecare.assess.changed_facts import ClaimChange, carried_on, changed_leaves, claim_changes, claims_since
from duecare.assess.difference import (
    Changed,
    LawChange,
    Made,
    by_place,
    changes,
    common_views,
    kinds_of,
    law_change,
    made,
    outcomes_of,
    told,
)
from duecare.assess.model import Assessment, Finding
from duecare.assess.outcomes import ALL, outcomes
from duecare.base.errors import InputError
from duecare.base.known import UNKNOWN
from duecare.base.moments import Moment
from duecare.dossier.model import Dossier
from duecare.dossier.slices import moments_of
from duecare.engine.answers import bears_on
from duecare.engine.frame import Frame
from duecare.rulebook.load import Bundle

_MOST_LEAVES = 24  # more are listed, and not tried one by one


@dataclass(frozen=True, slots=True)
class Given:
    """All that an assessment is made from."""

    dossier: Dossier
    bundle: Bundle
    as_of: Moment
    standard: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two assessments, and why.

    claims     that differ, or that a later date adds; None where a record is not at hand.
    views      that both assessments have; findings were compared under each, and under all held readings.
    separated  the kinds were put in one at a time; else `because` says no more than in what the two differ.
    """

    before: Made
    after: Made
    kinds: tuple[str, ...]
    law: LawChange
    claims: tuple[ClaimChange, ...] | None
    changed: tuple[Changed, ...]
    unchanged: int
    views: tuple[str, ...]
    separated: bool


def difference_of_results(before: Assessment, after: Assessment) -> Difference:
    """Return what changed between two assessments of which the records are not at hand."""
    kinds = kinds_of(made(before), made(after))
    because = (kinds,) if kinds else ()
    changed = tuple(replace(one, because=because) for one in changes(before, after))
    return _difference(before, after, None, changed, separated=len(kinds) == 1)


def difference(before: Given, after: Given, views: tuple[str, ...] = ()) -> Difference:
    """Return what changed between two assessments, and which of their differences did it."""
    old, new = _assessed(before, views), _assessed(after, views)
    kinds = kinds_of(made(old), made(new))
    facts = {"facts", "date"} & set(kinds)
    case = _Case(before, after, old, new, dict(_mixed(before, after, kinds, views)), _frames(before, after, facts))
    changed = tuple(_explained(one, kinds, case) for one in changes(old, new))
    return _difference(old, new, _claims(before, after), changed, separated=True)


@dataclass(frozen=True, slots=True)
class _Case:
    """Two assessments, those between them, and the frames of both where facts or dates differ."""

    before: Given
    after: Given
    old: Assessment
    new: Assessment
    mixed: Mapping[tuple[str, ...], Assessment]
    frames: Mapping[tuple[str, str], tuple[Frame, Frame]]


def _difference(
    old: Assessment,
    new: Assessment,
    claims: tuple[ClaimChange, ...] | None,
    changed: tuple[Changed, ...],
    *,
    separated: bool,
) -> Difference:
    kinds = kinds_of(made(old), made(new))
    both = by_place(old).keys() | by_place(new).keys()
    return Difference(
        made(old), made(new), kinds, law_change(old, new), claims, changed, len(both) - len(changed),
        common_views(old, new)[1:], separated,
    )  # fmt: skip


def _assessed(given: Given, views: tuple[str, ...]) -> Assessment:
    known = {view.name for view in given.bundle.law.views}
    named = tuple(view for view in views if view in known)
    return assess(given.dossier, given.bundle, as_of=given.as_of, standard=given.standard, views=named)


def _mixed(
    before: Given, after: Given, kinds: Sequence[str], views: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Assessment]]:
    """Yield the first assessment with some kinds of the second put in; what cannot be assessed so is left out."""
    parts = {"law": "bundle", "facts": "dossier", "date": "as_of", "proof": "standard"}
    for number in range(1, len(kinds)):
        for chosen in combinations(kinds, number):
            put_in = {parts[kind]: getattr(after, parts[kind]) for kind in chosen}
            try:
                yield chosen, _assessed(replace(before, **put_in), views)
            except InputError:  # such as a date later than the other record
                continue


def _claims(before: Given, after: Given) -> tuple[ClaimChange, ...]:
    first, second = sorted((before.as_of.latest, after.as_of.latest))
    return (*claim_changes(before.dossier, after.dossier), *claims_since(after.dossier, first, second))


def _explained(one: Changed, kinds: tuple[str, ...], case: _Case) -> Changed:
    """Return a change with the smallest sets of kinds that bring it about, and the facts among them."""
    place, views = (one.bearer, one.beneficiary, one.duty), common_views(case.old, case.new)
    wanted = _state(by_place(case.new).get(place), views, one)
    enough: list[tuple[str, ...]] = []
    for chosen, assessment in case.mixed.items():
        fewer = any(set(found) <= set(chosen) for found in enough)
        if not fewer and _state(by_place(assessment).get(place), views, one) == wanted:
            enough.append(chosen)
    because = tuple(enough) or ((kinds,) if kinds else ())
    if one.waiting or not any({"facts", "date"} & set(found) for found in because) or place[:2] not in case.frames:
        return replace(one, because=because)
    leaves, decisive = _leaves(one, case.frames[place[:2]], case.after)
    return replace(one, because=because, facts=leaves, decisive=decisive)


def _state(finding: Finding | None, views: tuple[str, ...], changed: Changed) -> object:
    """Return what of a finding has to be alike for a change to be brought about."""
    if finding is None or changed.only:
        return finding is None
    if not changed.shifts and not changed.binds:
        return finding.history
    told, force = outcomes_of(finding), {one.view: one.value for one in finding.force}
    return [(told.get(view), force.get(view)) for view in views]


# -- facts ----------------------------------------------------------------------------------------------


def _frames(before: Given, after: Given, facts: set[str]) -> Mapping[tuple[str, str], tuple[Frame, Frame]]:
    """Return the frames that both records have, looked at at the instants of both; none where no facts differ."""
    if not facts:
        return {}
    first, second = (_frames_of(one, other) for one, other in ((before, after), (after, before)))
    return {place: (frame, second[place]) for place, frame in first.items() if place in second}


def _frames_of(given: Given, other: Given) -> Mapping[tuple[str, str], Frame]:
    also = (*moments_of(other.dossier), given.as_of, other.as_of)
    frames = frames_of(given.dossier, given.bundle, given.as_of, given.standard, also)
    return {(one.bearer, one.beneficiary): one for one in frames}


def _leaves(changed: Changed, frames: tuple[Frame, Frame], after: Given) -> tuple[tuple[str, ...], bool]:
    """Return the changed leaves that bear on a duty; where it can be tried, few that are enough, and that they are."""
    old, new = frames
    bearing = [one for one in changed_leaves(old, new) if bears_on(after.bundle.compiled, changed.duty, one)]
    carried = carried_on(old, new.slices)
    if carried is None or not changed.shifts or len(bearing) > _MOST_LEAVES:
        return tuple(bearing), False
    tried = replace(carried, others=new.others, labels=new.labels)
    if not _brings(bearing, changed, (tried, new), after):
        return tuple(bearing), False
    return tuple(_fewest(bearing, lambda names: _brings(names, changed, (tried, new), after))), True


def _fewest(names: list[str], enough: Callable[[list[str]], bool]) -> list[str]:
    """Return names that are enough and none of which can be left out, larger parts of them tried first."""
    kept, size = names, len(names)
    while size and kept:
        before = len(kept)
        for part in [kept[at : at + size] for at in range(0, len(kept), size)]:
            fewer = [name for name in kept if name not in part]
            if enough(fewer):
                kept = fewer
        size = size if size == 1 and len(kept) < before else size // 2
    return kept


def _brings(names: Sequence[str], changed: Changed, frames: tuple[Frame, Frame], after: Given) -> bool:
    """Say whether these leaves alone, known as in the second record, bring the outcome of the second about."""
    old, new = frames
    row = (UNKNOWN,) * len(old.slices)
    frame = replace(old, known={**old.known, **{name: new.known.get(name, row) for name in names}})
    try:
        ((_, decider),) = decided(after.dossier, after.bundle, (frame,), frozenset({changed.duty}))
    except InputError:  # what would then be known cannot all be true
        return False
    views = {view.name: view for view in after.bundle.law.views}
    wanted = {view: shift.after for shift in changed.shifts for view in shift.views}
    return all(told(outcomes(decider, changed.duty, views.get(view, ALL))[0]) == one for view, one in wanted.items())
