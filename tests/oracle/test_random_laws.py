"""The engine, a brute-force reading of the rules and clingo, written apart, say the same of small random laws."""

from __future__ import annotations

from collections.abc import Mapping

import clingo_oracle
import pytest
import reference
import verdicts
from answers import Answer, fitting
from completions import Reading
from effort import many
from engine_oracle import Engine
from hypothesis import HealthCheck, given, settings
from random_frames import Example, examples

from duecare.engine.compile import compile_law
from duecare.engine.outcome import as_held, binds, if_binds, not_established

_CHECKS = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
    HealthCheck.filter_too_much,
]


def agree(example: Example) -> None:
    """All three find the same readings, and in each the same that may be and must be so; so do views of them."""
    law, frame = example.law, example.frame
    expected = reference.answers(law, frame)
    engine = Engine(compile_law(law), frame)
    solved = clingo_oracle.answers(law, frame)
    assert set(solved) == set(expected)
    for reading, answer in expected.items():
        found, also = engine.answer(engine.reading(reading)), solved[reading]
        if answer is None or also is None:
            assert (answer, also, found.possible) == (None, None, frozenset()), reading
        else:
            assert found == answer, reading
            assert also.about(fitting(law, frame)) == answer, reading
    known = {reading: answer for reading, answer in expected.items() if answer is not None}
    if len(known) == len(expected):
        views_agree(example, engine, known)


def views_agree(example: Example, engine: Engine, expected: Mapping[Reading, Answer]) -> None:
    """What a view settles, what it turns on, whether the duty binds, and what is not established."""
    law, frame = example.law, example.frame
    for name in fitting(law, frame):
        for stances in ((), law.views[0].stances):
            for ask, asked in ((if_binds, verdicts.if_binds), (as_held, verdicts.as_held), (binds, verdicts.binds)):
                found = ask(engine.decider, name, stances)
                said = verdicts.Seen(frozenset(found.words), found.settled, found.turns_on)
                assert said == asked(law, name, stances, expected), (name, ask.__name__)
            unshown = verdicts.not_established(law, frame, name, stances, expected)
            assert not_established(engine.decider, name, stances) == unshown, name


@settings(max_examples=40, deadline=None, suppress_health_check=_CHECKS)
@given(examples(most=100))
def test_all_three_agree(example: Example) -> None:
    """What may be and must be so in each reading is what the completions make so."""
    agree(example)


@pytest.mark.slow
@settings(max_examples=many(250), deadline=None, suppress_health_check=_CHECKS)
@given(examples(most=1200))
def test_all_three_agree_at_length(example: Example) -> None:
    """The same on many more laws, with more unknown."""
    agree(example)
