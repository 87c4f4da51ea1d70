"""Lines of a DOCX: the parts of a text as runs, links, bookmarks and footnote marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from itertools import count

from duecare.report.document import Address, Anchor, Emphasis, Link, Note, Strong, Text, Tone
from duecare.report.visible import one_line

_TONES = {"failed": "Strong", "open": "Emphasis", "idle": "Soft"}
# Scripts written from the right, with what stands between their words: Hebrew, Arabic, Syriac, Thaana, N'Ko.
_FROM_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_TURNS = re.compile(f"([{_FROM_RIGHT}](?:[^A-Za-z0-9]*[{_FROM_RIGHT}])*)")


def xml(text: str) -> str:
    """Return a text that XML takes for nothing but text, on one line."""
    return escape(one_line(text))


class Lines:
    """Writes lines one after the other; keeps the numbers of notes, the names of bookmarks and the addresses."""

    def __init__(self, anchors: Iterable[str]) -> None:
        self.addresses: dict[str, str] = {}
        self._bookmarks = {
            anchor: (number, _bookmark(number, anchor)) for number, anchor in enumerate(sorted(anchors), 1)
        }
        self._notes = count(1)

    def line(self, text: Text) -> str:
        """Return the runs of a text."""
        return "".join(self._part(part) for part in text)

    def bookmarked(self, anchor: str, runs: str) -> str:
        """Return runs that links lead to."""
        if not anchor:
            return runs
        number, name = self._bookmarks[anchor]
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'

    def _part(self, part: object) -> str:
        match part:
            case str():
                return run(part)
            case Strong(text):
                return run(text, "Strong")
            case Emphasis(text):
                return run(text, "Emphasis")
            case Tone(text, tone):
                return run(text, _TONES.get(tone, ""))
            case Anchor(text, name):
                return self.bookmarked(name, run(text))
            case Link(text, anchor):
                return self._link(text, anchor)
            case Address():
                return self._address(part)
            case Note():
                return self._mark(part)
            case _:
                raise TypeError(part)

    def _link(self, text: str, anchor: str) -> str:
        return f'<w:hyperlink w:anchor="{self._bookmarks[anchor][1]}">{run(text, "Hyperlink")}</w:hyperlink>'

    def _address(self, address: Address) -> str:
        if not address.target:
            return run(address.url)
        name = self.addresses.setdefault(address.target, f"rIdWeb{len(self.addresses) + 1}")
        return f'<w:hyperlink r:id="{name}">{run(address.url, "Hyperlink")}</w:hyperlink>'

    def _mark(self, note: Note) -> str:
        style = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        mark = f'<w:r>{style}<w:footnoteReference w:id="{next(self._notes)}"/></w:r>'
        return mark + (run("†", "Raised") if note.unread else "")


def run(text: str, style: str = "") -> str:
    """Return runs of a text, one for each direction in which it is written."""
    parts = _TURNS.split(text)
    return "".join(_run(part, style, from_right=bool(number % 2)) for number, part in enumerate(parts) if part)


def _run(text: str, style: str, *, from_right: bool) -> str:
    look = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:rtl/>" if from_right else "")
    head = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{xml(text)}</w:t></w:r>'


def _bookmark(number: int, anchor: str) -> str:
    """Return a name of the kind that word processors take: letters, digits and no more than forty."""
    return f"b{number}_{re.sub('[^A-Za-z0-9]', '_', anchor)[:30]}"
