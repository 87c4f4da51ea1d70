"""Random conditions, and the issues their lines may be guarded by."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from duecare.ir.declarations import Issue, LeafRule, Position
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Constant,
    Element,
    Expression,
    Guarded,
    Leaf,
    Not,
    SomeAffected,
    Status,
)

Draw = st.DrawFn
PLAIN = ("operation", "bearer", "beneficiary", "relation")


def chance(draw: Draw, in_ten: int) -> bool:
    """Draw true about this often in ten; the simplest is false."""
    return draw(st.integers(0, 9)) >= 10 - in_ten


# --- issues -------------------------------------------------------------------------------------------


def draw_issues(draw: Draw, obligations: Sequence[str]) -> tuple[Issue, ...]:
    """Draw a gate and up to two further issues, one of which may be taken for each obligation."""
    issues = [draw_issue(draw, "g0", (), True)]
    for number in range(draw(st.integers(0, 2))):
        name, gate = f"i{number}", chance(draw, 1)
        if number == 0 and chance(draw, 5):
            positions = draw_issue(draw, name, (), gate).positions
            issues += [Issue(f"{name}@{each}", "?", positions, gate, each) for each in obligations]
        else:
            issues.append(draw_issue(draw, name, issues, gate))
    return tuple(issues)


def draw_issue(draw: Draw, name: str, earlier: Sequence[Issue], gate: bool) -> Issue:
    """Draw an issue of two or three positions."""
    names = "abc"[: draw(st.integers(2, 3))]
    return Issue(name, "?", tuple(draw_position(draw, position, earlier) for position in names), gate)


def draw_position(draw: Draw, name: str, earlier: Sequence[Issue]) -> Position:
    """Draw a position; at most one other is required or ruled out."""
    if not earlier or not chance(draw, 3):
        return Position(name, "")
    issue = draw(st.sampled_from(earlier))
    other = ((issue.name, draw(st.sampled_from(issue.positions)).name),)
    return Position(name, "", requires=other) if chance(draw, 5) else Position(name, "", excludes=other)


def guarded(draw: Draw, line: Expression, issues: Sequence[Issue], often: int) -> Expression:
    """Draw a guard for a line, or none."""
    if not issues or not chance(draw, often):
        return line
    issue = draw(st.sampled_from(issues))
    names = [position.name for position in issue.positions]
    some = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    return Guarded(line, issue.name, tuple(sorted(some)))


# --- conditions ---------------------------------------------------------------------------------------


def one_of(draw: Draw, items: Sequence[Expression], deny: int = 3) -> Expression:
    """Draw one line: an atom, perhaps denied."""
    atom = draw(st.sampled_from(items))
    return Not(atom) if chance(draw, deny) and not isinstance(atom, SomeAffected) else atom


def condition(draw: Draw, items: Sequence[Expression], issues: Sequence[Issue], depth: int = 2) -> Expression:
    """Draw a whole condition; a guard never stands outside a list."""
    form = draw(st.sampled_from(["atom", "any", "all", "least"]))
    if depth == 0 or form == "atom":
        return one_of(draw, items)
    lines = tuple(
        guarded(draw, condition(draw, items, issues, depth - 1), issues, 3) for _ in range(draw(st.integers(1, 3)))
    )
    if form == "least":
        return AtLeast(draw(st.integers(1, 2)), lines)
    return AnyOf(lines) if form == "any" else All(lines)


def mostly(draw: Draw, items: Sequence[Expression], issues: Sequence[Issue]) -> Expression:
    """Draw a condition that is often simply true, so that later links of the chain are reached."""
    return Constant(True) if chance(draw, 6) else condition(draw, items, issues)


def some_affected(draw: Draw, leaves: Sequence[LeafRule]) -> list[Expression]:
    """Draw none, one or two conditions that need hold toward some affected State only."""
    items = of_scope(leaves, *PLAIN)
    found: list[Expression] = []
    for _ in range(draw(st.integers(0, 2))):
        lines = tuple(one_of(draw, items) for _ in range(draw(st.integers(1, 2))))
        found.append(SomeAffected(All(lines) if chance(draw, 6) else AnyOf(lines)))
    return found


def of_scope(leaves: Sequence[LeafRule], *scopes: str) -> list[Expression]:
    """Return the leaves about these things."""
    return [Leaf(leaf.name) for leaf in leaves if leaf.scope in scopes]


def statuses(subjects: Sequence[str], *which: str) -> list[Expression]:
    """Return how far these have come, status by status."""
    return [Status(subject, status) for subject in subjects for status in which]


def named(elements: Sequence[object]) -> list[Expression]:
    """Return the elements as parts of a condition."""
    return [Element(element.name) for element in elements]  # type: ignore[attr-defined]
