"""Runs the command as a shell would, in this process: what it writes, and with which exit code it leaves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from done import Done, Duecare

from duecare.cli.main import run
from duecare.dossier.scaffold import new_dossier


@pytest.fixture
def duecare(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Duecare:
    """Return the command."""

    def call(*words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["duecare", *(str(word) for word in words)])
        try:
            run()
            code = 0
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(bool(stop.code))
        written = capsys.readouterr()
        assert "Traceback" not in written.err
        return Done(code, written.out, written.err)

    return call


@pytest.fixture
def scaffold(tmp_path: Path) -> Path:
    """Return a dossier that reads without error."""
    path = tmp_path / "case.yaml"
    path.write_text(new_dossier("case"), encoding="utf-8")
    return path
