"""A dossier as frozen data: one operation, what was said about it, by whom, and on what sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from duecare.base.moments import Moment
from duecare.base.spans import NOWHERE, Span
from duecare.base.states import state_name

STANDINGS = ("alleged", "probable", "established")
STANDARDS = ("prima_facie", "balance", "high", "conclusive")
PLAIN_VALUES = ("yes", "no", "unknown")
VALUES = (*PLAIN_VALUES, "late")  # late: of a measure taken
GRADES = ("seen", "secondary", "memory")
TLP = ("clear", "green", "amber", "amber+strict", "red")
CHANNELS = ("csirt", "note", "poc", "other")  # response team; diplomatic note; points of contact
STAGES = ("acknowledged", "replied", "acted", "silent")
HARMS = tuple(f"H{number}" for number in range(1, 15))
INDICATOR_TYPES = ("ipv4", "ipv6", "domain", "url", "email", "file-hash", "asn", "other")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read; sources with one origin count once."""

    id: str
    title: str
    publisher: str
    date: Moment
    grade: str
    author: str = ""
    url: str = ""
    origin: str = ""
    note: str = ""
    sha256: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """The harmful operation: what kind, when, and which harms."""

    kind: str
    began: Moment
    ended: Moment | None = None
    harms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's dated assertion of one leaf, in one direction.

    leaf and about  the leaf's name, and the measure or duty it is about (empty: none).
    bearer, beneficiary  whom it concerns; an empty beneficiary of a relation: every affected State.
    sources, origins  what it rests on; an author who cites nothing is his own origin.
    text  what the entry says that it stands under.
    read_from  the place in an imported file that it was read from; empty: somebody wrote it.
    """

    id: str
    leaf: str
    value: str
    standing: str
    since: Moment
    about: str = ""
    bearer: str = ""
    beneficiary: str = ""
    until: Moment | None = None
    sources: tuple[str, ...] = ()
    origins: frozenset[str] = frozenset()
    author: str = ""
    reason: str = ""
    tlp: str = "clear"
    text: str = ""
    probability: float | None = None
    read_from: str = ""
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def key(self) -> str:
        """Return the leaf instance: `notice_received`, `taken(M51)`."""
        return instance_key(self.leaf, self.about)

    @property
    def entry(self) -> str:
        """Return the id of the entry it stands under: `T3` of `T3.1`."""
        return self.id.partition(".")[0]


def instance_key(leaf: str, about: str = "") -> str:
    """Return the key of a leaf for the measure or duty it is about."""
    return f"{leaf}({about})" if about else leaf


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened, and where that is said: of the timeline, a pattern, or an appraisal."""

    id: str
    on: Moment
    what: str
    sources: tuple[str, ...]
    tlp: str
    author: str = ""
    reason: str = ""
    read_from: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Message:
    """A request from one State to another, or what came of one.

    name, channel, reply_by  of a request: what replies call it, how it was sent, until when an answer was asked for.
    answers, stage, evidence  of a reply: the request, how far that has come (`silent`: nothing has come, by that day),
                              and what bears the reply out.
    """

    id: str
    on: Moment
    by: str
    to: str
    what: str
    sources: tuple[str, ...]
    tlp: str
    name: str = ""
    channel: str = ""
    reply_by: Moment | None = None
    answers: str = ""
    stage: str = ""
    evidence: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Inference:
    """Why a step may be taken as not taken, and how firmly."""

    standing: str
    reason: str


@dataclass(frozen=True, slots=True)
class Search:
    """Somebody looked for a step of a bearer's; without an inference it is listed, never counted."""

    id: str
    measure: str
    bearer: str
    beneficiary: str
    where: tuple[str, ...]
    by: str
    on: Moment
    found: str
    sources: tuple[str, ...]
    tlp: str
    inference: Inference | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Account:
    """What a bearer says of its own conduct, and what bears that out (nothing: evidence is empty)."""

    id: str
    bearer: str
    on: Moment
    what: str
    sources: tuple[str, ...]
    evidence: tuple[str, ...]
    tlp: str
    measure: str = ""
    beneficiary: str = ""
    inference: Inference | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A technical trace of the operation: what it is, when it was seen, and where, if somebody says so.

    territory  the State in whose territory somebody places it; it is no claim, and shows no nexus by itself.
    role       what it is said to have been used for, in a few words.
    """

    id: str
    type: str
    value: str
    sources: tuple[str, ...]
    tlp: str
    first_seen: Moment | None = None
    last_seen: Moment | None = None
    territory: str = ""
    role: str = ""
    note: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Left:
    """A part of an imported file that no field of a dossier holds: where it stands there, and what it says."""

    at: str
    value: str


@dataclass(frozen=True, slots=True)
class Import:
    """A file that the dossier was made from: its source, its format, how many objects it has, what was left."""

    source: str
    format: str
    objects: int
    left: tuple[Left, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One operation's file, with every claim in it flattened into `claims`, in the order of the file.

    written  the date of writing: nothing in the dossier is later.
    names    invented States by code, in an exercise.
    note_tlps  the marking of each of the notes.
    released   the TLP level for which it holds only what may be shared there; empty: it holds all.
    sha256   of the file's bytes, so that a result can name what it was computed from.
    """

    id: str
    title: str
    summary: str
    tlp: str
    written: Moment
    operation: Operation
    states: tuple[str, ...]
    version: str = ""
    exercise: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    affected_closed: bool = False
    sources: Mapping[str, Source] = field(default_factory=dict)
    timeline: tuple[Entry, ...] = ()
    patterns: tuple[Entry, ...] = ()
    requests: tuple[Message, ...] = ()
    replies: tuple[Message, ...] = ()
    searches: tuple[Search, ...] = ()
    account: tuple[Account, ...] = ()
    appraisals: tuple[Entry, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    imports: tuple[Import, ...] = ()
    notes: tuple[str, ...] = ()
    note_tlps: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    file: str = field(default="", compare=False)
    sha256: str = ""
    released: str = ""

    def state_name(self, code: str) -> str:
        """Return what to call a State of this dossier."""
        return self.names.get(code) or state_name(code)


def bearers_of(dossier: Dossier) -> tuple[str, ...]:
    """Return the States that some claim names as bearer, in the order of `states`."""
    named = {claim.bearer for claim in dossier.claims}
    return tuple(state for state in dossier.states if state in named)


def beneficiaries_of(dossier: Dossier) -> tuple[str, ...]:
    """Return the States that some claim names as beneficiary, in the order of `states`."""
    named = {claim.beneficiary for claim in dossier.claims}
    return tuple(state for state in dossier.states if state in named)
