"""What would have met a duty: the minimal sets of steps with which it is met whatever the unknown facts are.

Each step that serves the duty has a variable of its own, which says that it was taken as well, whatever the record
shows: from the beginning, or only now (at the last slice). All else stays as it is known or unknown. When everything
but these variables is quantified away, what is left tells exactly which sets of steps are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache

from duecare.engine.compiled import Compiled
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE, TRUE, Diagram
from duecare.engine.duties import duties_and_norms, measures_served_by
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.slicing import Slices
from duecare.engine.unknowns import Unknowns
from duecare.ir.declarations import Stance

MET = frozenset({"met", "expected and met", "nothing within its power"})
MADE_GOOD = MET | {"met late", "expected and met late"}
MOST_SETS = 400  # more minimal sets are not listed one by one

Steps = tuple[str, ...]


class _Supposing(Slices):
    """Slices in which steps may have been taken that the record does not show: from a slice on."""

    def __init__(self, unknowns: Unknowns, diagram: Diagram, levels: Mapping[str, int], since: int) -> None:
        super().__init__(unknowns, diagram)
        self.since = since
        self.chosen = {f"taken({step})": level for step, level in levels.items()}

    def take_over(self, before: _Supposing, changed: Iterable[str]) -> None:
        """Take what was worked out before, save what depends on leaves that changed, on steps, or on what became."""
        names = {f"{kind}:{leaf}" for leaf in (*changed, *self.chosen) for kind in ("leaf", "asserted", "shown")}
        places = [
            place
            for place, name in enumerate(self.compiled.variables)
            if name in names or name.startswith(("raised:", "status:", "review:"))
        ]
        again, supports = sum(1 << place for place in places), self.compiled.supports
        self._filled = before._filled & ~again
        self._changed = [bits & ~again for bits in before._changed]
        self._functions = [row.copy() for row in before._functions]
        for row in self._functions:
            for place in places:
                row[place] = FALSE
        self._memos = [{node: f for node, f in memo.items() if not supports[node] & again} for memo in before._memos]

    def _runs(self, instance: str, base: int) -> tuple[int, ...]:
        row = super()._runs(instance, base)
        if instance not in self.chosen:
            return row
        taken = self.diagram.variable(self.chosen[instance])
        return tuple(f if i < self.since else self.diagram.either(f, taken) for i, f in enumerate(row))


def _level(unknowns: Unknowns, step: str) -> int:
    """Return the level of `this step was taken as well`: the last one of the step, which no slice has."""
    return (unknowns.compiled.places[f"leaf:taken({step})"] + 1) * unknowns.width - 1


def _with(unknowns: Unknowns, frame: Frame, changed: Iterable[str]) -> Unknowns:
    """Return the unknowns of a frame that differs in a few leaves."""
    found = copy(unknowns)
    found.frame = frame
    places, width = unknowns.compiled.places, unknowns.width
    rows = {leaf: places[f"leaf:{leaf}"] * width for leaf in changed if f"leaf:{leaf}" in places}
    found.levels = unknowns.levels | {leaf: frozenset(found._levels_of_leaf(leaf, base)) for leaf, base in rows.items()}
    vars(found).pop("chances", None)
    return found


@dataclass(frozen=True, slots=True)
class Remedy:
    """Which steps are enough, of those within the State's power.

    sets    the minimal ones, smallest first; `all`: that these are all.
    needed  each a list of steps of which one has to be in every set (the same told shortly).
    """

    sets: tuple[Steps, ...]
    needed: tuple[Steps, ...]
    all: bool


class Supposed:
    """One duty of one frame, worked out with steps that may be supposed from a slice on.

    now    look at what is still to be done at the end, and not at what should have been done.
    spare  leaves of which another frame, worked out again, may know something else (`again`).
    """

    def __init__(
        self,
        compiled: Compiled,
        frame: Frame,
        duty: str,
        since: int = 0,
        *,
        now: bool = False,
        spare: Iterable[str] = (),
    ) -> None:
        self.duty, self.since, self.now = duty, since, now
        self.steps = tuple(
            step
            for step in measures_served_by(duties_and_norms(compiled.law)[duty].served_by)
            if f"leaf:taken({step})" in compiled.places
        )
        self.unknowns = Unknowns(compiled, frame)
        self.level = {step: _level(self.unknowns, step) for step in self.steps}
        places = [compiled.places[f"leaf:{leaf}"] for leaf in spare if f"leaf:{leaf}" in compiled.places]
        width = self.unknowns.width
        levels = self.unknowns.all_levels().union(self.level.values())  # each beside its step
        levels = levels.union(*(range(place * width, (place + 1) * width - 1) for place in places))
        self.diagram = Diagram(sorted(levels))
        self.slices = _Supposing(self.unknowns, self.diagram, self.level, since)
        self.decider = Decider(History(compiled, frame, frozenset({duty}), self.diagram, self.slices))

    def again(self, frame: Frame, since: int, *, now: bool = False) -> Supposed:
        """Return the same duty with steps supposed from another slice on, in a frame that differs in spare leaves."""
        known = self.unknowns.frame.known
        changed = [leaf for leaf, row in frame.known.items() if known.get(leaf) is not row]
        found = copy(self)
        found.since, found.now, found.unknowns = since, now, _with(self.unknowns, frame, changed)
        found.slices = _Supposing(found.unknowns, self.diagram, self.level, since)
        found.slices.take_over(self.slices, changed)
        history = History(self.slices.compiled, frame, frozenset({self.duty}), self.diagram, found.slices)
        found.decider = Decider(history, self.decider.readings)
        return found

    # -- what is left when the facts are quantified away ------------------------------------------------

    def short(self, region: int) -> int:
        """Return where, in some reading of a region, the duty is due and not met; looking at now: still not done."""
        d, slices, last = self.diagram, self.slices, self.slices.count - 1
        events = self.decider.history.of[self.duty]
        wished = MADE_GOOD if self.now else MET
        reached = d.disjunction([f for word, f in events.words.items() if word in wished])
        due = events.due[-1]
        if self.now:
            due = d.both(slices.root(f"applies:{self.duty}", last), slices.root(f"due:{self.duty}", last))
            reached = d.either(reached, d.both(events.omitted[-1], events.good))
        return d.conjunction([region, due, self.decider.constraint, d.negation(reached)])

    def enough(self, region: int) -> int:
        """Return the sets of steps with which the duty is met, if due, in every reading and completion."""
        d = self.diagram
        rest = frozenset(d.levels) - frozenset(self.level.values())
        return d.negation(d.exists(self.short(region), rest))

    def is_due(self, region: int) -> bool:
        """Say whether the duty may be due; looking at now: whether it may be so still."""
        d, slices, last = self.diagram, self.slices, self.slices.count - 1
        due = self.decider.history.of[self.duty].due[-1]
        if self.now:
            due = d.both(slices.root(f"applies:{self.duty}", last), slices.root(f"due:{self.duty}", last))
        return d.conjunction([region, due, self.decider.constraint]) != FALSE

    def region(self, stances: Sequence[Stance]) -> int:
        """Return the readings of a view in which the duty may be in force, the gates set aside."""
        view = self.decider.bearing(self.duty, stances, gates=False)
        return self.diagram.both(view, self.decider.force(self.duty))

    def within_power(self, region: int) -> Steps:
        """Return the steps that may be open to the State: no constraint or reading keeps them all beyond it."""
        d = self.diagram
        found = []
        for step in self.steps:
            wanted = d.disjunction(
                sorted({self.slices.root(f"step:{step}", index) for index in range(self.since, self.slices.count)})
            )
            if d.conjunction([wanted, self.decider.constraint, region]) != FALSE:
                found.append(step)
        return tuple(found)

    def remedy(self, region: int) -> Remedy:
        """Return the minimal sets of steps within its power that are enough."""
        d, able = self.diagram, self.within_power(region)
        beyond = {self.level[step]: False for step in self.steps if step not in able}
        enough = self.enough(region)
        enough = d.restrict(enough, beyond) if beyond else enough
        sets = self._named(_minimal(d, enough))
        whole = len(sets) <= MOST_SETS
        return Remedy(sets[:MOST_SETS], self._named(_hitting(d, enough, self.level.values())) if sets else (), whole)

    def suffices(self, region: int, steps: Iterable[str]) -> bool:
        """Say whether these steps are enough, no other being supposed."""
        chosen = set(steps)
        values = {level: step in chosen for step, level in self.level.items()}
        return not values or self.diagram.restrict(self.enough(region), values) == TRUE

    def left(self, region: int, steps: Iterable[str]) -> int:
        """Return, of the facts alone, where the duty is not met though these steps are taken."""
        chosen, d = set(steps), self.diagram
        values = {level: step in chosen for step, level in self.level.items()}
        short = d.exists(self.short(region), frozenset(self.decider.readings.issue_of))
        return d.restrict(short, values) if values else short

    def is_sure(self, step: str, region: int) -> bool:
        """Say whether a step is within the State's power whatever the unknown facts are."""
        d = self.diagram
        wanted = d.disjunction(sorted({self.slices.root(f"step:{step}", i) for i in range(self.slices.count)}))
        return d.conjunction([region, self.decider.constraint, d.negation(wanted)]) == FALSE

    def _named(self, sets: frozenset[frozenset[int]]) -> tuple[Steps, ...]:
        order = {level: (number, step) for number, (step, level) in enumerate(self.level.items())}
        named = [tuple(order[level][1] for level in sorted(one, key=order.__getitem__)) for one in sets]
        places = {step: number for number, step in enumerate(self.steps)}
        return tuple(sorted(named, key=lambda one: (len(one), [places[step] for step in one])))


