"""Replace every variable of a compiled law by what a frame knows of it at one slice.

Unknowns become variables of the frame's own diagram: one for a run of slices in which a state is unknown, two
for a run of what may have begun in it (an onset: once true it stays true).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from duecare.base.known import UNKNOWN, Known
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import FALSE, TRUE, Diagram
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
    """The functions that stand for the law's variables in one frame, slice by slice.

    levels          of the frame's diagram: the law's level, spread so that each slice has its own.
    unknown_levels  leaf instance (or `other:K`) -> the levels on which its unknown values stand.
    only            the law's variables (bits) that will be asked for; none given: all of them.
    """

    def __init__(self, compiled: Compiled, frame: Frame, only: int = -1) -> None:
        self.compiled = compiled
        self.frame = frame
        self.count = len(frame.slices)
        self.width = self.count + 2
        self.leaf_rules = {leaf.name: leaf for leaf in compiled.law.leaves}
        self.defences = {defence.name: defence for defence in compiled.law.defences}
        self.unknown_levels: dict[str, frozenset[int]] = {}
        self._silent = (UNKNOWN,) * self.count
        self._silence = unknown_runs(self._silent)
        self.diagram = Diagram(self._levels(only))
        self._functions: list[list[int]] = [[FALSE] * len(compiled.variables) for _ in range(self.count)]
        self._changed = [0] * self.count
        self._filled = 0
        self._memos: list[dict[int, int]] = [{0: FALSE} for _ in range(self.count)]

    # -- what is known ----------------------------------------------------------------------------------

    def known(self, instance: str) -> tuple[Known, ...]:
        """Return what is known of a leaf at every slice."""
        return self.frame.known.get(instance) or self._silent

    def raised(self, defence: str) -> bool:
        """Whether any claim raises an exception or defence."""
        leaves = self.defences[defence].raised_by
        return any(known.raised for leaf in leaves for known in self.known(leaf))

    def _levels(self, only: int) -> Iterator[int]:
        """Yield the levels of the frame's diagram, in order, and note whose they are."""
        for place, name in enumerate(self.compiled.variables):
            if not only >> place & 1:
                continue
            kind, _, rest = name.partition(":")
            first = place * self.width
            if kind == "issue":
                yield first
            elif kind in {"leaf", "other"}:
                found = self._levels_of_leaf(rest, first) if kind == "leaf" else [first, first + 1]
                self.unknown_levels[rest if kind == "leaf" else name] = frozenset(found)
                yield from found

    def _levels_of_leaf(self, instance: str, base: int) -> list[int]:
        found: list[int] = []
        for first, last in self._unknown_runs(instance):
            found.append(base + first)
            if last > first and self._has_onset(instance):
                found.append(base + first + 1)
        return found

    def _unknown_runs(self, instance: str) -> list[tuple[int, int]]:
        known = self.known(instance)
        return self._silence if known is self._silent else unknown_runs(known)

    def _has_onset(self, instance: str) -> bool:
        name = instance.partition("(")[0]
        return name == "taken" or (name in self.leaf_rules and self.leaf_rules[name].onset)

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
            return tuple(TRUE if known.value is True else FALSE for known in self.known(rest))
        if kind == "raised":
            return (TRUE if self.raised(rest) else FALSE,) * self.count
        return tuple(functions[place] for functions in self._functions)  # the history: set as it is built

    def _runs(self, instance: str, base: int) -> tuple[int, ...]:
        known, onset = self.known(instance), self._has_onset(instance)
        values = [TRUE if one.value else FALSE for one in known]
        for first, last in self._unknown_runs(instance):
            begun = self.diagram.variable(base + first)
            values[first : last + 1] = [begun] * (last + 1 - first)
            if onset and last > first:
                values[last] = self.diagram.either(begun, self.diagram.variable(base + first + 1))
        return tuple(values)

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
        """The other affected States' own frames, as far as a condition asks about them."""
        asked = self.reads((name for name in self.compiled.roots if name.startswith("some:")), ())
        at, bearer = self.frame.slices, self.frame.bearer
        return tuple(
            Slices(self.compiled, Frame("?", at, known, (), True, bearer), asked) for known in self.frame.others
        )

    def _toward(self, number: int, other: Slices) -> list[tuple[int, int]]:
        """Return (certain, possible) toward another State: its own unknowns are independent of ours."""
        private = frozenset(
            level for instance, levels in other.unknown_levels.items() if self._is_private(instance) for level in levels
        )
        result = []
        for index in range(self.count):
            f = other.root(f"some:{number}", index)
            yes, maybe = other.diagram.forall(f, private), other.diagram.exists(f, private)
            result.append((self._moved(other.diagram, yes), self._moved(other.diagram, maybe)))
        return result

    def _is_private(self, instance: str) -> bool:
        rule = self.leaf_rules.get(instance.partition("(")[0])
        return rule is None or rule.scope in {"relation", "beneficiary", "measure"}

    def _moved(self, source: Diagram, f: int) -> int:
        level = source.top(f)
        if level is None:
            return f
        low, high = (self._moved(source, branch) for branch in source.branches(f))
        return self.diagram.choice(self.diagram.variable(level), high, low)

    # -- the law at a slice -----------------------------------------------------------------------------

    def set_history(self, name: str, index: int, function: int) -> None:
        """Say what a history variable is at a slice, before any root that depends on it is read."""
        place = self.compiled.places.get(name)
        if place is not None:
            self._functions[index][place] = function
            if index and function != self._functions[index - 1][place]:
                self._changed[index] |= 1 << place

    def reads(self, roots: Iterable[str], variables: Iterable[str]) -> int:
        """Return the variables (bits) that these roots depend on, and these variables themselves."""
        c, found = self.compiled, 0
        for root in roots:
            found |= c.supports[c.roots[root] >> 1]
        for name in variables:
            found |= 1 << c.places[name] if name in c.places else 0
        return found

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
