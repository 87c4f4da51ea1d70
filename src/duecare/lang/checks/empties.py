"""No list is left empty by a reading in which its duty or obligation is in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.ir.declarations import ElementRule, Issue, Law, Position
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Constant,
    Element,
    Expression,
    Guarded,
    Not,
    SomeAffected,
)
from duecare.ir.walk import children
from duecare.lang.checks.owners import label, span_of

# For each issue that matters, the positions that may be taken.
Domains = Mapping[str, frozenset[str]]
_LISTS = (All, AnyOf, AtLeast)
# Beyond this many lists or partial readings a search is given up and nothing is told.
_PATIENCE = 20_000
_MANY_LISTS = 2_000


@dataclass(frozen=True, slots=True)
class _Index:
    issues: Mapping[str, Issue]
    elements: Mapping[str, ElementRule]


@dataclass(frozen=True, slots=True)
class _Found:
    """A list that may be left empty, under which positions, and where it stands."""

    domains: Domains
    span: Span


@dataclass(frozen=True, slots=True)
class _Root:
    """A condition to look through, and what must be in force for its lists to matter."""

    owner: object
    keyword: str
    expression: Expression
    in_force: tuple[Expression, ...] = ()
    # An exception, a presumption or a constraint whose every line is absent is itself absent.
    absent: bool = False


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell each list that some reading leaves empty, and a reading that does."""
    index = _Index({i.name: i for i in law.issues}, {e.name: e for e in law.elements})
    told: set[Span] = set()
    for root in _roots(law):
        for found in _lists(root, index):
            if found.span in told:
                continue
            reading = _reading(found.domains, root.in_force, index)
            if reading is not None:
                told.add(found.span)
                yield _told(root, found, reading)


def _told(root: _Root, found: _Found, reading: Mapping[str, str]) -> Diagnostic:
    taken = ", ".join(f"{issue}.{reading[issue]}" for issue in sorted(found.domains))
    message = f"no line of this list stands under {taken}, in `{root.keyword}` of {label(root.owner)}"
    if root.in_force:
        message += ", which may be in force there"
    return Diagnostic(found.span, message, "add a line without a guard, or one under that position")


def _roots(law: Law) -> Iterator[_Root]:
    force = {obligation.name: obligation.in_force for obligation in law.obligations}
    for obligation in law.obligations:
        yield _Root(obligation, "applicable when", obligation.applicable, (obligation.in_force,))
    for duty in law.duties:
        own = tuple(e for e in (force.get(duty.obligation), duty.in_force) if e is not None)
        for keyword in ("applicable", "due", "performed", "liable", "breached"):
            expression = getattr(duty, keyword)
            if expression is not None:
                yield _Root(duty, f"{keyword} when", expression, own)
    for norm in law.norms:
        yield _Root(norm, "expected when", norm.expected)
    for presumption in law.presumptions:
        yield _Root(presumption, "when", presumption.when, absent=True)
    for constraint in law.constraints:
        yield _Root(constraint, "never", constraint.never, absent=True)
    for defence in law.defences:
        yield _Root(defence, "when", defence.when, absent=True)
    for consequence in law.consequences:
        yield _Root(consequence, "follows when", consequence.when, absent=True)
    for measure in law.measures:
        if measure.opens is not None:
            yield _Root(measure, "opens when", measure.opens)
    if law.step is not None:
        yield _Root(law.step, "due when", law.step.due)
        yield _Root(law.step, "closed when", law.step.closed)
    if law.review is not None:
        yield _Root(law.review, "omitted when", law.review.omitted)


def _lists(root: _Root, index: _Index) -> Iterator[_Found]:
    """Yield the lists below a condition that the guards of their lines alone could leave empty."""
    seen: set[tuple[object, ...]] = set()
    waiting: list[tuple[Expression, Domains, Span]] = [(root.expression, {}, span_of(root.owner))]
    while waiting and len(seen) < _MANY_LISTS:
        part, domains, span = waiting.pop()
        key = (id(part), tuple(sorted(domains.items(), key=lambda item: item[0])))
        if key in seen:
            continue
        seen.add(key)
        if isinstance(part, _LISTS) and not (root.absent and isinstance(part, AnyOf)):
            empty = _emptied(part.items, domains, index)
            if empty is not None:
                yield _Found(empty, _first_span(part.items, span))
        waiting += _inside(part, domains, span, index)


def _inside(part: Expression, domains: Domains, span: Span, index: _Index) -> list[tuple[Expression, Domains, Span]]:
    if isinstance(part, Guarded):
        narrowed = _narrow(domains, part.issue, frozenset(part.positions), index)
        return [] if narrowed is None else [(part.item, narrowed, part.span)]
    if isinstance(part, Element):
        element = index.elements.get(part.name)
        return [] if element is None else [(element.met, domains, element.span)]
    return [(child, domains, span) for child in children(part)]


