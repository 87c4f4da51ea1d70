"""Decide: quantify the unknown facts of a frame away; what is left is a function of the reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, cast

from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.history import History
from duecare.engine.readings import Readings
from duecare.ir.declarations import Law, Stance

NOT_IN_FORCE = "not in force"
ADVERSE = ("breached (wrongfulness precluded)", "breached", "liable", "not met", "expected and not met")

_Answer = TypeVar("_Answer")


class Decider:
    """Answers questions about one frame's history; every answer is kept.

    readings  shared by the frames that are worked out in one diagram.
    """

    def __init__(self, history: History, readings: Readings | None = None) -> None:
        self.history = history
        self.diagram = history.diagram
        self.law: Law = history.compiled.law
        self.constraint = self.diagram.conjunction(history.constraints)
        slices = history.slices
        self.readings = readings or Readings(history.compiled, self.diagram, slices.width, slices.root("admissible", 0))
        self._in_force: dict[str, int] = {}
        self._held: dict[str, dict[str, int]] = {}
        self._words: dict[str, dict[str, int]] = {}
        self._asked: dict[str, frozenset[str]] = {}
        self._bearing: dict[tuple[str, int, bool], int] = {}
        self._turns: dict[str, frozenset[str]] = {}
        self._kept: dict[tuple[object, str, int], object] = {}

    # -- facts ------------------------------------------------------------------------------------------

    def consistent(self) -> bool:
        """Whether any completion satisfies all constraints."""
        return self.constraint != FALSE

    def possible(self, f: int) -> int:
        """Return the readings in which some completion of the unknown facts makes f true."""
        return self.readings.possible(f, self.constraint)

    def certain(self, f: int) -> int:
        """Return the readings in which every completion makes f true."""
        return self.diagram.negation(self.possible(self.diagram.negation(f)))

    def excluded_by(self, f: int) -> int:
        """Return the readings in which some values of the claimant's unknowns rule f out, whatever the rest."""
        return self.readings.excluded_by(f, self.constraint)

    # -- views ------------------------------------------------------------------------------------------

    def bearing(self, duty: str, stances: Sequence[Stance], *, gates: bool) -> int:
        """Return the readings a view allows, as they bear on a duty: views that differ elsewhere are alike."""
        key = duty, id(stances), gates  # the readings keep the stances alive
        found = self._bearing.get(key)
        if found is None:
            found = self.readings.view(stances, gates=gates)
            if found != FALSE:
                found = self.readings.view(stances, gates=gates, asked=self.asked(duty))
            self._bearing[key] = found
        return found

    def asked(self, duty: str) -> frozenset[str]:
        """Return the issues that bear on a duty: what it turns on whatever the facts, and what ties positions."""
        if duty not in self._asked:
            words = self.history.of[duty].words.values()
            turns = [*words, self.in_force(duty), self.constraint, self.readings.admissible]
            self._asked[duty] = frozenset(self.readings.issues_in(turns))
        return self._asked[duty]

    def region(self, duty: str, stances: Sequence[Stance], *, gates: bool) -> int:
        """Return the same, cut to the issues on which what is told of a duty turns as the record stands."""
        found = self.readings.view(stances, gates=gates)
        if not stances or found == FALSE:  # what takes no position is not worth cutting
            return found
        return self.readings.view(stances, gates=gates, asked=self.turns(duty))

    def turns(self, duty: str) -> frozenset[str]:
        """Return the issues on which it turns which words are possible, shown to be so, or in force; and their ties."""
        if duty not in self._turns:
            adverse = self.adverse(duty)
            shown = (self.possible(TRUE), self.excluded_by(adverse)) if adverse != FALSE else (self.possible(TRUE),)
            said = (*self.words(duty).values(), *self.held(duty).values(), self.force(duty), *shown)
            self._turns[duty] = self.readings.tied_to(self.readings.issues_in(said))
        return self._turns[duty]

    def kept(self, answer: Callable[[Decider, str, int], _Answer], duty: str, region: int) -> _Answer:
        """Return an answer about a duty in a region of readings; it is worked out once."""
        key = answer, duty, region
        if key not in self._kept:
            self._kept[key] = answer(self, duty, region)
        return cast("_Answer", self._kept[key])

    # -- duties -----------------------------------------------------------------------------------------

    def adverse(self, duty: str) -> int:
        """Return that the outcome of a duty is one against its bearer."""
        words = self.history.of[duty].words
        return self.diagram.disjunction([words[word] for word in ADVERSE if word in words])

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
