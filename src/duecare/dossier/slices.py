"""The instants at which anything in a dossier changes, and what to call them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from duecare.base.moments import Moment
from duecare.dossier.late import just_before
from duecare.dossier.model import Dossier

_DAY = timedelta(hours=23, minutes=59)


@dataclass(frozen=True, slots=True)
class Slice:
    """An instant that is looked at, and how a report names it."""

    at: datetime
    label: str


def slices_of(dossier: Dossier, as_of: datetime) -> tuple[datetime, ...]:
    """Return the instants up to `as_of` at which anything changes, in order, `as_of` last."""
    return tuple(piece.at for piece in labelled_slices(dossier, as_of))


def labelled_slices(dossier: Dossier, as_of: datetime, turning: Iterable[Moment] = ()) -> tuple[Slice, ...]:
    """Return the slices with their labels; where several dates meet, the most precise one names it.

    turning  dates at which the law changes: those after the dossier begins are slices too.
    """
    own = set(moments_of(dossier))
    begun = min(when.earliest for when in own)
    moments = sorted(own | {when for when in turning if when.earliest > begun}, key=_preference)
    clocked = [when for when in moments if not _whole_days(when)]
    clock_days = {end.date() for when in clocked for end in (when.earliest, when.latest)}
    labels: dict[datetime, str] = {}
    for when in moments:
        for piece in _pieces(when, clock_days):
            labels.setdefault(piece.at, piece.label)
    labels.setdefault(as_of, _instant(as_of))
    return tuple(Slice(at, labels[at]) for at in sorted(labels) if at <= as_of)


def first_moment(dossier: Dossier) -> Moment:
    """Return the first instant that is looked at: what is so since then is so at all of them."""
    first = labelled_slices(dossier, dossier.written.latest)[0]
    return Moment(first.at, first.at, first.label)


def moments_of(dossier: Dossier) -> Iterator[Moment]:
    """Yield the dates at which anything in a dossier begins or ends."""
    yield dossier.operation.began
    if dossier.operation.ended is not None:
        yield dossier.operation.ended
    for claim in dossier.claims:
        yield claim.since
        if claim.until is not None:
            yield claim.until
        if claim.value == "late":
            yield just_before(claim.since)


def _preference(when: Moment) -> tuple[bool, timedelta, str]:
    return (when.text.startswith("just before"), when.latest - when.earliest, when.text)


def _pieces(when: Moment, clock_days: set[date]) -> tuple[Slice, ...]:
    """Return one slice for an instant or a day, two for anything wider or a day of which hours matter."""
    wide = when.latest - when.earliest
    if not wide or (wide == _DAY and _whole_days(when) and when.latest.date() not in clock_days):
        return (Slice(when.latest, when.text),)
    return Slice(when.earliest, f"start of {when}"), Slice(when.latest, f"end of {when}")


def _whole_days(when: Moment) -> bool:
    """Say whether a moment is told in days, months or years, not by the clock."""
    return "T" not in when.text


def _instant(at: datetime) -> str:
    end_of_day = (at.hour, at.minute) == (23, 59)
    return f"{at:%Y-%m-%d}" if end_of_day else f"{at:%Y-%m-%dT%H:%MZ}"
