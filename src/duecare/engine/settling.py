"""The smallest sets of answers that settle an outcome, and the facts outside of which none can matter.

A set of answers settles a finding on a word if every completion that fits them has that word, in every reading looked
at. Sets are searched by size: some answer of a set must rule out any given completion with another word, so that it is
enough to branch on what one such completion, told in as few facts as possible, tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duecare.engine.answers import Answers
from duecare.engine.decide import NOT_IN_FORCE, Decider
from duecare.engine.diagram import FALSE, TRUE

CAP = 4  # larger sets are not searched for

Answer = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Settles:
    """Answers that together leave one word."""

    answers: tuple[Answer, ...]
    word: str


class Settling:
    """Answers what settles the duties of one frame."""

    def __init__(self, decider: Decider, answers: Answers) -> None:
        self.decider, self.search = decider, _Search(decider, answers)
        self._against: dict[tuple[str, int], Mapping[str, int]] = {}

    def against(self, duty: str, region: int) -> Mapping[str, int]:
        """Return, for each word that answers can settle, the completions with which some reading has another."""
        if (duty, region) not in self._against:
            self._against[duty, region] = against_words(self.decider, duty, region)
        return self._against[duty, region]

    def sets(self, duty: str, region: int, size: int) -> Iterator[Settles]:
        """Yield the sets of exactly `size` answers that settle a duty in a region of readings."""
        for word, against in self.against(duty, region).items():
            for found in self.search.sets(against, size, self._fits(region)):
                yield Settles(found, word)

    def _fits(self, region: int) -> int:
        """Return the completions that some reading of a region has."""
        unasked = frozenset(self.decider.readings.issue_of) | _others(self.decider)
        return self.decider.diagram.exists(self.decider.constraint, unasked, given=region)


def against_words(decider: Decider, duty: str, region: int) -> Mapping[str, int]:
    """Return, for each word that answers can settle, the completions with which some reading has another."""
    d, history = decider.diagram, decider.history
    within = d.both(region, decider.constraint)
    unasked = frozenset(decider.readings.issue_of) | _others(decider)
    functions = {word: f for word, f in history.of[duty].words.items() if d.both(region, decider.possible(f)) != FALSE}
    if decider.in_force(duty) != TRUE:
        functions[NOT_IN_FORCE] = d.negation(decider.in_force(duty))
    found = {word: d.exists(d.negation(f), unasked, given=within) for word, f in functions.items()}
    open_to = d.exists(within, unasked)
    return {word: f for word, f in found.items() if d.both(open_to, d.negation(f)) != FALSE}


def guaranteed(decider: Decider, duty: str, region: int) -> tuple[str, ...]:
    """Return the facts outside of which none can matter in a region of readings: to know them all is to know the word.

    A fact that a constraint ties to one of these is one of these.
    """
    d, unknown = decider.diagram, decider.history.slices.unknown_levels
    functions = [*decider.history.of[duty].words.values(), decider.in_force(duty)]
    found = frozenset().union(*(d.support(d.both(region, f)) for f in functions))
    ties = [d.support(one) for one in decider.history.constraints]
    names = {name for name, levels in unknown.items() if levels & found}
    while True:
        found = frozenset().union(*(unknown[name] for name in names))
        tied = found.union(*(tie for tie in ties if tie & found))
        wider = {name for name, levels in unknown.items() if levels & tied}
        if wider == names:
            return tuple(name for name in unknown if name in names and _is_asked(name))
        names = wider


def _is_asked(instance: str) -> bool:
    return not instance.startswith("other:")


def _others(decider: Decider) -> frozenset[int]:
    """Return the levels of what cannot be asked: what was so toward other affected States that nobody has named."""
    levels = decider.history.slices.unknown_levels.items()
    return frozenset(level for name, found in levels if not _is_asked(name) for level in found)


class _Search:
    """Searches for sets of answers that leave nothing of a function."""

    def __init__(self, decider: Decider, answers: Answers) -> None:
        self.decider, self.answers, self.diagram = decider, answers, decider.diagram
        self.leaf_of = {
            level: name
            for name, levels in decider.history.slices.unknown_levels.items()
            for level in levels
            if _is_asked(name)
        }
        self._costs = {FALSE: 1 << 30, TRUE: 0}
        self._fixed: dict[Answer, Mapping[int, bool]] = {}
        self._hopeless: set[tuple[int, int, int]] = set()

    def sets(self, against: int, size: int, fits: int) -> Iterator[tuple[Answer, ...]]:
        """Yield, once each, the sets of `size` answers that some completion fits and that leave nothing."""
        seen: set[frozenset[Answer]] = set()
        for found in self._within(against, fits, size, ()):
            if frozenset(found) not in seen:
                seen.add(frozenset(found))
                yield tuple(sorted(found, key=lambda one: min(self._levels(one[0]))))

    def _within(self, f: int, fits: int, left: int, chosen: tuple[Answer, ...]) -> Iterator[tuple[Answer, ...]]:
        if f == FALSE:
            if not left:
                yield chosen
            return
        if not left or (f, fits, left) in self._hopeless:
            return
        if left == 1:
            yield from ((*chosen, one) for one in self._against(f) if self._ends(f, fits, one))
            return
        any_found = False
        for leaf, value in self._against(f):
            levels, cube = self._levels(leaf), self.answers.cube(leaf, value)
            still = self.diagram.exists(fits, levels, given=cube)
            if still != FALSE:
                rest = self.diagram.exists(f, levels, given=cube)
                for found in self._within(rest, still, left - 1, (*chosen, (leaf, value))):
                    any_found = True
                    yield found
        if not any_found:
            self._hopeless.add((f, fits, left))

    def _ends(self, f: int, fits: int, one: Answer) -> bool:
        cube = self.answers.cube(*one)
        return self.diagram.both(f, cube) == FALSE != self.diagram.both(fits, cube)

    def _levels(self, leaf: str) -> frozenset[int]:
        return self.decider.history.slices.unknown_levels[leaf]

    def _against(self, f: int) -> Iterator[Answer]:
        """Yield the answers that rule out the completions on the shortest path of a function."""
        path = self._shortest(f)
        for leaf in dict.fromkeys(self.leaf_of[level] for level in path):
            for value in (True, False):
                if any(path.get(level) is (not fixed) for level, fixed in self._fixes(leaf, value).items()):
                    yield leaf, value

    def _fixes(self, leaf: str, value: bool) -> Mapping[int, bool]:
        """Return the variables that an answer fixes."""
        found = self._fixed.get((leaf, value))
        if found is None:
            d, cube = self.diagram, self.answers.cube(leaf, value)
            found = {
                level: d.both(cube, d.negation(d.variable(level))) == FALSE
                for level in sorted(self._levels(leaf) & d.support(cube))
            }
            self._fixed[leaf, value] = found
        return found

    def _shortest(self, f: int) -> dict[int, bool]:
        path: dict[int, bool] = {}
        while f != TRUE:
            low, high = self.diagram.branches(f)
            level, up = self.diagram.top(f), self._cost(high) < self._cost(low)
            assert level is not None
            path[level] = up
            f = high if up else low
        return path

    def _cost(self, f: int) -> int:
        found = self._costs.get(f)
        if found is None:
            found = self._costs[f] = 1 + min(map(self._cost, self.diagram.branches(f)))
        return found
