"""Small signs that tell yes, no, both and neither by their form."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from duecare.drawing.canvas import INK, PAPER, line

WIDE = 9.0  # of a sign with its room


def sign(kind: str, x: float, y: float) -> Iterator[Element]:
    """Yield a sign around a point: `yes`, `no`, `both`, or `open`."""
    if kind == "open":
        yield _ring(x, y, PAPER, "1.3 1.1")
        return
    yield _ring(x, y, INK if kind == "yes" else PAPER, "")
    if kind == "no":
        yield line(x - 1.7, y - 1.7, x + 1.7, y + 1.7, stroke=INK)
        yield line(x - 1.7, y + 1.7, x + 1.7, y - 1.7, stroke=INK)
    if kind == "both":
        yield Element("path", {"d": f"M{x:.2f} {y - 3:.2f}A3 3 0 0 0 {x:.2f} {y + 3:.2f}Z", "fill": INK})


def _ring(x: float, y: float, fill: str, dashes: str) -> Element:
    made = Element("circle", {"cx": f"{x:.2f}", "cy": f"{y:.2f}", "r": "3", "fill": fill, "stroke": INK})
    made.set("stroke-width", "0.8")
    if dashes:
        made.set("stroke-dasharray", dashes)
    return made
