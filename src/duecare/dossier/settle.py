"""What the claims of one leaf amount to, slice by slice, at a standard of proof.

The highest standing decides; only equals conflict. An event once true stays true; a state holds until it
ends or a decidedly later claim of equal or higher standing replaces it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from duecare.base.errors import Diagnostic, InputError
from duecare.base.known import Known
from duecare.base.moments import Moment
from duecare.dossier.model import ASSUMED, STANDINGS, Claim

_FLOOR = {"prima_facie": 0, "balance": 1, "high": 2, "conclusive": 2}
_RANKS = (*STANDINGS, ASSUMED)
_ASSERTS = _RANKS.index("probable")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Voice:
    """A claim at one slice. Not `sure`: whether it speaks there is open, its date being imprecise."""

    claim: Claim
    sure: bool
    value: bool | None
    rank: int


def settle(
    claims: Iterable[Claim], slices: Sequence[datetime], *, event: bool, standard: str, chances: bool = False
) -> tuple[Known, ...]:
    """Return what is known of one leaf instance at each slice.

    chances  where the firmest claims give a probability, the leaf is unknown and has that chance.
    """
    ordered = sorted(claims, key=_place)
    ends = [None if event else _replaced_at(claim, ordered) for claim in ordered]
    heard = [_voices(ordered, ends, at, event) for at in slices]
    found = tuple(_known(voices, event, standard) for voices in heard)
    if not chances or all(claim.probability is None for claim in ordered):
        return found
    return tuple(_weighed(known, chance_of(voices)) for known, voices in zip(found, heard, strict=True))


def chance_of(voices: Sequence[Voice]) -> float | None:
    """Return the chance that a leaf is so, by the firmest claims that surely speak of it; None: they give none."""
    deciding = [voice for voice in voices if voice.sure and voice.value is not None]
    top = [one for one in deciding if one.rank == deciding[0].rank and one.claim.probability is not None]
    given = {_chance_given(one): one.claim for one in top}
    if len(given) > 1:
        first, second = list(given.values())[:2]
        message = f"`{second.key}`: this claim gives it another chance than `{first.id}` does, which is as firm"
        raise InputError([Diagnostic(second.span, message, "give both the same, or take one probability out")])
    return next(iter(given), None)


def _chance_given(voice: Voice) -> float:
    """Return the chance that the leaf is so; of a claim that it is not, the contrary of what is given."""
    given = voice.claim.probability or 0.0
    return given if voice.value else round(1 - given, 12)


def _weighed(known: Known, chance: float | None) -> Known:
    return known if chance is None else replace(known, value=None, disputed=False, chance=chance)


def last_day_of_no(when: Moment) -> datetime:
    """Return until when an event is denied by a claim that it had not happened by a moment.

    A day is meant to its end; of a month, a year or a window only the beginning is certain.
    """
    return when.latest if when.latest - when.earliest < _DAY else when.earliest


def _known(voices: list[Voice], event: bool, standard: str) -> Known:
    counting = [voice for voice in voices if voice.rank >= _FLOOR[standard]]
    value, disputed = _decide(counting, event)
    if standard == "conclusive" and value is not None and _contradicted(value, voices, event):
        value = None
    return Known(
        value=value,
        asserted=any(voice.rank >= _ASSERTS for voice in voices),
        raised=any(voice.value is True for voice in voices),
        disputed=disputed,
        claims=tuple(dict.fromkeys(voice.claim.id for voice in voices)),
    )


def _decide(counting: list[Voice], event: bool) -> tuple[bool | None, bool]:
    """Return the value that the highest standing gives, and whether equals conflict over it."""
    deciding = [voice for voice in counting if voice.sure and not (event and voice.value is None)]
    if not deciding:
        return None, False
    top = [voice for voice in deciding if voice.rank == deciding[0].rank]
    values = {voice.value for voice in top} - {None}
    if len(values) != 1:
        return None, len(values) == 2
    value = True in values
    doubts = [voice for voice in counting if voice.rank >= top[0].rank and not voice.sure]
    opposed = [voice for voice in doubts if _opposes(voice, value, top, event)]
    return (None if opposed else value), event and any(voice.rank == top[0].rank for voice in opposed)


def _opposes(voice: Voice, value: bool, top: list[Voice], event: bool) -> bool:
    """Say whether a voice that may already speak would unsettle the value that others give.

    A state's would, if it says otherwise. An event's date that may lie before or after a denial of it
    fits with the denial, unless it lies before the day denied in any case.
    """
    if not event:
        return voice.value is not value
    denied = [last_day_of_no(other.claim.since) for other in top if other.value is False]
    return bool(voice.value) and not value and voice.claim.since.latest <= max(denied)


def _contradicted(value: bool, voices: list[Voice], event: bool) -> bool:
    heard = [voice for voice in voices if voice.rank >= _ASSERTS and voice.value is not None]
    same = [voice for voice in heard if voice.sure and voice.value is value]
    if any(voice.claim.standing == ASSUMED for voice in same):
        return False
    contrary = [voice for voice in heard if voice.value is not value]
    return any(voice.sure or _opposes(voice, value, same, event) for voice in contrary)


def _voices(claims: list[Claim], ends: list[datetime | None], at: datetime, event: bool) -> list[Voice]:
    """Return the claims that bear on the leaf at a slice, the highest standing first."""
    sures = [
        _event_sure(claim, at) if event else _state_sure(claim, end, at)
        for claim, end in zip(claims, ends, strict=True)
    ]
    return [
        Voice(claim, sure, _VALUE[claim.value], _RANKS.index(claim.standing))
        for claim, sure in zip(claims, sures, strict=True)
        if sure is not None
    ]


_VALUE = {"yes": True, "late": True, "no": False, "unknown": None}


def _event_sure(claim: Claim, at: datetime) -> bool | None:
    """Say whether a claim of an event speaks at a slice: surely, perhaps (False), or not (None)."""
    since = claim.since
    if claim.value == "no":
        return None if at > since.latest else at <= last_day_of_no(since)
    return None if at < since.earliest else at >= since.latest or claim.value == "unknown"


def _state_sure(claim: Claim, end: datetime | None, at: datetime) -> bool | None:
    """Say whether a claim of a state speaks at a slice: surely, perhaps (False), or not (None)."""
    since, until = claim.since, claim.until
    over = (end is not None and at >= end) or (until is not None and at >= until.latest)
    if over or at < since.earliest:
        return None
    return at >= since.latest and (until is None or at < until.earliest)


def _replaced_at(claim: Claim, claims: list[Claim]) -> datetime | None:
    """Return when a state claim has given way to a later one that stands as firm or firmer."""
    rank = _RANKS.index(claim.standing)
    later = (
        other.since.latest
        for other in claims
        if other.since.earliest > claim.since.latest and _RANKS.index(other.standing) >= rank
    )
    return min(later, default=None)


def _place(claim: Claim) -> tuple[object, ...]:
    """Return a sort key: highest standing first, then by id as a person counts, then by all else."""
    parts = [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", claim.id)]
    until = claim.until.latest.isoformat() if claim.until else ""
    return (-_RANKS.index(claim.standing), parts, claim.since, claim.value, until)
