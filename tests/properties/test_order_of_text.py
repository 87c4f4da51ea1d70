"""The order of text never matters."""

from __future__ import annotations

from dataclasses import fields, replace
from random import Random
from typing import Any

import pytest
from bundled_frames import bundled_law
from engine_oracle import Engine
from hypothesis import strategies as st
from random_frames import Example, examples
from tried import at_length, bundled, each, some_readings, worked_out

from duecare.engine.compile import compile_law
from duecare.engine.frame import Frame
from duecare.ir.declarations import Law, Service
from duecare.ir.expressions import All, AnyOf, AtLeast

_IN_ORDER = (All, AnyOf, AtLeast, Service)


def shuffled(thing: Any, rng: Random) -> Any:
    """A law, or a part of one, with whatever stands in a row in another order: declarations, lines, positions."""
    if isinstance(thing, tuple):
        items = [shuffled(item, rng) for item in thing]
        if not all(isinstance(item, str) for item in items):
            rng.shuffle(items)
        return tuple(items)
    if not hasattr(thing, "__dataclass_fields__"):
        return thing
    found = replace(thing, **{field.name: shuffled(getattr(thing, field.name), rng) for field in fields(thing)})
    if isinstance(found, _IN_ORDER):
        found = replace(found, items=tuple(rng.sample(found.items, len(found.items))))
    return found


def same_answers(law: Law, mixed: Engine, frame: Frame, seed: int) -> None:
    """Whatever may be and must be so in a reading is so in the same reading of the law in another order."""
    engine = worked_out(law, frame)
    for reading in some_readings(law, seed):
        assert engine.answer(engine.reading(reading)) == mixed.answer(mixed.reading(reading)), reading


@at_length(20, 120)
def test_on_random_laws(most: int) -> None:
    """Of random laws."""

    def check(example: Example, seed: int) -> None:
        law = shuffled(example.law, Random(seed))
        same_answers(example.law, Engine(compile_law(law), example.frame), example.frame, seed)

    each(check, most, examples(most=2000), st.integers(0, 99))


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_on_the_bundled_law(seed: int) -> None:
    """Of the bundled law, put together anew from its declarations in another order."""
    mixed = compile_law(shuffled(replace(bundled_law(), cases=(), sources=()), Random(seed)))
    for number in range(10 * seed, 10 * seed + 10):
        frame = bundled(number)
        same_answers(bundled_law(), Engine(mixed, frame), frame, number)
