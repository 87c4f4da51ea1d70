"""Reads what a dossier keeps of the files it was made from: indicators, and the parts that no other field holds."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network

from duecare.base.states import is_state
from duecare.base.yaml_nodes import Node, Scalar
from duecare.dossier.desk import Desk, check_order, dated, source_ids, state, tlp
from duecare.dossier.fields import (
    Fields,
    choice,
    items,
    matching,
    open_fields,
    optional_text,
    place,
    text,
)
from duecare.dossier.head_reader import SOURCE_ID
from duecare.dossier.mistakes import Mistakes, shown
from duecare.dossier.model import INDICATOR_TYPES, Import, Indicator, Left

INDICATOR_KEYS = (
    "id", "type", "value", "first_seen", "last_seen", "territory", "role", "tlp", "sources", "note",
)  # fmt: skip
IMPORT_KEYS = ("source", "format", "objects", "left")
LEFT_KEYS = ("at", "value")
_LARGEST_ASN = 2**32 - 1


def read_indicator(node: Node, entry_id: str, what: str, desk: Desk) -> tuple[Indicator, tuple[()]] | None:
    """Return an indicator; `entry_id` says only which of the list it is."""
    fields = open_fields(node, what, INDICATOR_KEYS, desk.mistakes)
    if fields is None:
        return None
    first = dated(fields, "first_seen", desk) if "first_seen" in fields else None
    last = dated(fields, "last_seen", desk) if "last_seen" in fields else None
    if first is not None:
        check_order(fields, "first_seen", first, "last_seen", last)
    name = matching(fields, "id", SOURCE_ID, "write letters, digits, dots, hyphens and underscores", required=True)
    indicator = Indicator(
        id=name or entry_id,
        type=choice(fields, "type", INDICATOR_TYPES),
        value=text(fields, "value"),
        sources=source_ids(fields, "sources", desk, required=True),
        tlp=tlp(fields, desk.tlp),
        first_seen=first,
        last_seen=last,
        territory=_territory(fields, desk),
        role=optional_text(fields, "role"),
        note=optional_text(fields, "note"),
        span=fields.span,
    )
    _check_value(fields, indicator)
    return indicator, ()


def read_import(node: Node, _entry_id: str, what: str, desk: Desk) -> tuple[Import, tuple[()]] | None:
    """Return what is kept of an import."""
    fields = open_fields(node, what, IMPORT_KEYS, desk.mistakes)
    if fields is None:
        return None
    source = text(fields, "source")
    if source and source not in desk.sources:
        message = f"there is no source '{shown(source)}'"
        desk.mistakes.add(place(fields, "source"), message, "list it under `sources` at the head")
    objects = matching(fields, "objects", r"[0-9]{1,9}", "write how many objects the file has", required=True)
    left = tuple(_left(item, desk.mistakes) for item in items(fields, "left"))
    number = int(objects) if objects.isascii() and objects.isdigit() else 0
    return Import(source, text(fields, "format"), number, left, span=fields.span), ()


def check_ids(indicators: Iterable[Indicator], mistakes: Mistakes) -> None:
    """Note a mistake where two indicators have one id."""
    seen: set[str] = set()
    for one in indicators:
        if one.id in seen:
            mistakes.add(one.span, f"a second indicator has the id '{shown(one.id)}'", "give it an id of its own")
        seen.add(one.id)


def _left(node: Node, mistakes: Mistakes) -> Left:
    fields = open_fields(node, "an item of `left`", LEFT_KEYS, mistakes)
    if fields is None:
        return Left("", "")
    value = fields.by_key.get("value")
    # What was left may be an empty text or blanks; it is kept as it was.
    return Left(text(fields, "at"), value.text if isinstance(value, Scalar) else text(fields, "value"))


def _territory(fields: Fields, desk: Desk) -> str:
    code = optional_text(fields, "territory")
    if code and not is_state(code):
        return state(fields, "territory", desk)  # an invented State, or a mistake
    return code


def _check_value(fields: Fields, indicator: Indicator) -> None:
    reason = _wrong(indicator.type, indicator.value) if indicator.value else ""
    if reason:
        advice = "mend it, or write `type: other`"
        fields.mistakes.add(place(fields, "value"), f"'{shown(indicator.value)}' is {reason}", advice)


def _wrong(kind: str, value: str) -> str:
    """Return what a value is not, if it does not fit its type; the empty text if it does."""
    if kind in {"ipv4", "ipv6"}:
        try:
            (IPv4Network if kind == "ipv4" else IPv6Network)(value, strict=False)
        except ValueError:
            return f"no {kind} address"
    if kind == "asn" and not (value.isascii() and value.isdigit() and len(value) <= 10 and int(value) <= _LARGEST_ASN):
        return "no number of an autonomous system"
    return ""
