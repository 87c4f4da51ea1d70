"""What an import proposes: a dossier in the making, in which every claim is alleged and knows where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from duecare.base.moments import Moment, parse_moment
from duecare.dossier.model import TLP
from duecare.dossier.write import dossier_text, visible_signs
from duecare.ingest.dates import last_of
from duecare.ingest.ledger import Item
from duecare.ingest.limits import ENTRIES, INDICATORS, LEFT, LONGEST_LEFT, LONGEST_TEXT, refuse

STANDING = "alleged"
NO_DATE = parse_moment("1970")
FILE = "record"  # the id of the source that stands for the imported file


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of a file beside its content.

    affected  States that whoever imports says were harmed, where the record names none.
    began     when the operation began, where the record bears no date.
    """

    file: str
    sha256: str
    affected: tuple[str, ...] = ()
    began: Moment | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A claim that an analyst may raise or strike out; `about` holds bearer or beneficiary."""

    leaf: str
    about: Mapping[str, str]
    at: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the record says happened, and what that shows."""

    on: Moment
    what: str
    at: str
    tlp: str = ""
    shows: tuple[Proposed, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """An indicator of the record: its type among those of a dossier, its value, and what is said of it."""

    type: str
    value: str
    at: str
    first_seen: Moment | None = None
    last_seen: Moment | None = None
    territory: str = ""
    role: str = ""
    tlp: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that was read, as a source: its digest says which."""

    format: str
    title: str
    publisher: str
    sha256: str
    date: Moment
    url: str = ""
    note: str = ""


@dataclass(slots=True)
class Draft:
    """A dossier in the making, and the objects of the record it was made from.

    refused  why no dossier can be made of it; empty: one can.
    """

    name: str
    title: str
    summary: str
    tlp: str
    kind: str
    began: Moment | None
    origin: Origin
    file: str
    ended: Moment | None = None
    harms: set[str] = field(default_factory=set)
    states: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    refused: str = ""

    def add_event(self, event: Event) -> None:
        """Add something that happened; InputError if a dossier cannot hold so much."""
        self.events.append(event)
        _check(len(self.events), ENTRIES, "events", self.file)

    def add_trace(self, trace: Trace) -> None:
        """Add an indicator; InputError if a dossier cannot hold so many."""
        self.traces.append(trace)
        _check(len(self.traces), INDICATORS, "indicators", self.file)

    def name_state(self, code: str) -> None:
        """List a State once, in the order in which the record names them."""
        if code and code not in self.states:
            self.states.append(code)


def _check(found: int, most: int, what: str, file: str) -> None:
    """Refuse a record that would make a dossier nobody can read, as soon as that is plain."""
    if found > most:
        advice = "a dossier is one operation: split the record, or look indicators up where they are"
        refuse(file, f"this record has more than {most:,} {what}, which is what a dossier holds", advice)


def titled(what: str, words: str, otherwise: str) -> str:
    """Return a title that says whose words it repeats: a record's title may say who is thought to be behind it."""
    return f"{what} titled '{words}'" if words else f"{what} {otherwise}".strip()


def proposal(form: str) -> str:
    """Return what to say of a dossier that nobody has looked through yet."""
    return (
        f"Read by machine from a record in {form}. All of it is a proposal: every claim is alleged until an analyst "
        "has looked at it, and who carried the operation out is left aside."
    )


def strictest(*marks: str) -> str:
    """Return the marking that lets a text travel least; empty ones do not count."""
    return max((mark for mark in marks if mark), key=TLP.index, default="")


def text_of(draft: Draft) -> str:
    """Return the dossier's text; the same record gives the same bytes."""
    if draft.began is None:
        raise ValueError("a draft without a date cannot be written")
    origin = draft.origin
    events = sorted(draft.events, key=lambda one: (one.on.earliest, one.on.latest, one.at, one.what))
    ids = _ids(draft.traces)
    data: dict[str, Any] = {
        "dossier": draft.name,
        "version": "0.1",
        "title": _line(draft.title) or "A record without a title",
        "summary": _line(draft.summary) or "The record says nothing more of it.",
        "tlp": draft.tlp,
        "written": _written(draft).text,
        "operation": _operation(draft),
        "states": list(draft.states),
        "sources": {FILE: _source(origin)},
        "timeline": [_entry(event, draft.tlp) for event in events],
        "indicators": [_indicator(one, name) for one, name in zip(draft.traces, ids, strict=True)],
        "imports": [_import(draft)],
        "notes": [_line(note, LONGEST_TEXT) for note in dict.fromkeys(draft.notes) if note.strip()],
    }
    return dossier_text({key: value for key, value in data.items() if value or key in {"states", "sources"}})


def _written(draft: Draft) -> Moment:
    """Return the date of writing: the day of the last thing that the record speaks of."""
    dates = [draft.origin.date, *(event.on for event in draft.events)]
    dates += [one for one in (draft.began, draft.ended) if one is not None]
    dates += [one for trace in draft.traces for one in (trace.first_seen, trace.last_seen) if one is not None]
    latest = last_of(dates).latest
    return Moment(latest, latest, latest.strftime("%Y-%m-%d"))


def _operation(draft: Draft) -> dict[str, Any]:
    assert draft.began is not None
    found: dict[str, Any] = {"kind": _line(draft.kind, 200) or "not told", "began": draft.began.text}
    if draft.ended is not None:
        found["ended"] = draft.ended.text
    if draft.harms:
        found["harms"] = sorted(draft.harms, key=lambda harm: int(harm[1:]))
    return found


def _source(origin: Origin) -> dict[str, str]:
    found = {
        "title": _line(origin.title, 300) or origin.format,
        "publisher": _line(origin.publisher, 300) or "Not named in the record",
        "date": origin.date.text,
        "url": origin.url,
        "grade": "secondary",
        "note": _line(origin.note, LONGEST_TEXT),
        "sha256": origin.sha256,
    }
    return {key: value for key, value in found.items() if value}


def _entry(event: Event, inherited: str) -> dict[str, Any]:
    what = _line(event.what, LONGEST_TEXT) or "The record says nothing more of it."
    found: dict[str, Any] = {"on": event.on.text, "what": what, "sources": [FILE]}
    if event.tlp and event.tlp != inherited:
        found["tlp"] = event.tlp
    found["read_from"] = _line(event.at, 500)
    if event.shows:
        found["shows"] = [
            {one.leaf: {**one.about, "value": "yes", "standing": STANDING, "read_from": _line(one.at, 500)}}
            for one in event.shows
        ]
    return found


def _indicator(trace: Trace, name: str) -> dict[str, Any]:
    found = {
        "id": name,
        "type": trace.type,
        "value": visible_signs(trace.value),
        "first_seen": trace.first_seen.text if trace.first_seen else "",
        "last_seen": trace.last_seen.text if trace.last_seen else "",
        "territory": trace.territory,
        "role": _line(trace.role, 200),
        "tlp": trace.tlp,
    }
    note = f"Read from {trace.at}. {trace.note}".strip()
    return {**{key: value for key, value in found.items() if value}, "sources": [FILE], "note": _line(note, 1_000)}


def _ids(traces: list[Trace]) -> list[str]:
    return [f"i{number}" for number in range(1, len(traces) + 1)]


def _import(draft: Draft) -> dict[str, Any]:
    left = [(f"{item.place}/{'/'.join(path)}", value) for item in draft.items for path, value in item.left()]
    kept = [{"at": _line(at, 500), "value": _cut(value)} for at, value in left[:LEFT]]
    if len(left) > LEFT:
        kept.append({"at": "the rest", "value": f"{len(left) - LEFT} more parts; the import report lists all of them"})
    found: dict[str, Any] = {"source": FILE, "format": draft.origin.format, "objects": str(len(draft.items))}
    return {**found, "left": kept} if kept else found


def _line(text: str, most: int = LONGEST_TEXT) -> str:
    return _cut(" ".join(visible_signs(text).split()), most)


def _cut(text: str, most: int = LONGEST_LEFT) -> str:
    return text if len(text) <= most else f"{text[:most]} [cut here; {len(text)} signs in all]"
