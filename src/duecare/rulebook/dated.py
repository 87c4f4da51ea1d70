"""The calendar of a law: which of its rules stand only between dates, and whether a day lies between them.

The law of the day of conduct counts: a rule is one at the slices of a history that lie between its dates, and a rule
that began only when the operation had ended is none for it, however long the aftermath. Asked for the law of another
day, the rule is one throughout if that day lies between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from duecare.base.known import Known
from duecare.base.moments import Moment, parse_moment
from duecare.dossier.model import Claim
from duecare.dossier.settle import settle
from duecare.ir.declarations import Law, LeafRule
from duecare.ir.walk import conditions, leaves_named

_AUTHOR = "the law's own dates"
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)
_ALWAYS = Moment(_FIRST, _FIRST, "always")
_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


def dated_facts(law: Law) -> tuple[LeafRule, ...]:
    """Return the facts that the calendar answers."""
    return tuple(leaf for leaf in law.leaves if leaf.dated)


def turning_points(law: Law, ended: Moment | None) -> tuple[Moment, ...]:
    """Return when some rule begins, or has ended, that is one for an operation that ended then (None: it goes on)."""
    facts = [leaf for leaf in dated_facts(law) if not _too_late(leaf, ended)]
    begun = {_begins(leaf.since) for leaf in facts if leaf.since}
    return tuple(sorted(begun | {_over(leaf.until) for leaf in facts if leaf.until}))


def calendar(law: Law, ended: Moment | None) -> tuple[Claim, ...]:
    """Return what the calendar says of them, as claims, for an operation that ended then (None: it goes on)."""
    return tuple(claim for leaf in dated_facts(law) for claim in _claims(leaf, ended))


def as_on(day: Moment, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return what claims of states come to on a day, as claims that hold throughout."""
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.key, claim.bearer, claim.beneficiary), []).append(claim)
    words = {True: "yes", False: "no", None: "unknown"}
    found = [(of_one, words[_value(of_one, day.latest)]) for of_one in groups.values()]
    return tuple(
        replace(of_one[0], value=value, since=_ALWAYS, until=None, text=f"as on {day}: {of_one[-1].text}")
        for of_one, value in found
    )


def stands_at(leaf: LeafRule, at: datetime) -> bool | None:
    """Say whether an instant lies between a fact's dates; None if their precision does not tell."""
    return _value(_course(leaf), at)


def _value(claims: Iterable[Claim], at: datetime) -> bool | None:
    return settle(claims, (at,), event=False, standard="balance")[0].value


def as_restated(law: Law, slices: int) -> dict[str, tuple[Known, ...]]:
    """Return what holds of them where the law counts as the book restates it: all has begun that ever does."""
    return {leaf.name: (Known(stands_at(leaf, _LAST), asserted=True),) * slices for leaf in dated_facts(law)}


def rules_between(law: Law) -> dict[str, LeafRule]:
    """Return the rules that stand only between dates, by name, each with the fact that says so."""
    facts = {leaf.name: leaf for leaf in dated_facts(law)}
    found: dict[str, LeafRule] = {}
    for owner, _, condition in conditions(law):
        for name in leaves_named(condition):
            if name in facts:
                found[str(getattr(owner, "id", "") or getattr(owner, "name", ""))] = facts[name]
    return found


def _claims(leaf: LeafRule, ended: Moment | None) -> tuple[Claim, ...]:
    if _too_late(leaf, ended):
        return (_claim(leaf, "no", _ALWAYS, f"the operation had ended by {ended}"),)
    return _course(leaf)


def _too_late(leaf: LeafRule, ended: Moment | None) -> bool:
    return bool(leaf.since) and ended is not None and _begins(leaf.since).earliest > ended.latest


def _course(leaf: LeafRule) -> tuple[Claim, ...]:
    """Return what holds of a fact day by day."""
    since = _begins(leaf.since) if leaf.since else _ALWAYS
    before = (_claim(leaf, "no", _ALWAYS, f"not before {leaf.since}"),) if leaf.since else ()
    after = (_claim(leaf, "no", _over(leaf.until), f"not after {leaf.until}"),) if leaf.until else ()
    return (*before, _claim(leaf, "yes", since, f"from {since}"), *after)


def _claim(leaf: LeafRule, value: str, since: Moment, text: str) -> Claim:
    name = f"{leaf.name}:{value}:{since}"
    return Claim(
        name, leaf.name, value, "established", since,
        origins=frozenset({name}), author=_AUTHOR, text=text, span=leaf.span,
    )  # fmt: skip


def _begins(text: str) -> Moment:
    """Return when a rule begins; one that begins on a day stands on all of it."""
    when = parse_moment(text)
    return Moment(when.earliest, when.earliest if _to_the_day(when) else when.latest, text)


def _over(text: str) -> Moment:
    """Return when a rule that stands until a date is one no longer."""
    when = parse_moment(text)
    after = when.latest + _MINUTE
    return Moment(after if _to_the_day(when) else when.earliest, after, f"after {text}")


def _to_the_day(when: Moment) -> bool:
    return when.latest - when.earliest < _DAY
