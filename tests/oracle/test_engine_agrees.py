"""The exact engine says of random laws what the slow oracle says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from random_laws import Example, examples
from reference import possible_words

compiling = pytest.importorskip("duecare.engine.compile", reason="the exact engine is not there yet")
framing = pytest.importorskip("duecare.engine.frame", reason="the exact engine is not there yet")
histories = pytest.importorskip("duecare.engine.history", reason="the exact engine is not there yet")

_CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def agree(example: Example) -> None:
    """In every reading, the engine finds the words that some completion gives, and no others."""
    expected = possible_words(example.law, example.slices, example.known, example.beneficiary)
    if not any(words for reading in expected.values() for words in reading.values()):
        return  # No completion satisfies the constraints: the engine may refuse such facts.
    frame = framing.Frame(
        beneficiary=example.beneficiary,
        slices=example.slices,
        known=example.known,
        others=(),
        closed=True,
    )
    history = histories.history(compiling.compile_law(example.law), frame)
    for reading, words in expected.items():
        found = {name: history.possible(name, dict(reading)) for name in words}
        assert found == words, reading


@settings(max_examples=60, deadline=None, suppress_health_check=_CHECKS)
@given(examples(most=300))
def test_the_engine_says_what_the_reference_says(example: Example) -> None:
    """The engine's possible words, gates apart, are those of the completions."""
    agree(example)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=_CHECKS)
@given(examples(most=4000))
def test_the_engine_says_what_the_reference_says_at_length(example: Example) -> None:
    """The same on many more and larger laws."""
    agree(example)
