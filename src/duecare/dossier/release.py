"""A dossier for a level of the Traffic Light Protocol: what may be shared there, and no trace of anything else.

It is a dossier like any other, as if the rest had never been written: entries and claims are numbered anew, sources
that only the rest cites are gone, and so are States that only the rest names. What an import left over, and where in
an imported file a claim was read, has no marking of its own and is never released. The hash is that of what is left,
since the hash of the whole file could be compared with a guess at what was left out. Two files that differ in what is
above the level alone give one and the same release.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Protocol, TypeVar

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.dossier.model import TLP, Account, Claim, Dossier, Entry, Message, Search, Source, beneficiaries_of

_LETTERS = {
    "timeline": "T", "patterns": "P", "requests": "Q", "replies": "R", "searches": "S", "account": "B",
    "appraisals": "A", "indicators": "I",
}  # fmt: skip


class _Marked(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def tlp(self) -> str: ...


_Kept = TypeVar("_Kept", bound=_Marked)


def released(dossier: Dossier, level: str) -> Dossier:
    """Return what a dossier holds for a level; InputError if its own head is above that.

    A list of affected States that was closed is open again if one of them is gone.
    """
    if TLP.index(dossier.tlp) > TLP.index(level):
        raise _above(dossier, level)
    kept: dict[str, tuple[Any, ...]] = {name: _kept(getattr(dossier, name), level) for name in _LETTERS}
    ids = {one.id: f"{_LETTERS[name]}{number}" for name in kept for number, one in enumerate(kept[name], 1)}
    sections: dict[str, Any] = {name: tuple(_renamed(one, ids) for one in found) for name, found in kept.items()}
    sections["replies"] = _answering(sections["replies"], sections["requests"])
    claims = tuple(_renumbered((one for one in dossier.claims if _clear(one.tlp, level)), ids))
    notes = [(note, tlp) for note, tlp in zip(dossier.notes, dossier.note_tlps, strict=False) if _clear(tlp, level)]
    made = replace(
        dossier, **sections, imports=(), claims=claims, notes=tuple(note for note, _ in notes),
        note_tlps=tuple(tlp for _, tlp in notes), file="", sha256="", released=level,
    )  # fmt: skip
    made = replace(made, sources=_cited(made))
    named = _named(made)
    made = replace(
        made,
        states=tuple(code for code in dossier.states if code in named),
        names={code: name for code, name in dossier.names.items() if code in named},
        affected_closed=dossier.affected_closed and beneficiaries_of(made) == beneficiaries_of(dossier),
    )
    return replace(made, sha256=_digest(made), file=dossier.file)


def highest(dossier: Dossier) -> str:
    """Return the highest level at which anything in a dossier may be shared."""
    entries = (one for name in _LETTERS for one in getattr(dossier, name))
    used = [dossier.tlp, *dossier.note_tlps, *(one.tlp for one in entries), *(one.tlp for one in dossier.claims)]
    return TLP[max(map(TLP.index, used))]


def _clear(marking: str, level: str) -> bool:
    return TLP.index(marking) <= TLP.index(level)


def _kept(entries: Iterable[_Kept], level: str) -> tuple[_Kept, ...]:
    return tuple(one for one in entries if _clear(one.tlp, level))


def _renamed(entry: _Kept, ids: Mapping[str, str]) -> _Kept:
    origin = {"read_from": ""} if isinstance(entry, Entry) else {}
    renamed: _Kept = replace(entry, id=ids[entry.id], span=NOWHERE, **origin)  # type: ignore[type-var]
    return renamed


def _answering(replies: tuple[Message, ...], requests: tuple[Message, ...]) -> tuple[Message, ...]:
    """Return replies, of which those to a request that is gone answer nothing that can be named."""
    names = {one.name for one in requests}
    return tuple(one if one.answers in names else replace(one, answers="") for one in replies)


def _renumbered(claims: Iterable[Claim], ids: Mapping[str, str]) -> Iterable[Claim]:
    """Yield the claims of entries that are left, each numbered in its entry; one of an entry that is gone is gone."""
    counted: dict[str, int] = {}
    for claim in claims:
        if claim.entry in ids:
            entry = ids[claim.entry]
            counted[entry] = counted.get(entry, 0) + 1
            yield replace(claim, id=f"{entry}.{counted[entry]}", read_from="", span=NOWHERE)


def _cited(dossier: Dossier) -> dict[str, Source]:
    entries = [one for name in _LETTERS for one in getattr(dossier, name)]
    used = {source for one in entries for source in one.sources}
    used |= {source for one in entries if isinstance(one, Account | Message) for source in one.evidence}
    return {name: replace(one, span=NOWHERE) for name, one in dossier.sources.items() if name in used}


def _named(dossier: Dossier) -> set[str]:
    """Return the States that anything names."""
    named = {code for claim in dossier.claims for code in (claim.bearer, claim.beneficiary)}
    named |= {code for one in (*dossier.requests, *dossier.replies) for code in (one.by, one.to)}
    looked_for: tuple[Search | Account, ...] = (*dossier.searches, *dossier.account)
    named |= {code for one in looked_for for code in (one.bearer, one.beneficiary)}
    return named | {one.territory for one in dossier.indicators}


def _digest(dossier: Dossier) -> str:
    def plain(value: object) -> object:
        return value.isoformat() if isinstance(value, datetime) else sorted(map(str, value))  # type: ignore[call-overload]

    return sha256(json.dumps(asdict(dossier), default=plain, sort_keys=True).encode()).hexdigest()


def _above(dossier: Dossier, level: str) -> InputError:
    message = (
        f"the head of dossier '{dossier.id}' (title, summary, operation, States) is TLP:{dossier.tlp.upper()}: "
        f"nothing of it may be shared at TLP:{level.upper()}"
    )
    advice = "give the head the marking that it can have, and each entry above that its own `tlp`"
    return InputError([Diagnostic(NOWHERE, message, advice)])
