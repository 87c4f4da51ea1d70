"""`duecare batch`: what it writes, and what it says of requests that make no sense."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tables import ONLY, VIEWS, table, written
from typer.testing import CliRunner, Result

from duecare.base.errors import DuecareError
from duecare.cli.main import app

DOSSIERS = Path(__file__).resolve().parents[2] / "dossiers"
ASKED = ("--views", ",".join(VIEWS), "--only", ",".join(ONLY))


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No plan is found that another test left."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def ran(*words: object) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, words)])


def said(*words: object) -> str:
    """What a refused command says."""
    error = ran(*words).exception
    assert isinstance(error, DuecareError)
    return str(error)


def test_dossiers_to_answers(tmp_path: Path) -> None:
    """The frames of the bundled dossiers, one row each, and an answer for every view, phase and obligation."""
    frames, answers = tmp_path / "frames.parquet", tmp_path / "answers.parquet"
    assert ran("frames", DOSSIERS, "-o", frames, "--workers", 1).exit_code == 0
    done = ran("run", frames, "-o", answers, *ASKED, "--questions", "due,contested")
    assert done.exit_code == 0
    found = pq.read_table(answers)
    assert found.column("dossier").to_pylist() == pq.read_table(frames).column("dossier").to_pylist()
    assert found.column("consistent").to_pylist() == [True] * found.num_rows
    assert "coco_dias/cybercrime_duty/halt/due" in found.schema.names
    assert "contested/cybercrime_duty/halt/due" in found.schema.names
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.parquet", "cache", "frames.parquet"]


def test_what_is_asked_is_checked(tmp_path: Path) -> None:
    """Every unknown name is told, with those that there are."""
    source = written(tmp_path / "frames.parquet", table(2), 2)
    wrong = said(
        "run", source, "-o", tmp_path / "o.parquet", "--views", "nobody", "--questions", "guilty", "--kind", "x"
    )
    for part in ("--views: there is no 'nobody'", "--questions: there is no 'guilty'", "--kind: there is no 'x'"):
        assert part in wrong
    assert "there is no engine 'abacus'" in said("run", source, "-o", tmp_path / "o.parquet", "--engine", "abacus")
    assert "names no format" in said("run", source, "-o", tmp_path / "o.csv")
    before = source.read_bytes()
    assert "is what is read; name another file" in said("run", source, "-o", source, *ASKED)
    assert source.read_bytes() == before
    assert "cannot be read" in said("run", tmp_path / "none.parquet", "-o", tmp_path / "o.parquet", *ASKED)


def test_chances_as_a_command(tmp_path: Path) -> None:
    """A table of numbers gets two numbers a conclusion; what lacks a column is refused by name."""
    source, answers = tmp_path / "frames.parquet", tmp_path / "o.parquet"
    numbers = (
        table(4).drop_columns(["frame"]).cast(pa.schema([(name, pa.float64()) for name in table(1).schema.names[1:]]))
    )
    written(source, numbers, 2)
    assert ran("run", source, "-o", answers, *ASKED, "--chance").exit_code == 0
    assert "icrc/cybercrime_duty/halt/breached/most" in pq.read_schema(answers).names
    written(source, numbers.drop_columns(["ground_of_refusal"]), 2)
    assert "column 'ground_of_refusal' is missing" in said("run", source, "-o", answers, *ASKED, "--chance")


def test_mistakes_in_dossiers_are_collected(tmp_path: Path) -> None:
    """Nothing is written where a dossier cannot be read; all that is wrong with all of them is told."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(f"dossier: {name}\nguilt: yes\n", encoding="utf-8")
    wrong = said("frames", tmp_path, "-o", tmp_path / "frames.parquet", "--workers", 1)
    assert "one.yaml" in wrong
    assert "two.yaml" in wrong
    assert not (tmp_path / "frames.parquet").exists()
