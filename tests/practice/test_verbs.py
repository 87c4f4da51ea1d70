"""`duecare practice`: what each verb writes, where, and with which exit code."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from duecare.base.errors import InputError
from duecare.cli import law as law_verbs
from duecare.cli.practice import app
from duecare.practice.export import as_parquet, records_table
from duecare.practice.model import Register
from duecare.practice.read import FOLDER, read_register
from duecare.practice.tally import BIAS
from duecare.rulebook.load import BUNDLED

_GOLDEN = Path(__file__).parent / "golden"
_BASE = Path(__file__).parents[1] / "lang" / "base"
_AT = ("--as-of", "2026-11-23")


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def _written(*words: object) -> str:
    result = _run(*words)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("show_est", ("show", "EST")),
        ("show_nzl", ("show", "New Zealand")),
        ("show_esp", ("show", "ESP")),
        ("issue_status", ("issue", "status")),
        ("compare_3", ("compare", "GBR", "FRA", "EST")),
        ("compare_6", ("compare", "GBR", "FRA", "EST", "NOR", "FIN", "KEN")),
        ("timeline", ("timeline", "sovereignty")),
    ],
)
def test_what_is_written(name: str, words: tuple[str, ...], golden: Callable[[Path, str], None]) -> None:
    """The whole text, at a date, as its reader gets it."""
    golden(_GOLDEN / f"{name}.txt", _written(*words, *_AT).replace(read_register(BUNDLED).hash[:12], "REGISTER"))


@pytest.mark.parametrize("words", [("list",), ("issue", "status"), ("issue", "transit"), ("timeline",)])
def test_every_count_says_how_it_was_made(words: tuple[str, ...]) -> None:
    """Rule, date, register and the note on who publishes stand under every count."""
    text = " ".join(_written(*words, *_AT).split())
    assert BIAS in text
    assert "Each State once, by its latest statement on the issue up to 2026-11-23" in text
    assert read_register(BUNDLED).hash[:12] in text


@pytest.mark.parametrize(
    "words", [("list",), ("show", "EST"), ("compare", "GBR", "FRA"), ("issue", "status"), ("timeline", "transit")]
)
def test_json_says_the_same(words: tuple[str, ...]) -> None:
    """Every verb writes JSON, with the register's hash and the date."""
    data = json.loads(_written(*words, *_AT, "--json"))
    assert (data["register"], data["as_of"]) == (read_register(BUNDLED).hash, "2026-11-23")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("show", "Estland"), "no State and no group is called 'Estland'; did you mean EST (Estonia)"),
        (("show", ""), "no State and no group is called ''"),
        (("issue", "statut"), "the law has no issue 'statut'; did you mean 'status'?"),
        (("timeline", "transitt"), "did you mean 'transit'?"),
        (("list", "--as-of", "yesterday"), "--as-of: 'yesterday' is not a date"),
        (("export", "-o", "x.txt"), "end the name in .csv or .json or .parquet"),
        (("export", "-o", "nowhere/x.csv"), "there is no folder 'nowhere'"),
    ],
)
def test_bad_input_is_refused(words: tuple[str, ...], message: str) -> None:
    """What cannot be meant is refused with what could be, and nothing is written."""
    result = _run(*words)
    assert isinstance(result.exception, InputError)
    assert message in str(result.exception)
    assert result.stdout == ""


def test_misuse_is_exit_code_2() -> None:
    """A verb without its argument is misused."""
    assert _run("show").exit_code == _run("compare").exit_code == _run("export").exit_code == 2


def test_a_state_of_which_nothing_is_known() -> None:
    """No record is an answer, not a mistake."""
    text = " ".join(_written("show", "TUV", *_AT).split())
    assert "Positions taken: 0 of" in text
    assert "has no record of it by that date, which says nothing of what it holds" in text


def test_a_law_without_register_still_answers() -> None:
    """An empty register has nothing to show, and every verb says so without failing."""
    for words in (("list",), ("show", "EST"), ("compare", "EST", "FIN"), ("timeline",)):
        assert _run(*words, "--law", _BASE).exit_code == 0


def test_export_writes_whole_files(tmp_path: Path) -> None:
    """CSV with a row a record or a row a position, JSON with everything; what was there is replaced as a whole."""
    for name in ("a.csv", "a.json"):
        (tmp_path / name).write_text("old", encoding="utf-8")
        assert _run("export", "-o", tmp_path / name).exit_code == 0
    register = read_register(BUNDLED)
    rows = list(csv.DictReader((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == len(register.records)
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (data["format"], data["register"], len(data["records"])) == ("duecare-practice", register.hash, len(rows))
    assert _run("export", "--positions", "-o", tmp_path / "b.csv").exit_code == 0
    positions = list(csv.DictReader((tmp_path / "b.csv").read_text(encoding="utf-8").splitlines()))
    assert len(positions) == sum(len(one["answers"]) for one in data["records"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.json", "b.csv"]


def test_parquet_has_the_same_rows(register: Register) -> None:
    """Where pyarrow is installed, Parquet holds the same table and names the register."""
    parquet = pytest.importorskip("pyarrow.parquet")
    from io import BytesIO

    table = parquet.read_table(BytesIO(as_parquet(records_table(register), register)))
    assert table.to_pylist() == records_table(register)[1]
    assert table.schema.metadata[b"duecare_register"].decode() == register.hash


def test_without_pyarrow_parquet_is_refused(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written, and the way out is named."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"install duecare\[parquet\]"):
        as_parquet(records_table(register), register)


def test_law_check_reads_the_register(tmp_path: Path) -> None:
    """A mistake in a record is told by `duecare law check`, with the path as typed."""
    law = Path(shutil.copytree(_BASE, tmp_path / "law"))
    (law / FOLDER).mkdir()
    (law / FOLDER / "FIN.yaml").write_text("fin_2020:\n  who: FIM\n", encoding="utf-8")
    result = CliRunner().invoke(law_verbs.app, ["check", "--law", str(law)])
    assert result.exit_code == 1
    assert f"{law}/practice/FIN.yaml:2:8: 'FIM' is the code of no State" in result.stderr
