"""What is needed after installation is part of the package."""

from __future__ import annotations

import tomllib
from pathlib import Path

from duecare.cli.start import DEMO, bundled_dossier

ROOT = Path(__file__).parents[2]


def test_the_wheel_carries_the_demo() -> None:
    """The wheel's sources put the demo's dossier where the command looks for it."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = told["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(wheel["include"]) == set(wheel["sources"]) == {"src/duecare", "dossiers"}
    assert wheel["sources"] == {"src/duecare": "duecare", "dossiers": "duecare/dossiers"}
    assert (ROOT / "dossiers" / f"{DEMO}.yaml").is_file()


def test_the_demo_is_found() -> None:
    """The demo's dossier is found from wherever the command runs."""
    assert bundled_dossier(DEMO).is_file()
