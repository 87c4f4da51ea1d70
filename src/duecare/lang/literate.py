"""Finds what counts as law in a Markdown file: its front matter and its rule blocks, with their lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from duecare.base.errors import Diagnostic
from duecare.base.moments import parse_moment
from duecare.base.spans import NOWHERE, Span
from duecare.lang.yaml_words import read_mapping

KINDS = ("obligation", "shared", "norms", "views", "measures")
_FENCES = ("```", "~~~")
# A file with so many open fences is not one that somebody forgot to close a fence in.
_ENOUGH = 20


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a chapter says of itself: its id, its title and its kind; of one, the date as at which the law stands."""

    id: str = ""
    title: str = ""
    kind: str = ""
    as_at: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A rule block: its text, the line its text begins on, and whether its fence was closed."""

    text: str
    line: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Chapter:
    """A Markdown file taken apart; prose is left where it is."""

    file: str
    front: FrontMatter
    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]


def take_apart(text: str, file: str) -> Chapter:
    """Return the front matter and the rule blocks of a Markdown text."""
    lines = text.split("\n")
    front, first, problems = _front_matter(lines, file)
    blocks: list[Block] = []
    # A fence that is never closed swallows those after it, so reading starts again at the next fence.
    start: int | None = first
    while start is not None and len(problems) < _ENOUGH:
        start = _scan(lines, start, file, blocks, problems)
    return Chapter(file, front, tuple(blocks), tuple(problems))


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    # Inline text is never looked at: only blocks are wanted, and a stranger's nesting stays cheap.
    return MarkdownIt("commonmark", {"maxNesting": 20}).disable(["inline", "text_join"])


def _scan(lines: list[str], start: int, file: str, blocks: list[Block], problems: list[Diagnostic]) -> int | None:
    """Collect the blocks from a line on; return the line to start again from, if a fence was left open."""
    for token in _markdown().parse("\n".join(lines[start:])):
        if token.type != "fence" or token.map is None:
            continue
        opening, end = token.map[0] + start, token.map[1] + start
        if not _is_rule(token, lines[opening], Span(file, opening + 1, 1), problems):
            continue
        body = lines[opening + 1 : end]
        inner = next((n for n, line in enumerate(body) if _is_opening(line)), None)
        closed = inner is None and bool(body) and _is_closing(body[-1], token.markup)
        if closed:
            blocks.append(Block("\n".join(body[:-1]), opening + 2))
            continue
        problems.append(_unclosed(Span(file, opening + 1, 1)))
        blocks.append(Block("\n".join(body[:inner]), opening + 2, closed=False))
        return None if inner is None else opening + 1 + inner
    return None


def _is_rule(token: Token, line: str, span: Span, problems: list[Diagnostic]) -> bool:
    """Say whether a fence holds rules; a fence that nearly does is a mistake, for it would be passed over."""
    word = token.info.strip()
    if word != "rule":
        if word.lower().startswith("rule"):
            problems.append(Diagnostic(span, f"unknown kind of block '{word[:30]}'", "write ```rule"))
        return False
    if token.level or not line.startswith(_FENCES):
        advice = "move it out of the list or quotation, and start its fence in column 1"
        problems.append(Diagnostic(span, "a rule block stands at the left margin", advice))
        return False
    return True


def _is_opening(line: str) -> bool:
    return line.startswith(_FENCES) and bool(line.strip("`~ "))


def _is_closing(line: str, markup: str) -> bool:
    stripped = line.strip()
    return stripped.startswith(markup) and not stripped.strip(markup[0])


def _unclosed(span: Span) -> Diagnostic:
    return Diagnostic(span, "this rule block is never closed", "end it with ``` on a line of its own")


def _front_matter(lines: list[str], file: str) -> tuple[FrontMatter, int, list[Diagnostic]]:
    if lines[0].rstrip() != "---":
        return FrontMatter(span=Span(file, 1, 1)), 0, []
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        advice = "end it with --- on a line of its own"
        return (
            FrontMatter(),
            len(lines),
            [Diagnostic(Span(file, 1, 1), "this front matter is never closed", advice)],
        )
    mapping, problems = read_mapping("\n".join(lines[1:end]), file, first_line=2)
    problems += _unknown_keys(mapping.keys(), mapping)
    values = {key: value for key, (value, _) in mapping.items()}
    kind = values.get("kind", "")
    if kind and kind not in KINDS:
        problems.append(Diagnostic(mapping["kind"][1], f"unknown kind of chapter '{kind}'", f"write {_or(KINDS)}"))
    if kind == "obligation" and not values.get("id"):
        advice = "give the obligation's name as `id`"
        problems.append(Diagnostic(mapping["kind"][1], "a chapter of kind obligation needs an id", advice))
    span = mapping["id"][1] if "id" in mapping else Span(file, 1, 1)
    as_at = _as_at(mapping, problems)
    return FrontMatter(values.get("id", ""), values.get("title", ""), kind, as_at, span), end + 1, problems


def _as_at(mapping: dict[str, tuple[str, Span]], problems: list[Diagnostic]) -> str:
    text, span = mapping.get("as_at", ("", NOWHERE))
    try:
        return parse_moment(text).text if text else ""
    except ValueError as error:
        problems.append(Diagnostic(span, str(error), "write the day up to which the law was followed"))
        return ""


def _unknown_keys(keys: Iterable[str], mapping: dict[str, tuple[str, Span]]) -> list[Diagnostic]:
    unknown = [key for key in keys if key not in ("id", "title", "kind", "as_at")]
    advice = "front matter has id, title and kind, and in one chapter as_at"
    return [Diagnostic(mapping[k][1], f"unknown key '{k}'", advice) for k in unknown]


def _or(words: tuple[str, ...]) -> str:
    return ", ".join(words[:-1]) + " or " + words[-1]
