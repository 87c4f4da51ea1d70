"""What a document says before all else: for which level it was made, and on what supposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from duecare.report.document import Banner, Document


def release_words(level: str) -> str:
    """Say that a result rests on what may be shared at a level, the same whether or not there is anything more."""
    return (
        f"Made for TLP:{level.upper()}, from what may be shared at that level and from nothing else. On a fuller "
        "record, if there is one, the outcome may differ."
    )


def with_release(document: Document, level: str) -> Document:
    """Return a document that says so before all else; as it is where no level was asked for."""
    return replace(document, blocks=(Banner(release_words(level)), *document.blocks)) if level else document


def supposition_words(assumed: Sequence[str]) -> str:
    """Say that a result rests on what nobody claims."""
    return (
        f"Made on a supposition: {', '.join(assumed)}. The record does not show it. What stands here is what would "
        "follow, for those who made it, and is not to be sent."
    )


def with_supposition(document: Document, assumed: Sequence[str]) -> Document:
    """Return a document that says so before all else; as it is where nothing was supposed."""
    return replace(document, blocks=(Banner(supposition_words(assumed)), *document.blocks)) if assumed else document
