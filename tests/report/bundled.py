"""The dossiers that come with Duecare, each assessed once and told once in a process that runs tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from duecare import Assessment, Dossier, assess, load_rulebook, read_dossier
from duecare.report.document import Document
from duecare.report.markdown import to_markdown
from duecare.report.written_memo import memo_of

FOLDER = Path(__file__).resolve().parents[2] / "dossiers"
GOLDEN = Path(__file__).parent / "golden"
EVERY = ("estonia-2007", "exercise-harbour", "hse-2021", "medibank-2022", "revil-2021")
_QUICK = ("exercise-harbour", "hse-2021")
NAMES = tuple(name if name in _QUICK else pytest.param(name, marks=pytest.mark.slow) for name in EVERY)


@cache
def dossier_of(name: str) -> Dossier:
    """Return a bundled dossier."""
    return read_dossier(FOLDER / f"{name}.yaml")


@cache
def made_of(name: str) -> Assessment:
    """Return what it amounts to, under the declared views of all States too."""
    return assess(dossier_of(name), declared=True)


@cache
def memo_on(name: str, reader: str = "") -> Document:
    """Return the memo on it, for a State."""
    return memo_of(made_of(name), dossier_of(name), load_rulebook(), reader=reader)


@cache
def text_on(name: str, reader: str = "") -> str:
    """Return the memo as Markdown."""
    return to_markdown(memo_on(name, reader))


def body_of(text: str) -> str:
    """Return what a reader sees before the annexes."""
    return text[: text.index("## Annex A")]
