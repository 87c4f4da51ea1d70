"""STIX 2.1 bundles: one operation's record, read object by object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from duecare.base.moments import Moment
from duecare.base.states import state_name
from duecare.ingest.bundle import Bundle, open_bundle, span_of, stamp
from duecare.ingest.dates import first_of, last_of
from duecare.ingest.draft import NO_DATE, Draft, Event, Given, Origin, Trace, proposal, strictest
from duecare.ingest.effects import from_there
from duecare.ingest.ledger import Item
from duecare.ingest.markings import UNMARKED, levels_of, marked
from duecare.ingest.naming import dossier_name
from duecare.ingest.observables import SCO_TYPES, of_object, of_pattern, typed

FORMAT = "STIX 2.1"
AUTHORS = ("threat-actor", "intrusion-set")
_RUN_FROM = {
    "amplification", "botnet", "command-and-control", "control-system", "exfiltration", "hosting-malware",
    "hosting-target-lists", "phishing", "reconnaissance", "staging",
}  # fmt: skip
_TITLED = ("incident", "report", "grouping", "campaign")


@dataclass(slots=True)
class Reading:
    """A bundle half read: the draft, the marking of each object, and when each trace was seen."""

    bundle: Bundle
    draft: Draft
    levels: Mapping[str, str]
    affected: tuple[str, ...]
    seen: dict[str, list[Moment]] = field(default_factory=dict)
    roles: dict[str, list[str]] = field(default_factory=dict)
    places: dict[str, dict[str, None]] = field(default_factory=dict)
    harmed: tuple[str, ...] = ()
    begins: list[Moment] = field(default_factory=list)

    def mark(self, item: Item) -> str:
        """Return the marking of an object, or that of what nobody marked."""
        return marked(item, self.levels)

    def add(self, on: Moment, what: str, item: Item, path: str = "", **more: Any) -> None:
        """Add something that happened, read from an object."""
        at = f"{item.id}{path}"
        self.draft.add_event(Event(on, what, at, self.mark(item), **more))


def read_stix(value: Any, given: Given) -> Draft:
    """Return the dossier that a bundle proposes, with the fate of each of its objects."""
    from duecare.ingest.stix_incident import read_incidents

    bundle = open_bundle(value, given.file)
    levels, statements = levels_of(bundle.of("marking-definition"))
    reading = Reading(bundle, _head(bundle, value, given), levels, given.affected)
    reading.draft.notes += [f"The record is marked: {one}" for one in statements]
    read_incidents(reading)
    _infrastructure(reading)
    _observed(reading)
    _sightings(reading)
    _traffic(reading)
    _traces(reading)
    _notes(reading)
    _close(reading)
    return reading.draft


def _head(bundle: Bundle, value: Any, given: Given) -> Draft:
    titled = next(iter(bundle.of("incident")), None) or next(iter(bundle.of(*_TITLED)), None)
    title = titled.text("name", to="title") if titled else ""
    described = titled.text("description", to="notes") if titled else ""
    name = value.get("id") if isinstance(value, dict) else None
    label = name if isinstance(name, str) else titled.id if titled else ""
    draft = Draft(
        name=dossier_name(title or label, "stix", given.sha256),
        title=f"STIX record: {title or label}",
        summary=proposal(FORMAT),
        tlp="",
        kind="malicious activity",
        began=given.began,
        file=given.file,
        origin=Origin(FORMAT, f"STIX 2.1 bundle {label}".strip(), "", given.sha256, given.began or NO_DATE),
        items=bundle.items,
    )
    if described:
        draft.notes.append(f"The record's own description: {described}")
    for state in given.affected:
        draft.name_state(state)
    return draft


def _infrastructure(reading: Reading) -> None:
    for item in reading.bundle.of("infrastructure"):
        kinds = item.texts("infrastructure_types", to="indicators")
        first, last = span_of(item, "first_seen", "last_seen", "indicators")
        parts = reading.bundle.related(item.id, "consists-of", "uses", "has")
        for part in parts:
            reading.roles.setdefault(part, []).extend(kinds)
            reading.seen.setdefault(part, []).extend(one for one in (first, last) if one)
            reading.places.setdefault(part, {}).update(dict.fromkeys(reading.bundle.states_of(item.id)))
        if first is not None:
            reading.begins.append(first)
        on = first or stamp(item, "created")
        for state in reading.bundle.states_of(item.id):
            name = item.text("name", to="timeline")
            of = ", ".join(kinds) or "of no type"
            what = f"The record places infrastructure '{name}' ({of}) in {state_name(state)}."
            claims = (from_there(reading.draft, state, f"{item.id}/located-at"),) if _RUN_FROM & set(kinds) else ()
            reading.draft.name_state(state)
            if on is not None:
                reading.add(on, what, item, shows=claims)


def _observed(reading: Reading) -> None:
    for item in reading.bundle.of("observed-data"):
        first, last = span_of(item, "first_observed", "last_observed", "indicators")
        seen = [one for one in (first, last) if one]
        reading.begins += seen[:1]
        for part in item.texts("object_refs", to="indicators"):
            reading.seen.setdefault(part, []).extend(seen)
        within = item.peek("objects")
        if not isinstance(within, dict):
            continue
        for key, one in within.items():
            kind = one.get("type") if isinstance(one, dict) else None
            path = ("value",) if kind in SCO_TYPES and isinstance(one.get("value"), str) else ()
            if path:
                value = item.text("objects", key, *path, to="indicators")
                item.text("objects", key, "type")
                at = f"{item.id}/objects/{key}"
                trace = Trace(*typed(str(kind), value), at, first, last, tlp=reading.mark(item))
                reading.draft.add_trace(trace)


def _sightings(reading: Reading) -> None:
    for item in reading.bundle.of("sighting"):
        first, last = span_of(item, "first_seen", "last_seen", "timeline")
        subject = item.text("sighting_of_ref", to="timeline")
        where = item.texts("where_sighted_refs", to="timeline")
        states = reading.bundle.states_of(*where)
        for state in states:
            reading.draft.name_state(state)
        seen = [one for one in (first, last) if one]
        reading.begins += seen[:1]
        reading.seen.setdefault(subject, []).extend(seen)
        on = first or stamp(item, "created")
        if on is not None:
            places = ", ".join([*(reading.bundle.name_of(one) for one in where), *states])
            times = item.text("count", to="timeline")
            what = f"A sighting of {reading.bundle.name_of(subject)}"
            what += f" at {places}" if places else ""
            what += f", {times} times" if times and times != "1" else ""
            reading.add(on, f"{what}. {item.text('summary', to='timeline')}".strip(), item)


def _traffic(reading: Reading) -> None:
    for item in reading.bundle.of("network-traffic"):
        first, last = span_of(item, "start", "end", "indicators")
        for end, role in (("src_ref", "source of traffic"), ("dst_ref", "destination of traffic")):
            part = item.text(end, to="indicators")
            if part:
                reading.roles.setdefault(part, []).append(role)
                reading.seen.setdefault(part, []).extend(one for one in (first, last) if one)


def _traces(reading: Reading) -> None:
    for item in reading.bundle.of(*SCO_TYPES):
        for kind, value in of_object(item):
            reading.draft.add_trace(_seen(Trace(kind, value, item.id), item, reading))
    for item in reading.bundle.of("indicator"):
        if item.text("pattern_type") not in {"", "stix"}:
            continue
        found, whole = of_pattern(item.text("pattern"))
        item.taken.pop(("pattern",), None)
        if whole:
            item.mark("pattern", to="indicators")
        since = stamp(item, "valid_from", to="indicators") if found else None
        note = f"{item.text('name', to='indicators')}{f'; valid from {since}' if since else ''}" if found else ""
        kinds = item.texts("indicator_types", to="indicators") if found else ()
        reading.roles.setdefault(item.id, []).extend(kinds)
        for kind, value in found:
            trace = Trace(kind, value, f"{item.id}/pattern", note=note)
            reading.draft.add_trace(_seen(trace, item, reading))


def _seen(trace: Trace, item: Item, reading: Reading) -> Trace:
    times = reading.seen.get(item.id, [])
    roles = ", ".join(dict.fromkeys(reading.roles.get(item.id, ())))
    states = tuple(dict.fromkeys((*reading.bundle.states_of(item.id), *reading.places.get(item.id, ()))))
    for state in states:
        reading.draft.name_state(state)
    first, last = (first_of(times), last_of(times)) if times else (None, None)
    return replace(
        trace,
        first_seen=first,
        last_seen=last if last != first else None,
        role=roles,
        territory=states[0] if len(states) == 1 else "",
        tlp=reading.mark(item),
    )


def _notes(reading: Reading) -> None:
    draft, bundle = reading.draft, reading.bundle
    for item in bundle.of("note"):
        said = f"{item.text('abstract', to='notes')} {item.text('content', to='notes')}".strip()
        draft.notes.append(f"A note in the record: {said}")
    for item in bundle.of("opinion"):
        said = f"{item.text('opinion', to='notes')}. {item.text('explanation', to='notes')}".strip()
        draft.notes.append(f"An opinion in the record: {said}")
    for item in bundle.of("course-of-action"):
        said = f"{item.text('name', to='notes')}. {item.text('description', to='notes')}".strip()
        draft.notes.append(f"A course of action that the record names: {said}")
    authors = [item for item in bundle.of("relationship") if _attributes(item)]
    authors += list(bundle.of(*AUTHORS))
    if authors:
        draft.notes.append(
            f"The record says in {len(authors)} objects who may be behind the operation. Nothing of that was made a "
            "claim: who did it decides no question here. It is kept under `imports`."
        )
    for item in bundle.items:
        _references(item, draft)


def _attributes(item: Item) -> bool:
    authored = any(str(item.peek(key)).partition("--")[0] in AUTHORS for key in ("source_ref", "target_ref"))
    return authored or item.peek("relationship_type") == "attributed-to"


def _references(item: Item, draft: Draft) -> None:
    listed = item.peek("external_references")
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        return
    for one in listed:
        said = [one.get(key) for key in ("source_name", "external_id", "url", "description")]
        words = "; ".join(str(part) for part in said if isinstance(part, str) and part)
        draft.notes.append(f"Named by the record as a source, and not read: {words}")
    if all(set(one) <= {"source_name", "external_id", "url", "description"} for one in listed):
        item.mark("external_references", to="notes")


def _close(reading: Reading) -> None:
    """Settle what only the whole bundle tells: marking, publisher, and when the operation began."""
    draft, bundle = reading.draft, reading.bundle
    counted = [item for item in bundle.items if not item.outcome]
    marks = [reading.mark(item) for item in counted if item.kind != "marking-definition"]
    draft.tlp = strictest(*marks) or UNMARKED
    if not any(marks):
        draft.notes.append(f"The record bears no marking of the Traffic Light Protocol; {UNMARKED} was taken.")
    made = [found for item in counted for key in ("modified", "created") if (found := stamp(item, key))]
    other = [found for item in bundle.of("campaign") if (found := stamp(item, "first_seen", to="operation"))]
    begins = reading.begins or other or _valid(bundle) or made
    draft.began = draft.began or (first_of(begins) if begins else None)
    published = [found for item in bundle.of("report") if (found := stamp(item, "published", to="sources"))]
    dates = published + made + [event.on for event in draft.events] + ([draft.began] if draft.began else [])
    if dates:
        draft.origin = replace(draft.origin, date=last_of(dates), publisher=_publisher(counted, bundle))
    if not (reading.begins or other) and draft.began is not None:
        draft.notes.append("The record does not say when the operation began; the first date it bears was taken.")


def _valid(bundle: Bundle) -> list[Moment]:
    return [found for item in bundle.of("indicator") if (found := stamp(item, "valid_from"))]


def _publisher(items: Iterable[Item], bundle: Bundle) -> str:
    names = [item.text("created_by_ref") for item in items]
    found = dict.fromkeys(name for one in names if (author := bundle.by_id.get(one)) and (name := author.text("name")))
    return ", ".join(found)
