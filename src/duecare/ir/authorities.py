"""What a rule rests on: an authority, the places in it that somebody looked up, and a citation of one."""

from __future__ import annotations

from dataclasses import dataclass, field

from duecare.base.spans import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """An authority at a pinpoint; pinpoint is empty where the whole work is meant."""

    source: str
    pinpoint: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A place in a source that somebody looked up, what it says in our words, and how well it was checked."""

    text: str
    grade: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An authority: case, treaty, resolution, statement, literature.

    grade (`seen`, `secondary`, `memory`) holds for every pinpoint that names none of its own.
    evidences  as at when a decision shows the law, if before its own date: when what it judges happened.
    """

    name: str
    cite: str
    short: str
    kind: str
    date: str
    grade: str
    url: str = ""
    pinpoints: tuple[Pinpoint, ...] = ()
    evidences: str = ""
    span: Span = field(default=NOWHERE, compare=False)
