"""The bundled law and its register, read once."""

from __future__ import annotations

import pytest

from duecare.ir.declarations import Law
from duecare.practice.model import Register
from duecare.practice.read import read_register
from duecare.rulebook.load import BUNDLED, load_bundled


@pytest.fixture(scope="session")
def law() -> Law:
    """Return the bundled law."""
    return load_bundled().law


@pytest.fixture(scope="session")
def register() -> Register:
    """Return the bundled register."""
    return read_register(BUNDLED)
