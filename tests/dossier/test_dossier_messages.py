"""Every mistake that a dossier may hold has one clear message: where, what, what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_law import LAW

from duecare.base.errors import InputError
from duecare.dossier.read import parse_dossier

_BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))


@pytest.mark.parametrize("path", _BAD, ids=[path.stem for path in _BAD])
def test_message(path: Path, golden: Callable[[Path, str], None]) -> None:
    """Each bad dossier is refused with exactly these messages, each with a place and advice."""
    with pytest.raises(InputError) as refused:
        parse_dossier(path.read_bytes(), path.name, LAW)
    for found in refused.value.diagnostics:
        assert found.advice, found
        assert found.span.line > 0, found
        assert found.span.column > 0, found
    golden(path.with_suffix(".txt"), f"{refused.value}\n")
