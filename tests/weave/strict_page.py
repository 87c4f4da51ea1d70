"""Reads a page more strictly than a browser would: whatever HTML does not allow fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

VOID = {"meta", "col", "hr", "br"}
PHRASING = {"a", "b", "bdi", "br", "code", "del", "em", "i", "span", "strong", "sup"}
# What may stand directly inside what; an element that is not named takes phrasing only.
BLOCKS = {"p", "ul", "ol", "dl", "div", "table", "pre", "blockquote", "hr", "section", "article", "nav", "header"}
HEADS = {"h1", "h2", "h3", "h4", "h5", "h6"}
FLOW = PHRASING | BLOCKS | HEADS
CONTENT = {
    "html": {"head", "body"},
    "head": {"meta", "title", "style"},
    "body": FLOW | {"main"},
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd"},
    "table": {"colgroup", "thead", "tbody"},
    "colgroup": {"col"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"th", "td"},
    **dict.fromkeys(("main", "section", "article", "nav", "header", "div", "blockquote", "li", "dd", "td"), FLOW),
}
NO_TEXT = {"html", "head", "ul", "ol", "dl", "table", "colgroup", "thead", "tbody", "tr"}
ATTRIBUTES = {
    *("id", "class", "href", "title", "lang", "charset", "name", "content", "http-equiv", "rel", "role"),
    *("aria-label", "scope", "colspan", "start", "style"),
}


@dataclass
class Node:
    """An element with its attributes and what is in it, texts and elements in their order."""

    tag: str
    attributes: dict[str, str]
    parts: list[str | Node] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.attributes.get("id", "")

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """Return what a reader sees, white space as one space."""
        return " ".join(self.raw().split())

    def raw(self) -> str:
        said = "".join(part if isinstance(part, str) else part.raw() for part in self.parts) or " " * (self.tag == "br")
        return said if self.tag in PHRASING else f" {said} "

    def walk(self) -> Iterator[Node]:
        yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.walk()

    def all(self, tag: str = "", cls: str = "") -> list[Node]:
        """Return all elements inside, and this one, of a tag and a class."""
        return [n for n in self.walk() if (not tag or n.tag == tag) and (not cls or cls in n.classes)]

    def by_id(self, name: str) -> Node:
        found = self.ids.get(name, [])
        assert len(found) == 1, (name, len(found))
        return found[0]

    @cached_property
    def ids(self) -> dict[str, list[Node]]:
        """Return the elements inside, and this one, by their ids; the page is not changed once it is read."""
        found: dict[str, list[Node]] = {}
        for node in self.walk():
            found.setdefault(node.id, []).append(node)
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside = self.open[-1].tag
        if inside:
            assert tag in CONTENT.get(inside, PHRASING), f"<{tag}> in <{inside}>: {self.getpos()}"
        assert not (tag == "a" and any(node.tag == "a" for node in self.open)), f"link in a link: {self.getpos()}"
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), names
        assert set(names) <= ATTRIBUTES, set(names) - ATTRIBUTES
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}>: {self.getpos()}"

    def handle_data(self, data: str) -> None:
        inside = self.open[-1].tag
        if inside != "style":
            assert "<" not in data, f"an open bracket: {self.getpos()}"
            assert "&" not in data, f"an ampersand: {self.getpos()}"
        assert not (inside in NO_TEXT and data.strip()), f"text in <{inside}>: {self.getpos()}"
        self.open[-1].parts.append(data)

    def handle_entityref(self, name: str) -> None:
        signs = {"amp": "&", "lt": "<", "gt": ">", "quot": '"'}
        assert name in signs, name
        self.open[-1].parts.append(signs[name])

    def handle_charref(self, name: str) -> None:
        assert name == "x27", name
        self.open[-1].parts.append("'")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data[:40]}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data[:40]}")


def read_page(page: str) -> Node:
    """Return the tree of a page; AssertionError where it is no strict HTML, or leads nowhere."""
    assert page.startswith("<!DOCTYPE html>\n<html lang=")
    refused = [sign for sign in set(page) if re.match("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef]", sign)]
    assert not refused
    assert not [sign for sign in set(page) if ord(sign) % 0x10000 >= 0xFFFE]
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, reader.open[-1].tag
    _check(reader.root)
    return reader.root


def _check(root: Node) -> None:
    ids = [node.id for node in root.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids)), sorted(name for name in set(ids) if ids.count(name) > 1)
    assert all(ids)
    assert not [name for name in ids if re.search(r"\s", name)]
    for node in root.walk():
        target = node.attributes.get("href", "")
        assert not target or target.startswith(("#", "https://", "http://")), target
        assert not target.startswith("#") or target[1:] in set(ids), target
        assert node.tag != "dl" or _in_pairs(node)
        assert re.fullmatch(r"(text-align:(left|right|center))?", node.attributes.get("style", ""))


def _in_pairs(node: Node) -> bool:
    """Say whether a list of definitions begins with a term and ends with a definition."""
    tags = [part.tag for part in node.parts if isinstance(part, Node)]
    return bool(tags) and tags[0] == "dt" and tags[-1] == "dd" and "dt dt" not in " ".join(tags)
