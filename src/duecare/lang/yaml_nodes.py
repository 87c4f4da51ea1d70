"""Reads YAML as plain text scalars with their places, strictly: no aliases, tags, repeated keys or depth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span

MAX_DEPTH = 6
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# What the YAML reader says, put for somebody who writes no software.
_IN_WORDS = (
    ("mapping values are not allowed", "put a text that holds a colon between double quotes"),
    ("could not find expected ':'", "every line needs a key, a colon and a value"),
    ("cannot start any token", "indent with spaces, and put a text with special signs between double quotes"),
    ("end of stream", "close what was opened: a quotation mark, a bracket or a brace"),
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in order."""

    span: Span
    items: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    span: Span
    items: list[Node] = field(default_factory=list)


Node = Scalar | Mapping | Sequence


class _Mark(Protocol):
    """A place as either of the two YAML readers gives it, counted from 0."""

    line: int
    column: int


class _RefusedError(Exception):
    """The first thing in a YAML text that will not be read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class _Place:
    file: str
    first_line: int

    def span(self, mark: _Mark | None) -> Span:
        if mark is None:
            return Span(self.file, self.first_line, 1)
        return Span(self.file, mark.line + self.first_line, mark.column + 1)


def read_yaml(text: str, file: str, first_line: int = 1) -> Node | Diagnostic:
    """Return the one document of a YAML text, or the first mistake in it."""
    place = _Place(file, first_line)
    try:
        return _document(yaml.parse(text, Loader=_LOADER), place)
    except _RefusedError as refused:
        return refused.diagnostic
    except yaml.MarkedYAMLError as error:
        problem = error.problem or "it does not read as YAML"
        advice = next((a for words, a in _IN_WORDS if words in problem), "look at the indentation and the quotes")
        span = place.span(error.problem_mark or error.context_mark)
        return Diagnostic(span, f"this YAML cannot be read ({problem})", advice)
    except yaml.YAMLError:
        return Diagnostic(place.span(None), "this YAML cannot be read", "look for signs that are not plain text")


def read_mapping(text: str, file: str, first_line: int) -> tuple[dict[str, tuple[str, Span]], list[Diagnostic]]:
    """Return a flat mapping of texts with the place of each, and what is wrong with it."""
    node = read_yaml(text, file, first_line)
    if isinstance(node, Diagnostic):
        return {}, [node]
    if isinstance(node, Scalar) and not node.text:
        return {}, []
    if not isinstance(node, Mapping):
        return {}, [Diagnostic(node.span, "this is not a list of keys and values", "write `key: value` lines")]
    found: dict[str, tuple[str, Span]] = {}
    problems: list[Diagnostic] = []
    for key, (_, value) in node.items.items():
        if isinstance(value, Scalar):
            found[key] = (value.text, value.span)
        else:
            problems.append(Diagnostic(value.span, f"'{key}' holds one text", "write it on the same line"))
    return found, problems


def _document(events: Iterator[yaml.Event], place: _Place) -> Node:
    stack: list[Mapping | Sequence] = []
    keys: list[Scalar | None] = []
    root: Node | None = None
    for event in events:
        span = place.span(event.start_mark)
        _refuse(event, span, len(stack))
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _RefusedError(Diagnostic(span, "a second document begins here", "keep one document a file"))
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
            keys.pop()
            continue
        node = _node(event, span)
        if node is None:
            continue
        if stack:
            _add(stack[-1], keys, node)
        else:
            root = node
        if not isinstance(node, Scalar):
            stack.append(node)
            keys.append(None)
    return Scalar("", place.span(None)) if root is None else root


def _refuse(event: yaml.Event, span: Span, depth: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _RefusedError(Diagnostic(span, "anchors and aliases (& and *) are not read", "write the value out"))
    if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None) not in (None, "!"):
        raise _RefusedError(Diagnostic(span, "tags (!) are not read", "write the plain value"))
    if depth > MAX_DEPTH:
        raise _RefusedError(Diagnostic(span, "this is nested too deeply", f"use at most {MAX_DEPTH} levels"))


def _node(event: yaml.Event, span: Span) -> Node | None:
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(event.value, span)
    if isinstance(event, yaml.MappingStartEvent):
        return Mapping(span)
    if isinstance(event, yaml.SequenceStartEvent):
        return Sequence(span)
    return None


def _add(parent: Mapping | Sequence, keys: list[Scalar | None], node: Node) -> None:
    if isinstance(parent, Sequence):
        parent.items.append(node)
        return
    key = keys[-1]
    if key is not None:
        parent.items[key.text] = (key, node)
        keys[-1] = None
    elif not isinstance(node, Scalar):
        raise _RefusedError(Diagnostic(node.span, "a key is one word or text", "write `key: value`"))
    elif node.text in parent.items:
        line = parent.items[node.text][0].span.line
        raise _RefusedError(Diagnostic(node.span, f"the key '{node.text}' stands here twice (line {line})", "keep one"))
    else:
        keys[-1] = node
