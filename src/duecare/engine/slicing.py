"""Replace every variable of a compiled law by what a frame knows of it at one slice.

Unknowns become variables of the frame's own diagram: one for a run of slices in which a state is unknown, one
a slice for what may have begun at any of them (an onset, so that once true it stays true).
"""

from __future__ import annotations

from duecare.base.known import UNKNOWN, Known
from duecare.engine.compile import Compiled
from duecare.engine.diagram import FALSE, TRUE, Diagram, transfer
from duecare.engine.frame import Frame


def unknown_runs(known: tuple[Known, ...]) -> list[tuple[int, int]]:
    """Return the first and last slice of each longest run of slices in which a leaf is unknown."""
    runs: list[tuple[int, int]] = []
    for index, one in enumerate(known):
        if one.value is None:
            if runs and runs[-1][1] == index - 1:
                runs[-1] = (runs[-1][0], index)
            else:
                runs.append((index, index))
    return runs


class Slices:
    """The functions that stand for the law's variables in one frame, slice by slice."""

    def __init__(self, compiled: Compiled, frame: Frame) -> None:
        self.compiled = compiled
        self.frame = frame
        self.count = len(frame.slices)
        self.width = self.count + 2
        self.diagram = Diagram()
        self.leaf_rules = {leaf.name: leaf for leaf in compiled.law.leaves}
        self.defences = {defence.name: defence for defence in compiled.law.defences}
        self.unknown_levels: dict[str, set[int]] = {}
        self._values: dict[str, tuple[int, ...]] = {}
        self._memos: list[dict[int, int]] = [{} for _ in range(self.count)]
        self.functions: list[list[int]] = [[] for _ in range(self.count)]
        self._fill()

    def _fill(self) -> None:
        later: list[tuple[int, str]] = []
        for place, name in enumerate(self.compiled.variables):
            kind, _, rest = name.partition(":")
            if kind == "other":
                later.append((place, rest))
                values: tuple[int, ...] = (FALSE,) * self.count
            else:
                values = self._variable(kind, rest, place)
            for index in range(self.count):
                self.functions[index].append(values[index])
        for place, rest in later:
            for index, value in enumerate(self._others(int(rest), place)):
                self.functions[index][place] = value

    def _variable(self, kind: str, rest: str, place: int) -> tuple[int, ...]:
        if kind == "issue":
            return (self.diagram.variable(place * self.width),) * self.count
        if kind == "leaf":
            return self.leaf(rest, place)
        if kind == "here":
            return (TRUE if self.frame.beneficiary else FALSE,) * self.count
        if kind == "asserted":
            return tuple(TRUE if known.asserted else FALSE for known in self.known(rest))
        if kind == "shown":
            return tuple(TRUE if known.value is True else FALSE for known in self.known(rest))
        if kind == "raised":
            return (TRUE if self.raised(rest) else FALSE,) * self.count
        return (FALSE,) * self.count  # history variables, set as the history is built

    def known(self, instance: str) -> tuple[Known, ...]:
        """Return what is known of a leaf at every slice."""
        return self.frame.known.get(instance) or (UNKNOWN,) * self.count

    def raised(self, defence: str) -> bool:
        """Whether any claim raises an exception or defence."""
        leaves = self.defences[defence].raised_by
        return any(known.raised for leaf in leaves for known in self.known(leaf))

    def leaf(self, instance: str, place: int) -> tuple[int, ...]:
        """Return the functions of a leaf instance: constants where known, variables where not."""
        if instance not in self._values:
            levels = self.unknown_levels.setdefault(instance, set())
            self._values[instance] = self._runs(self.known(instance), place, self._has_onset(instance), levels)
        return self._values[instance]

    def _has_onset(self, instance: str) -> bool:
        name = instance.partition("(")[0]
        return name == "taken" or (name in self.leaf_rules and self.leaf_rules[name].onset)

    def _runs(self, known: tuple[Known, ...], place: int, onset: bool, levels: set[int]) -> tuple[int, ...]:
        values = [TRUE if one.value else FALSE for one in known]
        for first, last in unknown_runs(known):
            level = place * self.width + first
            begun = self.diagram.variable(level)
            levels.add(level)
            values[first : last + 1] = [begun] * (last + 1 - first)
            if onset and last > first:
                levels.add(level + 1)
                values[last] = self.diagram.either(begun, self.diagram.variable(level + 1))
        return tuple(values)

    def _others(self, number: int, place: int) -> tuple[int, ...]:
        """Return, slice by slice, that the condition holds toward some other affected State."""
        sure, perhaps = [FALSE] * self.count, [FALSE if self.frame.closed else TRUE] * self.count
        for other in self.frame.others:
            for index, (yes, maybe) in enumerate(self._toward(number, other)):
                sure[index] = self.diagram.either(sure[index], yes)
                perhaps[index] = self.diagram.either(perhaps[index], maybe)
        level, values = place * self.width, []
        for index in range(self.count):
            begun = self.diagram.variable(level)
            if index == self.count - 1 and index:
                begun = self.diagram.either(begun, self.diagram.variable(level + 1))
            values.append(self.diagram.either(sure[index], self.diagram.both(perhaps[index], begun)))
        self.unknown_levels[f"other:{number}"] = {level, level + 1}
        return tuple(values)

    def _toward(self, number: int, known: dict[str, tuple[Known, ...]] | object) -> list[tuple[int, int]]:
        other = Slices(
            self.compiled,
            Frame("?", self.frame.slices, known, (), True, self.frame.bearer),  # type: ignore[arg-type]
        )
        return self._quantified(number, other)

    def _quantified(self, number: int, other: Slices) -> list[tuple[int, int]]:
        """Return (certain, possible) toward another State: its own unknowns are independent of ours."""
        private = {
            level for instance, levels in other.unknown_levels.items() if self._is_private(instance) for level in levels
        }
        result = []
        for index in range(self.count):
            f = other.root(f"some:{number}", index)
            yes = other.diagram.forall(f, frozenset(private))
            maybe = other.diagram.exists(f, frozenset(private))
            result.append((self._moved(other.diagram, yes), self._moved(other.diagram, maybe)))
        return result

    def _is_private(self, instance: str) -> bool:
        rule = self.leaf_rules.get(instance.partition("(")[0])
        return rule is None or rule.scope in {"relation", "beneficiary", "measure"}

    def _moved(self, source: Diagram, f: int) -> int:
        if f <= TRUE:
            return f
        low, high = self._moved(source, source.low[f]), self._moved(source, source.high[f])
        return self.diagram.choice(self.diagram.variable(source.level[f]), high, low)

    # -- the law at a slice -----------------------------------------------------------------------------

    def set_history(self, name: str, index: int, function: int) -> None:
        """Say what a history variable is at a slice, before any root that depends on it is read."""
        place = self.compiled.places.get(name)
        if place is not None:
            self.functions[index][place] = function

    def root(self, name: str, index: int) -> int:
        """Return a root of the law at a slice, in the frame's diagram."""
        c = self.compiled
        root = c.roots[name]
        return transfer(c.level, c.low, c.high, root, self.diagram, self.functions[index], self._memos[index])
