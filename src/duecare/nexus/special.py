"""Addresses that stand for no place: those the internet's registries keep for special purposes, and user's lists.

The built-in ranges are those of the IANA special-purpose registries (RFC 6890 and its updates), with multicast and
class E. Ranges of Tor, VPN, CDN, cloud and satellite operators change from week to week, so that none is built in:
they come from a list of the user's, with its date.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_network

NEVER = "special"  # no territory, whatever a table says
INDETERMINATE = "indeterminate"  # a machine somewhere; the address does not tell where

CLASSES = ("anycast", "cdn", "cloud", "proxy", "satellite", "tor", "tunnel", "vpn")

SPECIAL: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared"),
    ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "protocol"),
    ("192.0.2.0/24", "documentation"),
    ("192.168.0.0/16", "private"),
    ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("255.255.255.255/32", "broadcast"),
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("64:ff9b:1::/48", "translation"),
    ("100::/64", "discard"),
    ("2001::/23", "protocol"),
    ("2001:2::/48", "benchmarking"),
    ("2001:10::/28", "identifier"),
    ("2001:20::/28", "identifier"),
    ("2001:db8::/32", "documentation"),
    ("3fff::/20", "documentation"),
    ("5f00::/16", "segment routing"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("ff00::/8", "multicast"),
)

BUILT_IN_INDETERMINATE: tuple[tuple[str, str], ...] = (
    ("192.31.196.0/24", "anycast"),  # AS112
    ("192.52.193.0/24", "anycast"),  # AMT
    ("192.88.99.0/24", "anycast"),  # 6to4 relays
    ("192.175.48.0/24", "anycast"),  # AS112
    ("2001:3::/32", "anycast"),  # AMT
    ("2001:4:112::/48", "anycast"),  # AS112
    ("2620:4f:8000::/48", "anycast"),  # AS112
    ("2001::/32", "tunnel"),  # Teredo
    ("2002::/16", "tunnel"),  # 6to4
    ("64:ff9b::/96", "tunnel"),  # translated from IPv4
)


def built_in_marks() -> tuple[tuple[int, int, int, str], ...]:
    """Return the built-in ranges: IP version, first and last address, and `special: private` or the like."""
    return (*_ranges(SPECIAL, NEVER), *_ranges(BUILT_IN_INDETERMINATE, INDETERMINATE))


def _ranges(listed: Iterable[tuple[str, str]], status: str) -> list[tuple[int, int, int, str]]:
    networks = [(ip_network(text), word) for text, word in listed]
    return [(n.version, int(n[0]), int(n[-1]), f"{status}: {word}") for n, word in networks]
