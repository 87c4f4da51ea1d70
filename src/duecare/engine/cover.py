"""Under which positions something holds, in few words: a smallest cover by prime implicants of positions.

An implicant takes, on some issues, one of several positions; it is prime if no further position can be let in.
Issues have two positions or more, so that all is done on their positions and not on the variables that stand for them.
What no reading takes together (positions that rule each other out) may be covered or not, as is shorter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from duecare.engine.diagram import FALSE, TRUE, Diagram
from duecare.engine.readings import Readings

MOST_TRIED = 200_000  # steps of the search for a smallest cover; past them it is one that can lose nothing

Literal = tuple[str, tuple[str, ...]]  # an issue, and the positions on it
Implicant = tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """Implicants that together are where something holds; smallest: no fewer would do."""

    implicants: tuple[Implicant, ...]
    smallest: bool


def cover(readings: Readings, holds: int, care: int) -> Cover:
    """Return a cover of where something holds, among the readings that count (`care`)."""
    d = readings.diagram
    issues = readings.issues_in([holds, care])
    asked = readings.issues_in([d.both(holds, care), d.both(d.negation(holds), care)])
    beside = frozenset(level for one in issues if one not in asked for level in readings.issue_levels[one])
    on = d.exists(holds, beside, given=care)
    off = d.exists(d.negation(holds), beside, given=care)
    primes = [one for one in _Primes(readings, asked).of(d.negation(off)) if _meets(readings, one, on)]
    ranked = sorted(primes, key=lambda one: (len(one), -sum(len(names) for _, names in one)))
    return _fewest(readings, ranked, on)


def function(readings: Readings, implicant: Implicant) -> int:
    """Return the readings that an implicant takes in."""
    d = readings.diagram
    return d.conjunction(
        [d.disjunction([readings.position(issue, name) for name in names]) for issue, names in implicant]
    )


def _meets(readings: Readings, implicant: Implicant, on: int) -> bool:
    return readings.diagram.both(function(readings, implicant), on) != FALSE


class _Primes:
    """Finds the prime implicants of a function of readings, issue by issue."""

    def __init__(self, readings: Readings, issues: Sequence[str]) -> None:
        self.readings, self.diagram = readings, readings.diagram
        self.issues = tuple(issues)
        self._known: dict[tuple[int, int], frozenset[Implicant]] = {}

    def of(self, f: int, number: int = 0) -> frozenset[Implicant]:
        """Return the primes of a function of the issues from `number` on."""
        if f == FALSE:
            return frozenset()
        if f == TRUE or number == len(self.issues):
            return frozenset(((),))
        if (f, number) not in self._known:
            self._known[f, number] = frozenset(self._split(f, number))
        return self._known[f, number]

    def _split(self, f: int, number: int) -> Iterator[Implicant]:
        issue = self.issues[number]
        names = tuple(one.name for one in self.readings.issues[issue].positions)
        parts = {name: self._given(f, issue, name) for name in names}
        if len(set(parts.values())) == 1:
            yield from self.of(f, number + 1)
            return
        for chosen in _subsets(names):
            both = self.diagram.conjunction([parts[name] for name in chosen])
            others = [parts[name] for name in names if name not in chosen]
            literal = ((issue, chosen),) if others else ()
            for rest in self.of(both, number + 1):
                if not any(self._implied(rest, f) for f in others):
                    yield (*literal, *rest)

    def _implied(self, implicant: Implicant, f: int) -> bool:
        return self.diagram.both(function(self.readings, implicant), self.diagram.negation(f)) == FALSE

    def _given(self, f: int, issue: str, name: str) -> int:
        levels = frozenset(self.readings.issue_levels[issue])
        return self.diagram.exists(f, levels, given=self.readings.position(issue, name))


def _subsets(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(names, size) for size in range(1, len(names) + 1))


# -- the fewest of them ---------------------------------------------------------------------------------


def _fewest(readings: Readings, primes: Sequence[Implicant], on: int) -> Cover:
    """Return the fewest primes that take all in: branch on the reading that is hardest to take in."""
    functions = {one: function(readings, one) for one in primes}
    search = _CoverSearch(readings.diagram, functions, on)
    first = _greedy(readings.diagram, functions, on)
    found = search.better_than(len(first))
    return Cover(tuple(first if found is None else found), smallest=not search.gave_up)


def _greedy(d: Diagram, functions: Mapping[Implicant, int], on: int) -> list[Implicant]:
    """Return primes that take all in, those first that take in what no other does, and none that can be left out."""
    chosen, left = list[Implicant](), on
    while left != FALSE:
        reading = _one_reading(d, left)
        fitting = [one for one, f in functions.items() if d.both(f, reading) != FALSE]
        best = min(fitting, key=lambda one: d.size([d.both(left, d.negation(functions[one]))]))
        chosen.append(best)
        left = d.both(left, d.negation(functions[best]))
    for one in list(chosen):
        rest = [other for other in chosen if other is not one]
        if d.both(on, d.negation(d.disjunction([functions[other] for other in rest]))) == FALSE:
            chosen = rest
    return chosen


def _one_reading(d: Diagram, f: int) -> int:
    """Return one path of a function with all its variables: whatever covers the function has a prime that meets it."""
    levels = sorted(d.support(f))
    for level in levels:
        variable = d.variable(level)
        f = d.both(f, variable) if d.both(f, variable) != FALSE else d.both(f, d.negation(variable))
    return f


class _CoverSearch:
    """Looks for a cover with fewer primes than one that is known."""

    def __init__(self, d: Diagram, functions: Mapping[Implicant, int], on: int) -> None:
        self.diagram, self.functions, self.on, self.steps = d, functions, on, 0

    @property
    def gave_up(self) -> bool:
        return self.steps > MOST_TRIED

    def better_than(self, most: int) -> list[Implicant] | None:
        """Return a smallest cover with fewer than `most` primes; None if there is none."""
        for size in range(1, most):
            found = self._within(self.on, size)
            if found is not None or self.gave_up:
                return found
        return None

    def _within(self, left: int, size: int) -> list[Implicant] | None:
        if left == FALSE:
            return []
        self.steps += 1
        if not size or self.gave_up:
            return None
        d = self.diagram
        reading = _one_reading(d, left)
        for one, f in self.functions.items():
            if d.both(f, reading) != FALSE:
                rest = self._within(d.both(left, d.negation(f)), size - 1)
                if rest is not None:
                    return [one, *rest]
        return None
