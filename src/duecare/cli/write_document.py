"""Writes a document in the format that the name of its file asks for."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from duecare.cli.output import check_target, write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duecare.report.document import Document

FORMATS = (".md", ".html", ".pdf", ".docx")


def check_document(output: Path) -> None:
    """Refuse, before any work is done, a file of no format for documents, or of one that needs what is not there."""
    check_target(output, FORMATS)
    suffix = output.suffix.lower()
    if suffix in (".pdf", ".docx"):
        from duecare.report.typeset import typst

        typst()
    if suffix == ".docx":
        from duecare.report.docx import check_docx

        check_docx()


def write_document(output: Path, document: Document) -> None:
    """Write a document, whole or not at all; beside Markdown, its figures as files of their own."""
    write_documents((output,), document)


def write_documents(outputs: Sequence[Path], document: Document) -> None:
    """Write a document to several files, none before all are made; typst sets one while Python writes the others."""
    with ThreadPoolExecutor(max(1, len(outputs))) as pool:
        made = list(pool.map(partial(_rendered, document=document), outputs))
    for output, (content, unshown) in zip(outputs, made, strict=True):
        write_whole(output, content, _figures(output, document) if output.suffix.lower() == ".md" else None)
        if unshown:
            typer.echo(_no_font(unshown), err=True)


def _rendered(output: Path, document: Document) -> tuple[str | bytes, tuple[str, ...]]:
    """Return the content of a file, and the characters that no font on this machine can show."""
    match output.suffix.lower():
        case ".md":
            from duecare.report.markdown import to_markdown

            return to_markdown(document, f"{output.stem}."), ()
        case ".html":
            from duecare.report.html import to_html

            return to_html(document), ()
        case ".pdf":
            from duecare.report.pdf import to_pdf

            made = to_pdf(document)
            return made.content, made.unshown
        case _:
            from duecare.report.docx import to_docx

            written = to_docx(document)
            return written.content, written.unshown


def _figures(output: Path, document: Document) -> dict[Path, str]:
    from duecare.report.document import Figure

    found = (block for block in document.blocks if isinstance(block, Figure))
    return {output.with_name(f"{output.stem}.{one.name}.svg"): one.svg for one in found}


def _no_font(unshown: tuple[str, ...]) -> str:
    first = ", ".join(f"U+{ord(char):04X}" for char in unshown[:5])
    more = f" and {len(unshown) - 5} more" if len(unshown) > 5 else ""
    return (
        f"note: no font on this machine has {first}{more}; the file shows them by these codes. "
        "Install a font that has them, such as one of the Noto family, or write HTML."
    )
