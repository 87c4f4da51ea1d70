"""The text of a DOCX: headings, paragraphs, lists, tables and figures, as XML in the styles of `docx_styles.xml`."""

from __future__ import annotations

from collections.abc import Mapping

from duecare.report.document import (
    Aside,
    Banner,
    Block,
    Definitions,
    Document,
    Figure,
    Heading,
    Items,
    Paragraph,
    Table,
    Text,
    letters,
)
from duecare.report.docx_figure import Drawing
from duecare.report.docx_parts import DECLARED, R, W
from duecare.report.docx_runs import Lines, run, xml

_WIDE = 9298  # twentieths of a point between the margins of a page
_LONG = 700  # letters of a cell that may be broken over two pages
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" '
    'r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1531" w:right="1304" w:bottom="1361" '
    'w:left="1304" w:header="737" w:footer="624" w:gutter="0"/></w:sectPr>'
)
_TABLE = (
    '<w:tblPr><w:tblStyle w:val="Ruled"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
    '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" '
    'w:noVBand="1"/>{}</w:tblPr>'
)


def body(document: Document, lines: Lines, drawings: Mapping[str, Drawing]) -> str:
    """Return the main part of a document."""
    told = "".join(_block(block, lines, drawings) for block in document.blocks)
    title = _paragraph("Title", run(document.title))
    return f"{DECLARED}<w:document {W} {R}><w:body>{title}{told}{_SECTION}</w:body></w:document>"


def _block(block: Block, lines: Lines, drawings: Mapping[str, Drawing]) -> str:
    match block:
        case Heading(level, text, anchor, fresh):
            runs = lines.bookmarked(anchor, run(text))
            return _paragraph(f"Heading{level - 1}", runs, "<w:pageBreakBefore/>" if fresh else "")
        case Paragraph(text, 0):
            return _paragraph("", lines.line(text))
        case Paragraph(text, number):
            head = f"<w:r><w:t>{number}.</w:t><w:tab/></w:r>"
            return _paragraph("NumberedParagraph", lines.bookmarked(f"para-{number}", head) + lines.line(text))
        case Aside(text):
            return _paragraph("Aside", lines.line(text))
        case Items(items):
            return "".join(_paragraph("ListBullet", lines.line(item)) for item in items)
        case Definitions(pairs):
            return "".join(_definition(term, text, lines) for term, text in pairs)
        case Banner(text):
            return _paragraph("Banner", run(text))
        case Figure():
            return _paragraph("Picture", drawings[block.name].xml) + _paragraph("Caption", run(block.caption))
        case Table():
            return _table(block, lines)


def _paragraph(style: str, runs: str, more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{runs}</w:p>"


def _definition(term: str, text: Text, lines: Lines) -> str:
    return _paragraph("Definition", f"{run(term, 'Strong')}<w:r><w:tab/></w:r>{lines.line(text)}")


def _table(table: Table, lines: Lines) -> str:
    shares = table.shares or _shares(table)
    widths = [_WIDE * share // sum(shares) for share in shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(tuple((text,) for text in table.head), widths, lines, "TableHead", "<w:tblHeader/>")
    rows = "".join(_row(row, widths, lines, "TableText", "") for row in table.rows)
    said = _TABLE.format(f'<w:tblCaption w:val="{xml(table.caption)}"/>')
    caption = _paragraph("TableCaption", run(table.caption))
    return f"{caption}<w:tbl>{said}<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>{_paragraph('AfterTable', '')}"


def _row(row: tuple[Text, ...], widths: list[int], lines: Lines, style: str, more: str) -> str:
    short = max((letters(cell) for cell in row), default=0) <= _LONG
    form = f"<w:trPr>{'<w:cantSplit/>' if short else ''}{more}</w:trPr>"
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(style, lines.line(cell))}</w:tc>'
        for cell, width in zip(row, widths, strict=True)
    )
    return f"<w:tr>{form}{cells}</w:tr>"


def _shares(table: Table) -> tuple[int, ...]:
    """Return how wide columns are by what they hold: a long cell counts no more than a line and a half."""
    rows = (tuple((text,) for text in table.head), *table.rows)
    return tuple(max(6, *(min(60, letters(row[column])) for row in rows)) for column in range(len(table.head)))
