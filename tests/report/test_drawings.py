"""A drawing is shown as large as it says, clashes with no other, and stays with its heading."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from test_formats import SVG

from duecare.report.document import Document, Figure, Heading, Paragraph
from duecare.report.html import to_html
from duecare.report.pdf import to_pdf
from duecare.report.svg import size


@pytest.mark.parametrize(
    ("attributes", "wide", "high"),
    [
        ('width="100" height="50"', 75, 37.5),
        ('width="100px" height="50px"', 75, 37.5),
        ('width="481.89pt" height="72pt"', 481.89, 72),
        ('width="25.4mm" height="2.54cm"', 72, 72),
        ('width="100%" viewBox="0 0 200 100"', 150, 75),
    ],
)
def test_a_drawing_is_as_large_as_it_says(attributes: str, wide: float, high: float) -> None:
    """Units count; where a drawing gives no length its box does."""
    assert size(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>') == pytest.approx((wide, high))


def test_drawings_on_a_page_share_no_name() -> None:
    """Two drawings with the same names inside are both valid, and each reference stays within its drawing."""
    svg = SVG.replace('fill="#888888"', 'fill="url(#shade)"').replace("<title", '<g id="shade"/><title')
    page = to_html(Document("t", "m", (Figure("a", svg, "A", "a"), Figure("b", svg, "B & <i>", "b"))))
    drawn = [ElementTree.fromstring(part.partition("</svg>")[0] + "</svg>") for part in page.split("<figure>")[1:]]
    names = [{one.get("id") for one in root.iter()} - {None} for root in drawn]
    assert names == [{"a-t", "a-shade", "a-bar"}, {"b-t", "b-shade", "b-bar"}]
    assert [root.get("aria-label") for root in drawn] == ["A", "B & <i>"]
    assert 'fill="url(#b-shade)"' in page


def test_a_heading_stays_with_its_figure() -> None:
    """A figure that does not fit on the page takes its heading along to the next, and is not cut."""
    tall = SVG.replace('height="80"', 'height="900"')
    lines = (Paragraph((f"Line {number}",)) for number in range(30))
    pages = PdfReader(
        BytesIO(to_pdf(Document("t", "m", (*lines, Heading(2, "Days"), Figure("a", tall, "A", "Caption")))).content)
    ).pages
    told = [page.extract_text() for page in pages]
    assert len(told) == 2
    assert "Days" not in told[0]
    assert "Days" in told[1] and "Caption" in told[1]
