"""The law as JSON: read back it is the same law; a JSON Schema describes it; what was changed is refused."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from random_laws import laws

from duecare.base.errors import InputError
from duecare.export.law_json import law_as_json, law_of_json, law_schema
from duecare.ir.codec import canonical_json, law_hash
from duecare.ir.declarations import Law
from duecare.rulebook.load import load_bundled


def same(law: Law) -> None:
    """The same hash, and the same declarations whatever their order."""
    found = law_of_json(law_as_json(law, "0" * 64))
    assert law_hash(found) == law_hash(law)
    assert canonical_json(found) == canonical_json(law)
    for one in fields(Law):
        mine, theirs = getattr(law, one.name), getattr(found, one.name)
        assert (set(mine) == set(theirs)) if isinstance(mine, tuple) else (mine == theirs), one.name


def test_the_law_that_is_read_back_is_the_same() -> None:
    """No declaration, condition, authority or date is lost."""
    same(load_bundled().law)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(laws())
def test_random_laws_are_read_back_the_same(law: Law) -> None:
    """Whatever the grammar can say."""
    same(law)


def test_the_schema_describes_the_export() -> None:
    """A validator that is not ours accepts it, and refuses a field too many or a wrong kind."""
    schema = law_schema()
    Draft202012Validator.check_schema(schema)
    bundle, validator = load_bundled(), Draft202012Validator(schema)
    document = json.loads(law_as_json(bundle.law, bundle.hash))
    assert not list(validator.iter_errors(document))
    document["law"]["duties"][0]["colour"] = "blue"
    document["law"]["issues"][0]["positions"] = "none"
    assert len(list(validator.iter_errors(document))) == 2


def test_a_changed_law_is_refused() -> None:
    """The hash names the content: whoever changes a word has to say that it is another law."""
    text = law_as_json(load_bundled().law, "0" * 64)
    with pytest.raises(InputError, match="not the one that its hash names"):
        law_of_json(text.replace("without delay", "with delay", 1))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "x"}', '{"law": {"duties": [{"is": "Sofa"}]}}', "nonsense"]
)
def test_what_is_no_law_is_refused(text: str) -> None:
    """With a message, never a traceback."""
    with pytest.raises(InputError, match="no law as JSON"):
        law_of_json(text)
