"""A law goes through JSON without loss, and its hash names what it says and nothing else."""

from __future__ import annotations

import json
import time
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duecare.base.errors import InputError
from duecare.base.spans import Span
from duecare.ir.codec import canonical_json, law_from_json, law_hash, law_to_json
from duecare.ir.declarations import Law
from duecare.lang.book import read_law, read_texts

CORFU = Path(__file__).parents[1] / "lang" / "good" / "corfu"
LAW = read_law(CORFU)
TEXT = law_to_json(LAW)
EMPTY = "071822a11a5c7bb64fbcc182d9a1bc5ebd6c8b40d98c061a9d145a55968c18dc"
TUPLES = [field.name for field in fields(Law) if isinstance(getattr(LAW, field.name), tuple)]


def _spans(value: object) -> list[Span]:
    """Return every span in a law, in order; comparing laws does not look at them."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for item in value for span in _spans(item)]
    if is_dataclass(value):
        return [span for field in fields(value) for span in _spans(getattr(value, field.name))]
    return []


def test_round_trip_keeps_everything() -> None:
    """What is read back is equal, has every span, and is written the same again."""
    back = law_from_json(TEXT)
    assert back == LAW
    assert _spans(back) == _spans(LAW)
    assert len(_spans(LAW)) > 100
    assert law_to_json(back) == TEXT


def test_spans_stand_apart() -> None:
    """Spans have a key of their own, so that the rest of the text does not change when lines move."""
    book = (CORFU / "corfu.md").read_text(encoding="utf-8").replace("# The Corfu", "Moved.\n\n# The Corfu")
    sources = (CORFU / "sources.yaml").read_text(encoding="utf-8")
    moved = read_texts({"corfu/corfu.md": book, "corfu/sources.yaml": sources}).law
    assert json.loads(law_to_json(moved))["law"] == json.loads(TEXT)["law"]
    assert json.loads(law_to_json(moved))["spans"] != json.loads(TEXT)["spans"]
    assert law_hash(moved) == law_hash(LAW)


@given(st.permutations(TUPLES), st.randoms(use_true_random=False))
def test_order_of_text_never_changes_the_hash(shuffled: list[str], chance: object) -> None:
    """Declarations in any order are one law."""
    changes = {}
    for name in shuffled[:4]:
        declared = list(getattr(LAW, name))
        chance.shuffle(declared)  # type: ignore[attr-defined]
        changes[name] = tuple(declared)
    assert law_hash(replace(LAW, **changes)) == law_hash(LAW)


@pytest.mark.parametrize("name", TUPLES)
def test_every_declaration_counts(name: str) -> None:
    """A law that lacks one declaration of any kind has another hash."""
    assert law_hash(replace(LAW, **{name: getattr(LAW, name)[1:]})) != law_hash(LAW)


@pytest.mark.parametrize("name", ["step", "review"])
def test_single_rules_count(name: str) -> None:
    """A law without its step or review rule has another hash."""
    assert law_hash(replace(LAW, **{name: None})) != law_hash(LAW)


def test_one_word_changes_the_hash() -> None:
    """The hash names the whole content, prose of the rules included."""
    first = replace(LAW.obligations[0], text="Something else.")
    assert law_hash(replace(LAW, obligations=(first,))) != law_hash(LAW)


def test_hash_is_a_sha256_and_stable() -> None:
    """The hash is 64 hexadecimal digits and the same in every run; a change of form must be meant."""
    assert law_hash(Law()) == EMPTY
    assert len(law_hash(LAW)) == 64
    assert json.loads(canonical_json(LAW))["leaves"][0]["name"] == "admitted_knowledge"


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", '{"duecare_law":99}', TEXT[:-20], TEXT.replace('"spans":[', '"spans":[0,'),
     '{"duecare_law":1,"files":[],"spans":[],"law":[1,true,"x"]}',
     '{"duecare_law":1,"files":[],"spans":[],"law":[77]}',
     '{"duecare_law":1,"files":[],"spans":[],"law":' + "[0," * 5000 + "]" * 5000 + "}"],
    ids=["empty", "no keys", "list", "null", "version", "cut", "spans", "no law", "no class", "deep"],
)  # fmt: skip
def test_what_is_no_compiled_law_is_refused(text: str) -> None:
    """A damaged bundle is told as such, never as a crash."""
    with pytest.raises(InputError, match="this is not a compiled law; compile it again"):
        law_from_json(text)


def test_loads_fast() -> None:
    """A law of some four hundred declarations loads in well under a tenth of a second on any machine."""
    many = replace(LAW, **{name: getattr(LAW, name) * 13 for name in TUPLES})
    assert sum(len(getattr(many, name)) for name in TUPLES) > 400
    text = law_to_json(many)
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.1


def _seconds(text: str) -> float:
    start = time.perf_counter()
    law_from_json(text)
    return time.perf_counter() - start
