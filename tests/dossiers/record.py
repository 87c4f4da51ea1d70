"""The dossiers that come with Duecare, each assessed once, and what was expected of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from duecare.assess.assess import assess
from duecare.assess.model import Assessment, Finding, Outcome
from duecare.dossier.read import read_dossier
from duecare.rulebook.load import load_bundled

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "dossiers"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
VIEWS = ("coco_dias", "tallinn_manual_2", "norm_only")  # those for which outcomes were written down
OPEN = "open"

Place = tuple[str, str, str, str]  # State, toward (empty: nobody), duty, view


@dataclass(frozen=True, slots=True)
class Expected:
    """One outcome that was expected in one place, with what the row says of itself."""

    place: Place
    words: tuple[str, ...]
    row: Any

    @property
    def differs(self) -> str:
        """Return why the law or the engine is thought wrong here; empty: it is thought right."""
        return str(self.row.get("differs", ""))


@cache
def assessed(name: str) -> Assessment:
    """Return the assessment of a dossier with the bundled law and all views."""
    bundle = load_bundled()
    return assess(read_dossier(FOLDER / f"{name}.yaml", bundle.law), bundle)


def outcome(finding: Finding, view: str) -> Outcome:
    """Return the outcome of a finding under a view, its gates as the view takes them."""
    return next(one for one in finding.as_held if one.view == view)


def word(found: Outcome) -> str:
    """Return the one outcome word, or `open`."""
    return found.words[0] if found.settled else OPEN


def outcomes(name: str) -> dict[Place, str]:
    """Return the word of every finding of a dossier under the views of which something was expected."""
    return {
        (finding.bearer, finding.beneficiary, finding.duty, view): word(outcome(finding, view))
        for finding in assessed(name).findings
        for view in VIEWS
    }


def loaded(path: Path) -> Any:
    """Return a YAML file with every scalar as text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def expectations(name: str) -> tuple[Expected, ...]:
    """Return what was expected of a dossier, one entry a place."""
    rows = loaded(FOLDER / "expected" / f"{name}.yaml")["expected"]
    return tuple(
        Expected((state, "" if toward == "nobody" else toward, duty, view), (row["outcome"], *row.get("or", ())), row)
        for row in rows
        for state in _listed(row, "state")
        for toward in _listed(row, "toward")
        for duty in _listed(row, "duty", "duties")
        for view in _listed(row, "view", "views")
    )


def _listed(row: Any, *keys: str) -> tuple[str, ...]:
    value = next(row[key] for key in keys if key in row)
    return (value,) if isinstance(value, str) else tuple(value)
