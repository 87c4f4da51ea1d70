"""Cuts a rule block into declarations and checks their layout, so that a mistake in one hides no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.lang.literate import Block
from duecare.lang.outline import CLAUSES

MAX_DEPTH = 40
# An open text runs to the end of its line: so each line is looked through once, whatever stands in it.
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*+("?)')
MAX_LINE = 4_000
_CURLY = re.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb]")
_SPACE = re.compile(r"[^\S \t]")
_LIST = "write one of " + ", ".join(CLAUSES)


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one declaration; line is the file's line of the first."""

    file: str
    line: int
    lines: tuple[str, ...]

    @property
    def keyword(self) -> str:
        """The word a declaration begins with, whatever sign follows it."""
        match = re.match(r"[A-Za-z0-9_]*", self.lines[0])
        return match.group() if match else ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def cut(block: Block, file: str) -> Iterator[Chunk]:
    """Yield the declarations of a block: each begins in column 1 and takes the indented lines under it."""
    start = 0
    lines: list[str] = []
    for number, line in enumerate(block.text.split("\n"), block.line):
        if not line.strip(" "):
            if lines:
                lines.append("")
        elif line[0] in " \t" and lines:
            lines.append(line.rstrip(" "))
        else:
            if lines:
                yield Chunk(file, start, _trimmed(lines))
            start, lines = number, [line.rstrip(" ")]
    if lines:
        yield Chunk(file, start, _trimmed(lines))


def _trimmed(lines: list[str]) -> tuple[str, ...]:
    while not lines[-1]:
        lines.pop()
    return tuple(lines)


def layout_problem(chunk: Chunk) -> Diagnostic | None:
    """Return the first thing wrong with a declaration before its grammar is looked at."""
    if chunk.lines[0].startswith(" "):
        advice = "begin a declaration in column 1, and indent what belongs to it"
        return Diagnostic(Span(chunk.file, chunk.line, 1), "this line belongs to no declaration", advice)
    depth = 0
    for number, line in enumerate(chunk.lines, chunk.line):
        if not line:
            continue
        found = _signs(line) or _indentation(line, depth)
        if found:
            column, message, advice = found
            return Diagnostic(Span(chunk.file, number, column), message, advice)
        depth = (len(line) - len(line.lstrip(" "))) // 2
    return _keyword(chunk)


def _keyword(chunk: Chunk) -> Diagnostic | None:
    name = chunk.keyword
    if name in CLAUSES:
        return None
    near = get_close_matches(name, CLAUSES, 1)
    span = Span(chunk.file, chunk.line, 1)
    if not name:
        return Diagnostic(span, "a declaration begins with a keyword", _LIST)
    advice = f"did you mean '{near[0]}'?" if near else _LIST
    return Diagnostic(span, f"there is no declaration '{name[:40]}'", advice)


def _signs(line: str) -> tuple[int, str, str] | None:
    if "\t" in line:
        return line.index("\t") + 1, "here stands a tab", "use spaces, two for each level"
    if len(line) > MAX_LINE:
        return 1, f"this line has {len(line):,} characters, more than {MAX_LINE:,}", "say it in several lines"
    outside = _TEXT.sub(lambda match: (" " if match.group(1) else '"') * len(match.group()), line)
    space = _SPACE.search(outside)
    if space:
        code = f"U+{ord(space.group()):04X}"
        return (
            space.start() + 1,
            f"here stands a space that is not the plain one ({code})",
            "type a plain space",
        )
    sign = outside.find("#")
    if sign >= 0:
        return sign + 1, "rule blocks have no comments", "say it in the prose above the rule"
    curly = _CURLY.search(outside)
    quote = outside.find('"')
    if curly and not 0 <= quote < curly.start():
        return curly.start() + 1, "this is a curly quotation mark", 'use the straight one, "'
    if quote >= 0:
        return quote + 1, "this text is not closed on its line", 'end it with " on the same line'
    return None


def _indentation(line: str, depth: int) -> tuple[int, str, str] | None:
    spaces = len(line) - len(line.lstrip(" "))
    if spaces % 2:
        return spaces + 1, f"this line is indented by {spaces} spaces", "use two for each level"
    if spaces // 2 > MAX_DEPTH:
        return (
            spaces + 1,
            f"this is nested more than {MAX_DEPTH} levels deep",
            "name an inner list as an element",
        )
    if spaces // 2 > depth + 1:
        advice = f"indent it by {2 * depth + 2} spaces"
        return spaces + 1, "this line is indented by more than one level under the line above", advice
    return None
