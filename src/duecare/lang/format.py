"""Writes the rule blocks of a Markdown file in canonical form and leaves its prose alone."""

from __future__ import annotations

from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.lang.chunks import cut
from duecare.lang.files import decode, read_bytes, with_lines
from duecare.lang.format_rules import format_declaration
from duecare.lang.literate import Block, take_apart
from duecare.lang.parse import parse_declaration
from duecare.lang.syntax import Declaration


def format_file(path: Path, *, write: bool) -> bool | tuple[Diagnostic, ...]:
    """Say whether a file is not in canonical form, and write it so if asked; or return its mistakes."""
    data = read_bytes(path, str(path))
    if isinstance(data, Diagnostic):
        return (data,)
    try:
        written = format_bytes(data, str(path))
        if written != data and write:
            path.write_bytes(written)
    except InputError as error:
        return error.diagnostics
    except OSError as error:
        message = f"this file cannot be written ({error.strerror or 'unknown reason'})"
        return (Diagnostic(Span(str(path), 1, 1), message, "look at its rights"),)
    return written != data


def format_bytes(data: bytes, file: str) -> bytes:
    """Return a file's bytes in canonical form, its line ends and byte order mark mended first."""
    mended = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = decode(mended, file)
    if isinstance(text, Diagnostic):
        raise InputError([text])
    return format_text(text, file).encode()


def format_text(text: str, file: str) -> str:
    """Return a Markdown text with every rule block in canonical form; InputError if one does not parse."""
    chapter = take_apart(text, file)
    problems = list(chapter.diagnostics)
    lines = text.split("\n")
    # From the last block up, so that the lines of those above keep their numbers.
    for block in reversed(chapter.blocks):
        written = _block(block, file, problems)
        if written is not None:
            first = block.line - 1
            lines[first : first + block.text.count("\n") + 1] = written
    if problems:
        raise InputError(with_lines(problems, {file: text}))
    return "\n".join(lines)


def _block(block: Block, file: str, problems: list[Diagnostic]) -> list[str] | None:
    """Return the lines of a block in canonical form, or None if there is nothing to write."""
    written: list[str] = []
    for chunk in cut(block, file):
        declaration = parse_declaration(chunk)
        if isinstance(declaration, Declaration):
            written.append(format_declaration(declaration))
        else:
            problems.append(declaration)
    return "\n".join(written).removesuffix("\n").split("\n") if written else None
