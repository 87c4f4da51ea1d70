"""A STIX bundle as its objects, how they are tied together, and who may read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from duecare.base.moments import Moment
from duecare.ingest.countries import state_of
from duecare.ingest.dates import moment_of
from duecare.ingest.json_text import as_text
from duecare.ingest.ledger import Item, note_oddities
from duecare.ingest.limits import OBJECTS, refusal, refuse

ENDS = ("source_ref", "relationship_type", "target_ref")
COMMON = ("type", "id", "spec_version", "created", "modified", "created_by_ref")


@dataclass(slots=True)
class Bundle:
    """The objects of a bundle that count, by id, and the relationships between them."""

    items: list[Item]
    by_id: dict[str, Item] = field(default_factory=dict)
    targets: dict[tuple[str, str], list[tuple[str, Item]]] = field(default_factory=dict)
    states: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, *kinds: str) -> Iterator[Item]:
        """Return the objects of some types that count, in the order of the file."""
        return (item for item in self.items if item.kind in kinds and not item.outcome)

    def related(self, source: str, *kinds: str) -> tuple[str, ...]:
        """Return the ids that relationships of some kinds lead to from an object; they count as used."""
        found = [one for kind in kinds for one in self.targets.get((source, kind), ())]
        for _, item in found:
            for key in ENDS:
                item.mark(key, to="ties")
        return tuple(target for target, _ in found)

    def states_of(self, *ids: str) -> tuple[str, ...]:
        """Return the States in which some objects are said to be: locations themselves, or located at one."""
        return tuple(dict.fromkeys(state for name in dict.fromkeys(ids) for state in self._states_of(name)))

    def _states_of(self, name: str) -> tuple[str, ...]:
        if name not in self.states:
            item = self.by_id.get(name)
            places = [item] if item is not None and item.kind == "location" else []
            places += [self.by_id[one] for one in self.related(name, "located-at") if one in self.by_id]
            self.states[name] = tuple(dict.fromkeys(state for place in places if (state := _state(place))))
        return self.states[name]

    def name_of(self, name: str) -> str:
        """Return what to call an object in a sentence."""
        item = self.by_id.get(name)
        said = item.text("name") if item is not None else ""
        return f"'{said}'" if said else name.partition("--")[0] or "an object"


def open_bundle(value: Any, file: str) -> Bundle:
    """Return the objects of a bundle; what cannot be one is told, and the rest is read."""
    objects = _objects(value, file)
    if not objects:
        refuse(file, "this bundle has no objects", "check that it is whole")
    if len(objects) > OBJECTS:
        refuse(file, f"this bundle has {len(objects):,} objects", f"the limit is {OBJECTS:,}: split it")
    bundle = Bundle([_item(number, one) for number, one in enumerate(objects)])
    for item in bundle.items:
        note_oddities(item)
        _enter(item, bundle)
    for item in bundle.of("relationship"):
        source, kind, target = (item.peek(key) for key in ENDS)
        if isinstance(source, str) and isinstance(kind, str) and isinstance(target, str):
            bundle.targets.setdefault((source, kind), []).append((target, item))
    return bundle


def stamp(item: Item, *path: str, to: str = "") -> Moment | None:
    """Return a date of an object; one that is none, or lies outside all bounds, is told and left."""
    value = item.peek(*path)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    found = moment_of(str(value))
    if found is None:
        item.trouble(f"/{'/'.join(path)}", f"'{str(value)[:40]}' is no date that can be used; it was left")
    elif to:
        item.mark(*path, to=to)
    else:
        item.text(*path)
    return found


def span_of(item: Item, first: str, last: str, to: str) -> tuple[Moment | None, Moment | None]:
    """Return when something began and ended; an end before its beginning is told and left."""
    begins, ends = stamp(item, first, to=to), stamp(item, last)
    if begins is not None and ends is not None and ends.latest < begins.earliest:
        item.trouble(f"/{last}", f"{ends} is before {first}, {begins}; it was left")
        item.taken.pop((last,), None)
        return begins, None
    if ends is not None:
        item.mark(last, to=to)
    return begins, ends


def _objects(value: Any, file: str) -> list[Any]:
    if isinstance(value, dict) and value.get("type") == "bundle":
        objects = value.get("objects", [])
        if isinstance(objects, list):
            return objects
        refuse(file, "`objects` of this bundle is no list", "check that it is STIX 2.1")
    if isinstance(value, dict) and isinstance(value.get("type"), str) and isinstance(value.get("id"), str):
        return [value]
    if isinstance(value, list):
        return value
    raise refusal(file, "this is no STIX bundle", "it needs `type: bundle` and `objects`; or name the format with --as")


def _item(number: int, value: Any) -> Item:
    place = f"objects/{number}"
    if not isinstance(value, dict):
        item = Item("", "", place, {"value": value}, outcome="no object")
        item.trouble("", f"this is no object but {as_text(value)[:40]}")
        return item
    name, kind = value.get("id"), value.get("type")
    item = Item(name if isinstance(name, str) else "", kind if isinstance(kind, str) else "", place, value)
    for key in COMMON:
        item.text(key)
    return item


def _enter(item: Item, bundle: Bundle) -> None:
    if item.outcome:
        return
    if not item.id or not item.kind or not item.id.startswith(f"{item.kind}--"):
        item.outcome = "without a type and an id that fit"
        item.trouble("/id", "an object needs a `type`, and an `id` that begins with it")
        return
    if item.get("revoked") is True:
        item.outcome = "revoked by its author"
        return
    other = bundle.by_id.setdefault(item.id, item)
    if other is not item:
        kept, dropped = (item, other) if _version(item) > _version(other) else (other, item)
        same = _version(kept) == _version(dropped)
        dropped.outcome = "the same id comes twice" if same else "another version of this object counts"
        dropped.trouble("/id", f"{item.id} comes again at {kept.place}; this one was left")
        bundle.by_id[item.id] = kept


def _version(item: Item) -> str:
    return item.text("modified") or item.text("created")


def _state(place: Item) -> str:
    said = place.text("country")
    found = state_of(said)
    if said and not found and not place.troubles:
        place.trouble("/country", f"'{said[:40]}' is no State of the table; it was left")
    if found:
        place.mark("country", to="states")
    else:
        place.taken.pop(("country",), None)
    return found
