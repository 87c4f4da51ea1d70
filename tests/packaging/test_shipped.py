"""What is installed is pinned, and what the code opens at run time is shipped with it."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
_OPENED = (
    ("duecare", "law/sources.yaml"),
    ("duecare", "law/capacity.csv"),
    ("duecare", "law/references.yaml"),
    ("duecare", "law/practice/mapping.yaml"),
    ("duecare", "law/practice/groups.yaml"),
    ("duecare", "law/practice/EST.yaml"),
    ("duecare", "law/obligations/corfu_channel.md"),
    ("duecare", "py.typed"),
    ("duecare.base", "states.csv"),
    ("duecare.dossier", "scaffold.yaml"),
    ("duecare.export", "history.lp"),
    ("duecare.lang", "grammar.lark"),
    ("duecare.report", "memo.css"),
)


def _pyproject() -> Any:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _pins() -> list[str]:
    return (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_constraints_are_names_and_versions_and_nothing_else() -> None:
    """Each line pins one version of one package; no address, option or hash, and none twice."""
    assert [line for line in _pins() if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line)] == []
    names = [_plain(line.partition("==")[0]) for line in _pins()]
    assert len(names) == len(set(names))


def test_every_dependency_is_pinned() -> None:
    """What pyproject asks for, for users and for tests, has its version in constraints.txt."""
    project = _pyproject()["project"]
    asked = project["dependencies"] + [one for extra in project["optional-dependencies"].values() for one in extra]
    names = {_plain(re.split(r"[<>=!~ \[;]", one)[0]) for one in asked}
    assert names <= {_plain(line.partition("==")[0]) for line in _pins()}


@pytest.mark.parametrize(("package", "name"), _OPENED)
def test_files_the_code_opens_are_in_the_package(package: str, name: str) -> None:
    """They stand within `src/duecare`, which the wheel takes whole."""
    assert files(package).joinpath(name).is_file()
    assert _pyproject()["tool"]["hatch"]["build"]["targets"]["wheel"]["sources"]["src/duecare"] == "duecare"


def test_the_command_leads_somewhere() -> None:
    """The script of pyproject names a function."""
    module, _, name = _pyproject()["project"]["scripts"]["duecare"].partition(":")
    assert callable(getattr(import_module(module), name))
