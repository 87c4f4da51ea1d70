"""Any input whatever is read or refused: no crash, no hang, and what is written the strict reader takes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_records import given as said_of

from duecare.base.errors import InputError
from duecare.dossier.model import Dossier
from duecare.ingest import detect
from duecare.ingest.cells import values_of
from duecare.ingest.draft import Draft, text_of
from duecare.ingest.json_text import read_json
from duecare.ingest.misp import read_misp
from duecare.ingest.observables import of_pattern
from duecare.ingest.stix import read_stix

Readable = Callable[[Draft], Dossier]


@pytest.mark.parametrize(
    "piece", ["'", "\\'", "a", "a:", "a:b.", "a:b = '", "a:b = 'c' ", "(", "[", "' ", "['", "\\\\"]
)
def test_no_text_makes_a_search_slow(piece: str) -> None:
    """Patterns and cells of hundreds of thousands of signs, of the kind that makes searches go back, are just read."""
    text = piece * (400_000 // len(piece))
    of_pattern(f"[{text}]")
    values_of(f"[{text}]")
    assert read_json(json.dumps({"a": text}).encode(), "x.json") == {"a": text}


_KEYS = st.sampled_from(
    [
        "type",
        "id",
        "objects",
        "created",
        "modified",
        "first_seen",
        "last_seen",
        "pattern",
        "pattern_type",
        "name",
        "value",
        "number",
        "hashes",
        "extensions",
        "tlp",
        "object_marking_refs",
        "granular_markings",
        "marking_ref",
        "external_references",
        "object_refs",
        "source_ref",
        "target_ref",
        "country",
        "relationship_type",
        "infrastructure_types",
        "definition",
        "revoked",
        "Event",
        "Attribute",
        "Object",
        "Tag",
        "Galaxy",
        "info",
        "date",
        "timestamp",
        "deleted",
        "category",
        "response",
        "impact_category",
        "impacted_refs",
        "status",
        "event_types",
        "attacker_activities",
        "uuid",
    ]
)
_TYPES = st.sampled_from(
    [
        "bundle",
        "incident",
        "indicator",
        "infrastructure",
        "location",
        "identity",
        "ipv4-addr",
        "ipv6-addr",
        "domain-name",
        "url",
        "file",
        "autonomous-system",
        "network-traffic",
        "observed-data",
        "sighting",
        "course-of-action",
        "note",
        "opinion",
        "report",
        "relationship",
        "marking-definition",
        "impact",
        "event",
        "task",
        "campaign",
        "threat-actor",
        "ip-src",
        "domain|ip",
        "md5",
        "AS",
        "located-at",
        "consists-of",
    ]
)
_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), _TYPES,
    st.sampled_from(["2024-01-01T00:00:00Z", "2023-01-01", "0", "1603642920", "tlp:red", "EE"]),
    st.just("[ipv4-addr:value = '1.2.3.4']"),
    st.builds(lambda kind, number: f"{kind}--{number}", _TYPES, st.integers(0, 3)),
)  # fmt: skip
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=5)),
    max_leaves=12,
)
_OBJECTS = st.dictionaries(_KEYS, _VALUES, max_size=6)
_TYPED = st.builds(
    lambda kind, number, body: {**body, "type": kind, "id": f"{kind}--{number}"}, _TYPES, st.integers(0, 3), _OBJECTS
)


def _accounted(drafts: list[Draft], readable: Readable) -> None:
    for draft in drafts:
        for item in draft.items:
            assert sum(item.counted().values()) == sum(1 for _ in item.parts())
        if draft.began is not None and not draft.refused:
            read = readable(draft)
            assert {claim.standing for claim in read.claims} <= {"alleged"}
            assert "bearer_is_source" not in {claim.leaf for claim in read.claims}
            assert len(read.indicators) == len(draft.traces)


@given(st.lists(st.one_of(_TYPED, _VALUES), max_size=6))
@settings(max_examples=100, deadline=None)
def test_any_bundle_is_read_or_refused(readable: Readable, objects: list[Any]) -> None:
    """Whatever JSON stands where objects should, the result is a dossier the strict reader takes, or a refusal."""
    data = json.dumps({"type": "bundle", "id": "bundle--1", "objects": objects}).encode()
    try:
        _accounted([read_stix(read_json(data, "x.json"), said_of())], readable)
    except InputError as refused:
        assert refused.diagnostics


@given(_OBJECTS, st.lists(st.one_of(_OBJECTS, _VALUES), max_size=4), st.lists(st.one_of(_OBJECTS, _VALUES), max_size=3))
@settings(max_examples=100, deadline=None)
def test_any_event_is_read_or_refused(readable: Readable, body: Any, attributes: Any, things: Any) -> None:
    """The same of MISP events, their attributes and objects."""
    data = json.dumps({"Event": {**body, "Attribute": attributes, "Object": things}}).encode()
    try:
        _accounted(read_misp(read_json(data, "x.json"), said_of()), readable)
    except InputError as refused:
        assert refused.diagnostics


@given(st.one_of(st.binary(max_size=80), st.lists(st.lists(st.text(max_size=6), max_size=6), max_size=5)))
@settings(max_examples=100, deadline=None)
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: Any) -> None:
    """Any bytes, and any table under the dataset's header, are read to the end or refused with a message."""
    path = tmp_path_factory.getbasetemp() / "any"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        rows = "\n".join(",".join(f'"{cell}"' for cell in row) for row in content)
        path.write_text(
            f"ID,start_date,end_date,incident_type,receiver_country,data_theft\n{rows}", "utf-8", "surrogatepass"
        )
    try:
        for draft in detect.open_record(path)[1]:
            assert draft.refused or text_of(draft)
    except InputError as refused:
        assert refused.diagnostics
