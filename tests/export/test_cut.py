"""A law cut to what a duty rests on says the same of that duty as the whole law."""

from __future__ import annotations

from random import Random

import pytest
from bundled_frames import bundled_law, random_frame
from effort import many
from hypothesis import HealthCheck, given, settings
from random_frames import Example, examples

from duecare.engine.compile import compile_law
from duecare.engine.decide import Decider
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.outcome import as_held, binds, if_binds
from duecare.export.asp import law_program
from duecare.export.cut import cut
from duecare.ir.declarations import Law
from duecare.rulebook.load import load_bundled


def same(law: Law, whole: Decider, frame: Frame, name: str) -> None:
    """The same words, settled or not, dividing on the same issues; whether it binds; under all readings and views."""
    small = cut(law, [name])
    decider = Decider(History(compile_law(small), frame, frozenset((name,))))
    views = [((), ())] + [(one.stances, two.stances) for one, two in zip(law.views, small.views, strict=True)]
    for mine, theirs in views:
        for ask in (if_binds, as_held, binds):
            assert ask(whole, name, mine) == ask(decider, name, theirs), (name, ask.__name__)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(examples(most=400))
def test_random_laws(example: Example) -> None:
    """Whatever the grammar can say."""
    law, frame = example.law, example.frame
    whole = Decider(History(compile_law(law), frame))
    if whole.consistent():
        for name in whole.history.of:
            same(law, whole, frame, name)


def of_the_bundled_law(seed: int) -> bool:
    """Compare two duties of a frame; no: its facts cannot all be true, and nothing was compared."""
    law, frame = bundled_law(), random_frame(seed, 40)
    whole = Decider(History(load_bundled().compiled, frame))
    if whole.consistent():
        for name in Random(seed).sample(sorted(whole.history.of), 2):
            same(law, whole, frame, name)
    return whole.consistent()


def test_the_bundled_law() -> None:
    """Two duties of random frames, forty unknowns."""
    assert sum(of_the_bundled_law(seed) for seed in range(3)) > 0


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(100, 100 + many(6))])
def test_the_bundled_law_at_length(seeds: range) -> None:
    """The same of more frames."""
    assert sum(of_the_bundled_law(seed) for seed in seeds) > 0


def test_what_is_kept_stands_in_the_law_as_it_is() -> None:
    """Every line of a cut law's program is one of the whole law's, numbers of `some affected` apart."""
    law = bundled_law()
    lines = set(law_program(law).splitlines())
    for duty in ("corfu_channel_duty.warn", "human_rights_duty.remedy", "no_harm_duty.compensate"):
        own = set(law_program(cut(law, [duty])).splitlines())
        changed = [one for one in own - lines if not any(word in one for word in ("affected(", "item("))]
        assert changed == []
        assert len(own) < 0.6 * len(lines)
