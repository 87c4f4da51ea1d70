"""Views taken apart: by position on the issues of steps and their review, and cut to what bears on some duties.

Whether something is so in some reading of a view is whether it is so in some reading of one of its parts. A part has
far smaller functions where many steps count: with the issues of steps free, what the steps come to has to be told for
every combination of their positions at once. Parts that are the same under several views are worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import prod

from duecare.batch.opened import positions_taken
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import FALSE
from duecare.engine.duties import duties_and_norms, measures_served_by
from duecare.engine.readings import Readings
from duecare.ir.declarations import Stance, View

MOST_PARTS = 64
_OF_STEPS = ("step", "closed")
_ROOTS = ("applies", "due", "review", "liable", "breached", "excused", "force")


def cut(readings: Readings, duties: Iterable[str], view: View) -> View:
    """Return a view with the stances alone that bear on some duties, here or through what positions rule out."""
    if readings.view(view.stances, gates=False) == FALSE:
        return view  # that it allows no reading may lie elsewhere
    compiled, asked = readings.compiled, tuple(duties)
    read = _read(compiled, [*_about(asked, _ROOTS), *_steps(compiled, asked)])
    bear = frozenset(read).union(*(readings.ties[name] for name in read)) - readings.gates
    return _of(view, (Stance(one.issue, one.positions) for one in view.stances if one.issue in bear))


def parts(readings: Readings, duties: Iterable[str], view: View) -> tuple[View, ...]:
    """Return the parts of a view: combinations of its positions on the issues of steps, of those alike the first.

    The view alone if there are too many.
    """
    compiled, asked = readings.compiled, tuple(duties)
    names = _read(compiled, [*_steps(compiled, asked), *_about(asked, ("review",))])
    taken = {one.issue: one.positions for one in view.stances}
    free = {
        name: allowed
        for name in names
        if name not in readings.gates
        and len(allowed := taken.get(name) or tuple(one.name for one in readings.issues[name].positions)) > 1
    }
    if prod(len(allowed) for allowed in free.values()) > MOST_PARTS:
        return (view,)
    others, alike = [one for one in view.stances if one.issue not in free], _Alike(readings, asked)
    found: dict[Key, View] = {}
    for chosen in product(*free.values()):
        fixed = [Stance(name, (one,)) for name, one in zip(free, chosen, strict=True)]
        found.setdefault(alike.key(_of(view, fixed)), _of(view, (*others, *fixed)))
    return tuple(found.values())


def _of(view: View, stances: Iterable[Stance]) -> View:
    """Return a view with other stances, in one order."""
    return replace(view, stances=tuple(sorted(stances, key=lambda one: one.issue)))


Key = tuple[tuple[str, ...], tuple[int, ...]]


class _Alike:
    """Tells positions apart by what they make of the law on some duties; equal functions have equal numbers."""

    def __init__(self, readings: Readings, duties: tuple[str, ...]) -> None:
        self.readings, self.compiled = readings, readings.compiled
        roots = (*_about(duties, _ROOTS), *_steps(self.compiled, duties))
        self.roots = tuple(dict.fromkeys(self.compiled.roots[root] for root in roots if root in self.compiled.roots))
        self._numbers: dict[tuple[int, int, int], int] = {}

    def key(self, view: View) -> Key:
        """Return what parts that are alike have in common; positions that rule others out are like no other."""
        tied = (one for one in view.stances if len(self.readings.ties[one.issue]) > 1)
        names = tuple(f"{one.issue}.{one.positions[0]}" for one in tied)
        places, taken = self.compiled.places, positions_taken(self.compiled, view)
        fixed = {places[name]: value for name, value in taken.items() if name in places}
        made: dict[int, int] = {0: 0}
        return names, tuple(self._number(root, fixed, made) for root in self.roots)

    def _number(self, f: int, fixed: Mapping[int, bool], made: dict[int, int]) -> int:
        node, c = f >> 1, self.compiled
        if node not in made:
            level, sides = c.level[node], (c.low[node], c.high[node])
            if level in fixed:
                made[node] = self._number(sides[fixed[level]], fixed, made)
            else:
                low, high = (self._number(side, fixed, made) for side in sides)
                flip = high & 1  # a function and its contrary are one node
                key = level, low ^ flip, high ^ flip
                number = 2 * (len(self._numbers) + 1)
                made[node] = low if low == high else self._numbers.setdefault(key, number) ^ flip
        return made[node] ^ (f & 1)


def _read(compiled: Compiled, roots: Iterable[str]) -> tuple[str, ...]:
    """Return the issues that roots depend on."""
    levels = compiled.reads([root for root in roots if root in compiled.roots], ())
    named = (rest.partition("#")[0] for level, rest in compiled.of_kind("issue") if levels >> level & 1)
    return tuple(dict.fromkeys(named))


def _about(duties: Iterable[str], kinds: Iterable[str]) -> Iterator[str]:
    return (f"{kind}:{duty}" for kind, duty in product(kinds, duties))


def _steps(compiled: Compiled, duties: Iterable[str]) -> Iterator[str]:
    rules = duties_and_norms(compiled.law)
    steps = (step for duty in duties for step in measures_served_by(rules[duty].served_by))
    return (f"{kind}:{step}" for step, kind in product(steps, _OF_STEPS))
