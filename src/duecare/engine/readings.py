"""Readings and views: the functions of positions alone that are left when the facts have been quantified away.

Nothing here is about one frame, so that frames worked out in one diagram share all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from duecare.engine.compiled import Compiled
from duecare.engine.diagram import FALSE, TRUE, Diagram
from duecare.ir.declarations import Law, Stance


@dataclass(frozen=True, slots=True)
class Verdict:
    """The words still possible under a view; settled: one word in each reading, and the same in all."""

    words: tuple[str, ...]
    settled: bool
    turns_on: tuple[str, ...]


class Readings:
    """Answers questions about readings in one diagram; every answer is kept.

    width       how far apart the levels of two of the law's variables are.
    admissible  the readings that take no two positions which rule each other out.
    """

    def __init__(self, compiled: Compiled, diagram: Diagram, width: int, admissible: int) -> None:
        self.compiled, self.diagram, self.width, self.admissible = compiled, diagram, width, admissible
        self.law: Law = compiled.law
        self.issues = {issue.name: issue for issue in self.law.issues}
        self.gates = frozenset(issue.name for issue in self.law.issues if issue.gate)
        self.issue_levels = _issue_levels(compiled, width)
        self.issue_of = {level: issue for issue, levels in self.issue_levels.items() for level in levels}
        self._possible: dict[tuple[int, int], int] = {}
        self._excluded: dict[tuple[int, int], int] = {}
        self._issues: dict[frozenset[int], tuple[str, ...]] = {}
        self._views: dict[tuple[int, bool, frozenset[str] | None], tuple[Sequence[Stance], int]] = {}
        self._positions: dict[tuple[str, str], int] = {}
        self._verdicts: dict[tuple[object, ...], Verdict] = {}

    # -- facts ------------------------------------------------------------------------------------------

    @cached_property
    def facts(self) -> frozenset[int]:
        """The levels on which unknown facts stand."""
        return frozenset(self.diagram.levels) - frozenset(self.issue_of)

    @cached_property
    def claimants_unknowns(self) -> frozenset[int]:
        """The levels of the unknowns that are the claimant's to show (every leaf that is not the bearer's)."""
        bearers = self.compiled.bearers_leaves
        return frozenset(level for level in self.facts if self.leaf(level).partition("(")[0] not in bearers)

    def leaf(self, level: int) -> str:
        """Return the leaf instance (or `other:K`) whose unknown values stand on a level."""
        return self.compiled.variables[level // self.width].removeprefix("leaf:")

    def leaves_in(self, functions: Iterable[int]) -> tuple[str, ...]:
        """Return the unknown leaf instances that these functions depend on, in the law's order."""
        levels = frozenset().union(*(self.diagram.support(f) for f in functions)) & self.facts
        found = dict.fromkeys(self.leaf(level) for level in sorted(levels))
        return tuple(name for name in found if not name.startswith("other:"))

    def possible(self, f: int, constraint: int) -> int:
        """Return the readings in which some completion of the unknown facts makes f true."""
        found = self._possible.get((f, constraint))
        if found is None:
            found = self._possible[f, constraint] = self.diagram.exists(f, self.facts, given=constraint)
        return found

    def excluded_by(self, f: int, constraint: int) -> int:
        """Return the readings in which some values of the claimant's unknowns rule f out, whatever the rest."""
        found = self._excluded.get((f, constraint))
        if found is None:
            rest = self.facts - self.claimants_unknowns
            never = self.diagram.negation(self.diagram.exists(f, rest, given=constraint))
            able = self.diagram.exists(constraint, rest)
            found = self._excluded[f, constraint] = self.diagram.exists(never, self.claimants_unknowns, given=able)
        return found

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
        place = self.compiled.places.get(f"issue:{issue}#{index}")
        return TRUE if place is None else self.diagram.variable(place * self.width)

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

    def issues_in(self, functions: Iterable[int]) -> tuple[str, ...]:
        """Return the issues that these functions depend on, in the order of the law."""
        key = frozenset(functions)
        if key not in self._issues:
            levels = {level for f in key for level in self.diagram.support(f)}
            names = {self.issue_of[level] for level in levels if level in self.issue_of}
            self._issues[key] = tuple(issue.name for issue in self.law.issues if issue.name in names)
        return self._issues[key]

    @cached_property
    def ties(self) -> Mapping[str, frozenset[str]]:
        """Return, for each issue, those whose positions it can rule out or be ruled out by, however far off."""
        found = {name: frozenset((name,)) for name in self.issues}
        for issue in self.issues.values():
            for position in issue.positions:
                for other, _ in (*position.requires, *position.excludes):
                    together = found[issue.name] | found[other]
                    found |= dict.fromkeys(together, together)
        return found

    def tied_to(self, issues: Iterable[str]) -> frozenset[str]:
        """Return issues with all that can rule their positions out."""
        return frozenset().union(*(self.ties[issue] for issue in issues))

    # -- verdicts ---------------------------------------------------------------------------------------

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


def _issue_levels(compiled: Compiled, width: int) -> dict[str, tuple[int, ...]]:
    levels: dict[str, tuple[int, ...]] = {}
    for place, name in compiled.of_kind("issue"):
        issue = name.rpartition("#")[0]
        levels[issue] = (*levels.get(issue, ()), place * width)
    return levels
