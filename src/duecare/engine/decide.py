"""Decide: quantify the unknown facts away, and read what is left (a function of the reading) under a view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.history import History
from duecare.ir.declarations import Law, Stance


@dataclass(frozen=True, slots=True)
class Verdict:
    """The words still possible under a view; settled: one word in each reading, and the same in all."""

    words: tuple[str, ...]
    settled: bool
    turns_on: tuple[str, ...]


class Decider:
    """Answers questions about one frame's history under readings and views."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.diagram = history.diagram
        self.law: Law = history.compiled.law
        width = history.slices.width
        self.issue_levels: dict[str, list[int]] = {}
        for place, name in enumerate(history.compiled.variables):
            if name.startswith("issue:"):
                issue = name.removeprefix("issue:").rpartition("#")[0]
                self.issue_levels.setdefault(issue, []).append(place * width)
        self.issue_of = {level: issue for issue, levels in self.issue_levels.items() for level in levels}
        self.issues = {issue.name: issue for issue in self.law.issues}
        self.gates = frozenset(issue.name for issue in self.law.issues if issue.gate)
        self.admissible = self.history.slices.root("admissible", 0)
        self._possible: dict[int, int] = {}

    # -- readings ---------------------------------------------------------------------------------------

    def position(self, issue: str, name: str) -> int:
        """Return `the reading takes this position`, in the frame's diagram."""
        taken, levels = TRUE, iter(sorted(self.issue_levels.get(issue, [])))
        if not self.issue_levels.get(issue):
            return TRUE  # no rule turns on it
        positions = self.issues[issue].positions
        for index, position in enumerate(positions):
            test = TRUE if index == len(positions) - 1 else self._test(issue, index)
            if position.name == name:
                return self.diagram.both(taken, test)
            taken = self.diagram.both(taken, self.diagram.negation(test))
        del levels
        raise KeyError(f"{issue}.{name}")

    def _test(self, issue: str, index: int) -> int:
        place = self.history.compiled.places.get(f"issue:{issue}#{index}")
        return TRUE if place is None else self.diagram.variable(place * self.history.slices.width)

    def view(self, stances: Iterable[Stance], *, gates: bool) -> int:
        """Return the readings a view allows; without gates its stances on gate issues are dropped."""
        parts = [self.admissible]
        for stance in stances:
            if gates or stance.issue not in self.gates:
                parts.append(self.diagram.disjunction([self.position(stance.issue, name) for name in stance.positions]))
        return self.diagram.conjunction(parts)

    def force(self, duty: str) -> int:
        """Return the readings in which a duty is in force on some completion of the facts."""
        return self.possible(self.history.slices.root(f"force:{duty}", self.history.slices.count - 1))

    def issues_in(self, functions: Iterable[int]) -> tuple[str, ...]:
        """Return the issues that these functions depend on, in the order of the law."""
        levels = {level for f in functions for level in self.diagram.support(f)}
        names = {self.issue_of[level] for level in levels if level in self.issue_of}
        return tuple(issue.name for issue in self.law.issues if issue.name in names)

    # -- facts ------------------------------------------------------------------------------------------

    def possible(self, f: int) -> int:
        """Return the readings in which some completion of the unknown facts makes f true."""
        if f <= TRUE:
            return f
        found = self._possible.get(f)
        if found is None:
            constrained = self.diagram.both(f, self._relevant(f))
            found = self.diagram.exists(constrained, self._facts(constrained))
            self._possible[f] = found
        return found

    def certain(self, f: int) -> int:
        """Return the readings in which every completion makes f true."""
        return self.diagram.negation(self.possible(self.diagram.negation(f)))

    def consistent(self) -> bool:
        """Whether any completion satisfies all constraints."""
        return self.diagram.conjunction(self.history.constraints) != FALSE

    def _facts(self, f: int) -> frozenset[int]:
        return frozenset(level for level in self.diagram.support(f) if level not in self.issue_of)

    def _relevant(self, f: int) -> int:
        """Return the constraints that share unknowns with f, directly or through one another."""
        reach, waiting, chosen = set(self._facts(f)), list(self.history.constraints), []
        grown = True
        while grown:
            grown = False
            for constraint in list(waiting):
                facts = self._facts(constraint)
                if facts & reach:
                    waiting.remove(constraint)
                    chosen.append(constraint)
                    reach |= facts
                    grown = True
        return self.diagram.conjunction(chosen)

    def excluded_by(self, f: int, claimants: frozenset[int]) -> int:
        """Return the readings in which some values of the claimant's unknowns rule f out, whatever the rest."""
        constraints = self._relevant(f)
        never = self.diagram.implies(constraints, self.diagram.negation(f))
        rest = self._facts(self.diagram.both(never, TRUE)) | self._facts(constraints)
        rest -= claimants
        whatever = self.diagram.forall(never, frozenset(rest))
        able = self.diagram.exists(constraints, frozenset(rest))
        both = self.diagram.both(whatever, able)
        return self.diagram.exists(both, self._facts(both))

    # -- verdicts ---------------------------------------------------------------------------------------

    def words(self, duty: str) -> dict[str, int]:
        """Return, for each outcome word, the readings in which it is possible (gates apart)."""
        return {word: self.possible(f) for word, f in self.history.of[duty].words.items()}

    def verdict(self, words: Mapping[str, int], view: int) -> Verdict:
        """Return what a view makes of a duty, given the readings in which each word is possible."""
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
        yes = d.exists(d.both(view, f), levels)
        no = d.exists(d.both(view, d.negation(f)), levels)
        return d.both(yes, no) != FALSE
