"""Writes small MMDB files for tests, from the published description of the format: a binary tree, data, metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import ip_network
from typing import Any

_MARKER = b"\xab\xcd\xefMaxMind.com"
_SEPARATOR = bytes(16)


class U16(int):
    """A number of two bytes."""


class U64(int):
    """A number of eight bytes."""


def mmdb(
    networks: Sequence[tuple[str, Mapping[str, Any]]], kind: str, *, version: int = 6, epoch: int = 1_770_000_000
) -> bytes:
    """Return a database of networks and their records; IPv4 networks stand under ::/96 of a tree of IPv6."""
    stored: dict[bytes, int] = {}
    places, size = [], 0
    for record in map(encoded, (record for _, record in networks)):
        if record not in stored:
            stored[record], size = size, size + len(record)
        places.append(stored[record])
    nodes: list[list[Any]] = [[None, None]]
    for (text, _), place in zip(networks, places, strict=True):
        _insert(nodes, text, place, version)
    count = len(nodes)
    tree = b"".join(_record(side, count).to_bytes(4, "big") for node in nodes for side in node)
    meta = {
        "node_count": count, "record_size": U16(32), "ip_version": U16(version), "database_type": kind,
        "languages": ["en"], "binary_format_major_version": U16(2), "binary_format_minor_version": U16(0),
        "build_epoch": U64(epoch),
        "description": {"en": "made for a test"},
    }  # fmt: skip
    return tree + _SEPARATOR + b"".join(stored) + _MARKER + encoded(meta)


def _insert(nodes: list[list[Any]], text: str, place: int, version: int) -> None:
    network = ip_network(text)
    width = 32 if version == 4 else 128
    length = network.prefixlen + (96 if network.version == 4 and version == 6 else 0)
    number, node = int(network.network_address), 0
    for depth in range(length):
        side = number >> (width - 1 - depth) & 1
        if depth == length - 1:
            nodes[node][side] = ("data", place)
        elif not isinstance(nodes[node][side], int):
            nodes.append([nodes[node][side]] * 2)  # what stood here holds for both halves
            nodes[node][side] = len(nodes) - 1
            node = len(nodes) - 1
        else:
            node = nodes[node][side]


def _record(side: Any, count: int) -> int:
    if side is None:
        return count
    return side if isinstance(side, int) else count + len(_SEPARATOR) + side[1]


def encoded(value: Any) -> bytes:
    """Return a value as the data section holds it."""
    if isinstance(value, bool):
        return bytes([int(value), 7])
    if isinstance(value, str):
        return _control(2, len(value.encode())) + value.encode()
    if isinstance(value, int):
        raw = value.to_bytes((value.bit_length() + 7) // 8, "big")
        if isinstance(value, U64):
            return bytes([len(raw), 9 - 7]) + raw
        return bytes([(5 if isinstance(value, U16) else 6) << 5 | len(raw)]) + raw
    if isinstance(value, list):
        return bytes([len(value), 4]) + b"".join(encoded(one) for one in value)
    return _control(7, len(value)) + b"".join(encoded(key) + encoded(one) for key, one in value.items())


def _control(kind: int, size: int) -> bytes:
    return bytes([kind << 5 | size]) if size < 29 else bytes([kind << 5 | 29, size - 29])
