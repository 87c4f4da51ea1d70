"""A drawing as part of a page: with its words for who cannot see it, and names that clash with no other drawing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from duecare.report.document import Figure
from duecare.report.visible import visible

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_NAMED = re.compile(r"url\(\s*#")


def inline_svg(figure: Figure) -> str:
    """Return a figure's drawing as an element of an HTML page, known to a screen reader by its alternative text."""
    root = ElementTree.fromstring(visible(figure.svg))
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        element.attrib.update({name: _renamed(name, value, figure.name) for name, value in element.items()})
    root.attrib.pop("aria-labelledby", None)
    root.attrib.update({"role": "img", "aria-label": visible(figure.alt), "xmlns": _SVG.strip("{}")})
    return ElementTree.tostring(root, encoding="unicode")


def _renamed(name: str, value: str, figure: str) -> str:
    """Return an attribute whose name of an element, or reference to one, says of which figure it is."""
    if name == "id":
        return f"{figure}-{value}"
    if name in _HREFS and value.startswith("#"):
        return f"#{figure}-{value[1:]}"
    return _NAMED.sub(f"url(#{figure}-", value)