def _emptied(items: tuple[Expression, ...], domains: Domains, index: _Index) -> Domains | None:
    """Return the positions under which every line is absent, or None if some line always stands."""
    left: Domains | None = domains
    for item in items:
        if not isinstance(item, Guarded) or left is None:
            return None
        issue = index.issues.get(item.issue)
        others = frozenset(p.name for p in issue.positions) - set(item.positions) if issue else frozenset()
        left = _narrow(left, item.issue, others, index)
    return left if items else None


def _narrow(domains: Domains, issue: str, to: frozenset[str], index: _Index) -> Domains | None:
    known = index.issues.get(issue)
    if known is None:
        return None
    now = domains.get(issue, frozenset(position.name for position in known.positions)) & to
    return {**domains, issue: now} if now else None


def _first_span(items: tuple[Expression, ...], default: Span) -> Span:
    return next((item.span for item in items if isinstance(item, Guarded)), default)


def _reading(domains: Domains, in_force: tuple[Expression, ...], index: _Index) -> Mapping[str, str] | None:
    """Return positions within the domains that agree with one another and may bring all this into force."""
    issues = _concerned(domains, in_force, index)
    choices = {name: sorted(domains.get(name, {p.name for p in index.issues[name].positions})) for name in issues}
    steps = 0
    waiting: list[dict[str, str]] = [{}]
    while waiting and steps < _PATIENCE:
        steps += 1
        taken = waiting.pop()
        if len(taken) == len(issues):
            if all(_possible_top(expression, taken, index) for expression in in_force):
                return taken
            continue
        name = issues[len(taken)]
        options = [{**taken, name: position} for position in reversed(choices[name])]
        waiting += [option for option in options if _agrees(name, option, index)]
    return None


def _concerned(domains: Domains, in_force: tuple[Expression, ...], index: _Index) -> list[str]:
    """Return the issues of the domains, of what must be in force, and all that their positions speak of."""
    found = dict.fromkeys(sorted(domains))
    waiting = list(in_force)
    seen: set[str] = set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, Guarded) and part.issue in index.issues:
            found[part.issue] = None
        if isinstance(part, Element) and part.name in index.elements and part.name not in seen:
            seen.add(part.name)
            waiting.append(index.elements[part.name].met)
        waiting += children(part)
    names = list(found)
    for name in names:
        for position in index.issues[name].positions:
            for other, _ in (*position.requires, *position.excludes):
                if other in index.issues and other not in found:
                    found[other] = None
                    names.append(other)
    return names


def _agrees(name: str, taken: Mapping[str, str], index: _Index) -> bool:
    """Say whether the position just taken goes with those taken before, both ways."""
    own = _position(name, taken, index)
    for other in taken:
        theirs = _position(other, taken, index)
        if not _allows(own, other, taken) or not _allows(theirs, name, taken):
            return False
    return True


def _allows(position: Position, other: str, taken: Mapping[str, str]) -> bool:
    required = [answer for issue, answer in position.requires if issue == other]
    excluded = [answer for issue, answer in position.excludes if issue == other]
    return (not required or taken[other] in required) and taken[other] not in excluded


def _position(name: str, taken: Mapping[str, str], index: _Index) -> Position:
    return next(p for p in index.issues[name].positions if p.name == taken[name])


def _possible_top(expression: Expression, taken: Mapping[str, str], index: _Index) -> bool:
    """Say whether a condition may hold in a reading; one that is left empty does not."""
    if isinstance(expression, _LISTS) and not _standing(expression.items, taken):
        return False
    return _possible(expression, taken, index)


def _possible(part: Expression, taken: Mapping[str, str], index: _Index) -> bool:
    """Say whether some facts make an expression true in a reading."""
    if isinstance(part, Constant):
        return part.value
    if isinstance(part, _LISTS):
        standing = _standing(part.items, taken)
        holding = sum(_possible(item, taken, index) for item in standing)
        needed = {All: len(standing), AnyOf: 1}.get(type(part), getattr(part, "number", 1))
        return holding >= needed
    if isinstance(part, SomeAffected):
        return _possible(part.item, taken, index)
    if isinstance(part, Not):
        return not (isinstance(part.item, Constant) and part.item.value)
    return True


def _standing(items: tuple[Expression, ...], taken: Mapping[str, str]) -> list[Expression]:
    """Return the lines of a list that stand in a reading, without their guards."""
    found: list[Expression] = []
    for item in items:
        inner, stands = item, True
        while isinstance(inner, Guarded):
            stands = stands and taken.get(inner.issue) in inner.positions
            inner = inner.item
        if stands:
            found.append(inner)
    return found
