"""YAML as nodes that know where they stand: every scalar is text, and nothing is too big or too deep.

The parser's events are taken one by one, so a hostile file is refused before it costs anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from duecare.base.spans import Span
from duecare.dossier.mistakes import Mistakes, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 32
MOST_ALIASES = 1_000
MOST_NODES = 200_000

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `plain` if it stands without quotes."""

    span: Span
    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence of nodes."""

    span: Span
    items: tuple[Node, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; its keys are texts and none comes twice."""

    span: Span
    pairs: tuple[tuple[Scalar, Node], ...]
    size: int


Node = Scalar | Listing | Table


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet."""

    span: Span
    table: bool
    anchor: str | None
    children: list[Node] = field(default_factory=list)
    size: int = 1


def read_nodes(text: str, mistakes: Mistakes) -> Node:
    """Return the one document of a YAML text; what is no YAML, or too much of it, raises InputError."""
    _refuse_control_characters(text, mistakes)
    try:
        return _Builder(mistakes).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        place, message = _where(error, mistakes.file), f"this is not YAML: {error.problem}"
        if error.context and error.context_mark and error.context_mark.line + 1 != place.line:
            message += f" {error.context} that begins in line {error.context_mark.line + 1}"
        raise mistakes.give_up(place, message, _advice(text, place, message)) from error
    except yaml.YAMLError as error:
        place = Span(mistakes.file, 1, 1)
        message = f"this is not YAML: {shown(str(error))}"
        raise mistakes.give_up(place, message, "write it anew as UTF-8 text") from error


def _where(error: yaml.MarkedYAMLError, file: str) -> Span:
    """Return where to look: where the trouble was met, or what was open when the file ended."""
    at_end = "end of stream" in (error.problem or "")
    mark = (error.context_mark if at_end else None) or error.problem_mark
    return Span(file, mark.line + 1, mark.column + 1) if mark else Span(file, 1, 1)


def _advice(text: str, place: Span, message: str) -> str:
    if "mapping values are not allowed" in message:
        return "put a text that holds a colon in quotes"
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: place.column]:
        return "indent with spaces, never with tabs"
    return "look at the indentation, colons, brackets and quotes here and on the line before"


def _tag(name: str) -> str:
    return shown(name.replace("tag:yaml.org,2002:", "!!"))


def _refuse_control_characters(text: str, mistakes: Mistakes) -> None:
    match = _FORBIDDEN.search(text)
    if match is None:
        return
    before = text[: match.start()]
    column = match.start() - (before.rfind("\n") + 1) + 1
    place = Span(mistakes.file, before.count("\n") + 1, column)
    raise mistakes.give_up(place, f"the control character U+{ord(match[0]):04X} is no text", "take it out")


class _Builder:
    """Builds nodes from parser events, counting as it goes."""

    def __init__(self, mistakes: Mistakes) -> None:
        self._mistakes = mistakes
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._aliases = 0
        self._nodes = 0
        self._root: Node | None = None

    def build(self, events: Iterator[Any]) -> Node:
        for event in events:
            self._take(event)
        if self._root is None:
            return Scalar(Span(self._mistakes.file, 1, 1), "", True)
        return self._root

    def _take(self, event: Any) -> None:
        span = self._span(event)
        if isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            raise self._stop(span, "a second document begins here", "keep one dossier a file; take out the `---`")
        if getattr(event, "tag", None) is not None:
            self._mistakes.add(span, f"the tag `{_tag(event.tag)}` means nothing here", "take it out")
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in {None, ""} and event.implicit[0]
            self._close(Scalar(span, event.value, plain), event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._place(self._aliased(span, event.anchor))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(span, event)
        elif isinstance(event, yaml.CollectionEndEvent):
            ended = self._stack.pop()
            self._close(self._finish(ended), ended.anchor)

    def _open(self, span: Span, event: Any) -> None:
        if len(self._stack) >= DEEPEST:
            raise self._stop(span, f"this is nested more than {DEEPEST} deep", "a dossier needs no more than six")
        self._stack.append(_Open(span, isinstance(event, yaml.MappingStartEvent), event.anchor))

    def _aliased(self, span: Span, anchor: str | None) -> Node:
        self._aliases += 1
        if self._aliases > MOST_ALIASES:
            raise self._stop(span, f"there are more than {MOST_ALIASES} aliases", "write the texts out")
        if anchor is None or anchor not in self._anchors:
            within = any(opened.anchor == anchor for opened in self._stack)
            what = "stands within what it repeats" if within else "repeats nothing that stands above it"
            raise self._stop(span, f"the alias `*{shown(str(anchor))}` {what}", "write the text out")
        return self._anchors[anchor]

    def _close(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        self._place(node)

    def _place(self, node: Node) -> None:
        size = 1 if isinstance(node, Scalar) else node.size
        within = self._stack[-1].size if self._stack else 0
        self._nodes += 1
        if self._nodes > MOST_NODES or within + size > MOST_NODES:
            raise self._stop(
                node.span,
                f"with its aliases written out the file has more than {MOST_NODES:,} parts",
                "split the dossier, or write fewer aliases",
            )
        if self._stack:
            self._stack[-1].children.append(node)
            self._stack[-1].size += size
        else:
            self._root = node

    def _finish(self, ended: _Open) -> Node:
        if not ended.table:
            return Listing(ended.span, tuple(ended.children), ended.size)
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(ended.children[::2], ended.children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._mistakes.add(key.span, "a key must be a text", "write `name: value`")
            elif key.text in pairs:
                self._mistakes.add(key.span, f"`{shown(key.text)}` stands here twice", "keep one of them")
            else:
                pairs[key.text] = (key, value)
        return Table(ended.span, tuple(pairs.values()), ended.size)

    def _span(self, event: Any) -> Span:
        mark = event.start_mark
        return Span(self._mistakes.file, mark.line + 1, mark.column + 1)

    def _stop(self, span: Span, message: str, advice: str) -> Exception:
        return self._mistakes.give_up(span, message, advice)
