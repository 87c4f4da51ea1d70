"""Incidents of STIX with the Incident Core extension, in the shape that holds activities and impacts within it, and in
the one that keeps events, impacts and tasks as objects of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from duecare.base.moments import Moment
from duecare.ingest.bundle import span_of, stamp
from duecare.ingest.dates import coarser, first_of, last_of
from duecare.ingest.effects import ALTERED, AVAILABILITY, ECONOMIC, PHYSICAL, TAKEN, there
from duecare.ingest.ledger import Item
from duecare.ingest.stix import Reading

CORE = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
_HARMED = ("targets", "impacts", "located-at")
_LOSSES = {"confirmed-loss", "exploited-loss", "suspected-loss"}
_COSTS = {
    "brand-damage",
    "data-and-infrastructure",
    "equipment",
    "productivity",
    "ransom-payment",
    "response-and-recovery",
}
_WITHIN = {
    "availability_impacts": "availability",
    "confidentiality_impacts": "confidentiality",
    "integrity_impacts": "integrity",
    "monetary_impacts": "monetary",
    "physical_impacts": "physical",
}


def read_incidents(reading: Reading) -> None:
    """Read every incident, and the events, impacts and tasks that stand beside it."""
    incidents = [item.id for item in reading.bundle.of("incident")]
    named = [one for name in incidents for one in reading.bundle.related(name, *_HARMED)]
    reading.harmed = reading.bundle.states_of(*named, *incidents)
    for item in reading.bundle.of("incident"):
        _incident(item, reading)
    happened = [*_events(reading), *_impacts(reading)]
    for item in reading.bundle.of("task"):
        _activity(item, (), item.body, "Response", reading)
    began = [first for first, _ in happened if first]
    ended = [last for _, last in happened if last]
    reading.begins += began
    if began and ended and last_of(ended).latest >= first_of(began).earliest and not _goes_on(reading):
        reading.draft.ended = last_of(ended)


def _incident(item: Item, reading: Reading) -> None:
    path = ("extensions", CORE)
    if not isinstance(item.peek(*path), dict):
        return
    item.text(*path, "extension_type")
    kinds = item.texts(*path, "incident_types", to="operation")
    if kinds:
        reading.draft.kind = ", ".join(kinds)
    for key in ("determination", "investigation_status"):
        word = item.text(*path, key, to="notes")
        if word:
            reading.draft.notes.append(f"The record gives for {key.replace('_', ' ')} of {item.id}: {word}.")
    for key in ("event_refs", "task_refs", "impact_refs"):
        item.texts(*path, key)
    happened: list[tuple[Moment | None, Moment | None]] = []
    for key, word in (("attacker_activities", "Activity"), ("defender_activities", "Response")):
        for number, one in _listed(item, (*path, key), "timeline"):
            times = _activity(item, (*path, key, str(number)), one, word, reading)
            happened += [times] if key == "attacker_activities" else []
    reading.begins += [first for first, _ in happened if first]
    ended = [last for _, last in happened if last]
    reading.draft.ended = last_of(ended) if ended else None
    for key, category in _WITHIN.items():
        for number, one in _listed(item, (*path, key), "timeline"):
            on = first_of(reading.begins) if reading.begins else stamp(item, "created")
            _impact(item, (*path, key, str(number)), category, one, on, reading)


def _events(reading: Reading) -> Iterator[tuple[Moment | None, Moment | None]]:
    for item in reading.bundle.of("event"):
        status = item.text("status", to="timeline")
        kinds = item.texts("event_types", to="timeline")
        item.texts("sighting_refs")
        first, last = _times(item)
        on = first or stamp(item, "created")
        said = f"{item.text('name', to='timeline')} {item.text('description', to='timeline')}".strip()
        if on is not None:
            reading.add(on, f"Event ({', '.join([*kinds, status or 'status not told'])}): {said}", item)
        if status in {"occurred", "ongoing", ""}:
            yield first, None if status == "ongoing" else last


def _impacts(reading: Reading) -> Iterator[tuple[Moment | None, Moment | None]]:
    for item in reading.bundle.of("impact"):
        category = item.text("impact_category", to="timeline")
        first, last = _times(item)
        if item.text("superseded_by_ref"):
            item.outcome = "superseded by another impact"
            continue
        about = item.peek("extensions", category)
        on = first or stamp(item, "created")
        _impact(item, ("extensions", category), category, about if isinstance(about, dict) else {}, on, reading)
        yield first, last


def _times(item: Item) -> tuple[Moment | None, Moment | None]:
    first, last = span_of(item, "start_time", "end_time", "timeline")
    begins = coarser(first, item.text("start_time_fidelity")) if first else None
    ends = coarser(last, item.text("end_time_fidelity")) if last else None
    return begins, ends


def _activity(
    item: Item, path: tuple[str, ...], one: Mapping[str, Any], word: str, reading: Reading
) -> tuple[Moment | None, Moment | None]:
    """Add what an attacker or a defender is said to have done; the words stay those of the record."""
    if not path:
        first, last = _times(item)
        for key in ("name", "description", "outcome", "task_types"):
            item.get(key, to="timeline")
    else:
        inner = Item(item.id, item.kind, f"{item.place}/{'/'.join(path)}", dict(one))
        first, last = _times(inner)
        item.troubles += inner.troubles
    said = [one.get(key) for key in ("name", "activity_type", "outcome", "description")]
    words = "; ".join(part for part in said if isinstance(part, str) and part)
    on = first or stamp(item, "created")
    if on is not None:
        reading.add(on, f"{word}: {words or 'not described'}", item, "".join(f"/{step}" for step in path))
    return first, last


def _impact(
    item: Item, path: tuple[str, ...], category: str, about: Mapping[str, Any], on: Moment | None, reading: Reading
) -> None:
    leaf = _effect(category, about)
    places = _harmed(item, reading)
    if on is None:
        return
    description = item.text("description", to="timeline") if item.kind == "impact" else ""
    if item.kind == "impact" and about:
        item.mark(*path, to="timeline")
    details = "; ".join(f"{key.replace('_', ' ')}: {value}" for key, value in about.items() if _short(value))
    at = "".join(f"/{step}" for step in path)
    shows = there(reading.draft, (leaf,), places, f"{item.id}{at}") if leaf else ()
    reading.add(on, f"Impact on {category or 'nothing named'}: {description} {details}".strip(), item, at, shows=shows)


def _effect(category: str, about: Mapping[str, Any]) -> str:
    """Return the question of fact that an impact answers with yes; the empty text if it answers none."""
    share = about.get("availability_impact")
    if category == "availability" and isinstance(share, int | float) and not isinstance(share, bool) and share > 0:
        return AVAILABILITY
    if category == "confidentiality" and str(about.get("loss_type")) in _LOSSES:
        return TAKEN
    if category == "integrity" and str(about.get("alteration", "")).startswith(("partial", "full")):
        return ALTERED
    if category == "physical" and str(about.get("impact_type", "")).startswith(("damage", "destr")):
        return PHYSICAL
    if category == "monetary" and str(about.get("variety")) in _COSTS and _above_zero(about):
        return ECONOMIC
    return ""


def _above_zero(about: Mapping[str, Any]) -> bool:
    amounts = [about.get(key) for key in ("min_amount", "max_amount")]
    return any(isinstance(one, int | float) and not isinstance(one, bool) and one > 0 for one in amounts)


def _harmed(item: Item, reading: Reading) -> tuple[str, ...]:
    """Return the States in which those whom an impact is about are said to be."""
    bundle = reading.bundle
    if item.kind == "impact":
        return bundle.states_of(*item.texts("impacted_refs", to="states")) or reading.harmed or reading.affected
    return bundle.states_of(*bundle.related(item.id, *_HARMED), item.id) or reading.affected


def _listed(item: Item, path: tuple[str, ...], to: str) -> list[tuple[int, dict[str, Any]]]:
    value = item.peek(*path)
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        return []
    item.mark(*path, to=to)
    return list(enumerate(value))


def _goes_on(reading: Reading) -> bool:
    return any(item.text("status") == "ongoing" for item in reading.bundle.of("event"))


def _short(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and len(str(value)) <= 80
