"""What other programs may rely on: eight names, loaded when they are first used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import duecare
from duecare import Assessment, Bundle, Dossier, InputError, assess, load_rulebook, read_dossier, render

ROOT = Path(__file__).resolve().parents[1]
EXERCISE = ROOT / "dossiers" / "exercise-harbour.yaml"
_NAMES = ["Assessment", "Bundle", "Dossier", "InputError", "assess", "load_rulebook", "read_dossier", "render"]
_HEAVY = ("lark", "markdown_it", "oxidd", "rich", "typer", "yaml")


def _run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return read_dossier(EXERCISE)


@pytest.fixture(scope="module")
def result(dossier: Dossier) -> Assessment:
    return assess(dossier, views=["coco_dias"])


def test_names_are_these_and_no_others() -> None:
    """The public names are promised; each is there, and nothing else is lent to a star import."""
    assert duecare.__all__ == _NAMES
    assert set(_NAMES) <= set(dir(duecare))
    assert _run("from duecare import *; print(*sorted(n for n in globals() if n[0] != '_'))").split() == _NAMES
    with pytest.raises(AttributeError, match="no attribute 'verdict'"):
        _ = duecare.verdict


def test_nothing_heavy_is_loaded_before_it_is_used() -> None:
    """To import the package, and to take its verbs, loads no library that is not Python's own."""
    program = "import sys; from duecare import assess, load_rulebook, read_dossier, render; print(*sys.modules)"
    loaded = {name.partition(".")[0] for name in _run(program).split()}
    assert not loaded & set(_HEAVY)
    assert "duecare.engine" not in _run(program).split()


def test_assess_can_be_called_however_it_was_reached() -> None:
    """The verb and the package of that name get on: called before and after the package was loaded."""
    program = (
        f"import duecare; first = duecare.assess; d = duecare.read_dossier({str(EXERCISE)!r}); a = first(d)\n"
        "import duecare.assess.assess as module; from duecare import assess\n"
        "assert callable(module.assess); print(assess(d) == a == duecare.assess(d))"
    )
    assert _run(program) == "True"


def test_rulebook_is_the_bundled_one_or_that_of_a_folder(tmp_path: Path) -> None:
    """Without a folder the bundled law is loaded; a folder is checked."""
    assert isinstance(load_rulebook(), Bundle)
    assert load_rulebook(ROOT / "src" / "duecare" / "law").hash == load_rulebook().hash
    with pytest.raises(InputError):
        load_rulebook(tmp_path)


def test_assessment_is_that_of_the_command(dossier: Dossier, result: Assessment) -> None:
    """A program gets what the command writes."""
    from duecare.cli.main import app

    told = CliRunner().invoke(app, ["assess", str(EXERCISE), "--view", "coco_dias", "--json"])
    assert told.exit_code == 3, told.output
    written = json.loads(told.output)
    assert json.loads(render(result, "json", dossier=dossier)) == written
    assert json.loads(render(result, "json")) == {key: part for key, part in written.items() if key != "factors"}
    assert assess(dossier, load_rulebook(), as_of="2026-11-01", views=("coco_dias",)) == result


def test_every_format_is_rendered(dossier: Dossier, result: Assessment) -> None:
    """Tables and JSON need the assessment alone; a memo prints the record and needs the dossier."""
    assert "Northland" in render(result)
    assert "\x1b" not in render(result)
    assert json.loads(render(result, "json"))["dossier"] == "exercise-harbour"
    assert render(result, "markdown", dossier=dossier).startswith("# Exercise: ")
    assert render(result, "html", dossier=dossier).lower().startswith("<!doctype html>")
    with pytest.raises(InputError, match="give the dossier too"):
        render(result, "html")


def test_misspelt_words_are_refused_with_the_nearest(dossier: Dossier, result: Assessment) -> None:
    """A view, standard, date or format that is none is told, not ignored."""
    with pytest.raises(InputError, match="no view 'coco'; did you mean 'coco_dias'"):
        assess(dossier, views=["coco"])
    with pytest.raises(InputError, match="no standard of proof 'balanced'; did you mean 'balance'"):
        assess(dossier, standard="balanced")
    with pytest.raises(InputError, match="not a date"):
        assess(dossier, as_of="yesterday")
    with pytest.raises(InputError, match="no format 'pdf'; name one of table, markdown, html, json"):
        render(result, "pdf")  # type: ignore[arg-type]


def test_result_is_told_only_with_what_it_was_made_from(tmp_path: Path, dossier: Dossier, result: Assessment) -> None:
    """A memo with another dossier, or with another law, would tell something nobody assessed."""
    other = tmp_path / "other.yaml"
    other.write_text(EXERCISE.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    with pytest.raises(InputError, match="made from another dossier"):
        render(result, "markdown", dossier=read_dossier(other))
    law = load_rulebook()
    changed = Bundle(law.law, "0" * 64, law.folder, law.compiled)
    with pytest.raises(InputError, match="made from another rulebook"):
        render(result, rulebook=changed)
