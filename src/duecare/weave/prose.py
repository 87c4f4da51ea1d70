"""Prose as a reader sees it: Markdown as HTML, authorities with their grades, names of the law as links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from duecare.ir.declarations import Citation
from duecare.weave.atlas import Atlas, link
from duecare.weave.authority import cite
from duecare.weave.chapters import Prose
from duecare.weave.citations import in_prose
from duecare.weave.markup import Html, Part, el, listed, together

_TAGS = {"s": "del"}
_NAMED = (
    "fact",
    "element",
    "obligation",
    "norm",
    "measure",
    "issue",
    "exception",
    "consequence",
    "view",
    "case",
    "constraint",
)


def block(prose: Prose, atlas: Atlas, file: str) -> Html:
    """Return a block of prose; its number stands in the margin and leads to it."""
    said = inline(prose.tokens, atlas, file)
    if not prose.number:
        return said
    anchor = f"p-{prose.number}"
    number = el("a", prose.number, cls="num", href=f"#{anchor}")
    return el("div", number, " ", said, cls="para", id=anchor)


def inline(tokens: Sequence[Token], atlas: Atlas, file: str) -> Html:
    """Return Markdown as markup."""
    waiting: list[tuple[str, dict[str, str], list[Part]]] = [("", {}, [])]
    for token in tokens:
        if token.nesting == 1:
            waiting.append(_opened(token, atlas, file))
        elif token.nesting == -1:
            tag, attributes, parts = waiting.pop()
            waiting[-1][2].append(_closed(tag, attributes, parts))
        else:
            waiting[-1][2].append(_leaf(token, atlas, file))
    return together(waiting[0][2])


def _closed(tag: str, attributes: dict[str, str], parts: Iterable[Part]) -> Html:
    if not tag:
        return together(parts)
    made = el(tag, *parts, **attributes)
    return el("div", made, cls="scroll") if tag == "table" else made


def _opened(token: Token, atlas: Atlas, file: str) -> tuple[str, dict[str, str], list[Part]]:
    """Return the element that a token opens; none for a paragraph of a close list, or a link that leads nowhere."""
    if token.hidden:
        return "", {}, []
    if token.type == "link_open":
        attributes = _target(str(token.attrs.get("href", "")), atlas, file)
        return ("a" if attributes else ""), attributes, []
    attributes = {key: str(token.attrs[key]) for key in ("start", "style") if key in token.attrs}
    return _TAGS.get(token.tag, token.tag), attributes, []


def _target(address: str, atlas: Atlas, file: str) -> dict[str, str]:
    """Return where a link leads: to a page of the web, or to another chapter; else nowhere."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https"):
        return {"href": address, "cls": "out", "rel": "noreferrer"}
    path = normpath(f"{dirname(file)}/{unquote(parts.path)}") if parts.path and not parts.scheme else ""
    return next(({"href": f"#{one.anchor}"} for one in atlas.chapters if one.file == path), {})


def _leaf(token: Token, atlas: Atlas, file: str) -> Html:
    match token.type:
        case "inline":
            return inline(token.children or [], atlas, file)
        case "text":
            return _cited(token.content, atlas)
        case "code_inline":
            return _code(token.content, atlas)
        case "fence" | "code_block":
            return el("pre", el("code", token.content))
        case "hardbreak":
            return el("br")
        case "hr":
            return el("hr")
        case "image":
            return inline(token.children or [], atlas, file)
        case _:
            return el("span", token.content)


def _cited(words: str, atlas: Atlas) -> Html:
    """Return text with what is cited in it: `[Corfu Channel, p 22]`, each place with its grade."""
    parts = in_prose(words, atlas.known)
    return together(part if isinstance(part, str) else _brackets(part, atlas) for part in parts)


def _brackets(cited: Iterable[Citation], atlas: Atlas) -> Html:
    return together(("[", listed((cite(one, atlas) for one in cited), "; "), "]"))


def _code(name: str, atlas: Atlas) -> Html:
    """Return code; the name of a declaration stands in words and leads to it."""
    key = next(((kind, name) for kind in _NAMED if (kind, name) in atlas.places), None)
    return el("em", link(atlas, key), cls="named") if key else el("code", name)
