"""Reads the head of a dossier: what it is, the operation, the States and the sources."""

from __future__ import annotations

import re

from duecare.base.moments import Moment
from duecare.base.states import is_invented_code, is_state, near_states, state_name
from duecare.base.yaml_nodes import Listing, Node, Table
from duecare.dossier.desk import MISREAD, Desk, check_order, check_written
from duecare.dossier.fields import (
    NO_MOMENT,
    Fields,
    choice,
    flag,
    items,
    matching,
    moment,
    needed,
    open_fields,
    optional_moment,
    optional_text,
    place,
    scalar_text,
    text,
)
from duecare.dossier.lexicon import Lexicon
from duecare.dossier.mistakes import Mistakes, shown
from duecare.dossier.model import GRADES, HARMS, TLP, Dossier, Operation, Source

HEAD_KEYS = (
    "dossier", "version", "title", "summary", "tlp", "exercise", "written", "operation", "states",
    "affected_closed", "sources", "timeline", "patterns", "requests", "replies", "searches", "account",
    "appraisals", "indicators", "imports", "notes",
)  # fmt: skip
OPERATION_KEYS = ("kind", "began", "ended", "harms")
SOURCE_KEYS = ("title", "publisher", "author", "date", "url", "grade", "origin", "note", "sha256")
DOSSIER_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
SOURCE_ID = r"[A-Za-z0-9][A-Za-z0-9._-]*"
WEB_ADDRESS = r"https?://\S+"
SHA256 = r"[0-9a-f]{64}"


def read_head(root: Node, lexicon: Lexicon, mistakes: Mistakes) -> tuple[Dossier, Fields, Desk]:
    """Return the dossier without its entries, its fields, and the desk to read the entries with."""
    fields = open_fields(root, "a dossier", HEAD_KEYS, mistakes)
    if fields is None:
        raise mistakes.error()
    name = matching(fields, "dossier", DOSSIER_ID, "write small letters, digits and hyphens", required=True)
    written, exercise = moment(fields, "written"), flag(fields, "exercise")
    names = _states(fields, exercise)
    sources = _sources(fields, written)
    head = Dossier(
        id=name,
        version=optional_text(fields, "version"),
        title=text(fields, "title"),
        summary=text(fields, "summary"),
        tlp=choice(fields, "tlp", TLP),
        written=written,
        operation=_operation(fields, written),
        states=tuple(names),
        exercise=exercise,
        names={code: name for code, name in names.items() if name},
        affected_closed=flag(fields, "affected_closed"),
        sources=sources,
    )
    return head, fields, Desk(mistakes, lexicon, written, head.tlp, head.states, sources)


def _operation(fields: Fields, written: Moment) -> Operation:
    needed(fields, "operation")
    mistakes = fields.mistakes
    node = fields.by_key.get("operation")
    inner = open_fields(node, "`operation`", OPERATION_KEYS, mistakes) if node else None
    if inner is None:
        return Operation("", NO_MOMENT)
    began, ended = moment(inner, "began"), optional_moment(inner, "ended")
    check_written(inner, "began", began, written)
    check_order(inner, "began", began, "ended", ended)
    if ended is not None:
        check_written(inner, "ended", ended, written)
    harms = tuple(_harm(harm, mistakes) for harm in items(inner, "harms"))
    return Operation(text(inner, "kind"), began, ended, harms)


def _harm(node: Node, mistakes: Mistakes) -> str:
    word = scalar_text(node, "a harm", mistakes)
    if word and word not in HARMS:
        advice = f"write {HARMS[0]} to {HARMS[-1]}"
        mistakes.add(node.span, f"'{shown(word)}' is no harm of the taxonomy", advice)
    return word


def _states(fields: Fields, exercise: bool) -> dict[str, str]:
    """Return the names of invented States by code; of others the empty text."""
    needed(fields, "states")
    node = fields.by_key.get("states")
    if isinstance(node, Table):
        found = _invented(node, exercise, fields)
    elif isinstance(node, Listing) or node is None:
        found = _listed(node.items if node else (), exercise, fields.mistakes)
    else:
        items(fields, "states")
        found = {}
    if isinstance(node, Listing) and not node.items and "imports" in fields:
        return {}  # an imported record may name no State yet
    if isinstance(node, Listing | Table) and not found:
        fields.mistakes.add(node.span, "`states` names no State", "list their codes: [IRL, RUS]")
    return found or {MISREAD: ""}


def _listed(nodes: tuple[Node, ...], exercise: bool, mistakes: Mistakes) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in nodes:
        code = scalar_text(node, "a State", mistakes)
        if code in found:
            mistakes.add(node.span, f"{code} stands in `states` twice", "keep one of them")
        elif code and not is_state(code):
            mistakes.add(node.span, f"'{shown(code)}' is the code of no State", _state_advice(code, exercise))
        found[code] = ""
    found.pop("", None)
    return found


def _invented(table: Table, exercise: bool, fields: Fields) -> dict[str, str]:
    mistakes = fields.mistakes
    if not exercise:
        message = "only an exercise gives names to its States"
        mistakes.add(place(fields, "states"), message, "list their codes, [IRL, RUS], or say `exercise: yes`")
    found: dict[str, str] = {}
    for key, value in table.items.values():
        if not is_state(key.text) and not is_invented_code(key.text):
            message = f"'{shown(key.text)}' is the code of no State"
            mistakes.add(key.span, message, _state_advice(key.text, exercise))
        found[key.text] = scalar_text(value, f"the name of {shown(key.text)}", mistakes)
    return found


def _state_advice(code: str, exercise: bool) -> str:
    if is_invented_code(code):
        named = f"states: {{{code}: Its name}}"
        return f"name it: `{named}`" if exercise else f"in an exercise (`exercise: yes`) write `{named}`"
    meant = near_states(code)
    if meant:
        return f"did you mean {meant[0]} ({state_name(meant[0])})?"
    return "write three letters as in ISO 3166" + (", or XAA to XZZ for an invented one" if exercise else "")


def _sources(fields: Fields, written: Moment) -> dict[str, Source]:
    needed(fields, "sources")
    node = fields.by_key.get("sources")
    if node is None:
        return {}
    if not isinstance(node, Table):
        message, advice = (
            "`sources` must be a mapping of ids to sources",
            "write `id: {title: ..., ...}`, or {}",
        )
        fields.mistakes.add(node.span, message, advice)
        return {}
    for key, _ in node.items.values():
        if not re.fullmatch(SOURCE_ID, key.text):
            message = f"'{shown(key.text)}' cannot be the id of a source"
            fields.mistakes.add(key.span, message, "write letters, digits, dots, hyphens and underscores")
    return {key.text: _source(key.text, value, fields.mistakes, written) for key, value in node.items.values()}


def _source(name: str, node: Node, mistakes: Mistakes, written: Moment) -> Source:
    fields = open_fields(node, f"the source `{shown(name)}`", SOURCE_KEYS, mistakes)
    if fields is None:
        return Source(name, "", "", NO_MOMENT, GRADES[0])
    date = moment(fields, "date")
    check_written(fields, "date", date, written)
    return Source(
        id=name,
        title=text(fields, "title"),
        publisher=text(fields, "publisher"),
        date=date,
        grade=choice(fields, "grade", GRADES),
        author=optional_text(fields, "author"),
        url=matching(fields, "url", WEB_ADDRESS, "write an address that begins with https://"),
        origin=optional_text(fields, "origin"),
        note=optional_text(fields, "note"),
        sha256=matching(fields, "sha256", SHA256, "write 64 digits and letters a to f"),
        span=fields.span,
    )
