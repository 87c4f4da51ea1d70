"""Which of several new positions do it: the smallest sets that alone bring a change about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

_LARGEST = 3  # of larger sets one is told, not all


def smallest_sets(issues: Sequence[str], does_it: Callable[[frozenset[str]], bool]) -> tuple[tuple[str, ...], ...]:
    """Return all sets of the fewest issues that do it; where each takes more than three, one that can lose none.

    `does_it` says whether the new positions on some issues, and the earlier ones on all others, have the whole effect.
    All issues together must have it.
    """
    for size in range(1, min(_LARGEST, len(issues)) + 1):
        found = tuple(chosen for chosen in combinations(issues, size) if does_it(frozenset(chosen)))
        if found:
            return found
    return (_stripped(issues, does_it),)


def _stripped(issues: Sequence[str], does_it: Callable[[frozenset[str]], bool]) -> tuple[str, ...]:
    """Take away what is not needed, again and again: what one set can lose another may need."""
    kept = tuple(issues)
    while (less := next((rest for rest in _one_less(kept) if does_it(frozenset(rest))), None)) is not None:
        kept = less
    return kept


def _one_less(kept: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [(*kept[:index], *kept[index + 1 :]) for index in range(len(kept))]
