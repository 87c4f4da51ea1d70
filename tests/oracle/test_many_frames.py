"""The engine and clingo say the same of many random frames of the bundled law, one question a frame."""

from __future__ import annotations

import pytest
from effort import many
from one_question import Asked, of_clingo, of_the_engine


def agree(seed: int) -> None:
    """All that may be and must be so of every duty and norm in a frame, in the readings that are asked of."""
    asked = Asked(seed)
    frame = asked.frame()
    assert of_the_engine(asked, frame) == of_clingo(asked, frame), f"{seed}: {asked.question}"


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(start, start + 50) for start in range(50_001, 50_001 + many(150), 50)])
def test_many_frames_agree(seeds: range) -> None:
    """Most of one slice, some of several, with up to a hundred unknowns; ten thousand were compared beside this."""
    for seed in seeds:
        agree(seed)
