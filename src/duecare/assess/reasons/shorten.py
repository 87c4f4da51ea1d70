"""Shortens a derivation: what was told before is not told again."""

from __future__ import annotations

from dataclasses import replace

from duecare.assess.model import Reason

AS_ABOVE = "as above"


def shortened(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return the reasons with every subtree that stood there before cut to its first line."""
    return _all(reasons, set())


def _all(reasons: tuple[Reason, ...], told: set[Reason]) -> tuple[Reason, ...]:
    found: dict[Reason, None] = {}
    for reason in reasons:
        found.setdefault(_short(reason, told))
    return tuple(found)


def _short(reason: Reason, told: set[Reason]) -> Reason:
    if not reason.children:
        return reason
    if reason in told:
        return replace(reason, children=(), sources=(), note=AS_ABOVE)
    told.add(reason)
    return replace(reason, children=_all(reason.children, told))
