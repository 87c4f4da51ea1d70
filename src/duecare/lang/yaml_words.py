"""Reads the law's YAML, strictly: no aliases, tags, repeated keys or depth; the first mistake is told."""

from __future__ import annotations

from typing import NoReturn

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.base.yaml_nodes import Kind, Limits, Node, Scalar, Table, Trouble, YamlRefusedError, read_nodes

_LIMITS = Limits(levels=6, aliases=0, nodes=200_000)
_WORDS: dict[Kind, tuple[str, str]] = {
    "alias": ("anchors and aliases (& and *) are not read", "write the value out"),
    "control character": ("this YAML cannot be read", "look for signs that are not plain text"),
    "deep": ("this is nested too deeply", f"use at most {_LIMITS.levels} levels"),
    "key no text": ("a key is one word or text", "write `key: value`"),
    "large": (f"this has more than {_LIMITS.nodes:,} parts", "split it"),
    "second document": ("a second document begins here", "keep one document a file"),
    "tag": ("tags (!) are not read", "write the plain value"),
    "unreadable": ("this YAML cannot be read", "look for signs that are not plain text"),
}
# What the YAML reader says, put for somebody who writes no software.
_IN_WORDS = (
    ("mapping values are not allowed", "put a text that holds a colon between double quotes"),
    ("could not find expected ':'", "every line needs a key, a colon and a value"),
    ("cannot start any token", "indent with spaces, and put a text with special signs between double quotes"),
    ("end of stream", "close what was opened: a quotation mark, a bracket or a brace"),
)


def read_yaml(text: str, file: str, first_line: int = 1) -> Node | Diagnostic:
    """Return the one document of a YAML text, or the first mistake in it."""
    try:
        return read_nodes(text, file, _LIMITS, _refuse, first_line)
    except YamlRefusedError as refused:
        return _worded(refused.trouble)


def read_mapping(text: str, file: str, first_line: int) -> tuple[dict[str, tuple[str, Span]], list[Diagnostic]]:
    """Return a flat mapping of texts with the place of each, and what is wrong with it."""
    node = read_yaml(text, file, first_line)
    if isinstance(node, Diagnostic):
        return {}, [node]
    if isinstance(node, Scalar) and not node.text:
        return {}, []
    if not isinstance(node, Table):
        return {}, [Diagnostic(node.span, "this is not a list of keys and values", "write `key: value` lines")]
    found: dict[str, tuple[str, Span]] = {}
    problems: list[Diagnostic] = []
    for key, (_, value) in node.items.items():
        if isinstance(value, Scalar):
            found[key] = (value.text, value.span)
        else:
            problems.append(Diagnostic(value.span, f"'{key}' holds one text", "write it on the same line"))
    return found, problems


def _refuse(trouble: Trouble) -> NoReturn:
    raise YamlRefusedError(trouble)


def _worded(trouble: Trouble) -> Diagnostic:
    if trouble.kind == "broken":
        problem = trouble.about or "it does not read as YAML"
        advice = next((a for words, a in _IN_WORDS if words in problem), "look at the indentation and the quotes")
        return Diagnostic(trouble.span, f"this YAML cannot be read ({problem})", advice)
    if trouble.kind == "key twice" and trouble.begun:
        message = f"the key '{trouble.about}' stands here twice (line {trouble.begun.line})"
        return Diagnostic(trouble.span, message, "keep one")
    return Diagnostic(trouble.span, *_WORDS[trouble.kind])
