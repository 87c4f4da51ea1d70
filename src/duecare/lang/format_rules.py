"""Writes declarations in the one canonical form, two spaces a level."""

from __future__ import annotations

from collections.abc import Callable

from duecare.ir.declarations import Citation, Holder
from duecare.lang.syntax import (
    Clause,
    Condition,
    Declaration,
    Expect,
    Found,
    GivenBlock,
    Group,
    Guard,
    Line,
    PositionBlock,
    ServiceGroup,
    Takes,
    Value,
    Word,
)

WIDTH = 110
_LISTED = ("phase", "alias", "raised by", "requires", "excludes", "effect")


def format_declaration(declaration: Declaration) -> str:
    """Return a declaration as canonical text, with a line feed after each line."""
    lines = [_head(declaration)]
    for clause in declaration.clauses:
        lines += _indent(_clause(clause))
    return "".join(f"{line}\n" for line in lines)


def _head(declaration: Declaration) -> str:
    words = [declaration.keyword]
    flags = list(declaration.flags)
    if "not" in flags:
        words.append("not")
        flags.remove("not")
    if declaration.name.text:
        words.append(declaration.name.text)
    if declaration.keyword in ("fact", "appraisal"):
        words.append("about")
    words += flags
    if declaration.to:
        words += ["to", declaration.to.text]
    if declaration.of:
        words += ["of", declaration.of.text]
    return " ".join(words)


def _indent(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _clause(clause: Clause) -> list[str]:
    value = clause.value
    if isinstance(value, str):
        return [quote(value) if clause.keyword == "text" else f"{clause.keyword} {quote(value)}"]
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(clause.keyword, value)
    return [_row(clause.keyword, value)] if clause.keyword != "reading" else _reading(value)


def quote(text: str) -> str:
    """Return a text between quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _row(keyword: str, value: Value) -> str:
    if not isinstance(value, tuple) or not value:
        return keyword
    if isinstance(value[0], Citation):
        return f"{keyword} " + "; ".join(_citation(item) for item in value if isinstance(item, Citation))
    if isinstance(value[0], Holder):
        return f"{keyword} " + "; ".join(_holder(item) for item in value if isinstance(item, Holder))
    words = [item.text for item in value if isinstance(item, Word)]
    return f"{keyword} " + (", " if keyword in _LISTED else " ").join(words)


def _citation(citation: Citation) -> str:
    return f"{citation.source} at {citation.pinpoint}" if citation.pinpoint else citation.source


def _holder(holder: Holder) -> str:
    place = f"{holder.name} at {holder.pinpoint}" if holder.pinpoint else holder.name
    return f"{place}, {holder.note}" if holder.note else place


def _condition(keyword: str, condition: Condition) -> list[str]:
    if isinstance(condition, Line):
        return [keyword, f"  {_line(condition)}"]
    first, *rest = _group(condition, len(keyword) + 3)
    return [f"{keyword} {first}", *rest]


def _line(line: Line) -> str:
    return ("not " if line.negated else "") + _atom(line) + _under(line.guard)


def _atom(line: Line) -> str:
    return f"{line.subject.text} {line.status}" if line.status else line.subject.text


def _under(guard: Guard | None) -> str:
    if guard is None:
        return ""
    return f" under {guard.issue}." + " or ".join(position.text for position in guard.positions)


def _group(group: Group, column: int) -> list[str]:
    """Return a list; one written on one line stays so if it is plain and fits, beginning at the column."""
    head = ("some affected: " if group.affected else "") + group.mode
    plain = [item for item in group.items if isinstance(item, Line) and not item.negated and item.guard is None]
    if group.inline and len(plain) == len(group.items):
        row = f"{head} {', '.join(_atom(item) for item in plain)}{_under(group.guard)}"
        if column + len(row) <= WIDTH:
            return [row]
    return [
        head + _under(group.guard),
        *_indent([line for item in group.items for line in _item(item, column + 2)]),
    ]


def _item(item: Condition, column: int) -> list[str]:
    return [_line(item)] if isinstance(item, Line) else _group(item, column)


def _service(keyword: str, group: ServiceGroup) -> list[str]:
    first, *rest = _measures(group, len(keyword) + 3)
    return [f"{keyword} {first}", *rest]


def _measures(group: ServiceGroup, column: int) -> list[str]:
    words = [item.text for item in group.items if isinstance(item, Word)]
    row = f"{group.mode} of {', '.join(words)}"
    if group.inline and len(words) == len(group.items) and column + len(row) <= WIDTH:
        return [row]
    lines = [line for item in group.items for line in _measure(item, column + 2)]
    return [f"{group.mode} of", *_indent(lines)]


def _measure(item: Word | ServiceGroup, column: int) -> list[str]:
    return [item.text] if isinstance(item, Word) else _measures(item, column)


def _position(keyword: str, position: PositionBlock) -> list[str]:
    inner = [line for clause in position.clauses for line in _clause(clause)]
    return [f"{keyword} {position.name.text} {quote(position.text)}", *_indent(inner)]


def _takes(keyword: str, takes: Takes) -> list[str]:
    row = f"{keyword} {takes.issue}." + " or ".join(position.text for position in takes.positions)
    for word, extra in (("in", takes.obligation), ("from", takes.source), ("at", takes.pinpoint)):
        if extra is not None:
            row += f" {word} {extra.text}"
    return [row]


def _reading(value: Value) -> list[str]:
    taken = [item for item in value if isinstance(item, Takes)] if isinstance(value, tuple) else []
    return ["reading", *_indent([line for takes in taken for line in _takes("takes", takes)])]


def _given(keyword: str, block: GivenBlock) -> list[str]:
    head = keyword if block.since is None else f"{keyword} from {block.since.text}"
    return [head, *_indent([_found(found) for found in block.facts])]


def _found(found: Found) -> str:
    prefix = f"{found.prefix} " if found.prefix else ""
    if found.leaf.text in ("taken", "late") and found.about:
        late = " late" if found.leaf.text == "late" else ""
        return f"{prefix}{found.about.text} taken{late}"
    return f"{prefix}{found.leaf.text}" + (f" {found.about.text}" if found.about else "")


def _expect(keyword: str, expect: Expect) -> list[str]:
    row = f"{keyword} {expect.duty.text} " + ", ".join(word.text for word in expect.words)
    return [row if expect.since is None else f"{row} from {expect.since.text}"]


_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[..., list[str]]], ...] = (
    ((Line, Group), _condition),
    (ServiceGroup, _service),
    (PositionBlock, _position),
    (Takes, _takes),
    (GivenBlock, _given),
    (Expect, _expect),
)
