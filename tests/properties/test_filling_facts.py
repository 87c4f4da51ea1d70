"""Filling what nobody claimed settles more, and unsettles nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from bundled_frames import bundled_law
from completions import instances
from hypothesis import strategies as st
from random_frames import Example, examples
from tried import at_length, bundled, each, outcomes, seeds, views_of, with_row, worked_out

from duecare.base.known import UNKNOWN, Known
from duecare.engine.decide import NOT_IN_FORCE
from duecare.engine.frame import Frame
from duecare.ir.declarations import Law
from duecare.ir.walk import leaves_used


def fillable(law: Law) -> list[str]:
    """The leaf instances that are not presumed, condition no presumption and raise no exception."""
    elements = {element.name: element.met for element in law.elements}
    apart = {rule.leaf for rule in law.presumptions} | {leaf for rule in law.defences for leaf in rule.raised_by}
    for rule in law.presumptions:
        apart |= set(leaves_used(rule.when, elements))
    for defence in law.defences:
        apart |= set(leaves_used(defence.when, elements)) if defence.footing else set()
    return [name for name in instances(law) if name.partition("(")[0] not in apart | {"taken"}]


def filling_unsettles_nothing(law: Law, frame: Frame, seed: int) -> None:
    rng, names = Random(seed), fillable(law)
    if not names:
        return
    name, n = rng.choice(names), len(frame.slices)
    begins = rng.randint(0, n - 1) if law is bundled_law() and instances(law)[name] else 0
    value = rng.random() < 0.5
    row = (Known(False, asserted=True),) * begins + (Known(value, asserted=True),) * (n - begins)
    nothing = replace(with_row(law, frame, name, (UNKNOWN,) * n))
    before, after = worked_out(law, nothing), worked_out(law, with_row(law, frame, name, row))
    then, now = outcomes(before, views_of(law)), outcomes(after, views_of(law))
    for place, (words, settled) in then.items():  # filled otherwise than constraints allow, there is no outcome
        if settled and now[place][0] and not _cannot_bind(place, now[place][0]):
            assert now[place][0] == words, (name, row, place)


def _cannot_bind(place: tuple[str, str, int], words: frozenset[str]) -> bool:
    """With the fact filled nothing is left of `if it binds`: a treaty that was not joined."""
    return place[1] == "if_binds" and words == {NOT_IN_FORCE}


@at_length(20, 120)
def test_on_random_laws(most: int) -> None:
    """A fact neither claimed nor presumed, no condition of a presumption, no exception raised: it unsettles nothing."""

    def check(example: Example, seed: int) -> None:
        filling_unsettles_nothing(example.law, example.frame, seed)

    each(check, most, examples(most=1000), st.integers(0, 99))


@at_length(10, 120)
def test_on_the_bundled_law(most: int) -> None:
    """The same of the bundled law, where what has an onset may have begun on any date."""
    each(lambda seed: filling_unsettles_nothing(bundled_law(), bundled(seed), seed), most, seeds)
