"""Views taken apart: by position on the issues of steps and their review, and cut to what bears on some duties.

Whether something is so in some reading of a view is whether it is so in some reading of one of its parts. A part has
far smaller functions where many steps count: with the issues of steps free, what the steps come to has to be told for
every combination of their positions at once. Parts that are the same under several views are worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product
from math import prod

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
    return replace(view, stances=tuple(one for one in view.stances if one.issue in bear))


def parts(compiled: Compiled, duties: Iterable[str], view: View) -> tuple[View, ...]:
    """Return the parts of a view, one for each combination of its positions on the issues of steps.

    The view alone if there are too many.
    """
    asked = tuple(duties)
    issues = {issue.name: issue for issue in compiled.law.issues}
    names = _read(compiled, [*_steps(compiled, asked), *_about(asked, ("review",))])
    taken = {one.issue: one.positions for one in view.stances}
    free = {
        name: allowed
        for name in names
        if not issues[name].gate
        and len(allowed := taken.get(name) or tuple(one.name for one in issues[name].positions)) > 1
    }
    if prod(len(allowed) for allowed in free.values()) > MOST_PARTS:
        return (view,)
    others = tuple(one for one in view.stances if one.issue not in free)
    return tuple(
        replace(view, stances=(*others, *(Stance(name, (one,)) for name, one in zip(free, chosen, strict=True))))
        for chosen in product(*free.values())
    )


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
