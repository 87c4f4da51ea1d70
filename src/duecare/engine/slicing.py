"""Replace every variable of a compiled law by what a frame knows of it at one slice."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from duecare.base.known import Known
from duecare.engine.diagram import FALSE, TRUE, Diagram
from duecare.engine.unknowns import Unknowns


class Slices:
    """The functions that stand for the law's variables in one frame, slice by slice."""

    def __init__(self, unknowns: Unknowns, diagram: Diagram) -> None:
        self.unknowns, self.diagram = unknowns, diagram
        self.compiled, self.frame = unknowns.compiled, unknowns.frame
        self.count, self.width = unknowns.count, unknowns.width
        self._functions: list[list[int]] = [[FALSE] * len(self.compiled.variables) for _ in range(self.count)]
        self._changed = [0] * self.count
        self._filled = 0
        self._memos: list[dict[int, int]] = [{0: FALSE} for _ in range(self.count)]

    @property
    def unknown_levels(self) -> dict[str, frozenset[int]]:
        """Leaf instance (or `other:K`) -> the levels on which its unknown values stand."""
        return self.unknowns.levels

    def known(self, instance: str) -> tuple[Known, ...]:
        """Return what is known of a leaf at every slice."""
        return self.unknowns.known(instance)

    def raised(self, defence: str) -> bool:
        """Whether any claim raises an exception or defence."""
        return self.unknowns.raised(defence)

    # -- functions for the law's variables --------------------------------------------------------------

    def leaf(self, instance: str, index: int) -> int:
        """Return what a leaf is at a slice: constant where known, a variable where not."""
        place = self.compiled.places[f"leaf:{instance}"]
        self._fill(1 << place)
        return self._functions[index][place]

    def _fill(self, places: int) -> None:
        """Fill in what stands for these variables (bits), if that was not done before."""
        missing = places & ~self._filled
        self._filled |= missing
        while missing:
            lowest = missing & -missing
            missing ^= lowest
            place, before = lowest.bit_length() - 1, FALSE
            for index, f in enumerate(self._values(place)):
                self._functions[index][place] = f
                if index and f != before:
                    self._changed[index] |= lowest
                before = f

    def _values(self, place: int) -> tuple[int, ...]:
        kind, _, rest = self.compiled.variables[place].partition(":")
        if kind == "issue":
            return (self.diagram.variable(place * self.width),) * self.count
        if kind == "leaf":
            return self._runs(rest, place * self.width)
        if kind == "other":
            return self._others(int(rest), place * self.width)
        if kind == "here":
            return (TRUE if self.frame.beneficiary else FALSE,) * self.count
        if kind == "asserted":
            return tuple(TRUE if known.asserted else FALSE for known in self.known(rest))
        if kind == "shown":
            return tuple(
                TRUE if one.value is True else FALSE if one.chance is None else self.leaf(rest, index)
                for index, one in enumerate(self.known(rest))
            )
        if kind == "raised":
            return (TRUE if self.raised(rest) else FALSE,) * self.count
        return tuple(functions[place] for functions in self._functions)  # the history: set as it is built

    def _runs(self, instance: str, base: int) -> tuple[int, ...]:
        known, onset = self.known(instance), self.unknowns.has_onset(instance)
        values = [TRUE if one.value else FALSE for one in known]
        for first, last in self.unknowns.runs(instance):
            begun = self.diagram.variable(base + first)
            values[first : last + 1] = [begun] * (last + 1 - first)
            if onset and last > first and known[first].chance is None:
                values[last] = self.diagram.either(begun, self.diagram.variable(base + first + 1))
        if any(one.chance is not None for one in known) and self.unknowns.stays(instance):
            self._keep_true(instance, values)
        return tuple(values)

    def _keep_true(self, instance: str, values: list[int]) -> None:
        """Tie what is unknown of an event to what it has a chance of right after or before: once true it stays true."""
        known, runs = self.known(instance), self.unknowns.runs(instance)
        for (first, last), (begin, end) in pairwise(runs):
            if begin == last + 1 and known[begin].chance is not None:
                values[first:begin] = [self.diagram.both(f, values[begin]) for f in values[first:begin]]
            elif begin == last + 1 and known[last].chance is not None:
                values[begin : end + 1] = [self.diagram.either(f, values[last]) for f in values[begin : end + 1]]

    # -- the other affected States ----------------------------------------------------------------------

    def _others(self, number: int, level: int) -> tuple[int, ...]:
        """Return, slice by slice, that a condition holds toward some other affected State."""
        d = self.diagram
        sure, perhaps = [FALSE] * self.count, [FALSE if self.frame.closed else TRUE] * self.count
        for other in self._elsewhere:
            for index, (yes, maybe) in enumerate(self._toward(number, other)):
                sure[index], perhaps[index] = d.either(sure[index], yes), d.either(perhaps[index], maybe)
        values = []
        for index in range(self.count):
            begun = d.variable(level)
            if 0 < index == self.count - 1:
                begun = d.either(begun, d.variable(level + 1))
            values.append(d.either(sure[index], d.both(perhaps[index], begun)))
        return tuple(values)

    @cached_property
    def _elsewhere(self) -> tuple[Slices, ...]:
        return tuple(Slices(other, self.diagram) for other in self.unknowns.others)

    def _toward(self, number: int, other: Slices) -> list[tuple[int, int]]:
        """Return (certain, possible) toward another State: its own unknowns are independent of ours."""
        private = frozenset(
            level for name, levels in other.unknown_levels.items() if self.unknowns.is_private(name) for level in levels
        )
        functions = [other.root(f"some:{number}", index) for index in range(self.count)]
        return [(self.diagram.forall(f, private), self.diagram.exists(f, private)) for f in functions]

    # -- the law at a slice -----------------------------------------------------------------------------

    def set_history(self, name: str, index: int, function: int) -> None:
        """Say what a history variable is at a slice, before any root that depends on it is read."""
        place = self.compiled.places.get(name)
        if place is not None:
            self._functions[index][place] = function
            if index and function != self._functions[index - 1][place]:
                self._changed[index] |= 1 << place

    def changed(self, variables: int, *slices: int) -> bool:
        """Whether any of these variables (bits) stands for something new at one of these slices."""
        self._fill(variables)
        return any(self._changed[index] & variables for index in slices)

    def root(self, name: str, index: int) -> int:
        """Return a root of the law at a slice, in the frame's diagram."""
        f = self.compiled.roots[name]
        self._fill(self.compiled.supports[f >> 1])
        return self._at(f, index)

    def _at(self, f: int, index: int) -> int:
        """Return a function of the law with every variable replaced by what stands for it at a slice.

        What depends on nothing that changed since the slice before is taken from there; branches that a
        constant cuts off are never visited.
        """
        node, sign = f >> 1, f & 1
        found = self._memos[index].get(node)
        if found is None:
            c = self.compiled
            if index and not c.supports[node] & self._changed[index]:
                found = self._at(node + node, index - 1)
            else:
                test = self._functions[index][c.level[node]]
                if test <= TRUE:
                    found = self._at(c.high[node] if test else c.low[node], index)
                else:
                    low, high = self._at(c.low[node], index), self._at(c.high[node], index)
                    found = self.diagram.choice(test, high, low)
            self._memos[index][node] = found
        return found ^ sign
