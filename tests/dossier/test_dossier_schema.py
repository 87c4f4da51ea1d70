"""What the reader reads, the editors' schema accepts; and it knows the law's questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from tiny_law import LAW

from duecare.dossier.scaffold import new_dossier
from duecare.dossier.schema import dossier_schema
from duecare.ir.declarations import Law

_HERE = Path(__file__).parent
_VALIDATOR = Draft202012Validator(dossier_schema(LAW))
_SEEN_BY_A_SCHEMA = (
    "bad_tlp", "bad_value", "bearer_missing", "bearer_not_taken", "claim_unknown_field", "empty_title",
    "misspelt_leaf", "shows_item_two_leaves", "sources_is_list", "state_twice", "unknown_duty", "unknown_key",
    "unknown_measure", "until_of_event", "message_lacks_fields", "search_fields", "answers",
)  # fmt: skip


def _loaded(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def _mistakes(text: str) -> list[str]:
    return [found.message for found in _VALIDATOR.iter_errors(_loaded(text))]


@pytest.mark.parametrize("law", [LAW, Law()], ids=["tiny", "empty"])
def test_schema_is_one(law: Law) -> None:
    """It is a schema of draft 2020-12, whatever the law."""
    Draft202012Validator.check_schema(dossier_schema(law))


def test_scaffold_and_example_fit() -> None:
    """The scaffold and a dossier that uses every field fit the schema."""
    assert _mistakes(new_dossier("clinic-2024")) == []
    assert _mistakes((_HERE / "full.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", _SEEN_BY_A_SCHEMA)
def test_schema_sees_mistakes_of_form(name: str) -> None:
    """Mistakes that need no second look at the file are seen while writing."""
    assert _mistakes((_HERE / "bad" / f"{name}.yaml").read_text(encoding="utf-8"))


def test_leaves_are_listed_with_their_questions() -> None:
    """The law's leaves are an enumeration, and each says what it asks."""
    item = dossier_schema(LAW)["$defs"]["shows"]["items"]
    assert {"taken", "notice_received", "origin"} <= set(item["propertyNames"]["enum"])
    assert "receive notice" in item["properties"]["notice_received"]["description"]
