"""One YAML reader for all files: text stays text, everything has its place, and there is a bound to everything."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from duecare.base.yaml_nodes import Limits, Listing, Node, Scalar, Table, Trouble, YamlRefusedError, read_nodes

_WIDE = Limits(levels=100, aliases=1_000, nodes=200_000)
_HIDDEN = "\x7f\x85\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_WORDS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs"), exclude_characters=_HIDDEN),
    max_size=12,
)
_DATA = st.recursive(
    _WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=4), max_leaves=20
)


def _read(text: str, limits: Limits = _WIDE) -> tuple[Node, list[Trouble]]:
    told: list[Trouble] = []
    return read_nodes(text, "file.yaml", limits, told.append), told


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, (_, value) in node.items.items()}


def _size(node: Node) -> int:
    """Count the nodes within, keys included."""
    if isinstance(node, Scalar):
        return 1
    if isinstance(node, Listing):
        return 1 + sum(_size(item) for item in node.items)
    return 1 + sum(1 + _size(value) for _, value in node.items.values())


@settings(deadline=None)
@given(_DATA)
def test_what_was_written_is_read(data: Any) -> None:
    """Texts, lists and mappings come back as they were written, counted, and every scalar as text."""
    node, told = _read(yaml.dump(data, allow_unicode=True, sort_keys=False, width=60))
    assert told == []
    assert _plain(node) == data
    assert isinstance(node, Scalar) or node.size == _size(node)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """There is a node, or one trouble with a place within or just after the text."""
    try:
        _read(text)
    except YamlRefusedError as refused:
        assert 0 < refused.trouble.span.line <= len(text.splitlines()) + 2
        assert refused.trouble.span.column > 0


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("a: &x 1\nb: *x\n", "alias", 1),
        ("a: [[b]]\n", "deep", 1),
        ("a\n--- b\n", "second document", 2),
        ("a: 1\nb: \x07\n", "control character", 2),
        ("a: [1,\n 2, 3, 4, 5]\n", "large", 2),
        ("a: [1\n", "broken", 2),
    ],
)
def test_what_is_too_much_is_refused(text: str, kind: str, line: int) -> None:
    """Each limit holds, and the trouble says where."""
    with pytest.raises(YamlRefusedError) as refused:
        _read(text, Limits(levels=2, aliases=0, nodes=5))
    assert (refused.value.trouble.kind, refused.value.trouble.span.line) == (kind, line)


def test_what_can_be_passed_over_is_told() -> None:
    """Tags and bad keys are told one by one; the rest is read."""
    node, told = _read("a: !x 1\n[b]: 2\na: 3\nc: {d: 4}\n")
    assert [(one.kind, one.span.line, one.about) for one in told] == [
        ("tag", 1, "!x"), ("key no text", 2, ""), ("key twice", 3, "a"),
    ]  # fmt: skip
    assert _plain(node) == {"a": "1", "c": {"d": "4"}}
    assert isinstance(node, Table)


def test_aliases_count_as_what_they_repeat() -> None:
    """An alias brings its whole size with it, so that a bomb is refused while it is still small."""
    bomb = "a: &a0 [x, x]\n" + "".join(f"b{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
    with pytest.raises(YamlRefusedError) as refused:
        _read(bomb)
    assert refused.value.trouble.kind == "large"


def test_lines_count_from_where_the_text_begins() -> None:
    """A text taken out of a file has its places in that file."""
    node = read_nodes("a: 1\nb: 2\n", "chapter.md", _WIDE, lambda _: None, first_line=7)
    assert isinstance(node, Table)
    assert str(node.items["b"][0].span) == "chapter.md:8:1"