def _minimal(d: Diagram, enough: int) -> frozenset[frozenset[int]]:
    """Return the minimal sets of variables that, true where all others are false, make a function true."""

    @cache
    def of(f: int) -> frozenset[frozenset[int]]:
        if f <= TRUE:
            return frozenset((frozenset(),)) if f else frozenset()
        level, (low, high) = d.top(f), d.branches(f)
        assert level is not None
        without = of(low)
        taking = {one for one in of(high) if not any(other <= one for other in without)}
        found = frozenset(without | {one | {level} for one in taking})
        return found if len(found) <= 4 * MOST_SETS else frozenset(sorted(found, key=len)[: 4 * MOST_SETS])

    return of(enough)


def _hitting(d: Diagram, enough: int, levels: Iterable[int]) -> frozenset[frozenset[int]]:
    """Return the minimal sets of steps without all of which a function is false: one of each is needed.

    More steps are taken to be no worse than fewer.
    """
    for level in levels:
        low, high = d.restrict(enough, {level: False}), d.restrict(enough, {level: True})
        enough = d.choice(d.variable(level), d.either(low, high), low)

    @cache
    def turned(f: int) -> int:
        """Return a function of the contraries of its variables."""
        if f <= TRUE:
            return f
        level, (low, high) = d.top(f), d.branches(f)
        assert level is not None
        return d.choice(d.variable(level), turned(low), turned(high))

    return _minimal(d, d.negation(turned(enough)))
