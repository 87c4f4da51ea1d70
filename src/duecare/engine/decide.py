"""Decide: quantify the unknown facts away, and read what is left (a function of the reading) under a view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.history import History
from duecare.ir.declarations import Law, Stance

NOT_IN_FORCE = "not in force"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The words still possible under a view; settled: one word in each reading, and the same in all."""

    words: tuple[str, ...]
    settled: bool
    turns_on: tuple[str, ...]


class Decider:
    """Answers questions about one frame's history under readings and views; every answer is kept."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.diagram = history.diagram
        self.law: Law = history.compiled.law
        self.issues = {issue.name: issue for issue in self.law.issues}
        self.gates = frozenset(issue.name for issue in self.law.issues if issue.gate)
        self.issue_levels = _issue_levels(history)
        self.issue_of = {level: issue for issue, levels in self.issue_levels.items() for level in levels}
        self.facts = frozenset(level for levels in history.slices.unknown_levels.values() for level in levels)
        self.constraint = self.diagram.conjunction(history.constraints)
        self.admissible = history.slices.root("admissible", 0)
        self._possible: dict[int, int] = {}
        self._excluded: dict[int, int] = {}
        self._in_force: dict[str, int] = {}
        self._held: dict[str, dict[str, int]] = {}
        self._issues: dict[frozenset[int], tuple[str, ...]] = {}
        self._words: dict[str, dict[str, int]] = {}
        self._views: dict[tuple[int, bool, frozenset[str] | None], tuple[Sequence[Stance], int]] = {}
        self._positions: dict[tuple[str, str], int] = {}
        self._asked: dict[str, frozenset[str]] = {}
        self._verdicts: dict[tuple[object, ...], Verdict] = {}

    # -- readings ---------------------------------------------------------------------------------------

    def position(self, issue: str, name: str) -> int:
        """Return `the reading takes this position`, in the frame's diagram."""
        if issue not in self.issue_levels:
            return TRUE  # no rule turns on it
        if (issue, name) not in self._positions:
            self._positions[issue, name] = self._position(issue, name)
        return self._positions[issue, name]

    def _position(self, issue: str, name: str) -> int:
        taken, positions = TRUE, self.issues[issue].positions
        for index, position in enumerate(positions):
            test = TRUE if index == len(positions) - 1 else self._test(issue, index)
            if position.name == name:
                return self.diagram.both(taken, test)
            taken = self.diagram.both(taken, self.diagram.negation(test))
        raise KeyError(f"{issue}.{name}")

    def _test(self, issue: str, index: int) -> int:
        place = self.history.compiled.places.get(f"issue:{issue}#{index}")
        return TRUE if place is None else self.diagram.variable(place * self.history.slices.width)

    def view(self, stances: Sequence[Stance], *, gates: bool, asked: frozenset[str] | None = None) -> int:
        """Return the readings a view allows; without gates its stances on gate issues are dropped.

        asked  the issues on which its stances count; none given: all of them.
        """
        key = (id(stances), gates, asked)  # hashing stances costs more than the rest; the answer keeps them alive
        if key not in self._views:
            parts = [self.admissible]
            for stance in stances:
                if (gates or stance.issue not in self.gates) and (asked is None or stance.issue in asked):
                    positions = [self.position(stance.issue, name) for name in stance.positions]
                    parts.append(self.diagram.disjunction(positions))
            self._views[key] = stances, self.diagram.conjunction(parts)
        return self._views[key][1]

    def bearing(self, duty: str, stances: Sequence[Stance], *, gates: bool) -> int:
        """Return the readings a view allows, as they bear on a duty: views that differ elsewhere are alike."""
        whole = self.view(stances, gates=gates)
        return whole if whole == FALSE else self.view(stances, gates=gates, asked=self.asked(duty))

    def asked(self, duty: str) -> frozenset[str]:
        """Return the issues that bear on a duty: what it turns on whatever the facts, and what ties positions."""
        if duty not in self._asked:
            turns = [*self.history.of[duty].words.values(), self.in_force(duty), self.constraint, self.admissible]
            self._asked[duty] = frozenset(self.issues_in(turns))
        return self._asked[duty]

    def force(self, duty: str) -> int:
        """Return the readings in which a duty is in force on some completion of the facts."""
        return self.possible(self.in_force(duty))

    def in_force(self, duty: str) -> int:
        """Return that a duty has been in force at some slice: what ends later undoes nothing done before."""
        found = self._in_force.get(duty)
        if found is None:
            slices = self.history.slices
            held = {slices.root(f"force:{duty}", index) for index in range(slices.count)}
            found = self._in_force[duty] = self.diagram.disjunction(sorted(held))
        return found

    def issues_in(self, functions: Iterable[int]) -> tuple[str, ...]:
        """Return the issues that these functions depend on, in the order of the law."""
        key = frozenset(functions)
        if key not in self._issues:
            levels = {level for f in key for level in self.diagram.support(f)}
            names = {self.issue_of[level] for level in levels if level in self.issue_of}
            self._issues[key] = tuple(issue.name for issue in self.law.issues if issue.name in names)
        return self._issues[key]

    # -- facts ------------------------------------------------------------------------------------------

    def possible(self, f: int) -> int:
        """Return the readings in which some completion of the unknown facts makes f true."""
        found = self._possible.get(f)
        if found is None:
            found = self._possible[f] = self.diagram.exists(f, self.facts, given=self.constraint)
        return found

    def certain(self, f: int) -> int:
        """Return the readings in which every completion makes f true."""
        return self.diagram.negation(self.possible(self.diagram.negation(f)))

    def consistent(self) -> bool:
        """Whether any completion satisfies all constraints."""
        return self.constraint != FALSE

    def excluded_by(self, f: int) -> int:
        """Return the readings in which some values of the claimant's unknowns rule f out, whatever the rest."""
        found = self._excluded.get(f)
        if found is None:
            rest = self.facts - self.claimants_unknowns
            never = self.diagram.negation(self.diagram.exists(f, rest, given=self.constraint))
            able = self.diagram.exists(self.constraint, rest)
            found = self._excluded[f] = self.diagram.exists(never, self.claimants_unknowns, given=able)
        return found

    @cached_property
    def leaf_of(self) -> Mapping[int, tuple[int, str]]:
        """The leaf instance whose unknown values stand on a level, and its place in the law."""
        unknown = self.history.slices.unknown_levels.items()
        return {level: (place, name) for place, (name, levels) in enumerate(unknown) for level in levels}

    @cached_property
    def claimants_unknowns(self) -> frozenset[int]:
        """The levels of the unknowns that are the claimant's to show (every leaf that is not the bearer's)."""
        bearers = self.history.compiled.bearers_leaves
        return frozenset(
            level
            for instance, unknown in self.history.slices.unknown_levels.items()
            if instance.partition("(")[0] not in bearers
            for level in unknown
        )

    # -- verdicts ---------------------------------------------------------------------------------------

    def words(self, duty: str) -> dict[str, int]:
        """Return, for each outcome word, the readings in which it is possible (gates apart)."""
        if duty not in self._words:
            self._words[duty] = {word: self.possible(f) for word, f in self.history.of[duty].words.items()}
        return self._words[duty]

    def held(self, duty: str) -> dict[str, int]:
        """Return the same where it counts whether the duty is in force: where it is not, that is the outcome."""
        if duty not in self._held:
            d, force, words = self.diagram, self.in_force(duty), self.history.of[duty].words
            inside = {word: d.both(force, f) for word, f in words.items()}
            outcomes = {NOT_IN_FORCE: d.negation(force)} | inside
            self._held[duty] = {word: self.possible(f) for word, f in outcomes.items()}
        return self._held[duty]

    def verdict(self, words: Mapping[str, int], view: int) -> Verdict:
        """Return what a view makes of a duty, given the readings in which each word is possible."""
        key = (*words.items(), view)
        if key not in self._verdicts:
            self._verdicts[key] = self._verdict(words, view)
        return self._verdicts[key]

    def _verdict(self, words: Mapping[str, int], view: int) -> Verdict:
        d = self.diagram
        open_to = {word: d.both(view, f) for word, f in words.items()}
        live = {word: f for word, f in open_to.items() if f != FALSE}
        if len(live) <= 1:
            return Verdict(tuple(live), settled=bool(live), turns_on=())
        names, functions = tuple(live), list(live.values())
        for index, f in enumerate(functions):
            if any(d.both(f, g) != FALSE for g in functions[index + 1 :]):
                return Verdict(names, settled=False, turns_on=())
        return Verdict(names, settled=False, turns_on=self.dividing(words, view))

    def dividing(self, words: Mapping[str, int], view: int) -> tuple[str, ...]:
        """Return the issues a view leaves free on which its readings divide."""
        return tuple(
            issue
            for issue in self.issues_in(words.values())
            if any(self._differs(f, view, issue) for f in words.values())
        )

    def _differs(self, f: int, view: int, issue: str) -> bool:
        """Whether two readings of the view that part on this issue alone give f different values."""
        d = self.diagram
        levels = frozenset(self.issue_levels[issue])
        yes = d.exists(f, levels, given=view)
        no = d.exists(d.negation(f), levels, given=view)
        return d.both(yes, no) != FALSE


def _issue_levels(history: History) -> dict[str, tuple[int, ...]]:
    levels: dict[str, tuple[int, ...]] = {}
    for place, name in enumerate(history.compiled.variables):
        if name.startswith("issue:"):
            issue = name.removeprefix("issue:").rpartition("#")[0]
            levels[issue] = (*levels.get(issue, ()), place * history.slices.width)
    return levels
