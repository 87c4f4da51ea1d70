"""Reads indicators: addresses, names and digests by which a response team can find what to look at."""

from __future__ import annotations

import re
from ipaddress import ip_network

from duecare.base.yaml_nodes import Node
from duecare.dossier.desk import Desk, dated, optional_state, source_ids, tlp
from duecare.dossier.fields import choice, open_fields, optional_text, place, text
from duecare.dossier.mistakes import shown
from duecare.dossier.model import INDICATORS, Indicator

INDICATOR_KEYS = ("kind", "value", "seen", "state", "what", "sources", "tlp")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_FORMS = {
    "domain": rf"(?:{_LABEL}\.)+{_LABEL}",
    "url": r"[A-Za-z][A-Za-z0-9+.-]*://\S+",
    "email": r"[^\s@]+@[^\s@]+",
    "asn": r"AS[0-9]{1,10}",
    "md5": r"[0-9a-fA-F]{32}",
    "sha1": r"[0-9a-fA-F]{40}",
    "sha256": r"[0-9a-fA-F]{64}",
}
_SUCH_AS = {
    "ipv4": "203.0.113.7 or 203.0.113.0/24", "ipv6": "2001:db8::7 or 2001:db8::/32", "domain": "mail.example.org",
    "url": "https://example.org/a", "email": "a@example.org", "asn": "AS64500", "md5": "32 digits and letters a to f",
    "sha1": "40 digits and letters a to f", "sha256": "64 digits and letters a to f",
}  # fmt: skip


def read_indicator(node: Node, entry_id: str, what: str, desk: Desk) -> tuple[Indicator, tuple[()]] | None:
    """Return an indicator; it shows nothing by itself: where a system lies is for a claim to say."""
    fields = open_fields(node, what, INDICATOR_KEYS, desk.mistakes)
    if fields is None:
        return None
    kind, value = choice(fields, "kind", INDICATORS), text(fields, "value")
    if value and optional_text(fields, "kind") == kind and not _fits(kind, value):
        message = f"'{shown(value)}' is no {kind}"
        desk.mistakes.add(place(fields, "value"), message, f"write it as {_SUCH_AS[kind]}, or `kind: other`")
    return Indicator(
        id=entry_id,
        kind=kind,
        value=value,
        seen=dated(fields, "seen", desk),
        what=optional_text(fields, "what"),
        state=optional_state(fields, "state", desk),
        sources=source_ids(fields, "sources", desk, required=True),
        tlp=tlp(fields, desk.tlp),
        span=fields.span,
    ), ()


def _fits(kind: str, value: str) -> bool:
    if kind in ("ipv4", "ipv6"):
        try:
            return ip_network(value, strict=False).version == int(kind[-1])
        except ValueError:
            return False
    return kind not in _FORMS or re.fullmatch(_FORMS[kind], value) is not None
