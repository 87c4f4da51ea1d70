"""A frame: one bearer toward one beneficiary, with what is known of every leaf at every slice of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from duecare.base.known import Known


@dataclass(frozen=True, slots=True)
class Frame:
    """What the engine needs to know of one frame.

    slices  instants at which anything changes, in order; the last is the as-of date.
    known   leaf instance -> what is known at each slice; an absent leaf is unknown throughout.
    others  the same for every other named affected State (what one victim told the bearer, it knows).
    closed  nobody else was affected; otherwise an unnamed other victim is an unknown.
    beneficiary is empty for the frame in which duties owed to nobody in particular are assessed.
    people  only obligations owed to individuals are assessed: what an affected State owes its own people.
    """

    beneficiary: str
    slices: tuple[datetime, ...]
    known: Mapping[str, tuple[Known, ...]]
    others: tuple[Mapping[str, tuple[Known, ...]], ...] = ()
    closed: bool = False
    bearer: str = ""
    labels: tuple[str, ...] = field(default=())
    people: bool = False
