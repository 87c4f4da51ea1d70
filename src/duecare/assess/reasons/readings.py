"""Readings of the law as the positions still open on each issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duecare.assess.reasons.book import Book

Positions = Mapping[str, tuple[str, ...]]


def narrowed(book: Book, positions: Positions, issue: str, names: Iterable[str]) -> Positions | None:
    """Return the readings that take one of these positions on an issue; None if there are none.

    What a position requires or excludes is followed as far as single positions decide it.
    """
    kept = set(names)
    found = {**positions, issue: tuple(name for name in positions[issue] if name in kept)}
    changed = True
    while changed:
        changed = False
        for name, allowed in found.items():
            left = tuple(one for one in allowed if _stands(book, found, name, one))
            if not left:
                return None
            changed |= left != allowed
            found[name] = left
    return found


def _stands(book: Book, positions: Positions, issue: str, name: str) -> bool:
    """Say whether a position fits with what is left of the others."""
    position = next(one for one in book.issues[issue].positions if one.name == name)
    return all(other in positions[on] for on, other in position.requires) and all(
        positions[on] != (other,) for on, other in position.excludes
    )


def linked_issues(book: Book) -> set[str]:
    """Return the issues of which some position requires or excludes one on another, and those others."""
    found: set[str] = set()
    for issue in book.law.issues:
        for position in issue.positions:
            others = {on for on, _ in (*position.requires, *position.excludes)}
            found |= others | {issue.name} if others else set()
    return found
