"""What would bring an outcome about: few missing facts, and positions where the readings are still free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE, TRUE

_APPRAISAL, _FACT, _POSITION = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Need:
    """A leaf instance that would have to be so (or not) from slice `first` to slice `last`.

    `other:K` stands for the K-th condition toward some other affected State that nobody has named.
    """

    instance: str
    first: int
    last: int
    value: bool


@dataclass(frozen=True, slots=True)
class Completion:
    """Facts and positions that together leave one outcome word and no other."""

    needs: tuple[Need, ...]
    positions: Mapping[str, tuple[str, ...]]


def completion(decider: Decider, duty: str, word: str, view: int) -> Completion | None:
    """Return what would make a word the outcome in readings of a view; None if nothing would."""
    d = decider.diagram
    function = decider.history.of[duty].words.get(word, FALSE)
    held = d.conjunction([function, decider.constraint, view])
    if held == FALSE:
        return None
    path = _shortest(decider, held)
    items = [*_needs(decider, path), *_positions(decider, path, view)]
    return _split(_fewest(decider, items, function, view))


def implies(decider: Decider, found: Completion, duty: str, word: str, view: int) -> bool:
    """Say whether some reading of a view allows a completion, and whether it leaves no other word there."""
    d = decider.diagram
    items: list[_Item] = [*found.needs, *found.positions.items()]
    given = d.conjunction([_function(decider, item) for item in items])
    given = d.conjunction([given, decider.constraint, view])
    return given != FALSE and d.both(given, d.negation(decider.history.of[duty].words[word])) == FALSE


_Item = Need | tuple[str, tuple[str, ...]]


def _shortest(decider: Decider, f: int) -> dict[int, bool]:
    """Return the values on a path to true that tests the fewest leaves, facts before appraisals."""
    d, costs, steps = decider.diagram, {FALSE: 1 << 30, TRUE: 0}, _steps(decider)

    def cost(g: int) -> int:
        found = costs.get(g)
        if found is None:
            low, high = d.branches(g)
            found = costs[g] = steps.get(d.top(g), _POSITION) + min(cost(low), cost(high))
        return found

    path: dict[int, bool] = {}
    cost(f)
    while f != TRUE:
        low, high = d.branches(f)
        level, up = d.top(f), cost(high) < cost(low)
        assert level is not None
        path[level] = up
        f = high if up else low
    return path


def _steps(decider: Decider) -> dict[int | None, int]:
    """Return what it costs to decide the unknown at each level."""
    appraisals = {leaf.name for leaf in decider.law.leaves if leaf.kind == "appraisal"}
    return {
        level: _APPRAISAL if instance.partition("(")[0] in appraisals else _FACT
        for instance, levels in decider.history.slices.unknown_levels.items()
        for level in levels
    }


def _needs(decider: Decider, path: Mapping[int, bool]) -> list[Need]:
    """Return the leaf instances that a path decides, and between which slices."""
    slices = decider.history.slices
    found: list[Need] = []
    for instance, levels in slices.unknown_levels.items():
        decided = {level: path[level] for level in levels if level in path}
        if decided:
            row = [decider.diagram.restrict(f, decided) if f > TRUE else None for f in _row(decider, instance)]
            found += _segments(instance, row)
    return found


def _row(decider: Decider, instance: str) -> tuple[int, ...]:
    """Return what an unknown is at every slice; `other:K` may begin at the first slice or at the last."""
    slices, d = decider.history.slices, decider.diagram
    if not instance.startswith("other:"):
        return tuple(slices.leaf(instance, index) for index in range(slices.count))
    first, last = (d.variable(level) for level in sorted(slices.unknown_levels[instance]))
    return (*[first] * (slices.count - 1), d.either(first, last) if slices.count > 1 else first)


def _segments(instance: str, row: list[int | None]) -> list[Need]:
    found: list[Need] = []
    for index, f in enumerate(row):
        if f is None or f > TRUE:
            continue
        last = found[-1] if found else None
        if last and last.last == index - 1 and last.value == bool(f):
            found[-1] = Need(instance, last.first, index, last.value)
        else:
            found.append(Need(instance, index, index, bool(f)))
    return found


def _positions(decider: Decider, path: Mapping[int, bool], view: int) -> list[_Item]:
    """Return the issues on which a path leaves fewer positions than the view."""
    d = decider.diagram
    tests = [
        d.variable(level) if value else d.negation(d.variable(level))
        for level, value in path.items()
        if level in decider.readings.issue_of
    ]
    taken = d.both(view, d.conjunction(tests))
    items: list[_Item] = []
    for issue in dict.fromkeys(
        decider.readings.issue_of[level] for level in path if level in decider.readings.issue_of
    ):
        names = tuple(one.name for one in decider.readings.issues[issue].positions)
        left = tuple(name for name in names if d.both(taken, decider.readings.position(issue, name)) != FALSE)
        allowed = tuple(name for name in names if d.both(view, decider.readings.position(issue, name)) != FALSE)
        items += [(issue, left)] if left != allowed else []
    return items


def _fewest(decider: Decider, items: list[_Item], function: int, view: int) -> list[_Item]:
    """Drop, one after the other, what is not needed: positions first, so that more readings agree."""
    d = decider.diagram
    base = d.conjunction([decider.constraint, view, d.negation(function)])
    kept = list(items)
    for item in sorted(items, key=lambda one: isinstance(one, Need)):
        rest = [other for other in kept if other is not item]
        if d.both(base, d.conjunction([_function(decider, other) for other in rest])) == FALSE:
            kept = rest
    for number, item in enumerate(kept):
        kept[number] = _widened(decider, item, kept, base, view)
    return kept


def _widened(decider: Decider, item: _Item, kept: list[_Item], base: int, view: int) -> _Item:
    """Return an item with every position of its issue that serves as well."""
    if isinstance(item, Need):
        return item
    d, issue = decider.diagram, item[0]
    rest = d.conjunction([base, *(_function(decider, other) for other in kept if other is not item)])
    names = [one.name for one in decider.readings.issues[issue].positions]
    allowed = [name for name in names if d.both(view, decider.readings.position(issue, name)) != FALSE]
    return issue, tuple(name for name in allowed if d.both(rest, decider.readings.position(issue, name)) == FALSE)


def _function(decider: Decider, item: _Item) -> int:
    d = decider.diagram
    if isinstance(item, Need):
        row = _row(decider, item.instance)[item.first : item.last + 1]
        return d.conjunction([f if item.value else d.negation(f) for f in row])
    issue, names = item
    return d.disjunction([decider.readings.position(issue, name) for name in names])


def _split(items: Iterable[_Item]) -> Completion:
    kept = list(items)
    needs = tuple(item for item in kept if isinstance(item, Need))
    return Completion(needs, {item[0]: item[1] for item in kept if not isinstance(item, Need)})
