"""How a property is tried: quickly in every run, at length in the slow one; and what it is tried on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from random import Random

import pytest
from answers import Answer
from bundled_frames import bundled_law, random_frame, random_reading, with_others
from completions import Reading, readings
from effort import many
from engine_oracle import Engine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duecare.base.known import Known
from duecare.engine.compile import compile_law
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.engine.outcome import as_held, binds, if_binds
from duecare.ir.declarations import Law, Stance
from duecare.rulebook.load import load_bundled

SHARED = ("operation", "bearer", "duty")  # what a leaf of these scopes says is the same in all frames of a bearer
Outcomes = Mapping[tuple[str, str, int], tuple[frozenset[str], bool]]


def at_length(few: int, most: int) -> pytest.MarkDecorator:
    """Try a property on so few examples in every run, and on so many in the slow one."""
    return pytest.mark.parametrize("most", [few, pytest.param(many(most), marks=pytest.mark.slow)])


def each(check: Callable[..., None], most: int, *strategies: st.SearchStrategy[object]) -> None:
    """Try a property on examples."""
    tried = settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck))
    tried(given(*strategies)(check))()


# --- what it is tried on ------------------------------------------------------------------------------

seeds = st.integers(0, 10**6)


def bundled(seed: int) -> Frame:
    """A random frame of the bundled law, now and then with other affected States."""
    return with_others(seed) if seed % 4 == 0 else random_frame(seed)


def some_readings(law: Law, seed: int, most: int = 4) -> list[Reading]:
    """A few readings of a small law or of the bundled one."""
    if law is bundled_law():
        return [random_reading(seed + number) for number in range(most)]
    found = list(readings(law))
    return Random(seed).sample(found, min(most, len(found)))


def worked_out(law: Law, frame: Frame) -> Engine:
    """The engine's work on a frame."""
    return Engine(load_bundled().compiled if law is bundled_law() else compile_law(law), frame)


# --- what is asked ------------------------------------------------------------------------------------


def outcomes(engine: Engine, views: Iterable[tuple[Stance, ...]]) -> Outcomes:
    """The outcome of every duty under each view, if it binds and as held, and whether it binds."""
    found = {}
    for number, stances in enumerate(views):
        for name in engine.decider.history.of:
            for ask in (if_binds, as_held, binds):
                verdict = ask(engine.decider, name, stances)
                found[name, ask.__name__, number] = frozenset(verdict.words), verdict.settled
    return found


def views_of(law: Law) -> tuple[tuple[Stance, ...], ...]:
    """The law's views, and the one that takes no position."""
    return ((), *(view.stances for view in law.views))


def elements(engine: Engine, names: Iterable[str], reading: Reading) -> Answer:
    """What may be and what must be so of elements, slice by slice, in one reading."""
    decider, only = engine.decider, engine.reading(reading)
    d, slices = decider.diagram, engine.decider.history.slices
    roots = {(name, "met", i): slices.root(f"element:{name}", i) for name in names for i in range(slices.count)}
    return Answer(
        frozenset(atom for atom, f in roots.items() if d.both(only, decider.possible(f)) != FALSE),
        frozenset(atom for atom, f in roots.items() if d.both(only, decider.possible(d.negation(f))) == FALSE),
    )


def can_be(engine: Engine, reading: Reading) -> bool:
    """Some completion satisfies the constraints in this reading."""
    decider = engine.decider
    return decider.diagram.both(engine.reading(reading), decider.possible(decider.constraint)) != FALSE


# --- changes ------------------------------------------------------------------------------------------


def with_row(law: Law, frame: Frame, name: str, row: tuple[Known, ...]) -> Frame:
    """The frame with something else known of one instance; what is shared is so toward other States too."""
    scopes = {leaf.name: leaf.scope for leaf in law.leaves}
    others = frame.others
    if scopes.get(name.partition("(")[0]) in SHARED:
        others = tuple({**known, name: row} for known in others)
    return replace(frame, known={**frame.known, name: row}, others=others)


def begun(frame: Frame, name: str, since: int) -> tuple[Known, ...]:
    """What is known of an instance, but from a slice on it is asserted to be so."""
    before = frame.known.get(name, (Known(),) * len(frame.slices))[:since]
    return before + (Known(True, asserted=True),) * (len(frame.slices) - since)
