"""The two oracles, written apart, say the same of random laws."""

from __future__ import annotations

import pytest
from clingo_oracle import answers
from hypothesis import HealthCheck, given, settings
from random_laws import Example, examples
from reference import in_force, possible_force, possible_words

_CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]


def agree(example: Example) -> None:
    """Both find the same readings, possible words, certain words, and gates."""
    frame = (example.law, example.slices, example.known, example.beneficiary)
    found, expected = answers(*frame), possible_words(*frame)
    assert set(found) == set(expected)
    force = possible_force(*frame)
    for reading, words in expected.items():
        answer = found[reading]
        assert answer.possible == words, reading
        assert answer.certain == {n: w if len(w) == 1 else frozenset() for n, w in words.items()}, reading
        assert answer.may_bind == {d for d, values in force[reading].items() if True in values}
        assert answer.must_bind == {d for d, values in force[reading].items() if values == {True}}
        bound = in_force(example.law, reading)
        assert all(values <= {bound[duty]} for duty, values in force[reading].items())


@settings(max_examples=60, deadline=None, suppress_health_check=_CHECKS)
@given(examples(most=300))
def test_clingo_says_what_the_reference_says(example: Example) -> None:
    """A word is possible (certain) in some (every) completion for the one oracle as for the other."""
    agree(example)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=_CHECKS)
@given(examples(most=4000))
def test_clingo_says_what_the_reference_says_at_length(example: Example) -> None:
    """The same on many more and larger laws."""
    agree(example)
