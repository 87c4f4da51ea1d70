"""What all tests share: golden files, compared with what they hold or written anew with `--accept`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return a check that a text is what a golden file holds; with `--accept` it writes the file."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("--accept"):
            path.write_text(text, encoding="utf-8")
            return
        assert path.exists(), f"there is no {path.name} yet; read the text, then run with --accept:\n{text}"
        assert text == path.read_text(encoding="utf-8")

    return check
