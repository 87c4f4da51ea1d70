"""What a STIX bundle says becomes claims only where somebody observed it, and names nobody as the author."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_records import sdo, stix, tie

from duecare.dossier.model import Dossier
from duecare.ingest.draft import Draft
from duecare.ingest.observables import of_pattern
from duecare.ingest.stix_incident import CORE

Readable = Callable[[Draft], Dossier]

_VICTIM = sdo("identity", 1, name="A hospital", identity_class="organization")
_ESTONIA = sdo("location", 2, country="EE")
_AT = tie(3, _VICTIM, "located-at", _ESTONIA)
_TIMES = {"start_time": "2024-02-10T08:00:00Z", "end_time": "2024-02-12T09:30:00Z"}


def _first_shape() -> list[dict[str, Any]]:
    """An incident that holds activities and impacts within its extension."""
    core = {
        "extension_type": "property-extension",
        "determination": "suspected",
        "investigation_status": "open",
        "incident_types": ["ransomware"],
        "attacker_activities": [{"outcome": "successful", "description": "Files were encrypted", **_TIMES}],
        "defender_activities": [
            {"activity_type": "reported", "outcome": "successful", "description": "Told the CSIRT"}
        ],
        "availability_impacts": [{"availability_impact": 80}],
        "confidentiality_impacts": [{"information_type": "pii", "loss_type": "confirmed-loss"}],
        "integrity_impacts": [{"alteration": "none"}],
        "impacted_entity_counts": {"individual": 12},
    }
    incident = sdo("incident", 4, name="Ransomware", extensions={CORE: core})
    return [incident, _VICTIM, _ESTONIA, _AT, tie(5, incident, "impacts", _VICTIM)]


def _second_shape() -> list[dict[str, Any]]:
    """The same incident, with events, impacts and tasks as objects of their own."""
    event = sdo("event", 10, status="occurred", event_types=["ransomware"], name="Files were encrypted", **_TIMES)
    refs = {"impacted_refs": [_VICTIM["id"]], **_TIMES}
    impacts = [
        sdo(
            "impact",
            11,
            impact_category="availability",
            extensions={"availability": {"availability_impact": 80}},
            **refs,
        ),
        sdo(
            "impact",
            12,
            impact_category="confidentiality",
            extensions={"confidentiality": {"loss_type": "confirmed-loss"}},
            **refs,
        ),
        sdo("impact", 13, impact_category="integrity", extensions={"integrity": {"alteration": "none"}}, **refs),
    ]
    task = sdo("task", 14, name="Told the CSIRT", outcome="successful", task_types=["reported"])
    core = {
        "extension_type": "property-extension",
        "determination": "suspected",
        "investigation_status": "open",
        "incident_types": ["ransomware"],
        "event_refs": [event["id"]],
        "impact_refs": [one["id"] for one in impacts],
        "task_refs": [task["id"]],
    }
    return [
        sdo("incident", 4, name="Ransomware", extensions={CORE: core}),
        event,
        *impacts,
        task,
        _VICTIM,
        _ESTONIA,
        _AT,
    ]


@pytest.mark.parametrize("objects", [_first_shape(), _second_shape()], ids=["within", "apart"])
def test_both_shapes_of_an_incident_say_the_same(objects: list[dict[str, Any]], readable: Readable) -> None:
    """Where impacts stand makes no difference: the same claims, the same dates, the same kind of operation."""
    dossier = readable(stix(*objects))
    assert dossier.operation.kind == "ransomware"
    assert str(dossier.operation.began) == "2024-02-10T08:00Z"
    assert str(dossier.operation.ended) == "2024-02-12T09:30Z"
    assert dossier.operation.harms == ("H2", "H3")
    shown = {(claim.leaf, claim.beneficiary, claim.value, claim.standing) for claim in dossier.claims}
    assert shown == {
        ("loss_of_functionality_there", "EST", "yes", "alleged"),
        ("data_taken_there", "EST", "yes", "alleged"),
    }
    assert any("Told the CSIRT" in entry.what for entry in dossier.timeline)


@pytest.mark.parametrize("objects", [_first_shape(), _second_shape()], ids=["within", "apart"])
def test_every_claim_knows_where_it_was_read(objects: list[dict[str, Any]], readable: Readable) -> None:
    """A claim's source has the file's digest, and the claim names an object of the bundle and its field."""
    dossier = readable(stix(*objects))
    ids = {one["id"] for one in objects}
    for claim in dossier.claims:
        name, _, field = claim.read_from.partition("/")
        assert name in ids
        assert field
        assert [len(dossier.sources[one].sha256) for one in claim.sources] == [64]


def test_a_demand_and_nothing_altered_are_no_harm(readable: Readable) -> None:
    """A ransom that was asked for is no loss, and an impact of `none` shows nothing."""
    demand = {"monetary": {"variety": "ransom-demand", "min_amount": 5, "max_amount": 9}}
    paid = {"monetary": {"variety": "ransom-payment", "min_amount": 5, "max_amount": 9}}
    refs = {"impacted_refs": [_VICTIM["id"]], "impact_category": "monetary"}
    around = [_VICTIM, _ESTONIA, _AT, sdo("incident", 9, name="I")]
    assert readable(stix(sdo("impact", 4, extensions=demand, **refs), *around)).claims == ()
    claims = readable(stix(sdo("impact", 4, extensions=paid, **refs), *around)).claims
    assert [claim.leaf for claim in claims] == ["economic_harm"]


def test_an_author_is_no_nexus(readable: Readable) -> None:
    """Where a threat actor sits, and to whom an incident is attributed, is kept and becomes no claim and no State."""
    actor, russia = sdo("threat-actor", 5, name="Bear"), sdo("location", 6, country="RU")
    incident = sdo("incident", 4, name="I", extensions={CORE: {"incident_types": ["phishing"]}})
    ties = [tie(7, actor, "located-at", russia), tie(8, incident, "attributed-to", actor)]
    dossier = readable(
        stix(incident, actor, russia, *ties, sdo("intrusion-set", 9, name="Set", first_seen=_TIMES["start_time"]))
    )
    assert dossier.claims == ()
    assert dossier.states == ()
    assert any("Nothing of that was made a claim" in note for note in dossier.notes)
    kept = {(left.at.rsplit("/", 1)[-1], left.value) for left in dossier.imports[0].left}
    assert {("name", "Bear"), ("country", "RU"), ("relationship_type", "attributed-to"), ("name", "Set")} <= kept


def test_infrastructure_in_a_state_is_alleged_there(readable: Readable) -> None:
    """A control server that the record places in a State makes that claim, alleged; an anonymiser makes none."""
    server = sdo(
        "infrastructure", 1, name="C2", infrastructure_types=["command-and-control"], first_seen="2024-01-05T00:00:00Z"
    )
    relay = sdo("infrastructure", 2, name="Relay", infrastructure_types=["anonymization"])
    places = [sdo("location", 3, country="Netherlands"), sdo("location", 4, country="FR")]
    address = {"type": "ipv4-addr", "id": "ipv4-addr--00000000-0000-4000-8000-000000000005", "value": "198.51.100.3"}
    ties = [
        tie(6, server, "located-at", places[0]),
        tie(7, relay, "located-at", places[1]),
        tie(8, server, "consists-of", address),
    ]
    dossier = readable(stix(server, relay, *places, address, *ties))
    assert [(claim.leaf, claim.bearer, claim.standing) for claim in dossier.claims] == [
        ("territorial_origin", "NLD", "alleged")
    ]
    assert [(one.value, one.role, str(one.first_seen)) for one in dossier.indicators] == [
        ("198.51.100.3", "command-and-control", "2024-01-05T00:00Z")
    ]


def _marked(number: int, *ids: str, **more: Any) -> dict[str, Any]:
    return sdo(
        "indicator",
        number,
        pattern=f"[ipv4-addr:value = '198.51.100.{number}']",
        pattern_type="stix",
        valid_from="2024-01-01T00:00:00Z",
        object_marking_refs=list(ids),
        **more,
    )


def test_markings_of_both_versions(readable: Readable) -> None:
    """Version 1 and 2, objects and parts of objects: the strictest counts, and statements are told."""
    amber_1 = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"
    strict_2 = "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"
    statement = sdo("marking-definition", 30, definition_type="statement", definition={"statement": "Copyright A."})
    own = sdo("marking-definition", 31, definition_type="tlp", definition={"tlp": "green"})
    granular = [{"marking_ref": strict_2, "selectors": ["pattern"]}]
    dossier = readable(
        stix(
            _marked(1, own["id"], statement["id"]),
            _marked(2, amber_1),
            _marked(3, own["id"], granular_markings=granular),
            statement,
            own,
        )
    )
    assert dossier.tlp == "amber+strict"
    assert [one.tlp for one in dossier.indicators] == ["green", "amber", "amber+strict"]
    assert "The record is marked: Copyright A." in dossier.notes


def test_a_marking_nobody_understands_lets_nothing_travel(readable: Readable) -> None:
    """An unknown marking counts as red; no marking at all as amber, and the dossier says so."""
    unknown = sdo("marking-definition", 30, extensions={"extension-definition--x": {"secret": "yes"}})
    assert readable(stix(_marked(1, unknown["id"]), unknown)).tlp == "red"
    assert readable(stix(_marked(1, "marking-definition--not-here"))).tlp == "red"
    plain = readable(stix(_marked(1)))
    assert plain.tlp == "amber"
    assert any("no marking" in note for note in plain.notes)


def test_the_newest_version_counts_once() -> None:
    """Of one id that comes twice the later version counts, wherever it stands; what is revoked does not count."""
    old, new = _marked(1, name="old"), _marked(1, name="new")
    new["modified"] = "2025-01-01T00:00:00.000Z"
    gone = _marked(2, revoked=True)
    for order in ([old, new, gone], [new, old, gone]):
        draft = stix(*order)
        assert [trace.value for trace in draft.traces] == ["198.51.100.1"]
        assert "new" in draft.traces[0].note
        assert sorted(item.outcome for item in draft.items if item.outcome) == [
            "another version of this object counts",
            "revoked by its author",
        ]


def test_observations_and_traffic_date_what_was_seen(readable: Readable) -> None:
    """Times and roles come from observed data, traffic and sightings; the operation began when first seen."""
    ids = [f"ipv4-addr--00000000-0000-4000-8000-{number:012d}" for number in (1, 2)]
    addresses = [{"type": "ipv4-addr", "id": one, "value": f"198.51.100.{n}"} for n, one in enumerate(ids)]
    traffic = {
        "type": "network-traffic",
        "id": "network-traffic--00000000-0000-4000-8000-000000000003",
        "src_ref": ids[0],
        "dst_ref": ids[1],
        "protocols": ["tcp"],
        "start": "2024-02-01T00:00:00Z",
        "end": "2024-02-03T00:00:00Z",
    }
    seen = sdo(
        "observed-data",
        4,
        first_observed="2024-01-20T00:00:00Z",
        last_observed="2024-01-21T00:00:00Z",
        number_observed=3,
        object_refs=[ids[0]],
    )
    sighting = sdo(
        "sighting",
        5,
        sighting_of_ref=ids[1],
        first_seen="2024-03-01T00:00:00Z",
        count=4,
        where_sighted_refs=[_VICTIM["id"]],
    )
    dossier = readable(stix(*addresses, traffic, seen, sighting, _VICTIM, _ESTONIA, _AT))
    first, second = dossier.indicators
    assert (first.role, str(first.first_seen), str(first.last_seen)) == (
        "source of traffic",
        "2024-01-20T00:00Z",
        "2024-02-03T00:00Z",
    )
    assert (second.role, str(second.last_seen)) == ("destination of traffic", "2024-03-01T00:00Z")
    assert str(dossier.operation.began) == "2024-01-20T00:00Z"
    assert dossier.states == ("EST",)
    assert dossier.claims == ()


@pytest.mark.parametrize(
    ("pattern", "found", "whole"),
    [
        ("[ipv4-addr:value = '10.0.0.1']", [("ipv4", "10.0.0.1")], True),
        (
            "[ipv4-addr:value ISSUBSET '10.0.0.0/8' OR domain-name:value IN ('a.b', 'c.d')]",
            [("ipv4", "10.0.0.0/8"), ("domain", "a.b"), ("domain", "c.d")],
            True,
        ),
        ("[file:hashes.'SHA-256' = 'ab' OR file:hashes.MD5 = 'cd']", [("file-hash", "ab"), ("file-hash", "cd")], True),
        ("[url:value = 'http://x/\\'q\\'']", [("url", "http://x/'q'")], True),
        ("[ipv4-addr:value NOT = '10.0.0.1']", [], False),
        ("[domain-name:value MATCHES '.*']", [], False),
        (
            "[ipv4-addr:value = '10.0.0.1'] FOLLOWEDBY [domain-name:value = 'a.b']",
            [("ipv4", "10.0.0.1"), ("domain", "a.b")],
            False,
        ),
        ("[email-message:subject = 'x' AND email-addr:value = 'a@b.c']", [("email", "a@b.c")], False),
        ("[autonomous-system:number = 64500]", [("asn", "64500")], True),
    ],
)
def test_patterns(pattern: str, found: list[tuple[str, str]], whole: bool) -> None:
    """Plain equality gives indicators; a pattern that says more is kept as well."""
    assert of_pattern(pattern) == (tuple(found), whole)


@given(
    st.lists(
        st.tuples(st.sampled_from(["domain-name", "url"]), st.text(min_size=1, max_size=12).filter(str.strip)),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_text_in_a_pattern_comes_back(values: list[tuple[str, str]]) -> None:
    """Whatever stands between quotation marks, brackets and operators too, is the value and nothing else."""
    kinds = {"domain-name": "domain", "url": "url"}
    quoted = [(kind, text.replace("\\", "\\\\").replace("'", "\\'")) for kind, text in values]
    pattern = " OR ".join(f"{kind}:value = '{text}'" for kind, text in quoted).join("[]")
    assert of_pattern(pattern)[0] == tuple(dict.fromkeys((kinds[kind], text.strip()) for kind, text in values))
