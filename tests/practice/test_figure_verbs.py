"""`duecare practice count|figure|figures`: what they write, where, and what they refuse."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from typer.testing import CliRunner, Result

from duecare.base.errors import InputError
from duecare.cli.practice import app
from duecare.practice.read import read_register
from duecare.practice.tally import BIAS
from duecare.rulebook.load import BUNDLED

_BASE = Path(__file__).parents[1] / "lang" / "base"
_AT = ("--as-of", "2026-11-23")


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def _done(*words: object) -> str:
    result = _run(*words)
    assert (result.exit_code, result.exception) == (0, None)
    return result.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("figure", "pie", "-o", "{}/x.svg"), "there is no figure 'pie'; write one of acceptance, matrix, map"),
        (("figure", "matrix", "statut", "-o", "{}/x.svg"), "the law has no issue 'statut'; did you mean 'status'?"),
        (("figure", "matrix", "--state", "Estland", "-o", "{}/x.svg"), "no State and no group is called 'Estland'"),
        (("figure", "map", "--state", "EST", "-o", "{}/x.svg"), "the figure 'map' counts every State"),
        (("figure", "acceptance", "status", "transit", "-o", "{}/x.svg"), "a figure in time has one issue"),
        (("figure", "matrix", "--as-of", "2021-13-01", "-o", "{}/x.svg"), "is not a date of the calendar"),
        (("figure", "matrix", "--width", "20", "-o", "{}/x.svg"), "a figure 20 mm wide is not drawn"),
        (("figure", "matrix", "--width", "nan", "-o", "{}/x.svg"), "a figure nan mm wide is not drawn"),
        (("figure", "map", "--width", "186", "-o", "{}/x.svg"), "give it 260 mm or more, or take the matrix"),
        (("figure", "matrix", "-o", "{}/x.pdf"), "end the name in .svg or .png"),
        (("figure", "matrix", "-o", "{}/nowhere/x.svg"), "there is no folder"),
        (("figure", "matrix", "-o", "{}"), "is a folder"),
        (("figures", "-o", "{}/nowhere/deeper"), "cannot be made: No such file or directory"),
        (("figures", "-o", "{}/x", "--as-of", "never"), "--as-of: 'never' is not a date"),
        (("count", "statut"), "did you mean 'status'?"),
        (("count", "-o", "{}/x.txt"), "end the name in .csv or .json"),
    ],
)
def test_bad_input_is_refused(words: tuple[str, ...], message: str, tmp_path: Path) -> None:
    """One clear message, and nothing is written."""
    result = _run(*(word.format(tmp_path) for word in words))
    assert isinstance(result.exception, InputError)
    assert message in str(result.exception)
    assert (result.stdout, list(tmp_path.iterdir())) == ("", [])


def test_a_folder_that_is_in_the_way(tmp_path: Path) -> None:
    """Where one of the files cannot be written, none is."""
    (tmp_path / "map.svg").mkdir()
    result = _run("figures", "-o", tmp_path, *_AT)
    assert isinstance(result.exception, InputError)
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert "is no folder" in str(_run("figures", "-o", tmp_path / "file").exception)


def test_one_command_writes_everything(tmp_path: Path) -> None:
    """Every figure and the counts they rest on, the same again the second time."""
    pytest.importorskip("vl_convert", reason="PNG needs duecare[figures]")
    folder = tmp_path / "out"
    told = _done("figures", "-o", folder, *_AT)
    assert read_register(BUNDLED).hash[:12] in told
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    drawn = {f"{kind}.{end}" for kind in ("acceptance", "matrix", "map") for end in ("svg", "png")}
    assert set(first) == drawn | {"counts.csv", "counts.json"}
    _done("figures", "-o", folder, *_AT)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_without_the_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SVG needs nothing; a PNG is refused with the way out, and in the folder it is left out and said to be."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    result = _run("figure", "matrix", "-o", tmp_path / "x.png")
    assert "install duecare[figures], or end the name in .svg" in str(result.exception)
    assert list(tmp_path.iterdir()) == []
    result = _run("figures", "-o", tmp_path, *_AT)
    assert (result.exit_code, "no PNG was written" in result.stderr) == (0, True)
    assert {path.suffix for path in tmp_path.iterdir()} == {".svg", ".csv", ".json"}


def test_counts_are_the_same_in_every_form(tmp_path: Path) -> None:
    """Screen, CSV and JSON name the rule, the date, the register and the note, and the same numbers."""
    screen = " ".join(_done("count", *_AT).split())
    for name in ("x.csv", "x.json"):
        _done("count", "-o", tmp_path / name, *_AT)
    rows = list(csv.DictReader((tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()))
    data = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert data == {"counts": json.loads(_done("count", "--json", *_AT))["counts"]}
    [found] = data["counts"]
    assert {row["rule"] for row in rows} == {found["rule"]}
    assert found["rule"] in screen
    assert BIAS in screen and found["note"] == BIAS
    for one in found["counts"]:
        told = (one["mode"], " or ".join(one["positions"]), "own words")
        mine = {
            row["grade"]: int(row["states"]) for row in rows if (row["answer"], row["positions"], row["in"]) == told
        }
        assert mine == {grade: number for grade, number in one["grades"].items() if number}


@pytest.mark.parametrize("kind", ["acceptance", "matrix", "map"])
def test_a_law_without_a_register(kind: str, tmp_path: Path) -> None:
    """There is a figure all the same, and it says that nothing was found."""
    _done("figure", kind, "-o", tmp_path / "x.svg", "--law", _BASE, *_AT)
    text = " ".join(one.text or "" for one in fromstring((tmp_path / "x.svg").read_text(encoding="utf-8")).iter())
    assert "which holds no record by 2026-11-23" in text
    _done("figures", "-o", tmp_path / "all", "--law", _BASE, *_AT)
    assert "nothing said" in (tmp_path / "all" / "counts.csv").read_text(encoding="utf-8")


def test_a_chosen_issue_keeps_its_column(tmp_path: Path) -> None:
    """What was asked for by name is shown, even if nobody among the chosen States speaks to it."""
    _done("figure", "matrix", "status", "transit", "--state", "KEN", "-o", tmp_path / "x.svg", *_AT)
    svg = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert "2 status" not in svg and "transit" in svg and "Kenya" in svg
    assert "Nothing that counts is said on it" in svg
