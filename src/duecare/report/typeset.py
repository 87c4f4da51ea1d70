"""Sets data in a form by typst, with fonts that show every character, and says which ones none can show."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE

_PROFILES = ("ua-1", "a-2a")
_UNDATED = date(1980, 1, 1)  # the earliest day that every kind of file can bear
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, slots=True)
class Set:
    """A PDF; the characters for which no font was found, which stand in it by their codes; and how it was set."""

    content: bytes
    unshown: tuple[str, ...]
    data: str
    system_fonts: bool


def typeset(form: str, data: Mapping[str, Any], written: date | None) -> Set:
    """Return a form, filled with data, as PDF/A-2a and PDF/UA-1; the same data give the same bytes.

    The fonts are those that come with typst; only for data that none of them can show are the machine's own used.
    """
    compiled = partial(_compiled, form, dated(written))
    text = json.dumps(data)
    made, missing = compiled(text, system_fonts=False)
    if made:
        return Set(made, (), text, system_fonts=False)
    unshown = dict[str, None]()
    made, missing = compiled(text, system_fonts=True)
    while missing:
        unshown.update(dict.fromkeys(sorted(missing)))
        text = json.dumps(_coded(data, str.maketrans({char: f"[U+{ord(char):04X}]" for char in unshown})))
        made, missing = compiled(text, system_fonts=True)
    return Set(made, tuple(unshown), text, system_fonts=True)


def as_png(form: str, drawn: Set, dots: int) -> bytes:
    """Return the page of a form as a picture of that many dots an inch, in the fonts that were found for it."""
    made: bytes = typst().compile(
        form.encode(),
        format="png",
        ppi=dots,
        ignore_system_fonts=not drawn.system_fonts,
        sys_inputs={"document": drawn.data},
    )
    return made


def typst() -> Any:
    """Return typst, or say what to install."""
    try:
        import typst
    except ImportError:
        advice = "install duecare[documents], or end the name in .md or .html"
        raise InputError([Diagnostic(NOWHERE, "this format needs typst, which is not installed", advice)]) from None
    return typst


def dated(written: date | None) -> date:
    """Return the day that a file bears."""
    return max(written or _UNDATED, _UNDATED)


def _compiled(form: str, written: date, data: str, *, system_fonts: bool) -> tuple[bytes, frozenset[str]]:
    """Return the PDF, or no byte and the characters that no font has."""
    try:
        made: bytes = typst().compile(
            form.encode(),
            format="pdf",
            pdf_standards=list(_PROFILES),
            timestamp=int(datetime(written.year, written.month, written.day, tzinfo=UTC).timestamp()),
            ignore_system_fonts=not system_fonts,
            sys_inputs={"document": data},
        )
    except typst().TypstError as error:
        missing = {char for found in _NO_GLYPH.findall(error.diagnostic) for char in _unescaped(found)}
        if not missing:
            raise
        return b"", frozenset(missing)
    return made, frozenset()


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _coded(value: Any, codes: Mapping[int, str]) -> Any:
    """Return data in which every text has codes in place of some characters."""
    match value:
        case str():
            return value.translate(codes)
        case list():
            return [_coded(item, codes) for item in value]
        case dict():
            return {key: _coded(item, codes) for key, item in value.items()}
    return value
