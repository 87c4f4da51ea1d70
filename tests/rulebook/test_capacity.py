"""The table of what is said of States' capacity: read strictly, graded, and of no weight."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from duecare.assess.assess import assess
from duecare.base.errors import InputError
from duecare.dossier.read import read_dossier
from duecare.rulebook.capacity import INDICATORS, TABLE, Figure, capacity
from duecare.rulebook.load import BUNDLED, bundle_hash, load_bundled
from duecare.rulebook.stored import text_digest

HEAD = "state,indicator,value,year,grade,source,note\n"
DOSSIERS = sorted((Path(__file__).resolve().parents[2] / "dossiers").glob("*.yaml"))


def _refused(folder: Path, text: str | bytes) -> list[tuple[int, str, str]]:
    (folder / TABLE).write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as refused:
        capacity(folder)
    assert {one.span.file for one in refused.value.diagnostics} == {TABLE}
    return [(one.span.line, one.message, one.advice) for one in refused.value.diagnostics]


def test_a_row_is_read_as_it_stands(tmp_path: Path) -> None:
    """A figure keeps its value, year, grade, source and note; a year that is not known stays empty."""
    assert capacity(tmp_path) == ()
    rows = 'IRL,itu_score,85.86,2020,seen,"A union, in print",a note\nIRL,response_team,no,,memory,nowhere,\n'
    (tmp_path / TABLE).write_text(HEAD + rows, encoding="utf-8")
    first, second = capacity(tmp_path)
    assert first == Figure("IRL", "itu_score", "85.86", "2020", "seen", "A union, in print", "a note", first.span)
    assert (second.value, second.year, second.note, second.span.line) == ("no", "", "", 3)


def test_every_mistake_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    """Strangers among States, indicators, values, years and grades; no source; too few fields; one figure twice."""
    rows = [
        "XQQ,itu_tier,1,2024,seen,s,",
        "IRL,wealth,1,2024,seen,s,",
        "IRL,itu_tier,0,2024,seen,s,",
        "IRL,income_group,middle,2024,seen,s,",
        "IRL,itu_score,100.5,2024,seen,s,",
        "IRL,response_team,unknown,2024,seen,s,",
        "IRL,itu_tier,1,24,seen,s,",
        "IRL,itu_tier,1,2024,sure,s,",
        "IRL,itu_tier,1,2024,seen,,",
        "IRL,itu_tier,1,2024,seen",
        "IRL,itu_tier,1,2024,seen,s,n,more",
        "IRL,itu_tier,1,2024,seen,s,",
        "FRA,itu_tier,1,2024,seen,s,",
        "IRL,itu_tier,1,2020,seen,s,",
    ]
    told = _refused(tmp_path, HEAD + "\n".join(rows) + "\n")
    assert [line for line, _, _ in told] == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15]
    assert told[2] == (4, "'0' is no value of itu_tier", "write a number from 1 to 5; what is unknown has no row")
    assert told[-1] == (15, "line 13 has itu_tier of IRL already", "keep one of the two")
    assert all(what and advice for _, what, advice in told)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("state,value\nIRL,1\n", 1, "the columns differ"),
        ("", 1, "the columns differ"),
        (f"{HEAD}IRL,itu_tier,1,2024,seen,caf\xe9,\n".encode("latin-1"), 2, "this is not UTF-8 text"),
        (f"{HEAD}IRL,itu_tier,1,2024,seen,a\u202eb,\n", 2, "the invisible character U+202E"),
        (f"{HEAD}IRL,itu_tier,1,2024,seen,a\x00b,\n", 2, "the invisible character U+0000"),
        (f'{HEAD}IRL,itu_tier,1,2024,seen,"open,\n', 2, "from here on this is no CSV"),
        (f"{HEAD}IRL,itu_tier,1,2024,seen,{'w' * 200_000},\n", 2, "from here on this is no CSV"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, text: str | bytes, line: int, what: str) -> None:
    """A file of another kind, or with something in it that cannot be seen, is refused at its place."""
    ((at, message, _),) = _refused(tmp_path, text)
    assert at == line
    assert what in message


def test_the_bundled_table_is_sound() -> None:
    """It can be read; every indicator has rows; a row says that it is from memory, or derived, and its grade agrees."""
    figures = capacity(BUNDLED)
    assert {one.indicator for one in figures} == set(INDICATORS)
    assert [one for one in figures if ("memory" in one.source + one.note) != (one.grade == "memory")] == []
    assert [one for one in figures if "derived" in one.note and one.grade == "seen"] == []


def test_the_table_is_no_part_of_the_law(tmp_path: Path) -> None:
    """With another table, or none, a law has the hash it had, and its compiled form is as fresh as it was."""
    folder = Path(shutil.copytree(BUNDLED, tmp_path / "law"))
    law = load_bundled().law
    before = bundle_hash(law, folder), text_digest(folder)
    assert before == (bundle_hash(law, BUNDLED), text_digest(BUNDLED))
    for text in (HEAD, "no table at all"):
        (folder / TABLE).write_text(text, encoding="utf-8")
        assert (bundle_hash(law, folder), text_digest(folder)) == before
    (folder / TABLE).unlink()
    assert (bundle_hash(law, folder), text_digest(folder)) == before


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
def test_no_assessment_reads_the_table(tmp_path: Path, path: Path) -> None:
    """With a table that nobody could read each dossier comes out the same, to the last question."""
    bundle = load_bundled()
    folder = Path(shutil.copytree(bundle.folder, tmp_path / "law"))
    (folder / TABLE).write_bytes(b"\xff\x00 no table")
    dossier = read_dossier(path, bundle.law)
    assert assess(dossier, replace(bundle, folder=folder)) == assess(dossier, bundle)
