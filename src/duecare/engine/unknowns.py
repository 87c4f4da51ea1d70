"""What a frame leaves unknown, and the levels of a diagram on which its unknown values stand.

Unknowns become variables of the frame's own diagram: one for a run of slices in which a state is unknown, two
for a run of what may have begun in it (an onset: once true it stays true).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from duecare.base.known import UNKNOWN, Known
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import Diagram
from duecare.engine.frame import Frame


def diagram_for(compiled: Compiled, frames: Iterable[Frame]) -> Diagram:
    """Return a diagram in which frames of the same slices can be worked out side by side."""
    return Diagram(sorted(frozenset().union(*(Unknowns(compiled, frame).all_levels() for frame in frames))))


def unknown_runs(known: tuple[Known, ...]) -> list[tuple[int, int]]:
    """Return the first and last slice of each longest run of slices in which a leaf is unknown, with one chance."""
    runs: list[tuple[int, int]] = []
    for index, one in enumerate(known):
        if one.value is None:
            if runs and runs[-1][1] == index - 1 and known[index - 1].chance == one.chance:
                runs[-1] = (runs[-1][0], index)
            else:
                runs.append((index, index))
    return runs


class Unknowns:
    """What is known of every leaf of a frame, slice by slice, and where that leaves variables.

    width    how far apart the levels of two of the law's variables are, so that each slice has its own.
    levels   leaf instance (or `other:K`) -> the levels on which its unknown values stand.
    asked    the law's variables (bits) that will be asked for; none given: all of them.
    """

    def __init__(self, compiled: Compiled, frame: Frame, asked: int = -1) -> None:
        self.compiled, self.frame, self.asked = compiled, frame, asked
        self.count = len(frame.slices)
        self.width = self.count + 2
        self.leaf_rules = {leaf.name: leaf for leaf in compiled.law.leaves}
        self.defences = {defence.name: defence for defence in compiled.law.defences}
        self._silent = (UNKNOWN,) * self.count
        self._silence = unknown_runs(self._silent)
        self.levels = dict(self._levels())

    def known(self, instance: str) -> tuple[Known, ...]:
        """Return what is known of a leaf at every slice."""
        return self.frame.known.get(instance) or self._silent

    def raised(self, defence: str) -> bool:
        """Whether any claim raises an exception or defence."""
        leaves = self.defences[defence].raised_by
        return any(known.raised for leaf in leaves for known in self.known(leaf))

    def runs(self, instance: str) -> list[tuple[int, int]]:
        """Return the runs of slices in which a leaf is unknown."""
        known = self.known(instance)
        return self._silence if known is self._silent else unknown_runs(known)

    def has_onset(self, instance: str) -> bool:
        """Say whether a leaf, once true, stays true."""
        name = instance.partition("(")[0]
        return name == "taken" or (name in self.leaf_rules and self.leaf_rules[name].onset)

    def stays(self, instance: str) -> bool:
        """Say whether a leaf is an event, known or not: once true it stays true."""
        name = instance.partition("(")[0]
        return self.has_onset(instance) or (name in self.leaf_rules and self.leaf_rules[name].event)

    @cached_property
    def chances(self) -> dict[int, float]:
        """The chance of each variable that has one, by its level."""
        return {
            place * self.width + first: chance
            for rest, place in self._places("leaf")
            for first, _ in self.runs(rest)
            if (chance := self.known(rest)[first].chance) is not None
        }

    def all_levels(self) -> frozenset[int]:
        """Return every level that working the frame out may need, those of the other affected States among them."""
        issues = (place * self.width for _, place in self._places("issue"))
        others = (other.all_levels() for other in self.others)
        return frozenset(issues).union(*self.levels.values(), *others)

    @cached_property
    def others(self) -> tuple[Unknowns, ...]:
        """The other affected States' own frames, as far as a condition asks about them."""
        asked = self.compiled.reads((name for name in self.compiled.roots if name.startswith("some:")), ())
        at, bearer = self.frame.slices, self.frame.bearer
        return tuple(
            Unknowns(self.compiled, Frame("?", at, known, (), True, bearer), asked) for known in self.frame.others
        )

    def is_private(self, instance: str) -> bool:
        """Say whether a leaf is about the beneficiary, so that another affected State has its own."""
        rule = self.leaf_rules.get(instance.partition("(")[0])
        return rule is None or rule.scope in {"relation", "beneficiary", "measure"}

    def _levels(self) -> Iterator[tuple[str, frozenset[int]]]:
        for rest, place in self._places("leaf"):
            yield rest, frozenset(self._levels_of_leaf(rest, place * self.width))
        for rest, place in self._places("other"):
            yield f"other:{rest}", frozenset((place * self.width, place * self.width + 1))

    def _levels_of_leaf(self, instance: str, base: int) -> Iterator[int]:
        for first, last in self.runs(instance):
            yield base + first
            if last > first and self.has_onset(instance) and self.known(instance)[first].chance is None:
                yield base + first + 1

    def _places(self, kind: str) -> Iterator[tuple[str, int]]:
        for place, rest in self.compiled.of_kind(kind):
            if self.asked >> place & 1:
                yield rest, place
