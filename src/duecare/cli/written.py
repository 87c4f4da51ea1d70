"""Documents as files, in the format that the file's name asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duecare.report.document import Document

FORMATS = (".md", ".html")


def write_document(path: Path, document: Document) -> None:
    """Write a document, whole or not at all."""
    from duecare.cli.output import write_whole
    from duecare.report.html import to_html
    from duecare.report.markdown import to_markdown

    write_whole(path, to_markdown(document) if path.suffix.lower() == ".md" else to_html(document))
