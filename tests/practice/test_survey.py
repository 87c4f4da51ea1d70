"""What the survey holds comes into the register and out of it again, and nothing is lost."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duecare.practice.export import as_csv, positions_table, records_table
from duecare.practice.model import FLAGS, GRADES, Register
from duecare.practice.survey import columns_of, from_row, to_row

_ROOT = Path(__file__).resolve().parents[2]
_FILE = Path("shared", "brief", "state_practice.csv")  # outside the project, which is complete without it


def _survey() -> tuple[list[str], list[dict[str, str]]]:
    path = next((folder / _FILE for folder in _ROOT.parents if (folder / _FILE).exists()), None)
    if path is None:
        pytest.skip("the survey is not beside this copy of the project")
    reader = csv.DictReader(StringIO(path.read_text(encoding="utf-8"), newline=""))
    return list(reader.fieldnames or ()), list(reader)


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_the_survey_comes_out_as_it_went_in(register: Register) -> None:
    """The export has the survey's columns and every row of it, field by field; other rows are later readings."""
    columns, rows = _survey()
    written = as_csv(records_table(register))
    assert written.partition("\n")[0] == ",".join(f'"{column}"' for column in columns)
    found = _read(written)
    later = [to_row(record, register) for record in register.records if record.origin == "reading"]
    key = lambda row: tuple(row[column] for column in columns)  # noqa: E731
    assert sorted(map(key, found)) == sorted([*map(key, rows), *map(key, later)])


def test_rows_and_records_are_two_forms_of_one_thing(register: Register) -> None:
    """A record made of its own row gives that row again, and has all that a row can hold."""
    codes = [column.name for column in register.columns]
    for record in register.records:
        if record.dated or record.date.text.isdigit():
            again = from_row(to_row(record, register), record.id, codes)
            for name in ("who", "name", "date", "dated", "instrument", "grade", "reason", "flags", "url", "codes"):
                assert getattr(again, name) == getattr(record, name), (record.id, name)
            assert to_row(again, register) == to_row(record, register)


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30).map(str.strip)


@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_no_row_is_changed_on_its_way(data: st.DataObject, register: Register) -> None:
    """Any row of known codes goes through a record, and through CSV, unchanged."""
    flags = data.draw(st.lists(st.sampled_from(FLAGS), unique=True, max_size=2))
    place = data.draw(_WORDS.filter(lambda word: not word.startswith("[")))
    date = data.draw(st.sampled_from(("", "2021", "2021-05", "2021-05-14")))
    row = {
        **{column.name: data.draw(st.sampled_from(sorted(column.codes))) for column in register.columns},
        **{name: data.draw(_WORDS) for name in ("name", "instrument", "stance_reason", "source_url")},
        **{"iso3": "FIN", "kind": "state", "year": "2021", "date": date},
        "source_pinpoint": ("".join(f"[{flag.upper().replace('_', '-')}] " for flag in flags) + place).strip(),
        "evidence": data.draw(st.sampled_from(GRADES)).upper(),
    }
    again = to_row(from_row(row, "fin_2021", [column.name for column in register.columns]), register)
    assert again == row
    assert _read(as_csv((columns_of(register), [again]))) == [row]


def test_positions_have_a_row_each(register: Register) -> None:
    """Every answer of every record is exported, with the reason why a record does not count."""
    columns, rows = positions_table(register)
    assert all(tuple(row) and set(row) == set(columns) for row in rows)
    assert {row["record"] for row in rows if row["uncounted"]} >= {"chn_2021_12", "gge_2021_report", "esp_2024"}
    assert {(r["issue"], r["positions"]) for r in rows if r["record"] == "usa_2021"} == {
        ("status@corfu_channel_duty", "norm_only"),
        ("sovereignty", ""),
    }
