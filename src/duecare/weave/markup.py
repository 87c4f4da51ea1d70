"""HTML by construction: whatever is not made here is text, and becomes no markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import bidirectional

from duecare.report.html import escape

# What HTML refuses, or takes for the end of a line, and `visible` leaves.
_NO_CHARACTERS = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_REFUSED = re.compile(f"[\x85\u2028\u2029\ufdd0-\ufdef{_NO_CHARACTERS}]")
_VOID = frozenset({"br", "col", "hr", "meta"})


class Html(str):
    """Markup that may stand in a page as it is; any other string is text."""

    __slots__ = ()


Part = str | Html


def text(words: str) -> Html:
    """Return text as markup; what runs from right to left cannot turn the words beside it around."""
    shown = escape(_shown(words))
    if words.isascii() or not any(bidirectional(sign) in ("R", "AL") for sign in words):
        return Html(shown)
    return Html(f"<bdi>{shown}</bdi>")


def el(tag: str, *parts: Part, **attributes: str) -> Html:
    """Return an element; `cls` names its classes, and an attribute without a value is left out."""
    named = "".join(
        f' {"class" if key == "cls" else key.replace("_", "-")}="{escape(_shown(value))}"'
        for key, value in attributes.items()
        if value
    )
    if tag in _VOID:
        return Html(f"<{tag}{named}>")
    return Html(f"<{tag}{named}>{together(parts)}</{tag}>")


def together(parts: Iterable[Part]) -> Html:
    """Return parts one after the other."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in parts))


def lines(parts: Iterable[Part]) -> Html:
    """Return parts one a line, those that hold nothing left out."""
    return Html("\n".join(together((part,)) for part in parts if part))


def listed(parts: Iterable[Part], separator: str = ", ") -> Html:
    """Return parts with a separator between them."""
    return together(_between(parts, separator))


def _between(parts: Iterable[Part], separator: str) -> Iterator[Part]:
    for index, part in enumerate(parts):
        if index:
            yield separator
        yield part


def _shown(words: str) -> str:
    return _REFUSED.sub(lambda found: f"[U+{ord(found[0]):04X}]", words)
