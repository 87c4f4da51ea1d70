"""Reads one text file of a stranger, or says in one diagnostic why it will not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span

MAX_BYTES = 5_000_000
MAX_SHOWN = 200
# Control characters, and the marks that make text read in another order than it is stored in.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def read_text(path: Path, shown: str) -> str | Diagnostic:
    """Return the text of a file, or what is wrong with the file as a whole; `shown` names it in messages."""
    data = read_bytes(path, shown)
    return data if isinstance(data, Diagnostic) else decode(data, shown)


def read_bytes(path: Path, shown: str) -> bytes | Diagnostic:
    """Return the bytes of a file, unless it is too large or cannot be read."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"this file has {size:,} bytes, more than {MAX_BYTES:,}"
            return _whole(shown, message, "split it into chapters")
        return path.read_bytes()
    except FileNotFoundError:
        return _whole(shown, "there is no such file or folder", "look at its name")
    except OSError as error:
        reason = error.strerror or "unknown reason"
        return _whole(shown, f"this file cannot be read ({reason})", "look at its rights")


def decode(data: bytes, shown: str) -> str | Diagnostic:
    """Return the bytes as text, or the first thing in them that no law file may hold."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        return Diagnostic(Span(shown, line, column), "this is not UTF-8 text", "save the file as UTF-8")
    if text.startswith("\ufeff"):
        return _whole(shown, "this file begins with a byte order mark", _RESAVE)
    if "\r" in text:
        return _at(text, text.index("\r"), shown, "this line ends in CR LF, as Windows writes it", _RESAVE)
    hidden = _HIDDEN.search(text)
    if hidden:
        code = f"U+{ord(hidden.group()):04X}"
        return _at(text, hidden.start(), shown, f"here stands the invisible character {code}", "delete it")
    return text


_RESAVE = "save it as UTF-8 with LF line ends, or run `duecare law format` on it"


def _whole(shown: str, message: str, advice: str) -> Diagnostic:
    return Diagnostic(Span(shown, 1, 1), message, advice)


def _at(text: str, index: int, shown: str, message: str, advice: str) -> Diagnostic:
    start = text.rfind("\n", 0, index) + 1
    line = text.count("\n", 0, index) + 1
    return Diagnostic(Span(shown, line, index - start + 1), message, advice)


def with_lines(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by place, each with the line it stands in, where the text is at hand."""
    lines = {file: text.split("\n") for file, text in texts.items()}
    ordered = sorted(set(diagnostics), key=lambda d: (d.span, d.message))
    return tuple(_with_line(diagnostic, lines.get(diagnostic.span.file, [])) for diagnostic in ordered)


def _with_line(diagnostic: Diagnostic, lines: list[str]) -> Diagnostic:
    number, column = diagnostic.span.line, diagnostic.span.column
    if not 0 < number <= len(lines) or column > MAX_SHOWN:
        return diagnostic
    line = lines[number - 1].rstrip()
    return replace(diagnostic, source_line=line if len(line) <= MAX_SHOWN else line[:MAX_SHOWN] + " ...")
