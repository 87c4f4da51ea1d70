"""MISP events are read in every wrapping, with numbers as texts, and tell what they observed, not who was behind it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from invented_records import given, misp
from pymisp import MISPEvent

from duecare.dossier.model import Dossier
from duecare.ingest.draft import Draft
from duecare.ingest.misp import looks_like_events, read_misp
from duecare.ingest.observables import address, number_of_system

Readable = Callable[[Draft], Dossier]
_EVENT: dict[str, Any] = {"uuid": "e", "info": "I", "date": "2024-03-01", "Attribute": [], "Object": []}


@pytest.mark.parametrize(
    "value",
    [
        _EVENT,
        {"Event": _EVENT},
        [{"Event": _EVENT}],
        {"response": [{"Event": _EVENT}]},
        {"response": {"Event": _EVENT}},
    ],
    ids=["bare", "event", "list", "response", "response-one"],
)
def test_every_wrapping(value: Any) -> None:
    """However an export wraps its events, it is recognised, and its one event is one draft."""
    assert looks_like_events(value)
    drafts = read_misp(value, given())
    assert [(draft.title, str(draft.began)) for draft in drafts] == [("MISP event: I", "2024-03-01")]


def test_what_the_reference_library_writes(readable: Readable) -> None:
    """An event made with pymisp, with attributes and an object, gives the indicators that were put into it."""
    event = MISPEvent()
    event.info, event.date = "Phishing", "2024-02-10"
    event.add_tag("tlp:green")
    put = {
        "ip-dst": "198.51.100.9",
        "domain": "a.example",
        "sha256": "ab" * 32,
        "AS": "AS64500",
        "email-src": "x@a.example",
    }
    for kind, value in put.items():
        event.add_attribute(kind, value, first_seen="2024-02-11T10:00:00+00:00", last_seen="2024-02-12T10:00:00+00:00")
    thing = event.add_object(name="domain-ip")
    thing.add_attribute("ip", "198.51.100.10", type="ip-dst")
    dossier = readable(read_misp(json.loads(event.to_json()), given())[0])
    assert dossier.tlp == "green"
    assert [(one.type, one.value) for one in dossier.indicators] == [
        ("ipv4", "198.51.100.9"), ("domain", "a.example"), ("file-hash", "ab" * 32), ("asn", "64500"),
        ("email", "x@a.example"), ("ipv4", "198.51.100.10"),
    ]  # fmt: skip
    assert {str(one.first_seen) for one in dossier.indicators[:5]} == {"2024-02-11T10:00+00:00"}
    assert str(dossier.operation.began) == "2024-02-11T10:00+00:00"
    assert "domain-ip" in dossier.indicators[5].note


def test_numbers_may_be_texts_or_numbers() -> None:
    """The same event with its numbers as texts and as numbers is the same draft."""
    texts = misp(
        timestamp="1709373600", threat_level_id="2", Attribute=[{"type": "AS", "value": "64500", "timestamp": "1"}]
    )
    numbers = misp(timestamp=1709373600, threat_level_id=2, Attribute=[{"type": "AS", "value": 64500, "timestamp": 1}])
    assert texts.traces == numbers.traces
    assert texts.origin == numbers.origin
    assert str(texts.origin.date) == "2024-03-02T10:00Z"


def test_composite_values_are_taken_apart() -> None:
    """domain|ip, ip|port and filename|digest give each part that is an indicator."""
    values = [
        ("domain|ip", "a.example|198.51.100.1"),
        ("ip-dst|port", "2001:db8::1|443"),
        ("filename|md5", f"x.exe|{'a' * 32}"),
    ]
    draft = misp(Attribute=[{"type": kind, "value": value} for kind, value in values])
    assert [(one.type, one.value) for one in draft.traces] == [
        ("domain", "a.example"), ("ipv4", "198.51.100.1"), ("ipv6", "2001:db8::1"), ("file-hash", "a" * 32),
    ]  # fmt: skip


def test_an_author_is_left_aside(readable: Readable) -> None:
    """Attributions, in attributes and galaxies, are kept and become no claim, no State and no indicator."""
    galaxy = [{"type": "threat-actor", "GalaxyCluster": [{"value": "Bear", "meta": {"country": ["RU"]}}]}]
    author = {"type": "threat-actor", "category": "Attribution", "value": "Bear"}
    dossier = readable(misp(Attribute=[author], Galaxy=galaxy))
    assert (dossier.claims, dossier.states, dossier.indicators) == ((), (), ())
    assert sum("Nothing of that was made a claim" in note for note in dossier.notes) == 1
    assert {"Bear"} <= {left.value for left in dossier.imports[0].left}


def test_marks_of_event_attribute_and_object(readable: Readable) -> None:
    """Of its own, its object's and its event's tags an attribute bears the strictest; the dossier that of all."""
    marked = {"type": "domain", "value": "a.example", "Tag": [{"name": "tlp:amber+strict"}]}
    plain = {"type": "domain", "value": "b.example"}
    thing = {"name": "o", "Tag": [{"name": "TLP:AMBER"}], "Attribute": [{"type": "domain", "value": "c.example"}]}
    dossier = readable(misp(Tag=[{"name": "tlp:white"}], Attribute=[marked, plain], Object=[thing]))
    assert [one.tlp for one in dossier.indicators] == ["amber+strict", "clear", "amber"]
    assert dossier.tlp == "amber+strict"
    assert readable(misp(Tag=[{"name": "tlp:purple"}])).tlp == "red"


def test_deleted_and_unusable_parts_are_told() -> None:
    """What its author deleted is left; a part that is no object or a reversed time is told with its place."""
    deleted = {"type": "domain", "value": "a.example", "deleted": True}
    reversed_ = {"type": "domain", "value": "b.example", "first_seen": "2024-02-02", "last_seen": "2024-02-01"}
    draft = misp(Attribute=[deleted, reversed_, 7], target="x")
    assert [one.value for one in draft.traces] == ["b.example"]
    assert draft.traces[0].last_seen is None
    assert [item.outcome for item in draft.items] == ["", "deleted by its author", "", "no object"]
    troubles = [trouble for item in draft.items for trouble in item.troubles]
    assert [one.at for one in troubles] == ["events/0/Attribute/1/last_seen", "events/0/Attribute/2"]


def test_a_target_is_a_state_and_no_claim(readable: Readable) -> None:
    """A target's location names a State; what happened there nobody has said."""
    dossier = readable(misp(Attribute=[{"type": "target-location", "value": "Estonia"}]))
    assert (dossier.states, dossier.claims) == (("EST",), ())


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("AS174", "174"),
        (" as 64500 ", "64500"),
        ("4294967295", "4294967295"),
        ("4294967296", ""),
        ("AS-1", ""),
        ("٣", ""),
    ],
)
def test_numbers_of_systems(value: str, found: str) -> None:
    """A number fits 32 bits and is written in ASCII; anything else is kept as it was, of type other."""
    assert number_of_system(value) == (("asn", found) if found else ("other", value.strip()))


def test_addresses_are_written_one_way() -> None:
    """One address has one spelling; a range stays a range; what is no address says so."""
    assert address("2001:DB8:0:0::1") == ("ipv6", "2001:db8::1")
    assert address("10.0.0.7/8") == ("ipv4", "10.0.0.0/8")
    assert address("10.0.0.7/32") == ("ipv4", "10.0.0.7")
    assert address("010.1.1.1") == ("other", "010.1.1.1")
