"""Adds an item to a list of a dossier's file and leaves every other sign of it as it is: comments, order, spaces.

What comes out is read again: an addition that would change anything but what it adds is refused.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import yaml

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.dossier.model import Dossier
from duecare.dossier.read import parse_dossier
from duecare.ir.declarations import Law

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BOM = "\ufeff"
_INDENT = 2
_GROWING = ("timeline", "appraisals", "notes", "note_tlps")


def amended(data: bytes, file: str, law: Law, section: str, item: tuple[str, ...]) -> bytes:
    """Return a dossier's file with one more item in a section; item: its lines, the first without its dash."""
    before = parse_dossier(data, file, law)
    content = data.decode("utf-8")
    bom, text = (_BOM, content[1:]) if content.startswith(_BOM) else ("", content)
    ending = "\r\n" if "\r\n" in text else "\n"
    new = (bom + _added(text, file, section, item, ending)).encode()
    after = parse_dossier(new, file, law)
    if _rest(after, before) != before or len(after.claims) < len(before.claims):
        raise _refused(file, 1, "this could not be added without changing something else", "add it by hand")
    return new


def _rest(after: Dossier, before: Dossier) -> Dossier:
    """Return what a dossier is without what was added at the end of its lists."""
    lists = {name: getattr(after, name)[: len(getattr(before, name))] for name in _GROWING}
    claims = {claim.id for claim in before.claims}
    kept = tuple(claim for claim in after.claims if claim.id in claims)
    return replace(after, **lists, claims=kept, sha256=before.sha256)


def _added(text: str, file: str, section: str, item: tuple[str, ...], ending: str) -> str:
    root: Any = yaml.compose(text, Loader=_LOADER)
    found = next((value for key, value in root.value if key.value == section), None)
    if root.flow_style:
        raise _refused(file, 1, "this file is written in braces", "write each key on a line of its own")
    lines = text.splitlines(keepends=True)
    if found is None:
        return _ended(text, ending) + ending.join((f"{section}:", *_item(item, _INDENT), ""))
    if isinstance(found, yaml.SequenceNode) and found.value:
        if found.flow_style:
            line = found.start_mark.line + 1
            raise _refused(file, line, f"`{section}` is written in brackets", "write each item on a line of its own")
        at, indent = _line_after(found), found.start_mark.column
    else:  # nothing there: `[]`, or no value at all
        start, end = found.start_mark, found.end_mark
        line = lines[start.line]
        if start.line == end.line:
            lines[start.line] = (
                line[: start.column].rstrip() + line[end.column :] if end.column > start.column else line
            )
        key = next(key for key, value in root.value if value is found)
        at, indent = key.start_mark.line + 1, _INDENT
    if at and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += ending
    lines[at:at] = [f"{one}{ending}" for one in _item(item, indent)]
    return "".join(lines)


def _item(lines: tuple[str, ...], indent: int) -> list[str]:
    return [" " * indent + ("- " if not number else "  ") + line for number, line in enumerate(lines)]


def _line_after(node: Any) -> int:
    """Return the number of the line after all that belongs to a node; what is said after it stays after it."""
    last = node
    while last.value and not isinstance(last, yaml.ScalarNode) and not last.flow_style:
        child = last.value[-1]
        last = child[1] if isinstance(last, yaml.MappingNode) else child
    mark = last.end_mark
    whole_lines = isinstance(last, yaml.ScalarNode) and last.style in {"|", ">"} and not mark.column
    return int(mark.line if whole_lines else mark.line + 1)


def _ended(text: str, ending: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + ending


def _refused(file: str, line: int, message: str, advice: str) -> InputError:
    return InputError([Diagnostic(Span(file, line, 1), message, advice)])
