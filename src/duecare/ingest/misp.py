"""MISP events: attributes, objects, galaxies and tags; one event is one dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from duecare.base.moments import Moment
from duecare.ingest.bundle import span_of, stamp
from duecare.ingest.countries import state_of
from duecare.ingest.dates import first_of, last_of
from duecare.ingest.draft import NO_DATE, Draft, Given, Origin, Trace, proposal, strictest
from duecare.ingest.json_text import as_text
from duecare.ingest.ledger import Item, note_oddities
from duecare.ingest.limits import OBJECTS, refuse
from duecare.ingest.markings import UNMARKED, level_of_tag
from duecare.ingest.naming import dossier_name
from duecare.ingest.observables import address, number_of_system

FORMAT = "MISP"
_ROLES = {"ip-src": "source of traffic", "ip-dst": "destination of traffic"}
_NAMES = {
    "domain": "domain", "hostname": "domain", "url": "url", "uri": "url", "email": "email", "email-src": "email",
    "email-dst": "email", "email-reply-to": "email",
}  # fmt: skip
_DIGESTS = {
    "md5",
    "sha1",
    "sha224",
    "sha256",
    "sha384",
    "sha512",
    "sha512/256",
    "sha3-256",
    "ssdeep",
    "tlsh",
    "imphash",
}
_AUTHORS = {"threat-actor", "campaign-name", "campaign-id"}
_LINKS = {"link", "comment", "text"}


def read_misp(value: Any, given: Given) -> list[Draft]:
    """Return the dossiers that a file of events proposes, one for each event."""
    events = list(_events(value, given.file))
    if not events:
        refuse(given.file, "this file has no MISP event", "it needs an `Event`; or name the format with --as")
    many = len(events) > 1
    drafts = [
        _event(place, event, given, f"-{number}" if many else "") for number, (place, event) in enumerate(events, 1)
    ]
    if sum(len(draft.items) for draft in drafts) > OBJECTS:
        refuse(given.file, "this file has too many attributes", f"the limit is {OBJECTS:,}: split it")
    return drafts


def looks_like_events(value: Any) -> bool:
    """Say whether a JSON value has the form of MISP events."""
    if isinstance(value, dict):
        inner = value.get("response", value.get("Event", value.get("event")))
        plain = "info" in value and ("Attribute" in value or "Object" in value or "uuid" in value)
        return plain or (inner is not None and "objects" not in value)
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "Event" in value[0]


def _events(value: Any, file: str) -> Iterator[tuple[str, Any]]:
    """Return the events of a file with their places, whatever they are wrapped in."""
    listed = value.get("response", [value]) if isinstance(value, dict) else value
    if isinstance(listed, dict):
        listed = [listed]
    if not isinstance(listed, list):
        refuse(file, "`response` of this file is no list of events", "check that it is a MISP export")
    for number, one in enumerate(listed):
        wrapped = one.get("Event") if isinstance(one, dict) else None
        yield f"events/{number}", wrapped if isinstance(wrapped, dict) else one


def _event(place: str, event: Any, given: Given, suffix: str) -> Draft:
    if not isinstance(event, dict):
        item = Item("", "event", place, {"value": event}, outcome="no object")
        item.trouble("", f"this is no event but {as_text(event)[:40]}")
        return replace(_draft(item, given, suffix), refused="it is no event")
    listed = {key: event.get(key) for key in ("Attribute", "Object")}
    body = {key: value for key, value in event.items() if not isinstance(listed.get(key), list)}
    item = Item(_text(event, "uuid"), "event", place, body)
    note_oddities(item)
    draft = _draft(item, given, suffix)
    tagged = _marks(item)
    marks = [tagged]
    for number, one in enumerate(listed["Attribute"] if isinstance(listed["Attribute"], list) else []):
        marks.append(_attribute(one, f"{place}/Attribute/{number}", draft, tagged, ""))
    for number, one in enumerate(listed["Object"] if isinstance(listed["Object"], list) else []):
        marks += _object(one, f"{place}/Object/{number}", draft, tagged)
    _close(item, draft, marks, given)
    return draft


def _draft(item: Item, given: Given, suffix: str) -> Draft:
    title, uuid = item.text("info", to="title"), item.text("uuid")
    publisher = item.text("Orgc", "name", to="sources") or item.text("Org", "name", to="sources")
    draft = Draft(
        name=dossier_name(title, "misp", given.sha256) + suffix,
        title=f"MISP event: {title or uuid}",
        summary=proposal(FORMAT),
        tlp="",
        kind="malicious activity",
        began=given.began,
        file=given.file,
        origin=Origin(FORMAT, f"MISP event {uuid}".strip(), publisher, given.sha256, given.began or NO_DATE),
        items=[item],
    )
    for state in given.affected:
        draft.name_state(state)
    return draft


def _close(item: Item, draft: Draft, marks: list[str], given: Given) -> None:
    draft.tlp = strictest(*marks) or UNMARKED
    if not any(marks):
        draft.notes.append(f"The record bears no tag of the Traffic Light Protocol; {UNMARKED} was taken.")
    seen = [one for trace in draft.traces for one in (trace.first_seen, trace.last_seen) if one]
    day = stamp(item, "date", to="operation")
    made = [one for key in ("timestamp", "publish_timestamp") if (one := _moment(item, key))]
    begins = seen or ([day] if day else []) or made
    draft.began = draft.began or (first_of(begins) if begins else None)
    dates = [*made, *([day] if day else []), *seen]
    if dates:
        draft.origin = replace(draft.origin, date=last_of(dates))
    if draft.began is None:
        draft.refused = "it bears no date; say when the operation began with --began"
    elif not seen and given.began is None:
        draft.notes.append("The record does not say when the operation was seen; the date of the event was taken.")
    _galaxies(item, draft)


def _attribute(one: Any, place: str, draft: Draft, inherited: str, within: str) -> str:
    """Read one attribute; return its marking."""
    if not isinstance(one, dict):
        item = Item("", "attribute", place, {"value": one}, outcome="no object")
        item.trouble("", f"this is no attribute but {as_text(one)[:40]}")
        draft.items.append(item)
        return ""
    item = Item(_text(one, "uuid"), "attribute", place, one)
    draft.items.append(item)
    note_oddities(item)
    for key in ("uuid", "id", "event_id", "object_id", "timestamp"):
        item.text(key)
    mark = strictest(_marks(item), inherited)
    if str(item.peek("deleted")) in {"True", "true", "1"}:
        item.outcome = "deleted by its author"
        return ""
    kind = item.text("type")
    found = list(_values(kind, item.text("value")))
    item.taken.pop(("value",), None)
    if found:
        item.mark("value", to="indicators")
        item.mark("type", to="indicators")
        _traces(item, found, kind, draft, mark, within)
    elif kind in _AUTHORS or item.peek("category") == "Attribution":
        _leave_author(draft)
    elif kind == "target-location":
        state = state_of(item.text("value"))
        draft.name_state(state)
        item.taken.pop(("value",), None)
        if state:
            item.mark("value", to="states")
    elif kind in _LINKS and item.text("value"):
        item.mark("value", to="notes")
        draft.notes.append(f"Named by the record, and not read: {item.text('value')}")
    return mark


def _traces(item: Item, found: list[tuple[str, str, str]], kind: str, draft: Draft, mark: str, within: str) -> None:
    first, last = span_of(item, "first_seen", "last_seen", "indicators")
    said = [within, item.text("category", to="indicators"), item.text("comment", to="indicators")]
    note = "; ".join(part for part in said if part)
    for trace_kind, value, role in found:
        draft.add_trace(
            Trace(trace_kind, value, item.id or item.place, first, last, "", role or _ROLES.get(kind, ""), mark, note)
        )


def _values(kind: str, value: str) -> Iterator[tuple[str, str, str]]:
    """Return the indicators that an attribute's value is: type, value, role; none if it is no indicator."""
    if not value.strip():
        return
    first, _, second = kind.partition("|")
    if second and "|" in value:
        one, _, other = value.partition("|")
        yield from _values(first, one)
        yield from _values(second, other)
    elif kind in _ROLES or kind == "ip":
        yield (*address(value), _ROLES.get(kind, ""))
    elif kind == "AS" and value:
        yield (*number_of_system(value), "")
    elif kind in _NAMES and value:
        yield _NAMES[kind], value, ""
    elif kind in _DIGESTS and value:
        yield "file-hash", value, kind


