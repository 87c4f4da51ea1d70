"""Reads `mapping.yaml`: what each code of the survey means, and which answers follow from it."""

from __future__ import annotations

from collections.abc import Iterator

from duecare.base.yaml_nodes import Node, Table
from duecare.dossier.fields import Fields, choice, flag, open_fields, text
from duecare.dossier.mistakes import Mistakes
from duecare.practice.model import CONTENT, MODES, Code, Column
from duecare.practice.said import is_nothing, read_answer

_COLUMN = ("about", "codes")
_CODE = ("means", "content", "silent", *MODES)


def read_columns(root: Node, mistakes: Mistakes) -> tuple[Column, ...]:
    """Return the columns in their order."""
    if is_nothing(root):
        return ()
    if not isinstance(root, Table):
        mistakes.add(root.span, "the mapping lists columns and their codes", "write `column:` and its codes under it")
        return ()
    return tuple(_columns(root, mistakes))


def _columns(root: Table, mistakes: Mistakes) -> Iterator[Column]:
    for name, node in root.items.values():
        fields = open_fields(node, f"the column `{name.text}`", _COLUMN, mistakes)
        if fields is None:
            continue
        codes = fields.by_key.get("codes")
        if not isinstance(codes, Table):
            mistakes.add(fields.span, f"{fields.what} lacks `codes`", "list its codes, each with what it means")
            continue
        read = {key.text: _code(key.text, value, mistakes, name.text) for key, value in codes.items.values()}
        of_duty = choice(fields, "about", ("duty", "other"), "duty") == "duty"
        yield Column(name.text, {key: code for key, code in read.items() if code is not None}, of_duty)


def _code(name: str, node: Node, mistakes: Mistakes, column: str) -> Code | None:
    fields: Fields | None = open_fields(node, f"the code `{name}`", _CODE, mistakes)
    if fields is None:
        return None
    answer = read_answer(fields, column=column)
    content = choice(fields, "content", CONTENT, "speaks")
    answers = (answer,) if answer else ()
    return Code(name, text(fields, "means"), answers, content, flag(fields, "silent"), fields.span)
