"""YAML as nodes that know where they stand: every scalar is text, and nothing is too big or too deep.

The parser's events are taken one by one, so a hostile file is refused before it costs anything. What is wrong
is told as a Trouble; who reads a kind of file finds the words for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from duecare.base.spans import Span

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# What YAML does not allow, and the marks that make text read in another order than it is stored in.
FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)

Kind = Literal[
    "alias", "alias of itself", "alias of nothing", "aliases", "broken", "control character", "deep",
    "key no text", "key twice", "large", "second document", "tag", "unreadable",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `plain` if it stands without quotes."""

    span: Span
    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence of nodes; `size` counts all that is within, aliases written out."""

    span: Span
    items: tuple[Node, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping in the order of the file; its keys are texts and none comes twice."""

    span: Span
    items: Mapping[str, tuple[Scalar, Node]]
    size: int


Node = Scalar | Listing | Table


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold: levels, aliases, and nodes with the aliases written out."""

    levels: int
    aliases: int
    nodes: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a YAML text, and where.

    about    the sign, tag or key it is about, or the parser's own words.
    context  what the parser was at; `begun` is where that, or a key's first occurrence, stands.
    """

    kind: Kind
    span: Span
    about: str = ""
    context: str = ""
    begun: Span | None = None


class YamlRefusedError(Exception):
    """A text that will not be read any further."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.kind)
        self.trouble = trouble


def read_nodes(text: str, file: str, limits: Limits, tell: Callable[[Trouble], None], first_line: int = 1) -> Node:
    """Return the one document of a YAML text; an empty one is an empty text.

    Tags and bad keys are told, and reading goes on unless `tell` raises; anything else raises YamlRefusedError.
    """
    place = _Place(file, first_line)
    _refuse_control_characters(text, place)
    try:
        return _Builder(place, limits, tell).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        begun = place.span(error.context_mark) if error.context_mark else None
        span = place.span(error.problem_mark) if error.problem_mark else begun or place.start()
        broken = Trouble("broken", span, error.problem or "", error.context or "", begun)
        raise YamlRefusedError(broken) from error
    except yaml.YAMLError as error:
        raise YamlRefusedError(Trouble("unreadable", place.start(), str(error))) from error


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text begins in its file."""

    file: str
    first_line: int

    def start(self) -> Span:
        return Span(self.file, self.first_line, 1)

    def span(self, mark: Any) -> Span:
        return Span(self.file, mark.line + self.first_line, mark.column + 1)


def _refuse_control_characters(text: str, place: _Place) -> None:
    match = FORBIDDEN.search(text)
    if match is None:
        return
    before = text[: match.start()]
    column = match.start() - (before.rfind("\n") + 1) + 1
    span = Span(place.file, before.count("\n") + place.first_line, column)
    raise YamlRefusedError(Trouble("control character", span, match[0]))


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet; in a table keys and values take turns."""

    span: Span
    table: bool
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Scalar | None = None
    at_value: bool = False
    size: int = 1

    def closed(self) -> Node:
        if self.table:
            return Table(self.span, self.pairs, self.size)
        return Listing(self.span, tuple(self.items), self.size)


class _Builder:
    """Builds nodes from parser events, counting as it goes."""

    def __init__(self, place: _Place, limits: Limits, tell: Callable[[Trouble], None]) -> None:
        self._place, self._limits, self._tell = place, limits, tell
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node] = {}
        self._aliases = 0
        self._nodes = 0
        self._root: Node | None = None

    def build(self, events: Iterator[Any]) -> Node:
        for event in events:
            self._take(event, self._place.span(event.start_mark))
        return Scalar(self._place.start(), "", True) if self._root is None else self._root

    def _take(self, event: Any, span: Span) -> None:
        if len(self._stack) > self._limits.levels:
            raise YamlRefusedError(Trouble("deep", span))
        if isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            raise YamlRefusedError(Trouble("second document", span))
        if getattr(event, "anchor", None) is not None and not self._limits.aliases:
            raise YamlRefusedError(Trouble("alias", span, event.anchor))
        if getattr(event, "tag", None) is not None:
            self._tell(Trouble("tag", span, event.tag))
        if isinstance(event, yaml.ScalarEvent):
            plain = event.style in {None, ""} and event.implicit[0]
            self._close(Scalar(span, event.value, plain), event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._add(self._aliased(span, str(event.anchor)))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._stack.append(_Open(span, isinstance(event, yaml.MappingStartEvent), event.anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            ended = self._stack.pop()
            self._close(ended.closed(), ended.anchor)

    def _aliased(self, span: Span, anchor: str) -> Node:
        self._aliases += 1
        if self._aliases > self._limits.aliases:
            raise YamlRefusedError(Trouble("aliases", span, anchor))
        if anchor not in self._anchors:
            within = any(opened.anchor == anchor for opened in self._stack)
            raise YamlRefusedError(Trouble("alias of itself" if within else "alias of nothing", span, anchor))
        return self._anchors[anchor]

    def _close(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node
        self._add(node)

    def _add(self, node: Node) -> None:
        """Put a node where the file has it, unless the file has become too large."""
        size = 1 if isinstance(node, Scalar) else node.size
        within = self._stack[-1].size if self._stack else 0
        self._nodes += 1
        if max(self._nodes, within + size) > self._limits.nodes:
            raise YamlRefusedError(Trouble("large", node.span))
        if not self._stack:
            self._root = node
            return
        into = self._stack[-1]
        into.size += size
        if into.table:
            self._add_to_table(into, node)
        else:
            into.items.append(node)

    def _add_to_table(self, table: _Open, node: Node) -> None:
        if not table.at_value:
            table.key = self._key(table, node)
        elif table.key is not None:
            table.pairs[table.key.text] = (table.key, node)
        table.at_value = not table.at_value

    def _key(self, table: _Open, node: Node) -> Scalar | None:
        """Return a node as the key it must be, or tell what is wrong with it; its value is then dropped."""
        if not isinstance(node, Scalar):
            self._tell(Trouble("key no text", node.span))
            return None
        if node.text in table.pairs:
            self._tell(Trouble("key twice", node.span, node.text, begun=table.pairs[node.text][0].span))
            return None
        return node
