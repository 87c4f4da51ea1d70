"""What a document says that was made for a level of the Traffic Light Protocol."""

from __future__ import annotations

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
