"""What differs between two records: claims, and what is known of a leaf from when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from duecare.base.known import UNKNOWN, Known
from duecare.dossier.model import Claim, Dossier
from duecare.engine.frame import Frame

Said = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that only one record has, or that both have in different words or with different standing.

    before, after  its id in each record (empty: it is not there); about is the leaf, and whom it concerns.
    """

    leaf: str
    bearer: str
    beneficiary: str
    before: str = ""
    after: str = ""
    was: str = ""
    now: str = ""


def claim_changes(before: Dossier, after: Dossier) -> tuple[ClaimChange, ...]:
    """Return the claims that differ, whatever their place in the file and so their ids are."""
    same = {_content(one) for one in before.claims} & {_content(one) for one in after.claims}
    old = _by_subject(one for one in before.claims if _content(one) not in same)
    new = _by_subject(one for one in after.claims if _content(one) not in same)
    found: list[ClaimChange] = []
    for subject in dict.fromkeys((*old, *new)):
        first, second = old.get(subject, []), new.get(subject, [])
        for number in range(max(len(first), len(second))):
            was = first[number] if number < len(first) else None
            now = second[number] if number < len(second) else None
            found.append(_change(was, now))
    return tuple(found)


def claims_since(dossier: Dossier, after: datetime, until: datetime) -> tuple[ClaimChange, ...]:
    """Return the claims of a record that begin or end between two instants: those a later date adds."""
    between = [
        claim
        for claim in dossier.claims
        if any(after < when.earliest <= until for when in (claim.since, claim.until) if when is not None)
    ]
    return tuple(_change(None if one.since.earliest > after else one, one) for one in between)


def changed_leaves(before: Frame, after: Frame) -> tuple[str, ...]:
    """Return the leaves of which something else is known at some time, in the order of the alphabet."""
    first = min(before.slices[0], after.slices[0])
    names = sorted({*before.known, *after.known})
    return tuple(one for one in names if _course(before, one, first) != _course(after, one, first))


def carried_on(frame: Frame, slices: tuple[datetime, ...]) -> Frame | None:
    """Return a frame at other slices, as if nothing more had come to be known; None if its own are not among them."""
    count = min(len(frame.slices), len(slices))
    if frame.slices[:count] != slices[:count]:
        return None
    more = len(slices) - count
    known = {name: (*row[:count], *(row[count - 1],) * more) for name, row in frame.known.items()}
    return replace(frame, slices=slices, known=known)


def _course(frame: Frame, name: str, first: datetime) -> tuple[tuple[datetime, Said], ...]:
    """Return what is known of a leaf, each time it changes."""
    row = frame.known.get(name) or (UNKNOWN,) * len(frame.slices)
    course: list[tuple[datetime, Said]] = []
    for at, known in zip(frame.slices, row, strict=True):
        if not course or course[-1][1] != _said(known):
            course.append((at if course else first, _said(known)))
    return tuple(course)


def _said(known: Known) -> Said:
    return (known.value, known.asserted, known.raised)


def _content(claim: Claim) -> Said:
    return (*_subject(claim), claim.value, claim.standing, claim.until, claim.origins, claim.probability)


def _subject(claim: Claim) -> Said:
    return (claim.key, claim.bearer, claim.beneficiary, claim.since)


def _by_subject(claims: Iterable[Claim]) -> Mapping[Said, list[Claim]]:
    found: dict[Said, list[Claim]] = {}
    for claim in claims:
        found.setdefault(_subject(claim), []).append(claim)
    return found


def _change(was: Claim | None, now: Claim | None) -> ClaimChange:
    claim = now or was
    assert claim is not None  # a change is one of some claim
    return ClaimChange(
        claim.key, claim.bearer, claim.beneficiary,
        was.id if was else "", now.id if now else "", _words(was), _words(now),
    )  # fmt: skip


def _words(claim: Claim | None) -> str:
    if claim is None:
        return ""
    until = f" until {claim.until}" if claim.until else ""
    return f"{claim.value}, {claim.standing}, from {claim.since}{until}"
