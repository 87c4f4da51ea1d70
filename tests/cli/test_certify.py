"""`duecare certify` and `duecare law export`: what they write, what they refuse, and that nothing is half written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from done import Duecare

from duecare.cli.law_export import Form
from duecare.rulebook.load import load_bundled

ESTONIA = Path(__file__).parents[2] / "dossiers" / "estonia-2007.yaml"
LAW = Path(__file__).parents[1] / "lang" / "base"


@pytest.fixture
def readable(tmp_path: Path) -> Path:
    """A copy of a bundled dossier, in a folder to write beside."""
    return Path(shutil.copy(ESTONIA, tmp_path / "estonia.yaml"))


def test_a_certificate_is_checked_by_the_commands_of_its_readme(duecare: Duecare, tmp_path: Path) -> None:
    """Clingo as a program, on one finding, from another folder."""
    done = duecare("certify", ESTONIA, "-o", tmp_path / "out", "--view", "coco_dias")
    assert (done.code, done.err) == (0, "")
    assert "findings, " in done.out
    for options, check, said in (
        ([], "only.lp", "UNSATISFIABLE"),
        (["--enum-mode=cautious"], "each.lp", "Consequences : 0"),
    ):
        finding = tmp_path / "out" / "findings" / "RUS-EST-corfu_channel_duty.warn.lp"
        command = [sys.executable, "-m", "clingo", *options, str(finding), str(tmp_path / "out" / check)]
        found = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
        assert said in found.stdout.splitlines(), found.stdout + found.stderr


def test_an_empty_folder_is_filled(duecare: Duecare, tmp_path: Path) -> None:
    """A folder that somebody made for it is no reason to refuse."""
    (tmp_path / "out").mkdir()
    assert duecare("certify", ESTONIA, "-o", tmp_path / "out", "--view", "coco_dias").code == 0
    assert (tmp_path / "out" / "README.md").exists()


def test_a_folder_that_holds_something_is_left_alone(duecare: Duecare, tmp_path: Path) -> None:
    """Nothing is written over or beside."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine").write_text("mine")
    done = duecare("certify", ESTONIA, "-o", tmp_path / "out")
    assert done.code == 1
    assert done.err == f"the folder '{tmp_path / 'out'}' is not empty; nothing is written over: name a new folder\n"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine"]


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("estonia.yaml", "'{0}' is a file; name a folder, new or empty"),
        ("none/out", "there is no folder '{1}'; make it first, or name another folder"),
    ],
)
def test_what_is_no_folder_is_refused(duecare: Duecare, readable: Path, target: str, said: str) -> None:
    """Before any work is done, with what to do."""
    path = readable.parent / target
    done = duecare("certify", readable, "-o", path)
    assert (done.code, done.err) == (1, said.format(path, path.parent) + "\n")
    assert [one.name for one in readable.parent.iterdir()] == ["estonia.yaml"]


def test_a_closed_folder_is_refused(duecare: Duecare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody may write (nothing is closed to a superuser, so that the answer is given here)."""
    (tmp_path / "closed").mkdir(mode=0o500)
    monkeypatch.setattr(os, "access", lambda _path, mode: mode == os.R_OK)
    done = duecare("certify", ESTONIA, "-o", tmp_path / "closed" / "out")
    assert done.code == 1
    assert "cannot be written to" in done.err


def test_a_disk_that_is_full_leaves_nothing(duecare: Duecare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stops the writing, there is no part of a certificate."""
    written = Path.write_text
    count = 0

    def full(self: Path, *words: object, **named: object) -> int:
        nonlocal count
        count += 1
        if count > 20:
            raise OSError(28, "No space left on device")
        return written(self, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    done = duecare("certify", ESTONIA, "-o", tmp_path / "out", "--view", "coco_dias")
    assert done.code == 1
    assert done.err.endswith("cannot be written: No space left on device; nothing was written; name another folder\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", list(Form))
def test_a_law_is_exported_in_every_form(duecare: Duecare, tmp_path: Path, form: Form) -> None:
    """And says of which law it is."""
    done = duecare("law", "export", "--to", form.value, "-o", tmp_path / "law")
    assert (done.code, done.err) == (0, "")
    text = (tmp_path / "law").read_text(encoding="utf-8")
    assert form is Form.JSON_SCHEMA or load_bundled().hash in text
    if form in (Form.JSON, Form.JSON_SCHEMA):
        json.loads(text)


def test_another_law_is_exported(duecare: Duecare, tmp_path: Path) -> None:
    """Of any folder that holds one."""
    done = duecare("law", "export", "--to", "asp", "-o", tmp_path / "law.lp", "--law", LAW)
    assert done.code == 0
    assert "harbour_duty" in (tmp_path / "law.lp").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--to", "pdf", "-o", "law"), 2, "asp"),
        (("--to", "asp"), 2, "-o"),
        (("--to", "asp", "-o", "none/law"), 1, "there is no folder 'none'"),
        (("--to", "asp", "-o", "."), 1, "'.' is a folder; name a file in it"),
        (("--to", "asp", "-o", "law", "--law", "none"), 1, "none"),
    ],
)
def test_bad_words_are_refused(
    duecare: Duecare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
) -> None:
    """With what could have been meant, and nothing written."""
    monkeypatch.chdir(tmp_path)
    done = duecare("law", "export", *words)
    assert done.code == code
    assert said in done.err
    assert list(tmp_path.iterdir()) == []
