"""Whatever a law says stays text: no markup, no address and no sign that steers a screen comes of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strict_page import Node, read_page
from woven import book, page

from duecare.lang.book import Book, read_texts
from duecare.weave.naming import filled
from duecare.weave.page import edition

HOSTILE = {
    "markup": "</style></title><script>alert(1)</script>\"'&amp;<img src=x onerror=y>",
    "address": "javascript:alert(1)",
    "markdown": "# a *b* _c_ `d` [e](javascript:f) | g ![h](i) <l> [lights_case p 4] {bearer",
    "control": "a\x1b[31mb\x07\x9bc\x85d\u2028e",
    "bidi": "a\u202eb\u2066c",
    "no character": "a\ufffeb\ufdd0c\U0001ffffd",
    "long": "w" * 10_000,
    "right to left": "واجب الإضاءة (עברית)",
}
WRITTEN = {"text", "question", "cite", "short", "says", "url", "note", "footing", "title", "pinpoint"}
ACTING = "\x1b\x07\x9b\x85\u2028\u202e\u2066\ufffe\ufdd0\U0001ffff"


def spoil(value: Any, text: str) -> Any:
    """Return part of a law in which everything that somebody writes freely is this text."""
    if isinstance(value, tuple):
        return tuple(spoil(item, text) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    made = {}
    for field in fields(value):
        found = getattr(value, field.name)
        written = field.name in WRITTEN and isinstance(found, str) and found
        made[field.name] = text if written else spoil(found, text)
    return replace(value, **made)


def spoilt(text: str) -> Book:
    """Return the made-up law, spoilt; the titles of its chapters as well."""
    calm = book("made up")
    chapters = tuple(replace(one, front=replace(one.front, title=text)) for one in calm.chapters)
    return replace(calm, law=spoil(calm.law, text), chapters=chapters)


def shape(root: Node) -> Counter[tuple[str, ...]]:
    """Return the tags of a page, each with the names of its attributes but for its class.

    Names stand by the alphabet, and short ones are kept on a line: so the order may differ, and the classes.
    """
    return Counter((node.tag, *(set(node.attributes) - {"class"})) for node in root.walk() if node.tag != "bdi")


def seen(text: str) -> str:
    """Return how a reader sees a text: what would act is named by its code."""
    return " ".join("".join(f"[U+{ord(sign):04X}]" if sign in ACTING else sign for sign in text).split())


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_law_makes_no_markup(kind: str) -> None:
    """The page has the tags and the attributes of a calm one, and what was written can be read."""
    root = read_page(edition(spoilt(HOSTILE[kind])))
    assert shape(root) == shape(read_page(edition(spoilt("calm"))))
    assert seen(HOSTILE[kind]) in root.text
    assert not set(ACTING) & set(root.raw())


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_any_law_leaves_the_page_whole(text: str) -> None:
    """Whatever stands in a law, the page is strict HTML and has the form of a calm one."""
    assume(not any(blank for _, blank in filled(text)))  # a blank of a question, such as {bearer}, is set apart
    root = read_page(edition(spoilt(text)))
    assert shape(root) == shape(read_page(edition(spoilt("calm"))))


def test_text_from_right_to_left_stands_apart() -> None:
    """Text that runs the other way is isolated, so that the words beside it keep their order."""
    root = read_page(edition(spoilt(HOSTILE["right to left"])))
    apart = {node.text for node in root.all("bdi")}
    duties = {f"{duty.name} ({HOSTILE['right to left']})" for duty in book("made up").law.duties}
    assert apart == {HOSTILE["right to left"], *duties}
    assert not page("made up").all("bdi")


def woven_prose(prose: str) -> Node:
    """Return the edition of a law of one chapter of this prose."""
    return read_page(edition(read_texts({"law/a.md": prose})))


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a <b onclick=c>d</b> e", "a <b onclick=c>d</b> e"),
        ("<!-- a -->", "<!-- a -->"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](data:text/html,b)", "[a](data:text/html,b)"),
        ("[a](ftp://b)", "a"),
        ("[a](/etc/passwd)", "a"),
        ("[a](../../b.md)", "a"),
        ("[a](#nowhere)", "a"),
        ("![a](https://example.org/b.png)", "a"),
        ("a &#x202e; b &#133; c", "a [U+202E] b \ufffd c"),
        ("`<i>`", "<i>"),
        ("<https://example.org/?a=<b>", "<https://example.org/?a=<b>"),
        ("[`a`][b] \\[c\\]\n\n[b]: <javascript:d>", "[a][b] [c]"),
        ("a\\\nb", "a b"),
    ],
)
def test_prose_makes_no_markup_of_its_own(prose: str, shown: str) -> None:
    """HTML in prose is text, pictures are their words, and a link that leads nowhere good is its words."""
    root = woven_prose(prose)
    said = root.by_id("p-1.1")
    assert said.text == f"1.1 {shown}"
    assert [node.attributes["href"] for node in said.all("a")] == ["#p-1.1"]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1 \n*_`[](){}<>#|-:&;!\\~=+.\"'é\u05d0"), max_size=120))
def test_any_prose_leaves_the_page_whole(prose: str) -> None:
    """Whatever Markdown somebody writes, the page is strict HTML."""
    woven_prose(prose)


def test_headings_and_lists_of_every_depth() -> None:
    """Headings go no deeper than HTML has them; lists, quotations and code nest."""
    prose = "\n\n".join(f"{'#' * level} Level {level}" for level in range(1, 7))
    root = woven_prose(f"{prose}\n\n3. a\n   - b\n\n     > c\n\n```\nd <e>\n```\n\n***\n\nf\n")
    heads = [node.text for node in root.walk() if re.fullmatch("h[4-6]", node.tag) and node.id.startswith("section-")]
    assert heads == [f"Level {level}" for level in range(2, 7)]
    assert root.all("ol")[-1].attributes.get("start") == "3"
    assert root.all("pre")[0].text == "d <e>"
    assert root.by_id("p-1.3").text == "1.3 f"
