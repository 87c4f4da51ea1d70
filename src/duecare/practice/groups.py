"""Reads `groups.yaml`: the groups, their members, and which members endorsed which text."""

from __future__ import annotations

from collections.abc import Iterator

from duecare.base.spans import Span
from duecare.base.states import is_state, near_states
from duecare.base.yaml_nodes import Listing, Node, Scalar, Table
from duecare.dossier.fields import Fields, choice, items, open_fields, optional_text, place, text
from duecare.dossier.mistakes import Mistakes, shown
from duecare.practice.model import ENDORSED, GRADES, KINDS, Endorsement, Group
from duecare.practice.said import is_nothing

_GROUP = ("name", "kind", "members", "grade", "remark", "texts")
_TEXT = ("record", "endorsed", "by", "grade", "source")
_MEMBERS = "members"


def read_groups(root: Node, mistakes: Mistakes) -> dict[str, Group]:
    """Return the groups by their codes."""
    if is_nothing(root):
        return {}
    if not isinstance(root, Table):
        mistakes.add(root.span, "this lists groups by their codes", "write `CODE:` and its keys under it")
        return {}
    return {group.code: group for group in _groups(root, mistakes)}


def _groups(root: Table, mistakes: Mistakes) -> Iterator[Group]:
    for code, node in root.items.values():
        if is_state(code.text):
            mistakes.add(code.span, f"'{code.text}' is the code of a State", "give the group a code of its own")
        fields = open_fields(node, f"the group `{shown(code.text)}`", _GROUP, mistakes)
        if fields is None:
            continue
        members = _states(fields, _MEMBERS)
        grade = choice(fields, "grade", GRADES) if members else ""
        texts = tuple(_texts(fields, members, mistakes))
        kind = choice(fields, "kind", KINDS)
        remark = optional_text(fields, "remark")
        yield Group(code.text, text(fields, "name"), kind, members, grade, remark, texts, fields.span)


def _texts(group: Fields, members: tuple[str, ...], mistakes: Mistakes) -> Iterator[Endorsement]:
    for node in items(group, "texts"):
        fields = open_fields(node, "an endorsed text", _TEXT, mistakes)
        if fields is not None:
            states = _who(fields, members)
            grade, source = choice(fields, "grade", GRADES), text(fields, "source")
            how = choice(fields, "endorsed", ENDORSED)
            yield Endorsement(text(fields, "record"), states, how, grade, source, place(fields, "record"))


def _who(fields: Fields, members: tuple[str, ...]) -> tuple[str, ...]:
    node = fields.by_key.get("by")
    return members if isinstance(node, Scalar) and node.text == _MEMBERS else _states(fields, "by")


def _states(fields: Fields, key: str) -> tuple[str, ...]:
    found: list[str] = []
    for node in items(fields, key):
        if isinstance(node, Scalar) and is_state(node.text) and node.text not in found:
            found.append(node.text)
        elif isinstance(node, Scalar) and node.text in found:
            fields.mistakes.add(node.span, f"'{node.text}' stands here twice", "keep one")
        else:
            _no_state(node, fields.mistakes)
    return tuple(found)


def _no_state(node: Scalar | Listing | Table, mistakes: Mistakes) -> None:
    word = node.text if isinstance(node, Scalar) else ""
    mistakes.add(node.span, f"'{shown(word)}' is the code of no State", state_advice(word))


def state_advice(word: str) -> str:
    """Return which State may have been meant."""
    near = near_states(word)
    return f"did you mean {' or '.join(near)}?" if near else "write three letters as in ISO 3166"


def unknown_who(word: str, span: Span, groups: dict[str, Group], mistakes: Mistakes) -> None:
    """Note that a code stands neither for a State nor for a group of the register."""
    known = ", ".join(sorted(groups))
    advice = f"{state_advice(word)} A group is declared in groups.yaml: {known}" if known else state_advice(word)
    mistakes.add(span, f"'{shown(word)}' is the code of no State and of no group", advice)
