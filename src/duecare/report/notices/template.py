"""A notice as data: its fixed words with gaps to fill, and places where facts, indicators or a position are put in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files

from duecare.base.yaml_nodes import Node, Table
from duecare.dossier.fields import Fields, items, needed, open_fields, scalar_text, text, texts
from duecare.dossier.mistakes import Mistakes, near, shown
from duecare.dossier.yaml_words import read_dossier_nodes
from duecare.report.document import Block, Definitions, Document, Heading, Items, Paragraph, Text

CHANNELS = ("csirt", "note", "poc")
GAPS = (
    "contact", "date", "handling", "kind", "level", "period", "reference", "reply_by", "sender", "title", "to"
)  # fmt: skip
NO_ATTRIBUTION, FACTS, INDICATORS, POSITION = "no attribution", "facts", "indicators", "position"
INSERTS = (NO_ATTRIBUTION, FACTS, INDICATORS, POSITION)
CONDITIONS = ("indicators", "no indicators", "going on", "over", "exercise", "no exercise")
_KEYS = ("heading", "text", "items", "fields", "insert")
_GAP = re.compile(r"\{([^{}]*)\}")
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a notice: its kind, its words, the terms of a block of fields, and when alone it stands in a notice."""

    kind: str
    words: tuple[str, ...]
    terms: tuple[str, ...] = ()
    when: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """The title and the parts of a notice, with gaps."""

    title: str
    parts: tuple[Part, ...]

    def has(self, insert: str) -> bool:
        """Say whether something has a place in it."""
        return any(part.kind == "insert" and part.words == (insert,) for part in self.parts)


def bundled(channel: str) -> Template:
    """Return the template of a channel."""
    name = f"{channel}.yaml"
    return parse_template(files("duecare.report.notices").joinpath(name).read_text(encoding="utf-8"), name)


def parse_template(content: str, file: str) -> Template:
    """Return the template in a text; InputError holds every mistake found in it."""
    mistakes = Mistakes(file, content)
    fields = open_fields(read_dossier_nodes(content, mistakes), "a template", ("title", "body"), mistakes)
    if fields is None:
        raise mistakes.error()
    needed(fields, "body")
    title = _gaps(text(fields, "title"), fields.by_key.get("title"), mistakes)
    parts = tuple(part for node in items(fields, "body") if (part := _part(node, mistakes)))
    mistakes.raise_if_any()
    return Template(title, parts)


def filled(
    template: Template,
    values: Mapping[str, str],
    inserts: Mapping[str, tuple[Block, ...]],
    marking: str,
    holds: Container[str] = CONDITIONS,
) -> Document:
    """Return a notice with its gaps filled; that it attributes nothing stands in it wherever the template puts it.

    holds  the conditions that are fulfilled: a part under another is left out.
    """
    parts = (part for part in template.parts if not part.when or part.when in holds)
    blocks = _lists_joined(block for part in parts for block in _blocks(part, values, inserts))
    if not template.has(NO_ATTRIBUTION):
        blocks += inserts[NO_ATTRIBUTION]
    return Document(_fill(template.title, values), marking, tuple(blocks))


def _lists_joined(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks in which lists that follow one another are one."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, Items) and isinstance(last, Items):
            found[-1] = Items(last.items + block.items)
        else:
            found.append(block)
    return found


def _part(node: Node, mistakes: Mistakes) -> Part | None:
    fields = open_fields(node, "a part of a template", (*_KEYS, "if"), mistakes)
    if fields is None:
        return None
    kinds = [key for key in fields.by_key if key != "if"]
    if len(kinds) != 1:
        mistakes.add(node.span, "a part of a template is one thing", f"write one of {', '.join(_KEYS)}")
        return None
    part = _read_part(kinds[0], fields, mistakes)
    return replace(part, when=_condition(fields, mistakes)) if part and "if" in fields.by_key else part


def _condition(fields: Fields, mistakes: Mistakes) -> str:
    said = text(fields, "if")
    if said not in CONDITIONS:
        advice = near(said, CONDITIONS, f"write one of {', '.join(CONDITIONS)}")
        mistakes.add(fields.by_key["if"].span, f"there is no condition '{shown(said)}'", advice)
    return said


def _read_part(kind: str, fields: Fields, mistakes: Mistakes) -> Part | None:
    node = fields.by_key[kind]
    if kind == "items":
        return Part(kind, tuple(_gaps(one, node, mistakes) for one in texts(fields, kind)))
    if kind == "fields":
        if not isinstance(node, Table):
            mistakes.add(node.span, "`fields` must be a mapping of terms to texts", "write `To: ...`, one a line")
            return None
        terms = tuple(key.text for key, _ in node.items.values())
        words = tuple(scalar_text(one, f"`{shown(key.text)}`", mistakes) for key, one in node.items.values())
        return Part(kind, tuple(_gaps(one, node, mistakes) for one in words), terms)
    said = text(fields, kind)
    if kind == "insert" and said not in INSERTS:
        advice = near(said, INSERTS, f"write one of {', '.join(INSERTS)}")
        mistakes.add(node.span, f"there is no insert '{shown(said)}'", advice)
    return Part(kind, (_gaps(said, node, mistakes),))


def _gaps(words: str, node: Node | None, mistakes: Mistakes) -> str:
    """Return words, with a mistake noted for each gap that nothing fills."""
    for gap in _GAP.findall(words):
        if gap not in GAPS and node is not None:
            advice = near(gap, GAPS, f"write one of {', '.join(GAPS)}")
            mistakes.add(node.span, f"nothing fills the gap '{shown(gap)}'", advice)
    return words


def _fill(words: str, values: Mapping[str, str]) -> str:
    text = _GAP.sub(lambda found: values[found[1]], words)
    return text[:1].upper() + text[1:] if words.startswith(("{sender}", "{to}")) else text


def _blocks(part: Part, values: Mapping[str, str], inserts: Mapping[str, tuple[Block, ...]]) -> Iterator[Block]:
    if part.kind == "insert":
        yield from inserts[part.words[0]]
        return
    words = [_fill(one, values) for one in part.words]
    if part.kind == "heading":
        yield Heading(2, words[0], f"part-{_anchor(part.words[0])}")
    elif part.kind == "items":
        yield Items(tuple((one,) for one in words))
    elif part.kind == "fields":
        pairs: tuple[tuple[str, Text], ...] = tuple((term, (one,)) for term, one in zip(part.terms, words, strict=True))
        yield Definitions(pairs)
    else:
        yield Paragraph((words[0],))


def _anchor(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
