"""A norm never breaches: it is expected, and met or not."""

from __future__ import annotations

from bundled_frames import bundled_law
from random_frames import Example, examples
from tried import at_length, bundled, each, seeds, worked_out

from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.ir.declarations import Law

WORDS = {
    "not expected",
    "expected and met",
    "expected and met late",
    "expected and not met",
    "running",
    "nothing within its power",
}


def no_norm_breaches(law: Law, frame: Frame) -> None:
    """No norm is ever breached or liable, and none has an outcome that only a duty has."""
    norms = {norm.name for norm in law.norms}
    for name, history in worked_out(law, frame).decider.history.of.items():
        if name in norms:
            assert {*history.breached, *history.liable} == {FALSE}
            assert set(history.words) <= WORDS


@at_length(30, 100)
def test_on_random_laws(most: int) -> None:
    """Of random laws, whatever their norms rest on."""

    def check(example: Example) -> None:
        no_norm_breaches(example.law, example.frame)

    each(check, most, examples(most=2000).filter(lambda example: bool(example.law.norms)))


@at_length(10, 120)
def test_on_the_bundled_law(most: int) -> None:
    """Of the bundled law."""
    assert bundled_law().norms
    each(lambda seed: no_norm_breaches(bundled_law(), bundled(seed)), most, seeds)
