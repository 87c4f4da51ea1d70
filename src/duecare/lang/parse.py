"""Text of a chapter to syntax: every declaration is parsed by itself, and every mistake is collected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from lark import Lark, UnexpectedInput
from lark.indenter import Indenter

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.lang.build import Place, build
from duecare.lang.chunks import Chunk, cut, layout_problem
from duecare.lang.literate import Block, FrontMatter, take_apart
from duecare.lang.outline import CLAUSES
from duecare.lang.syntax import Declaration, Word
from duecare.lang.syntax_errors import explain

_HEADER = re.compile(r"(?P<keyword>[a-z]+) +(?:not +)?(?P<name>[A-Za-z][A-Za-z0-9_]*)(?: +(?:of|to) +(?P<of>\w+))?")


class _Indentation(Indenter):
    NL_type = "_NL"
    OPEN_PAREN_types: list[str] = []  # noqa: RUF012
    CLOSE_PAREN_types: list[str] = []  # noqa: RUF012
    INDENT_type = "_INDENT"
    DEDENT_type = "_DEDENT"
    tab_len = 8
    always_accept = ("_NL", "WORD")


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter as syntax.

    broken  headers of declarations that did not parse: their names exist, so that nobody is told otherwise.
    whole   False if something was passed over unread, so that a missing name proves nothing.
    """

    file: str
    front: FrontMatter
    declarations: tuple[Declaration, ...]
    broken: tuple[Declaration, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    whole: bool = True


@lru_cache(maxsize=1)
def parser() -> Lark:
    """Return the parser of one declaration."""
    grammar = files("duecare.lang").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer="contextual",
        postlex=_Indentation(),
        propagate_positions=True,
        maybe_placeholders=False,
    )


def parse_chapter(text: str, file: str) -> ChapterText:
    """Return the declarations of a Markdown text, and every mistake in it."""
    chapter = take_apart(text, file)
    parsed = [_parse_block(block, file) for block in chapter.blocks]
    return ChapterText(
        file,
        chapter.front,
        tuple(d for declarations, _, _ in parsed for d in declarations),
        tuple(b for _, broken, _ in parsed for b in broken),
        chapter.diagnostics + tuple(d for _, _, problems in parsed for d in problems),
        whole=not chapter.diagnostics,
    )


def _parse_block(block: Block, file: str) -> tuple[list[Declaration], list[Declaration], list[Diagnostic]]:
    declarations: list[Declaration] = []
    broken: list[Declaration] = []
    problems: list[Diagnostic] = []
    for chunk in cut(block, file):
        result = parse_declaration(chunk)
        if isinstance(result, Declaration):
            declarations.append(result)
        elif not block.closed:
            break  # What follows an open fence is prose as likely as not; the open fence has been told.
        else:
            problems.append(result)
            broken += _header(chunk)
    return declarations, broken, problems


def parse_declaration(chunk: Chunk) -> Declaration | Diagnostic:
    """Return the declaration, or the first mistake in it."""
    problem = layout_problem(chunk)
    if problem:
        return problem
    try:
        tree = parser().parse(chunk.text)
    except UnexpectedInput as error:
        return explain(error, chunk)
    return build(tree, Place(chunk.file, chunk.line - 1))


def _header(chunk: Chunk) -> list[Declaration]:
    match = _HEADER.match(chunk.lines[0])
    if match is None or match["keyword"] not in CLAUSES:
        return []
    span = Span(chunk.file, chunk.line, match.start("name") + 1)
    flags = ("for each obligation",) if chunk.lines[0].endswith("obligation") else ()
    of = Word(match["of"], span) if match["of"] else None
    return [Declaration(match["keyword"], Word(match["name"], span), (), of=of, flags=flags, span=span)]
