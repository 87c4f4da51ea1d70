"""The engine, clingo and the brute-force reading say the same of random frames of the bundled law."""

from __future__ import annotations

from random import Random

import clingo_oracle
import pytest
import reference
from answers import Answer, fitting
from bundled_frames import bundled_law, random_frame, random_reading, with_others
from bundled_program import program
from completions import count_completions
from effort import many
from engine_oracle import Engine

from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.rulebook.load import load_bundled


def asked(frame: Frame, *names: str) -> Engine:
    return Engine(load_bundled().compiled, frame, names or None)


def clingo_agrees(seed: int) -> None:
    """In one reading, under a view with and without its gates, and in all readings together."""
    frame, view = random_frame(seed), Random(seed).choice(bundled_law().views)
    engine, solver = asked(frame), program(len(frame.slices))
    decider, reading = engine.decider, random_reading(seed)
    same(engine, engine.reading(reading), solver.answer(frame, reading=reading), f"{seed}: {reading}")
    same(
        engine,
        decider.readings.view(view.stances, gates=True),
        solver.answer(frame, view=view.name),
        f"{seed}: {view.name}",
    )
    apart = solver.answer(frame, view=view.name, gates=False)
    same(engine, decider.readings.view(view.stances, gates=False), apart, f"{seed}: {view.name}, gates apart")
    same(engine, decider.readings.admissible, solver.answer(frame), f"{seed}: all readings")


def same(engine: Engine, readings: int, solved: Answer | None, where: str) -> None:
    """The answers are equal; where no completion satisfies the constraints there is none."""
    d = engine.decider.diagram
    able = d.both(readings, engine.decider.possible(engine.decider.constraint))
    found = engine.answer(able) if able != FALSE else None
    assert found == solved, where


def reference_agrees(seed: int, most: int) -> bool:
    """For one duty in one reading; False where there are too many completions to try."""
    law, frame, reading = bundled_law(), random_frame(seed, 6), random_reading(seed)
    names = fitting(law, frame)
    name = names[seed % len(names)]
    if count_completions(law, frame) > most:
        return False
    engine = asked(frame, name)
    found, expected = engine.answer(engine.reading(reading)), reference.answer(law, frame, reading, [name])
    assert (found.possible == frozenset()) if expected is None else (found == expected), f"{seed}: {name}"
    return True


def others_agree(seed: int) -> None:
    """With other named States, or a list that is not closed; the program is put together for each frame."""
    law, frame, reading = bundled_law(), with_others(seed), random_reading(seed)
    control = clingo_oracle.grounded(clingo_oracle.asp_program(law, frame))
    solved = clingo_oracle.answer(control, clingo_oracle.assumed(reading))
    engine = asked(frame)
    same(engine, engine.reading(reading), solved and solved.about(fitting(law, frame)), f"{seed}: {reading}")


@pytest.mark.parametrize("seeds", [range(20)])
def test_clingo_agrees(seeds: range) -> None:
    """What may be and must be so is the same."""
    for seed in seeds:
        clingo_agrees(seed)


@pytest.mark.parametrize("seeds", [range(20)])
def test_the_reference_agrees(seeds: range) -> None:
    """The same, by trying all completions."""
    tried = [reference_agrees(seed, 64) for seed in seeds]
    assert any(tried)


@pytest.mark.parametrize("seeds", [range(6)])
def test_clingo_agrees_about_others(seeds: range) -> None:
    """What one affected State told the bearer counts toward all, and what is not known of others is unknown."""
    for seed in seeds:
        others_agree(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(start, start + 50) for start in range(1000, 1000 + many(100), 50)])
def test_clingo_agrees_at_length(seeds: range) -> None:
    """A hundred frames more, four questions each."""
    for seed in seeds:
        clingo_agrees(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(start, start + 100) for start in range(1000, 1000 + many(200), 100)])
def test_the_reference_agrees_at_length(seeds: range) -> None:
    """Hundreds of frames more, with up to 256 completions."""
    tried = [reference_agrees(seed, 256) for seed in seeds]
    assert any(tried)


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(start, start + 20) for start in range(1000, 1000 + many(40), 20)])
def test_clingo_agrees_about_others_at_length(seeds: range) -> None:
    """Dozens of frames more, with other affected States."""
    for seed in seeds:
        others_agree(seed)
