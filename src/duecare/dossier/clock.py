"""Each request with what came of it by a date. No reply is not a silence until somebody records one, and neither is
an omission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from duecare.dossier.model import Dossier, Message

SENT = "sent"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and what answers it, in the order of time.

    stage    how far it has come: `sent`, or the stage of the last reply that has one.
    overdue  a reply was asked for by a day that is past, and none is recorded.
    """

    request: Message
    replies: tuple[Message, ...]
    stage: str
    overdue: bool


def exchanges(dossier: Dossier, until: datetime) -> tuple[Exchange, ...]:
    """Return the requests up to a date, in the order of time, with what came of each by then."""
    sent = sorted((one for one in dossier.requests if one.on.earliest <= until), key=lambda one: one.on)
    return tuple(_exchange(one, dossier, until) for one in sent)


def unasked(dossier: Dossier, until: datetime) -> tuple[Message, ...]:
    """Return replies up to a date of which the dossier does not say what they answer."""
    return tuple(one for one in dossier.replies if not one.answers and one.on.earliest <= until)


def _exchange(request: Message, dossier: Dossier, until: datetime) -> Exchange:
    came = sorted(
        (one for one in dossier.replies if request.name and one.answers == request.name and one.on.earliest <= until),
        key=lambda one: one.on,
    )
    stages = [one.stage for one in came if one.stage]
    words = any(one.stage != "silent" for one in came)
    overdue = request.reply_by is not None and request.reply_by.latest < until and not words
    return Exchange(request, tuple(came), stages[-1] if stages else "replied" if came else SENT, overdue)
