"""A figure in a DOCX: its SVG, the same as a PNG for word processors that show none, and what it shows in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duecare.report.document import Figure
from duecare.report.docx_runs import xml
from duecare.report.svg import size
from duecare.report.typeset import as_png, typeset
from duecare.report.visible import visible

_EMU = 12_700  # units of a drawing in a point
_WIDE, _HIGH = 5_904_000, 7_400_000  # what fits between the margins of a page
_SHARP = 180  # dots an inch: for word processors that cannot show the drawing itself
_FORM = """#let doc = json(bytes(sys.inputs.document))
#set document(title: "figure")
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(doc.svg), format: "svg", alt: doc.alt)
"""
_INLINE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="{number}" name="{name}" descr="{alt}"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="{number}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="rIdPng{number}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rIdSvg{number}"/>'
    "</a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure ready to be put into a DOCX: the run that shows it, its two files, and characters that no font has."""

    number: int
    xml: str
    svg: bytes
    png: bytes
    unshown: tuple[str, ...]


def drawing(number: int, figure: Figure, written: date | None) -> Drawing:
    """Return a figure as large as it is, or as the page allows."""
    svg = visible(figure.svg)
    wide, high = (side * _EMU for side in size(svg))
    shrunk = min(1.0, _WIDE / wide, _HIGH / high)
    drawn = typeset(_FORM, {"svg": svg, "alt": visible(figure.alt)}, written)
    told = _INLINE.format(
        number=number, name=xml(figure.name), alt=xml(figure.alt), wide=int(wide * shrunk), high=int(high * shrunk)
    )
    png = as_png(_FORM, drawn, max(72, int(_SHARP * shrunk)))
    return Drawing(number, told, svg.encode(), png, drawn.unshown)