def _object(one: Any, place: str, draft: Draft, inherited: str) -> list[str]:
    if not isinstance(one, dict):
        return [_attribute(one, place, draft, inherited, "")]
    attributes = one.get("Attribute")
    body = {key: value for key, value in one.items() if key != "Attribute" or not isinstance(value, list)}
    item = Item(_text(one, "uuid"), "object", place, body)
    draft.items.append(item)
    note_oddities(item)
    for key in ("uuid", "id", "event_id", "timestamp", "template_uuid", "template_version"):
        item.text(key)
    if str(item.peek("deleted")) in {"True", "true", "1"}:
        item.outcome = "deleted by its author"
        return []
    name, mark = item.text("name", to="indicators"), strictest(_marks(item), inherited)
    listed = attributes if isinstance(attributes, list) else []
    return [
        _attribute(inner, f"{place}/Attribute/{number}", draft, mark, f"object {name}" if name else "")
        for number, inner in enumerate(listed)
    ]


def _marks(item: Item) -> str:
    """Return the strictest level that an object's tags name."""
    tags = item.peek("Tag")
    if not isinstance(tags, list):
        return ""
    names = [one.get("name") if isinstance(one, dict) else one for one in tags]
    levels = [level for name in names if isinstance(name, str) and (level := level_of_tag(name))]
    if not tags or (levels and len(levels) == len(names)):
        item.mark("Tag", to="tlp")
    return strictest(*levels)


def _galaxies(item: Item, draft: Draft) -> None:
    listed = item.peek("Galaxy")
    if not isinstance(listed, list):
        return
    if not listed:
        item.mark("Galaxy", to="read")
    kinds = {str(one.get("type")) for one in listed if isinstance(one, dict)}
    if kinds & {"threat-actor", "mitre-intrusion-set", "microsoft-activity-group"}:
        _leave_author(draft)


def _leave_author(draft: Draft) -> None:
    draft.notes.append(
        "The record says who may be behind the operation. Nothing of that was made a claim: who did it decides no "
        "question here. It is kept under `imports`."
    )


def _moment(item: Item, key: str) -> Moment | None:
    """Return a time stamp in seconds; 0 is how MISP writes that there is none."""
    if item.text(key) in {"", "0"}:
        return None
    return stamp(item, key)


def _text(body: Mapping[str, Any], key: str) -> str:
    value = body.get(key)
    return value if isinstance(value, str) else ""
