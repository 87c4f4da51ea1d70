"""Indicators as abuse reports in X-ARF 4: one JSON report for each address or name, by territory."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from duecare.dossier.model import Dossier, Indicator
from duecare.exchange.marking import stricter

VERSION = "4.0.0"
REPORTED = ("ipv4", "ipv6", "domain", "url")
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the reports: an organisation and the address at which it can be asked."""

    org: str
    contact: str

    @property
    def domain(self) -> str:
        """Return the organisation's domain, which its address ends in."""
        return self.contact.rpartition("@")[2]


def to_xarf(dossier: Dossier, indicators: tuple[Indicator, ...], sender: Sender) -> tuple[str, tuple[Indicator, ...]]:
    """Return one report a line, and the indicators that no report can be about (digests, mail addresses, ...)."""
    told = [one for one in indicators if one.type in REPORTED]
    lines = [json.dumps(report(dossier, one, sender), ensure_ascii=False, sort_keys=True) for one in told]
    return "".join(f"{line}\n" for line in lines), tuple(one for one in indicators if one.type not in REPORTED)


def report(dossier: Dossier, one: Indicator, sender: Sender) -> dict[str, Any]:
    """Return one abuse report; it says what was seen and from when, and nothing of who was behind it."""
    who = {"org": sender.org[:200], "contact": sender.contact, "domain": sender.domain}
    seen = one.last_seen or one.first_seen
    return {
        "xarf_version": VERSION,
        "report_id": str(_number(dossier, one)),
        "timestamp": _stamp(seen.earliest if seen else dossier.operation.began.earliest),
        "reporter": who,
        "sender": who,
        "source_identifier": one.value,
        **_category(one),
        "evidence_source": "threat_intelligence",
        "tags": [f"tlp:{stricter(one.tlp, dossier.tlp)}", f"dossier:{dossier.id}"],
        "description": _described(dossier, one),
    }


def _category(one: Indicator) -> dict[str, str]:
    """Return the class of the report; only a bot is called one, all else is intelligence on its role."""
    if re.search(r"\bbot(net)?s?\b", one.role, re.I):
        return {"category": "infrastructure", "type": "botnet", "compromise_evidence": _line(one.note or one.role, 500)}
    role = re.sub(r"[^a-z0-9]+", "_", one.role.lower()).strip("_")
    return {"category": "reputation", "type": "threat_intelligence", "threat_type": role[:80] or "malicious_activity"}


def _described(dossier: Dossier, one: Indicator) -> str:
    role = f" as {one.role}" if one.role else ""
    first, last = one.first_seen, one.last_seen
    times = (f"First seen {first}. " if first else "") + (f"Last seen {last}. " if last else "")
    said = f"Seen{role} in the operation recorded in dossier {dossier.id}. {times}Nobody is named as its author."
    return _line(f"{said} {one.note}", _LONGEST)


def _line(text: str, most: int) -> str:
    return " ".join(text.split())[:most]


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _number(dossier: Dossier, one: Indicator) -> UUID:
    """Return a report's id: of the form that X-ARF asks for, and the same for the same indicator of a dossier."""
    digest = sha256("|".join((dossier.id, dossier.sha256, one.id, one.type, one.value)).encode()).digest()
    return UUID(bytes=digest[:16], version=4)
