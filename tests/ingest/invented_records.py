"""Small invented records, and the way from them to drafts."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from duecare.ingest.detect import open_record
from duecare.ingest.draft import Draft, Given
from duecare.ingest.misp import read_misp
from duecare.ingest.stix import read_stix


def given(name: str = "x.json", content: bytes = b"x", affected: tuple[str, ...] = ()) -> Given:
    return Given(name, sha256(content).hexdigest(), affected)


def stix(*objects: dict[str, Any], affected: tuple[str, ...] = ()) -> Draft:
    """Return the draft of a bundle that holds these objects."""
    value = {"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000001", "objects": list(objects)}
    return read_stix(json.loads(json.dumps(value)), given(affected=affected))


def misp(**event: Any) -> Draft:
    """Return the draft of one event."""
    whole = {"uuid": "e", "info": "An event", "date": "2024-03-01", **event}
    return read_misp({"Event": json.loads(json.dumps(whole))}, given())[0]


def opened(path: Path, **more: Any) -> list[Draft]:
    """Return all drafts of a file."""
    return list(open_record(path, **more)[1])


def sdo(kind: str, number: int, **more: Any) -> dict[str, Any]:
    """Return an object of STIX with what every one has."""
    at = "2024-03-01T10:00:00.000Z"
    name = f"{kind}--00000000-0000-4000-8000-{number:012d}"
    return {"type": kind, "spec_version": "2.1", "id": name, "created": at, "modified": at, **more}


def tie(number: int, source: dict[str, Any], kind: str, target: dict[str, Any]) -> dict[str, Any]:
    """Return a relationship between two objects."""
    ends = {"source_ref": source["id"], "target_ref": target["id"]}
    return sdo("relationship", number, relationship_type=kind, **ends)
