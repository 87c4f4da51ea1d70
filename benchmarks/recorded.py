"""The operations that make the conclusions of a table from its facts, for peers that want to do them their own way.

A peer is given one reading of a view, so that what it works out is a function of facts and of nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from unittest.mock import patch

from circuit import Recorder, Step
from duecare.batch.conclusions import Conclusion, conclusions
from duecare.batch.one_slice import OneSlice
from duecare.batch.opened import positions_taken, restricted
from duecare.batch.plan import all_readings
from duecare.engine import unknowns as unknowns_module
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.ir.declarations import Stance
from duecare.rulebook.load import load_bundled
from harness import HERE

_SIDES = {"false": 0, "var": 0, "and": 2, "ite": 3}


@dataclass(frozen=True, slots=True)
class Recorded:
    """Steps (`circuit.Step`), names of variables by level, and conclusions as functions of these steps."""

    steps: list[Step]
    names: dict[int, str]
    roots: dict[str, int]


def one_reading(view: str) -> Compiled:
    """Return the law in one reading: the positions of a view, and where it is silent those that keep most in force."""
    bundle = load_bundled()
    chosen, compiled = next(one for one in bundle.law.views if one.name == view), bundle.compiled
    chain = OneSlice(compiled, "toward", asked()[-1].duties, all_readings(), apart=False)
    d, readings, stances = chain.diagram, chain.readings, list[Stance]()
    force = [chain.in_force(duty) for each in asked() for duty in each.duties]
    left = readings.view(chosen.stances, gates=True)
    for issue in bundle.law.issues:
        fitting = {name.name: d.both(left, readings.position(issue.name, name.name)) for name in issue.positions}
        name = max(
            fitting, key=lambda name: (fitting[name] != FALSE, sum(d.both(fitting[name], f) != FALSE for f in force))
        )
        left = fitting[name]
        stances.append(Stance(issue.name, (name,)))
    return restricted(compiled, positions_taken(compiled, replace(chosen, stances=tuple(stances)), gates=True))


def asked() -> tuple[Conclusion, ...]:
    """Return what peers are asked: breach, of every obligation in every phase."""
    return conclusions(load_bundled().law, "toward", ["breached"])


def recorded(compiled: Compiled, wanted: tuple[Conclusion, ...]) -> Recorded:
    """Return the operations that make breach in a law of one reading.

    Constraints that share a fact with a conclusion, or with one that does, stand in it.
    """
    duties = tuple(duty for one in wanted for duty in one.duties)
    plain = OneSlice(compiled, "toward", duties, all_readings(), apart=True)
    with patch.object(unknowns_module, "Diagram", Recorder):
        one = OneSlice(compiled, "toward", duties, all_readings(), apart=True)
    diagram = one.diagram
    assert isinstance(diagram, Recorder)
    roots: dict[str, int] = {}
    for each in wanted:
        f = diagram.disjunction([one.function(duty, "breached") for duty in each.duties])
        same = plain.diagram.disjunction([plain.function(duty, "breached") for duty in each.duties])
        tied = [diagram.negation(one.slices.root(name, 0)) for name in _tied(plain, same)]
        roots[each.about] = diagram.conjunction([f, *tied])
    steps, moved = needed(diagram.steps, roots.values())
    names = {level: one.variable(level) for what, level, _, _ in steps if what == "var"}
    left = [name for name in names.values() if name.startswith("issue:")]
    assert not left, left
    return Recorded(steps, names, dict(zip(roots, moved, strict=True)))


def needed(steps: Sequence[Step], roots: Iterable[int]) -> tuple[list[Step], list[int]]:
    """Return the steps below some functions, and what these are then."""
    below, stack, wanted = {0}, [root >> 1 for root in roots], list(roots)
    while stack:
        number = stack.pop()
        if number not in below:
            below.add(number)
            what, *sides = steps[number]
            stack += [side >> 1 for side in sides[: _SIDES[what]]]
    moved = {number: place for place, number in enumerate(sorted(below))}

    def function(f: int) -> int:
        return 2 * moved[f >> 1] | (f & 1)

    found = []
    for number in sorted(below):
        what, *sides = steps[number]
        a, b, c = (function(side) if place < _SIDES[what] else side for place, side in enumerate(sides))
        found.append((what, a, b, c))
    return found, [function(root) for root in wanted]


def _tied(one: OneSlice, f: int) -> Iterator[str]:
    """Yield the constraints that share a variable with a function, or with one that does."""
    d = one.diagram
    left = {name: d.support(one.slices.root(name, 0)) for name in one.compiled.roots if name.startswith("never:")}
    reads = d.support(f)
    while near := [name for name, support in left.items() if support & reads]:
        for name in near:
            reads |= left.pop(name)
            yield name


def rows_for(count: int) -> list[Frame]:
    """Return random frames of one slice, as the oracles try them."""
    sys.path.insert(0, str(HERE.parent / "tests" / "oracle"))
    from bundled_frames import random_frame

    found, seed = [], 0
    while len(found) < count:
        seed += 1
        frame = random_frame(seed, 10, 1)
        found += [frame] if frame.beneficiary else []
    return found
