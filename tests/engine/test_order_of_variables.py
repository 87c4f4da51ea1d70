"""The order of the variables changes sizes and nothing else."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from duecare.base.known import Known
from duecare.engine.compile import compile_law, merged
from duecare.engine.compiled import Compiled
from duecare.engine.decide import Decider
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.outcome import as_held, if_binds
from duecare.ir.declarations import Law
from duecare.rulebook.load import load_bundled

DAYS = tuple(datetime(2021, 5, day, tzinfo=UTC) for day in (14, 17, 20))


def _frame(law: Law, chance: random.Random) -> Frame:
    """Return a frame in which most leaves are known."""
    known = {leaf.name: (Known(chance.random() < 0.7, asserted=True),) * 3 for leaf in law.leaves}
    for name in chance.sample(sorted(known), 12):
        del known[name]
    return Frame("anybody", DAYS, known, (), True)


def _answers(compiled: Compiled, frame: Frame) -> list[object]:
    decider = Decider(History(compiled, frame))
    views = [view.stances for view in compiled.law.views]
    return [(name, if_binds(decider, name, v), as_held(decider, name, v)) for name in decider.history.of for v in views]


@pytest.mark.parametrize("seed", range(3))
def test_no_outcome_depends_on_the_order_of_the_variables(seed: int) -> None:
    """A law compiled under a shuffled order answers as before."""
    bundle, chance = load_bundled(), random.Random(seed)
    shuffled = list(bundle.compiled.variables)
    for _ in range(40):
        place = chance.randrange(len(shuffled))
        shuffled.insert(chance.randrange(len(shuffled)), shuffled.pop(place))
    frame = _frame(bundle.law, chance)
    assert _answers(compile_law(bundle.law, shuffled), frame) == _answers(bundle.compiled, frame)


def test_a_name_that_an_order_lacks_follows_the_one_it_followed() -> None:
    """An order made for an older text still serves."""
    assert merged(["c", "gone", "a"], ["a", "b", "c", "d"]) == ("c", "d", "gone", "a", "b")
    assert merged(["b"], ["a", "b"]) == ("a", "b")
    assert merged([], ["a", "b"]) == ("a", "b")


def test_a_frame_without_knowledge_stays_small() -> None:
    """All functions of the hardest frame, in which nothing is known, take fewer than 50,000 nodes together."""
    compiled = load_bundled().compiled
    history = History(compiled, Frame("anybody", DAYS[:1], {}, (), True))
    assert len(compiled.level) < 50_000
    assert history.diagram.size(f for duty in history.of.values() for f in duty.words.values()) < 50_000


def test_a_presumption_about_what_no_rule_asks_breaks_nothing() -> None:
    """The order begins with what rules ask; what only a presumption speaks of is left out of it."""
    law = load_bundled().law
    unasked = replace(law, elements=(), duties=(), obligations=(), defences=(), constraints=(), views=(), cases=())
    assert compile_law(replace(unasked, norms=(), measures=())).roots["admissible"]
