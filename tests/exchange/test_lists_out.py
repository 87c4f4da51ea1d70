"""Indicator lists hold every indicator once, run nothing in a spreadsheet, and are reports that X-ARF 4 allows."""

from __future__ import annotations

import csv
import json
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from xarf import parse

from duecare.dossier.model import Dossier
from duecare.exchange.lists import COLUMNS, UNPLACED, by_territory, guarded, to_csv
from duecare.exchange.xarf import REPORTED, Sender, to_xarf

_SENDER = Sender("Response team", "desk@cert.example")


def test_every_indicator_is_in_one_list(dossier: Dossier) -> None:
    """Lists by territory part the indicators; what nobody placed has a list of its own, at the end."""
    lists = by_territory(dossier)
    assert list(lists) == ["IRL", "RUS", UNPLACED]
    assert sorted(one.id for part in lists.values() for one in part) == sorted(one.id for one in dossier.indicators)


def test_a_list_reads_back(dossier: Dossier) -> None:
    """Every field of every indicator is in its row, the guard of formulas aside."""
    for indicators in by_territory(dossier).values():
        rows = list(csv.DictReader(StringIO(to_csv(dossier, indicators))))
        assert [tuple(row) for row in rows] == [COLUMNS] * len(indicators)
        for row, one in zip(rows, indicators, strict=True):
            told = {key: value.removeprefix("'") for key, value in row.items()}
            assert (told["id"], told["type"], told["value"]) == (one.id, one.type, one.value)
            assert (told["territory"], told["role"], told["note"]) == (one.territory, one.role, one.note)
            assert told["first_seen"] == str(one.first_seen)
            assert told["dossier"] == dossier.id


@given(st.text(max_size=30))
def test_no_cell_is_a_formula(text: str) -> None:
    """Whatever a cell says, it does not begin with a sign that a spreadsheet runs, and nothing of it is lost."""
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell in {text, f"'{text}"}


def test_reports_are_as_xarf_asks(dossier: Dossier) -> None:
    """Each address or name is one report in which X-ARF's own library finds no fault, with an id that stays."""
    text, left = to_xarf(dossier, dossier.indicators, _SENDER)
    reports = [json.loads(line) for line in text.splitlines()]
    for one in reports:
        read = parse(one)
        assert (read.errors, read.warnings) == ([], [])
        assert read.report is not None
    assert [one["source_identifier"] for one in reports] == [
        one.value for one in dossier.indicators if one.type in REPORTED
    ]
    assert {one.type for one in left} == {"email", "file-hash", "asn", "other"}
    assert to_xarf(dossier, dossier.indicators, _SENDER)[0] == text
    assert len({one["report_id"] for one in reports}) == len(reports)


def test_only_a_bot_is_called_one(dossier: Dossier) -> None:
    """A report claims a compromise where the dossier gives that role, and nowhere else."""
    text, _ = to_xarf(dossier, dossier.indicators, _SENDER)
    types = {one["source_identifier"]: one["type"] for one in map(json.loads, text.splitlines())}
    assert [value for value, kind in types.items() if kind == "botnet"] == ["198.51.100.7"]
