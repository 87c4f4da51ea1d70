"""A view with fewer positions is never more settled."""

from __future__ import annotations

from random import Random

from bundled_frames import bundled_law
from hypothesis import strategies as st
from random_frames import Example, examples
from tried import at_length, bundled, each, outcomes, seeds, worked_out

from duecare.engine.frame import Frame
from duecare.ir.declarations import Law, Stance


def never_more_settled(law: Law, frame: Frame, stances: tuple[Stance, ...], seed: int) -> None:
    """What fewer positions settle, more settle alike, unless they leave no reading at all."""
    rng = Random(seed)
    fewer = tuple(stance for stance in stances if rng.random() < 0.6)
    found = outcomes(worked_out(law, frame), (fewer, stances))
    for (name, ask, number), (words, settled) in found.items():
        if number == 0 and settled:
            assert found[name, ask, 1][0] in (words, frozenset()), (name, ask, fewer)


@at_length(30, 150)
def test_on_random_laws(most: int) -> None:
    """Of random laws and views."""

    def check(example: Example, seed: int) -> None:
        never_more_settled(example.law, example.frame, example.law.views[0].stances, seed)

    each(check, most, examples(most=1000), st.integers(0, 99))


@at_length(10, 120)
def test_on_the_bundled_law(most: int) -> None:
    """Of the bundled law's own views."""

    def check(seed: int) -> None:
        view = Random(seed).choice(bundled_law().views)
        never_more_settled(bundled_law(), bundled(seed), view.stances, seed)

    each(check, most, seeds)
