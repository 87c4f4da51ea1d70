"""Readers of fields that refer to something else: States, sources, the date of writing, the law's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duecare.base.moments import Moment
from duecare.base.states import is_state, near_states
from duecare.base.yaml_nodes import Listing, Node, Scalar
from duecare.dossier.fields import NO_MOMENT, Fields, choice, items, moment, needed, place, scalar_text, text
from duecare.dossier.lexicon import Lexicon
from duecare.dossier.mistakes import Mistakes, near, shown
from duecare.dossier.model import TLP, Source

MISREAD = "?"  # stands for States or sources that could not be read, so that one mistake is told once


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies ready while entries are read: the head of the dossier and the law's words."""

    mistakes: Mistakes
    lexicon: Lexicon
    written: Moment
    tlp: str
    states: tuple[str, ...]
    sources: Mapping[str, Source]


def state(fields: Fields, key: str, desk: Desk) -> str:
    """Return a State of the dossier that must be named."""
    code = text(fields, key)
    if code and code not in desk.states and MISREAD not in desk.states:
        in_table = is_state(code)
        what = "does not stand in `states`" if in_table else "is no State of this dossier"
        meant = [] if in_table else [near_code for near_code in near_states(code) if near_code in desk.states]
        advice = f"add {code} to `states`" if in_table else f"it has {', '.join(desk.states) or 'none'}"
        advice = f"did you mean {meant[0]}?" if meant else advice
        fields.mistakes.add(place(fields, key), f"`{key}`: '{shown(code)}' {what}", advice)
    return code


def optional_state(fields: Fields, key: str, desk: Desk) -> str:
    """Return a State of the dossier, or the empty text if the key is left out."""
    return state(fields, key, desk) if key in fields else ""


def dated(fields: Fields, key: str, desk: Desk) -> Moment:
    """Return a moment that must be there and may not lie after the date of writing."""
    when = moment(fields, key)
    check_written(fields, key, when, desk.written)
    return when


def check_written(fields: Fields, key: str, when: Moment, written: Moment) -> None:
    """Note a mistake if a moment begins after the dossier was written."""
    if NO_MOMENT not in (when, written) and when.earliest > written.latest:
        message = f"`{key}`: {when} is after the date of writing, {written}"
        fields.mistakes.add(place(fields, key), message, "mend the date, or `written` at the head")


def check_order(fields: Fields, first: str, begins: Moment, then: str, ends: Moment | None) -> None:
    """Note a mistake if something ends before it begins."""
    if ends is not None and NO_MOMENT not in (begins, ends) and ends.latest < begins.earliest:
        message = f"`{then}`: {ends} is before `{first}`, {begins}"
        fields.mistakes.add(place(fields, then), message, "mend one of the two dates")


def source_ids(fields: Fields, key: str, desk: Desk, *, required: bool = False) -> tuple[str, ...]:
    """Return the ids of sources that the dossier lists."""
    if required:
        needed(fields, key)
    listed = items(fields, key)
    if not listed and key in fields and not _is_empty(fields.by_key[key]):
        return (MISREAD,)
    if required and key in fields and not listed:
        fields.mistakes.add(place(fields, key), f"`{key}` names no source", "name at least one of `sources`")
    return tuple(dict.fromkeys(source_id for node in listed if (source_id := _source_id(node, desk))))


def evidence_ids(fields: Fields, desk: Desk) -> tuple[str, ...]:
    """Return the sources that bear out what a State says; none if it writes `none`."""
    needed(fields, "evidence")
    node = fields.by_key.get("evidence")
    if isinstance(node, Scalar):
        word = scalar_text(node, "`evidence`", desk.mistakes)
        if word and word != "none":
            desk.mistakes.add(node.span, "`evidence` must be `none` or a list", "write none, or [source, ...]")
        return ()
    return source_ids(fields, "evidence", desk)


def _is_empty(node: Node) -> bool:
    return isinstance(node, Listing) or (isinstance(node, Scalar) and not node.text)


def _source_id(node: Node, desk: Desk) -> str:
    name = scalar_text(node, "a source", desk.mistakes)
    if name and name not in desk.sources and MISREAD not in desk.sources:
        advice = near(name, desk.sources, "list it under `sources` at the head")
        desk.mistakes.add(node.span, f"there is no source '{shown(name)}'", advice)
    return name


def measure(fields: Fields, key: str, desk: Desk) -> str:
    """Return a measure of the law that must be named."""
    return _of_law(fields, key, desk.lexicon.measures, "measure")


def duty(fields: Fields, key: str, desk: Desk) -> str:
    """Return the id of a duty (or the name of a norm) of the law that must be named."""
    return _of_law(fields, key, desk.lexicon.duties, "duty")


def _of_law(fields: Fields, key: str, known: Mapping[str, str], kind: str) -> str:
    name = text(fields, key)
    if name and name not in known:
        ends_alike = [full for full in known if full.endswith(f".{name}")]
        otherwise = f"name a {kind} of the law, such as {next(iter(known), 'one it declares')}"
        advice = f"did you mean `{ends_alike[0]}`?" if ends_alike else near(name, known, otherwise)
        fields.mistakes.add(place(fields, key), f"the law has no {kind} '{shown(name)}'", advice)
    return name


def tlp(fields: Fields, default: str) -> str:
    """Return the entry's own marking, or the one it inherits."""
    return choice(fields, "tlp", TLP, default)
