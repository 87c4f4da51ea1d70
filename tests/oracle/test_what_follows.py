"""What follows from a breach: the engine and a brute-force reading of the rules say the same of small random laws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import duties
import pytest
import verdicts
from completions import Reading, readings
from conditions import At, holds, worlds
from effort import many
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from random_conditions import PLAIN, Draw, condition, of_scope
from random_frames import Example, examples
from random_laws import OF_DUTY
from reference import word

from duecare.engine.compile import compile_law
from duecare.engine.consequences import BREACHED, FOLLOWS, NOT, follows, verdict, with_consequences
from duecare.engine.decide import Decider
from duecare.engine.history import History
from duecare.ir.declarations import Consequence, Law, Stance
from duecare.ir.expressions import All, Constant, Expression, OfDuty, Taken

_CHECKS = list(HealthCheck)
_OF_BREACH: list[Expression] = [
    OfDuty(words) for words in ("still due", "still omitted", "wrongfulness precluded", "owed to states")
]


@st.composite
def following(draw: Draw, most: int) -> Example:
    """Draw a law with a consequence and one that lists conditions, and a frame of it."""
    example: Example = draw(examples(most))
    law = example.law
    items = [*of_scope(law.leaves, *PLAIN, "duty"), *OF_DUTY, *_OF_BREACH, Taken(law.measures[0].name), Constant(True)]
    whens = [condition(draw, items, law.issues) for _ in range(2)]
    rules = tuple(
        Consequence(f"c{number}", "", (), All((when,)), tells)
        for number, (when, tells) in enumerate(zip(whens, ("", "lists conditions"), strict=True))
    )
    return replace(example, law=replace(law, consequences=rules))


def agree(example: Example) -> bool:
    """In each reading and under a view, each consequence may follow, or may not, as some completion has it."""
    law, frame = example.law, example.frame
    compiled = compile_law(law)
    plain = Decider(History(compiled, frame))
    names = [name for name in plain.history.of if name in {duty.id for duty in law.duties}]
    decider = Decider(History(with_consequences(compiled, names), frame, frozenset(names)))
    breached = False
    for name in names:
        same_words(plain, decider, name)
        for rule in law.consequences:
            assert isinstance(rule.when, All)
            for number, line in enumerate((rule.when, *(rule.when.items if rule.tells else ()))):
                expected = {r: tuple(so_in(law, example, r, name, line)) for r in readings(law)}
                breached = breached or any(found for _, _, found in (v for vs in expected.values() for v in vs))
                function = follows(decider, name, rule.name, number)
                views = [tuple(Stance(issue, (position,)) for issue, position in reading) for reading in expected]
                for stances in (*views, (), law.views[0].stances):
                    assert seen(decider, name, function, stances) == told(law, expected, stances), (name, rule.name)
    return breached


def same_words(plain: Decider, asked: Decider, name: str) -> None:
    """The outcomes of a duty are as they are where nobody asks what follows."""
    for stances in ((), plain.law.views[0].stances if plain.law.views else ()):
        views = [one.bearing(name, stances, gates=True) for one in (plain, asked)]
        found = [one.readings.verdict(one.held(name), view) for one, view in zip((plain, asked), views, strict=True)]
        assert found[0] == found[1]


def seen(decider: Decider, name: str, function: int, stances: tuple[Stance, ...]) -> verdicts.Seen:
    found = verdict(decider, name, function, stances)
    return verdicts.Seen(frozenset(found.words), found.settled, found.turns_on)


def so_in(
    law: Law, example: Example, reading: Reading, name: str, line: Expression
) -> Iterator[tuple[bool, bool, bool]]:
    """Yield, for each completion, whether the duty binds, whether the line holds at the end, whether it is breached."""
    for world in worlds(law, example.frame, reading):
        held = holds(world, All((line,)), At(duty=name), len(example.frame.slices) - 1)
        yield duties.in_force(world, name), held, word(world, name) in BREACHED


def told(
    law: Law, expected: dict[Reading, tuple[tuple[bool, bool, bool], ...]], stances: tuple[Stance, ...]
) -> verdicts.Seen:
    """Return what may be so where the duty is breached, in the readings of a view in which it may bind and be so."""
    words: dict[Reading, frozenset[str]] = {}
    for reading, found in expected.items():
        if verdicts.in_view(law, reading, stances, False) and any(binds for binds, _, _ in found):
            said = frozenset(FOLLOWS if holds else NOT for _, holds, breached in found if breached)
            words |= {reading: said} if said else {}
    return verdicts.seen(law, words)


@settings(max_examples=40, deadline=None, suppress_health_check=_CHECKS)
@given(following(most=60))
def test_what_follows_is_what_the_completions_make_follow(example: Example) -> None:
    """As if the duty was breached: what may follow, and what may not, is what some completion with a breach has."""
    event(f"some breach: {agree(example)}")


@pytest.mark.slow
@settings(max_examples=many(200), deadline=None, suppress_health_check=_CHECKS)
@given(following(most=400))
def test_the_same_at_length(example: Example) -> None:
    """The same on many more laws, with more unknown."""
    assume(agree(example))
