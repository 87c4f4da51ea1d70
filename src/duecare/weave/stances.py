"""Stances: what a view or a reading takes, told once where it takes the same for several obligations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duecare.ir.declarations import Citation, Stance
from duecare.weave.atlas import Atlas
from duecare.weave.conditions import apart, positions
from duecare.weave.markup import Html


@dataclass(frozen=True, slots=True)
class Taken:
    """Positions taken on an issue, for which obligations if each asks for itself, and where that is said."""

    issue: str
    positions: tuple[str, ...]
    source: Citation | None
    obligations: tuple[str, ...]


def grouped(stances: Iterable[Stance]) -> tuple[Taken, ...]:
    """Return stances in their order, those that differ by the obligation alone as one."""
    found: dict[tuple[str, tuple[str, ...], Citation | None], list[str]] = {}
    for one in stances:
        issue, _, obligation = one.issue.partition("@")
        found.setdefault((issue, one.positions, one.source), []).append(obligation)
    return tuple(Taken(*same, tuple(obligations)) for same, obligations in found.items())


def stance(taken: Taken, atlas: Atlas, own: str = "") -> Html:
    """Return a stance in words; own is the obligation that goes without saying."""
    return positions(taken.issue, taken.positions, atlas, apart(taken.issue, taken.obligations, atlas, own))
