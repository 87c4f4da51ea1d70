"""How firmly tables show that addresses lay in a territory; never more than probable.

- One table alone, or registry tables alone (they have one origin), give `alleged`.
- Tables of two origins or more that agree give `probable`, where no other table names another territory.
- Tables that differ give `alleged` to each territory they name.
- A table more than a year from the event counts a step less: agreement `alleged`, alone nothing.
- Where nobody knows when the addresses were used, or what they had to do with the operation, `alleged` is the most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from duecare.nexus.joint import Placement
from duecare.nexus.table import Head

YEAR = timedelta(days=365)
Span = tuple[date, date]
_NONE, _ALLEGED, _PROBABLE = 0, 1, 2
_WORDS = ("", "alleged", "probable")


def standing_of(
    placements: Iterable[Placement],
    territory: str,
    heads: Sequence[Head],
    when: Span | None,
    *,
    tied: bool,
) -> str:
    """Return the standing that the best placed addresses give; empty: the tables show nothing of then.

    tied  indicators tie the addresses to the operation; else the most is alleged.
    """
    best = max((_level(one, territory, heads, when) for one in placements), default=_NONE)
    return _WORDS[best if tied else min(best, _ALLEGED)]


def is_far(head: Head, when: Span | None) -> bool:
    """Say whether a table was made more than a year before or after an event."""
    if when is None or head.date is None:
        return False
    return head.date < when[0] - YEAR or head.date > when[1] + YEAR


def _level(placement: Placement, territory: str, heads: Sequence[Head], when: Span | None) -> int:
    naming = [head for head, said in zip(heads, placement.said, strict=True) if said == territory]
    near = {head.origin for head in naming if not is_far(head, when)}
    far = {head.origin for head in naming} - near
    if placement.mark or not naming:
        return _NONE
    if len(placement.candidates) > 1 or when is None:
        return _ALLEGED if near else _NONE
    if len(near) > 1:
        return _PROBABLE
    return _ALLEGED if near or len(far) > 1 else _NONE
