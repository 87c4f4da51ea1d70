"""Writes a document for a word processor: real footnotes, headings, table heads, alternative texts, our own styles.

Parts are put together by python-docx without its template; none of them bears another date than the document's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.report.document import Document, Figure, footnotes, linked, targets
from duecare.report.docx_body import body
from duecare.report.docx_figure import Drawing, drawing
from duecare.report.docx_parts import NUMBERING, SETTINGS, footer, footnotes_part, header
from duecare.report.docx_runs import Lines
from duecare.report.typeset import dated
from duecare.report.visible import one_line

_MOST = 255  # letters of a core property
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_LANGUAGES = {"en": "en-GB"}  # a word processor asks of which country


@dataclass(frozen=True, slots=True)
class Docx:
    """A DOCX, and the characters of its figures for which no font was found."""

    content: bytes
    unshown: tuple[str, ...]


def to_docx(document: Document) -> Docx:
    """Return the whole document as a DOCX; the same document gives the same bytes."""
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    drawings = {one.name: drawing(number, one, document.written) for number, one in enumerate(figures, 1)}
    text, notes = Lines(targets(document)), Lines(())
    main = body(linked(document), text, drawings)
    told = footnotes_part([notes.line(note) for note in footnotes(document)])
    package = _package(document, main, told, text.addresses, notes.addresses, drawings.values())
    made = BytesIO()
    package.save(made)
    unshown = dict.fromkeys(char for one in drawings.values() for char in one.unshown)
    return Docx(_timeless(made.getvalue(), dated(document.written)), tuple(unshown))


def check_docx() -> None:
    """Refuse where python-docx is not installed, and say what to install."""
    try:
        import docx  # noqa: F401
    except ImportError:
        advice = "install python-docx, or end the name in .md or .html"
        raise InputError([Diagnostic(NOWHERE, "a DOCX needs python-docx, which is not installed", advice)]) from None


def _package(
    document: Document,
    main: str,
    notes: str,
    addresses: Mapping[str, str],
    noted: Mapping[str, str],
    drawings: Iterable[Drawing],
) -> Any:
    from docx.package import Package

    package = Package()
    language = _LANGUAGES.get(document.language, document.language)
    styles = files("duecare.report").joinpath("docx_styles.xml").read_text(encoding="utf-8")
    text = _part(package, "word/document.xml", f"{_TYPES}document.main+xml", main)
    package.relate_to(text, f"{_KINDS}officeDocument")
    for kind, content in (
        ("styles", styles.replace("LANGUAGE", language)),
        ("numbering", NUMBERING),
        ("settings", SETTINGS),
        ("header", header(document.marking)),
        ("footer", footer(document.title)),
        ("footnotes", notes),
    ):
        part = _part(package, f"word/{kind}.xml", f"{_TYPES}{kind}+xml", content)
        text.load_rel(f"{_KINDS}{kind}", part, f"rId{kind.capitalize()}")
        if kind == "footnotes":
            _link(part, noted)
    _link(text, addresses)
    for one in drawings:
        _picture(package, text, one)
    _describe(package, document, language)
    return package


def _part(package: Any, name: str, kind: str, content: str | bytes) -> Any:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    data = content.encode() if isinstance(content, str) else content
    return Part(PackURI(f"/{name}"), kind, data, package)


def _link(part: Any, addresses: Mapping[str, str]) -> None:
    for address, name in addresses.items():
        part.load_rel(f"{_KINDS}hyperlink", address, name, is_external=True)


def _picture(package: Any, text: Any, drawn: Drawing) -> None:
    for suffix, kind, content in (("png", "image/png", drawn.png), ("svg", "image/svg+xml", drawn.svg)):
        part = _part(package, f"word/media/figure{drawn.number}.{suffix}", kind, content)
        text.load_rel(f"{_KINDS}image", part, f"rId{suffix.capitalize()}{drawn.number}")


def _describe(package: Any, document: Document, language: str) -> None:
    day = dated(document.written)
    told = package.core_properties
    told.title = one_line(document.title)[:_MOST]
    told.subject = one_line(document.marking)[:_MOST]
    told.language = language
    told.author = told.last_modified_by = "Duecare"
    told.created = told.modified = datetime(day.year, day.month, day.day)


def _timeless(made: bytes, day: date) -> bytes:
    """Return the same archive with every file in it of that day."""
    out = BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            told = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            told.compress_type = ZIP_DEFLATED
            told.external_attr = 0o600 << 16
            new.writestr(told, old.read(name))
    return out.getvalue()
