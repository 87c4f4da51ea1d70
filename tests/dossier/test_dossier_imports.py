"""Indicators and imports are read as they stand, and what cannot be is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_law import LAW

from duecare.base.errors import InputError
from duecare.base.moments import parse_moment
from duecare.base.yaml_nodes import FORBIDDEN
from duecare.dossier.model import Indicator, Left
from duecare.dossier.read import parse_dossier, read_dossier
from duecare.dossier.write import dossier_text, visible_signs

_HEAD = (
    "dossier: x\ntitle: T\nsummary: S\ntlp: amber\nwritten: 2024-06-01\noperation: {kind: k, began: 2024-01-01}\n"
    "states: [RUS]\nsources: {a: {title: T, publisher: P, date: 2024-01-01, grade: secondary}}\n"
)


def _messages(rest: str) -> list[str]:
    with pytest.raises(InputError) as refused:
        parse_dossier((_HEAD + rest).encode(), "x.yaml", LAW)
    return [found.message for found in refused.value.diagnostics]


def test_indicators_and_imports_are_read() -> None:
    """Every field is typed; an indicator without a marking of its own has that of its dossier."""
    full = read_dossier(Path(__file__).parent / "full.yaml", LAW)
    first, second = full.indicators
    assert first == Indicator(
        "i-1", "ipv4", "192.0.2.7", ("news",), "amber", parse_moment("2024-03-01"), parse_moment("2024-03-02T10:00Z"),
        "RUS", "control infrastructure", "One.",
    )  # fmt: skip
    assert (second.type, second.value, second.tlp) == ("asn", "64500", full.tlp)
    assert full.imports[0].left == (Left("indicator--1/labels", ""), Left("malware--2/name", "1.10"))


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("{id: i, type: ipv4, value: 300.1.1.1, sources: [a]}", "no ipv4 address"),
        ("{id: i, type: ipv6, value: 192.0.2.1, sources: [a]}", "no ipv6 address"),
        ("{id: i, type: asn, value: AS12, sources: [a]}", "no number of an autonomous system"),
        ("{id: i, type: domain, value: a.example, sources: [b]}", "there is no source 'b'"),
        ("{id: i, type: domain, value: a.example, sources: []}", "`sources` names no source"),
        ("{id: i, type: domain, value: a.example, sources: [a], territory: QQQ}", "is no State"),
        (
            "{id: i, type: url, value: u, sources: [a], first_seen: 2024-03-01, last_seen: 2024-02-01}",
            "is before `first_seen`",
        ),
        (
            "{id: i, type: url, value: u, sources: [a]}\n  - {id: i, type: url, value: v, sources: [a]}",
            "second indicator",
        ),
    ],
)
def test_bad_indicators_are_told(item: str, said: str) -> None:
    """What an indicator is not is said once, in its words."""
    messages = _messages(f"indicators:\n  - {item}\n")
    assert [said in one for one in messages] == [True]


def test_only_an_import_may_name_no_state() -> None:
    """A dossier without States is a mistake, unless it was made from a record that names none."""
    none = _HEAD.replace("states: [RUS]", "states: []")
    with pytest.raises(InputError, match="names no State"):
        parse_dossier(none.encode(), "x.yaml", LAW)
    rest = "imports: [{source: a, format: CSV, objects: 1}]\n"
    assert parse_dossier((none + rest).encode(), "x.yaml", LAW).states == ()


@given(st.text(min_size=1, max_size=40))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_back(text: str) -> None:
    """Any text whatever is written so that the strict reader reads it back, unseen signs spelled out."""
    data = {"at": "x", "value": text}
    written = _HEAD + dossier_text({"imports": [{"source": "a", "format": "CSV", "objects": "1", "left": [data]}]})
    read = parse_dossier(written.encode(), "x.yaml", LAW)
    assert read.imports[0].left == (Left("x", visible_signs(text)),)
    assert FORBIDDEN.search(visible_signs(text)) is None
