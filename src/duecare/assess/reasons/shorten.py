"""Shortens a derivation: what was told before is not told again."""

from __future__ import annotations

from dataclasses import replace

from duecare.assess.model import Reason

AS_ABOVE = "as above"
_UNDERSTOOD = frozenset({"applicable", "due"})  # whatever comes later on the chain rests on them


def shortened(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return the reasons with every subtree that stood there before cut to its first line, or left out."""
    return _all(reasons, set())


def _all(reasons: tuple[Reason, ...], told: set[Reason]) -> tuple[Reason, ...]:
    found: dict[Reason, None] = {}
    for reason in reasons:
        if not (reason in told and reason.kind == "link" and reason.name in _UNDERSTOOD) and not _covered(
            reason, reasons
        ):
            found.setdefault(_short(reason, told))
    return tuple(found)


def _short(reason: Reason, told: set[Reason]) -> Reason:
    if not reason.children:
        return reason
    if reason in told:
        return replace(reason, children=(), sources=(), note=AS_ABOVE)
    told.add(reason)
    named = Reason(reason.kind, "", reason.name, "")
    sources = () if named in told and reason.kind == "measure" else reason.sources
    told.add(named)
    return replace(reason, children=_all(reason.children, told), sources=sources)


def _covered(reason: Reason, beside: tuple[Reason, ...]) -> bool:
    """Say whether a leaf is told beside it for a longer time."""
    return not reason.children and any(
        other != reason
        and not other.since
        and other.until == reason.until
        and replace(other, since=reason.since) == reason
        for other in beside
    )
