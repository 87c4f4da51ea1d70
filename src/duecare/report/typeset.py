"""Sets data in a form by typst, with fonts that show every character, and says which ones none can show."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE

_PROFILES = ("ua-1", "a-2a")
_UNDATED = date(1980, 1, 1)  # the earliest day that every kind of file can bear
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed|contains the codepoint `"(.*?)"`')
_SOME_GLYPH = "contains text with missing codepoints"  # in a drawing; which ones is not said
_JOINED = ("Cf", "Me", "Mn")  # kinds of characters that are shown, if at all, with others
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
        advice = "install typst, or end the name in .md or .html"
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
    except BaseException as error:
        missing = _unshown(error, data)
        if not missing:
            raise _refused(error) from error
        return b"", missing
    return made, frozenset()


def _unshown(error: BaseException, data: str) -> frozenset[str]:
    """Return the characters for want of which a PDF was not made, as far as typst says so."""
    if isinstance(error, typst().TypstError):
        if _SOME_GLYPH in str(error):
            return frozenset(char for char in _texts(data) if unicodedata.category(char) in _JOINED)
        return frozenset().union(*(_missing("".join(found)) for found in _NO_GLYPH.findall(error.diagnostic)))
    if type(error).__name__ == "PanicException":  # typst broke off; it is no Exception, and has no name to import
        return frozenset()
    raise error


def _texts(data: str) -> str:
    return data.encode("ascii").decode("unicode_escape")


def _refused(error: BaseException) -> InputError:
    advice = "write .docx or .html instead, and report this with the dossier if you can"
    return InputError([Diagnostic(NOWHERE, f"typst sets no PDF of this document: {error}", advice)])


def _missing(quoted: str) -> frozenset[str]:
    """Return what is missing of signs shown as one: those joined to the first, or the first if it is alone."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), quoted)
    return frozenset(text[1:] or text)


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
