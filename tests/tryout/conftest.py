"""The bundled law, its register and the real dossiers, each worked out once."""

from __future__ import annotations

import pytest
from drafts import NAMES, ROOT

from duecare.dossier.model import Dossier
from duecare.dossier.read import read_dossier
from duecare.ir.declarations import Law
from duecare.practice.model import Register
from duecare.practice.read import read_register
from duecare.rulebook.load import BUNDLED, Bundle, load_bundled
from duecare.tryout.trial import Case, worked_out


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """Return the bundled law, compiled."""
    return load_bundled()


@pytest.fixture(scope="session")
def law(bundle: Bundle) -> Law:
    """Return the bundled law."""
    return bundle.law


@pytest.fixture(scope="session")
def register() -> Register:
    """Return the bundled register."""
    return read_register(BUNDLED)


@pytest.fixture(scope="session")
def dossiers(law: Law) -> tuple[Dossier, ...]:
    """Return the real dossiers."""
    return tuple(read_dossier(ROOT / "dossiers" / f"{name}.yaml", law) for name in NAMES)


@pytest.fixture(scope="session")
def cases(bundle: Bundle, dossiers: tuple[Dossier, ...]) -> tuple[Case, ...]:
    """Return the real dossiers worked out."""
    return tuple(worked_out(dossier, bundle) for dossier in dossiers)
