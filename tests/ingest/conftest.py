"""What the tests of imports share: the law, the real files beside the project, and the way through the reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from duecare.dossier.model import Dossier
from duecare.dossier.read import parse_dossier
from duecare.ingest.draft import Draft, text_of
from duecare.ir.declarations import Law
from duecare.rulebook.load import load_bundled

_ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def law() -> Law:
    return load_bundled().law


@pytest.fixture(scope="session")
def real() -> Callable[[str], Path]:
    """Return a real file; a test that needs one which is not there is skipped."""

    def find(name: str) -> Path:
        places = (folder / "shared" / "data" / name for folder in _ROOT.parents)
        found = next((path for path in places if path.exists()), None)
        if found is None:
            pytest.skip(f"{name} is not beside this copy of the project")
        return found

    return find


@pytest.fixture(scope="session")
def readable(law: Law) -> Callable[[Draft], Dossier]:
    """Return what the strict reader makes of a draft."""
    return lambda draft: parse_dossier(text_of(draft).encode(), "draft.yaml", law)
