"""Values of technical traces as indicators of a dossier; what does not fit its type is kept as `other`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_network

from duecare.ingest.ledger import Item
from duecare.ingest.limits import LONGEST_PATTERN

SCO_TYPES = {
    "ipv4-addr": ("value",),
    "ipv6-addr": ("value",),
    "domain-name": ("value",),
    "url": ("value",),
    "email-addr": ("value",),
    "autonomous-system": ("number",),
    "file": ("hashes",),
}
_KINDS = {"domain-name": "domain", "url": "url", "email-addr": "email"}
_QUOTED = r"'(?:[^'\\]++|\\.)*+'"
_STEP = rf"(?:[A-Za-z0-9_-]++|{_QUOTED})"
# Every part takes all it can and gives nothing back, so that no text makes the search slow.
_COMPARISON = re.compile(
    rf"(?<![a-z0-9-])(?P<type>[a-z][a-z0-9-]*+):(?P<path>{_STEP}(?:\.{_STEP}|\[[0-9*]++\])*+)"
    r"\s*+(?P<not>NOT\s++)?(?P<operator>!=|<=|>=|=|<|>|IN|LIKE|MATCHES|ISSUBSET|ISSUPERSET)\s*+"
    rf"(?P<value>t?{_QUOTED}|\((?:[^()']++|{_QUOTED})*+\)|[-+0-9.]++|true|false)",
    re.S,
)
_STRING = re.compile(r"'((?:[^'\\]++|\\.)*+)'", re.S)
_JOIN = re.compile(r"[\[\]()\s]|\bOR\b")
_HASH = re.compile(r"[0-9A-Fa-f]{16,128}")


def address(value: str) -> tuple[str, str]:
    """Return an address or a range of addresses with its type; `other` if it is neither."""
    try:
        network = ip_network(value.strip(), strict=False)
    except ValueError:
        return "other", value.strip()
    single = network.prefixlen == network.max_prefixlen
    return f"ipv{network.version}", str(network.network_address) if single else str(network)


def number_of_system(value: str) -> tuple[str, str]:
    """Return the number of an autonomous system, written with or without AS."""
    digits = value.strip().upper().removeprefix("AS").strip()
    fits = digits.isascii() and digits.isdigit() and len(digits) <= 10 and int(digits) < 2**32
    return ("asn", str(int(digits))) if fits else ("other", value.strip())


def of_object(item: Item) -> tuple[tuple[str, str], ...]:
    """Return the indicators that an observable of STIX is: type and value of each."""
    if item.kind == "autonomous-system":
        number = item.text("number", to="indicators")
        return (number_of_system(number),) if number else ()
    if item.kind == "file":
        return tuple(_digests(item))
    value = item.text("value", to="indicators")
    if not value:
        return ()
    return (typed(item.kind, value),)


def typed(kind: str, value: str) -> tuple[str, str]:
    """Return an observable's value with its type of a dossier."""
    if kind in {"ipv4-addr", "ipv6-addr"}:
        return address(value)
    return _KINDS.get(kind, "other"), value.strip()


def of_pattern(pattern: str) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Return the indicators that a STIX pattern looks for, and whether they are all that it says.

    Only plain equality is taken: a negation, a regular expression or a place on a clock is no indicator.
    """
    found: list[tuple[str, str]] = []
    whole, at = True, 0
    for match in _COMPARISON.finditer(pattern[:LONGEST_PATTERN]):
        taken = tuple(_compared(match))
        found += taken
        whole = whole and bool(taken) and not _JOIN.sub("", pattern[at : match.start()])
        at = match.end()
    whole = whole and not _JOIN.sub("", pattern[at:])
    return tuple(dict.fromkeys(found)), whole


def _compared(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    if match["not"] or match["operator"] not in {"=", "IN", "ISSUBSET"}:
        return
    kind, path = match["type"], match["path"]
    for text in _STRING.findall(match["value"]):
        value = re.sub(r"\\(.)", r"\1", text)
        if not value.strip():
            continue
        if path == "value" and kind in SCO_TYPES:
            yield typed(kind, value)
        elif kind == "file" and path.startswith("hashes"):
            yield "file-hash", value
        elif kind == "network-traffic" and path in {"src_ref.value", "dst_ref.value"}:
            yield address(value)
    if kind == "autonomous-system" and path == "number" and match["value"].isdigit():
        yield number_of_system(match["value"])


def _digests(item: Item) -> Iterator[tuple[str, str]]:
    hashes = item.peek("hashes")
    if not isinstance(hashes, dict):
        return
    for name in hashes:
        value = item.text("hashes", name, to="indicators")
        if _HASH.fullmatch(value):
            yield "file-hash", value.lower()
        elif value:
            yield "other", value
