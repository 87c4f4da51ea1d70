"""What it means that a step was taken late: not before, the time for it past, and then taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from duecare.base.moments import Moment
from duecare.dossier.lexicon import LATE, REASONABLE_TIME
from duecare.dossier.model import Claim

_FIRST = datetime.min.replace(tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def just_before(when: Moment) -> Moment:
    """Return the last minute before a moment may have begun."""
    at = max(when.earliest, _FIRST + _MINUTE) - _MINUTE
    return Moment(at, at, f"just before {when}")


def spelled_out(claim: Claim) -> tuple[Claim, ...]:
    """Return the plain claims that a claim comes to; only `late` comes to more than itself."""
    if claim.value != "late":
        return (claim,)
    before = just_before(claim.since)
    return (
        replace(claim, value="yes"),
        replace(claim, value="yes", leaf=LATE),
        replace(claim, value="no", since=before),
        replace(claim, value="yes", since=before, leaf=REASONABLE_TIME),
    )
