"""Every object, property and row of a record is accounted for: read, mapped or left; nothing is dropped silently."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from invented_records import opened, sdo, stix

from duecare.dossier.model import Dossier
from duecare.ingest.account import Account, report_data
from duecare.ingest.draft import Draft, text_of

FILES = (
    "formats/stix/apt1.json", "formats/stix/poisonivy.json", "formats/stix/infrastructure.json",
    "formats/stix/indicators-for-C2-with-COA.json", "formats/stix/indicator-for-c2-ip-address.json",
    "formats/misp/test_attributes_collection_stix21.json", "formats/misp/test_events_collection_stix21.json",
    "formats/misp/test_objects_collection_stix21.json", "formats/misp/test_events_collection_1.json",
    "formats/misp/test_events_collection_2.json",
)  # fmt: skip


def _leaves(value: Any) -> Iterator[Any]:
    """Count independently: every property that is no object counts one, an empty object too; a list is one property."""
    for inner in value.values():
        if isinstance(inner, dict) and inner:
            yield from _leaves(inner)
        else:
            yield inner


def _objects(value: Any) -> list[dict[str, Any]]:
    """Return what is an object in a STIX bundle or in MISP events, by a walk of its own."""
    if "objects" in value:
        return list(value["objects"])
    found = []
    for one in value["response"]:
        event = dict(one["Event"])
        attributes, objects = event.pop("Attribute"), event.pop("Object")
        found += [event, *attributes]
        for inner in objects:
            body = dict(inner)
            found += [*body.pop("Attribute"), body]
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_object_and_property_of_real_files(
    name: str, real: Callable[[str], Path], readable: Callable[[Draft], Dossier]
) -> None:
    """Counted by another way through the file, objects and properties add up; what is left is in the dossier."""
    path = real(name)
    drafts = opened(path)
    objects = _objects(json.loads(path.read_text(encoding="utf-8")))
    account = Account(path.name, "", "stix", 0)
    for draft in drafts:
        account.add(draft)
        dossier = readable(draft)
        left = [(item, at) for item in draft.items for at, _ in item.left()]
        assert len(dossier.imports[0].left) == len(left)
        assert dossier.imports[0].objects == len(draft.items)
    assert account.objects == len(objects)
    assert sum(account.properties.values()) == sum(1 for one in objects for _ in _leaves(one))
    lines = report_data(account)["objects"]
    assert [len(line["left"]) for line in lines] == [len(item.left()) for draft in drafts for item in draft.items]


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_gives_the_same_bytes(name: str, real: Callable[[str], Path]) -> None:
    """No clock, no order of a set and no name of a folder goes into a dossier."""
    first, second = (opened(real(name)) for _ in range(2))
    assert [text_of(one) for one in first] == [text_of(one) for one in second]


def test_every_row_of_the_dataset(real: Callable[[str], Path], readable: Callable[[Draft], Dossier]) -> None:
    """Each row is one dossier or has a reason; each cell of it is blank, mapped, or kept as it stands."""
    import csv

    path = real("incidents/eurepoc_global_1.1.csv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    drafts = opened(path)
    assert len(drafts) == len(rows)
    for number, (draft, row) in enumerate(zip(drafts, rows, strict=True)):
        item = draft.items[0]
        kept = {path[0]: value for path, value in item.left()}
        assert all(row[column] == value for column, value in kept.items())
        assert set(row) == {column for column in row if not row[column].strip()} | set(kept) | set(item.mapped()) | {
            "ID"
        }
        assert bool(draft.refused) == (draft.began is None)
        assert "initiator_country" not in item.mapped()
        if number % 40 == 0 and not draft.refused:
            dossier = readable(draft)
            assert {claim.standing for claim in dossier.claims} <= {"alleged"}
            assert not any(claim.bearer for claim in dossier.claims)


def test_what_nobody_knows_is_kept() -> None:
    """An object of an unknown type and a property nobody heard of are kept with their values."""
    draft = stix(sdo("x-thing", 1, x_colour={"deep": [1, 2]}), sdo("malware", 2, name="M", is_family=True))
    left = {(item.kind, "/".join(path)): value for item in draft.items for path, value in item.left()}
    assert left == {
        ("x-thing", "x_colour/deep"): "[1, 2]",
        ("malware", "name"): "M",
        ("malware", "is_family"): "true",
    }
