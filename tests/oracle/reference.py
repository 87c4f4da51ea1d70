"""The slow oracle's answers: what may be and must be so in each reading, by trying all completions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce

import duties
import steps
from answers import NOT_IN_FORCE, Answer, Atom, fitting
from completions import Reading, World, readings
from conditions import worlds

from duecare.engine.frame import Frame
from duecare.ir.declarations import Law, Norm

NORM_WORDS = {
    "not applicable": "not expected",
    "not due": "not expected",
    "met late": "expected and met late",
    "not met": "expected and not met",
    "running": "running",
    "nothing within its power": "nothing within its power",
    "met": "expected and met",
}


def answers(law: Law, frame: Frame, chosen: Iterable[Reading] | None = None) -> dict[Reading, Answer | None]:
    """The answer in every reading, or in the chosen ones; None where no completion satisfies the constraints."""
    return {reading: answer(law, frame, reading) for reading in (chosen or readings(law))}


def answer(law: Law, frame: Frame, reading: Reading, names: Iterable[str] | None = None) -> Answer | None:
    """What may be and what must be so in one reading, of the frame's duties or of these."""
    about = list(names or fitting(law, frame))
    found = [frozenset(so_in(world, about)) for world in worlds(law, frame, reading)]
    if not found:
        return None
    return Answer(frozenset().union(*found), reduce(frozenset.intersection, found))


def so_in(world: World, names: Iterable[str]) -> Iterator[Atom]:
    """Everything asked about that is so in one completion."""
    for name in names:
        outcome = word(world, name)
        binds = duties.in_force(world, name)
        yield name, "word", outcome
        yield name, "held", outcome if binds else NOT_IN_FORCE
        if binds:
            yield name, "in force", ""
        yield from history(world, name)


def history(world: World, name: str) -> Iterator[Atom]:
    """What has been so of a duty at some slice so far."""
    moments = {
        "applicable": duties.applies,
        "due": duties.due,
        "window closed": steps.some_closed,
        "omitted": duties.omitted,
        "liable": duties.liable,
        "breached": duties.breach,
    }
    for event, moment in moments.items():
        yield from ((name, event, i) for i in range(len(world.frame.slices)) if duties.ever(moment, world, name, i))


def word(world: World, name: str) -> str:
    """The outcome of a duty or norm at the last slice, in the words for it."""
    found = duty_word(world, name)
    return NORM_WORDS[found] if isinstance(world.index.rules[name], Norm) else found


def duty_word(world: World, name: str) -> str:
    """The first word that applies."""
    slices = range(len(world.frame.slices))
    n = slices[-1]
    if not duties.ever(duties.applies, world, name, n):
        return "not applicable"
    if not duties.ever(duties.due, world, name, n):
        return "not due"
    breaches = [j for j in slices if duties.breach(world, name, j)]
    if breaches and all(duties.excused(world, name, j) for j in breaches):
        return "breached (wrongfulness precluded)"
    if breaches:
        return "breached"
    if duties.ever(duties.liable, world, name, n):
        return "liable"
    if duties.omitted(world, name, n):
        return "met late" if duties.made_good(world, name, n) else "not met"
    if duties.owes_result(world, name):
        return "met" if steps.some_due(world, name, n) else "nothing within its power"
    if steps.is_running(world, name, world.index.rules[name].served_by, n):
        return "running"
    return "met" if steps.some_tested(world, name, n) else "nothing within its power"
