"""Indicators as addresses: an address is itself, a small network its members, a domain what passive DNS says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import numpy as np
import pyarrow as pa

from duecare.base.moments import Moment
from duecare.dossier.model import Indicator
from duecare.nexus.addresses import number_of
from duecare.nexus.resolved import UNKNOWN_TIME
from duecare.nexus.watch import CONTROL, ORIGIN, ROLES, TRANSIT, UNSAID, VICTIM

WIDEST = 1024  # addresses of one network
_WORDS = {
    ORIGIN: ("origin", "source", "bot", "attacker", "scanner"),
    TRANSIT: (TRANSIT.split()[0], "relay", "proxy", "hop"),
    CONTROL: ("control", "c2", "c&c", "command", "controller"),
    VICTIM: ("victim", "target", "affected"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What passive DNS saw: a name that led to an address, from and until when."""

    name: str
    address: str
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """An address that an indicator stands for; via: the name that led to it."""

    indicator: str
    version: int
    number: int
    role: str
    first: datetime | None
    last: datetime | None
    via: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """The addresses that indicators stand for, the AS numbers, and what could not be made into either, by reason."""

    addresses: tuple[Sign, ...]
    systems: tuple[tuple[int, str], ...]
    skipped: Mapping[str, int]


def signs_of(indicators: Iterable[Indicator], answers: Iterable[Answer] = ()) -> Signs:
    """Return the addresses that indicators stand for."""
    names: dict[str, list[Answer]] = {}
    for answer in answers:
        names.setdefault(_name(answer.name), []).append(answer)
    addresses: list[Sign] = []
    systems: list[tuple[int, str]] = []
    skipped: dict[str, int] = {}
    for one in indicators:
        if one.type == "asn" and one.value.upper().removeprefix("AS").isdecimal():
            systems.append((int(one.value.upper().removeprefix("AS")), role_of(one.role)))
            continue
        found = _addresses(one, names)
        if isinstance(found, str):
            skipped[found] = skipped.get(found, 0) + 1
        else:
            addresses += found
    return Signs(tuple(addresses), tuple(systems), skipped)


def role_of(text: str) -> str:
    """Return the role that a few words mean; `not said` if they mean none."""
    words = text.lower().replace("-", " ").replace("_", " ").split()
    return next((role for role, known in _WORDS.items() if set(words) & set(known)), UNSAID)


def roles_by_address(signs: Iterable[Sign]) -> dict[tuple[int, int], str]:
    """Return the role of each address; of an address in several roles the one said first."""
    found: dict[tuple[int, int], str] = {}
    for sign in signs:
        if found.get((sign.version, sign.number), UNSAID) == UNSAID:
            found[sign.version, sign.number] = sign.role
    return found


def signs_as_contacts(signs: Sequence[Sign]) -> tuple[pa.Table, ...]:
    """Return signs as sums without flows, each address once in each role."""
    tables = []
    for version in (4, 6):
        rows: dict[tuple[int, int], tuple[int, int]] = {}
        for sign in signs:
            if sign.version == version:
                key = ROLES.index(sign.role), sign.number
                first, last = rows.get(key, (UNKNOWN_TIME, UNKNOWN_TIME))
                begun, ended = _micros(sign.first), _micros(sign.last or sign.first)
                known = [one for one in (first, begun) if one != UNKNOWN_TIME]
                rows[key] = (min(known, default=UNKNOWN_TIME), max(last, ended))
        if rows:
            tables.append(_table(rows, version))
    return tuple(tables)


def _table(rows: Mapping[tuple[int, int], tuple[int, int]], version: int) -> pa.Table:
    numbers = [number for _, number in rows]
    addresses = (
        pa.array(numbers, pa.uint32())
        if version == 4
        else pa.array([number.to_bytes(16, "big") for number in numbers], pa.binary(16))
    )
    none = np.zeros(len(rows), dtype=np.int64)
    roles = pa.array([role for role, _ in rows], pa.int8())
    first, last = zip(*rows.values(), strict=True)
    names = ["role", "address", "flows", "bytes", "first", "last"]
    return pa.table(
        [roles, addresses, none, none, pa.array(first, pa.int64()), pa.array(last, pa.int64())], names=names
    )


def _addresses(one: Indicator, names: Mapping[str, list[Answer]]) -> list[Sign] | str:
    if one.type in {"ipv4", "ipv6"}:
        members = _members(one.value)
        return members if isinstance(members, str) else [_sign(one, *member) for member in members]
    if one.type in {"domain", "url"}:
        host = _host(one.value)
        known = number_of(host)
        if known:
            return [_sign(one, *known)]
        found = list(_by_name(one, names.get(_name(host), ())))
        return found or "name that no passive DNS record leads anywhere"
    return f"indicator that is no address: {one.type}"


def _members(value: str) -> list[tuple[int, int]] | str:
    """Return the addresses of a network, or why they are not looked up one by one."""
    address, slash, prefix = value.partition("/")
    known = number_of(address)
    if known is None or (slash and not prefix.isdecimal()):
        return "address that cannot be read"
    bits = 32 if known[0] == 4 else 128
    host_bits = bits - int(prefix) if slash else 0
    if not 0 <= host_bits <= bits:
        return "address that cannot be read"
    if 1 << host_bits > WIDEST:
        return f"network of more than {WIDEST:,} addresses"
    first = known[1] >> host_bits << host_bits
    return [(known[0], number) for number in range(first, first + (1 << host_bits))]


def _by_name(one: Indicator, answers: Iterable[Answer]) -> Iterator[Sign]:
    """Yield the addresses that a name led to while the indicator was in use."""
    for answer in answers:
        known = number_of(answer.address)
        if known and _overlap(one, answer):
            yield Sign(one.value, *known, role_of(one.role), answer.first, answer.last, via=answer.name)


def _overlap(one: Indicator, answer: Answer) -> bool:
    begun, ended = one.first_seen, one.last_seen or one.first_seen
    if ended and answer.first and answer.first > ended.latest:
        return False
    return not (begun and answer.last and answer.last < begun.earliest)


def _sign(one: Indicator, version: int, number: int) -> Sign:
    last = one.last_seen or one.first_seen
    return Sign(one.value, version, number, role_of(one.role), _begin(one.first_seen), last.latest if last else None)


def _begin(moment: Moment | None) -> datetime | None:
    return moment.earliest if moment else None


def _host(value: str) -> str:
    if "://" not in value:
        return value.strip("[]")
    try:
        return urlsplit(value).hostname or ""
    except ValueError:
        return ""


def _name(text: str) -> str:
    return text.strip().rstrip(".").lower()


def _micros(when: datetime | None) -> int:
    return UNKNOWN_TIME if when is None else round(when.timestamp() * 1_000_000)
