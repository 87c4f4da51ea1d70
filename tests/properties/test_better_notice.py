"""Better notice never lessens knowledge."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from bundled_frames import bundled_law
from hypothesis import strategies as st
from knowing_laws import KNOWLEDGE, knowing_laws
from random_frames import Example, frames
from tried import at_length, begun, bundled, can_be, each, elements, seeds, some_readings, with_row, worked_out

from duecare.base.known import Known
from duecare.engine.frame import Frame
from duecare.ir.declarations import Law
from duecare.ir.expressions import Element, Leaf, SomeAffected
from duecare.ir.walk import walk

NOTICE = ("notice_received", "notice_actionable", "notice_in_good_faith")


def resting_on_notice(law: Law) -> list[str]:
    """The elements of the bundled law that rest on notice, through elements and presumptions."""
    rules = {element.name: [element.met] for element in law.elements}
    rules |= {leaf.name: [rule.when for rule in law.presumptions if rule.leaf == leaf.name] for leaf in law.leaves}

    def rests(name: str) -> bool:
        parts = [part for rule in rules[name] for part in walk(rule)]
        below = {part.name for part in parts if isinstance(part, (Element, Leaf))}
        return any(isinstance(part, SomeAffected) for part in parts) or any(rests(other) for other in below)

    return [element.name for element in law.elements if rests(element.name)]


def never_less(law: Law, worse: Frame, better: Frame, names: list[str], seed: int) -> None:
    """What may or must be known on less notice may or must be known on more."""
    before, after = worked_out(law, worse), worked_out(law, better)
    for reading in some_readings(law, seed):
        if can_be(before, reading) and can_be(after, reading):
            less, more = elements(before, names, reading), elements(after, names, reading)
            assert less.possible <= more.possible, reading
            assert less.certain <= more.certain, reading


@at_length(20, 120)
def test_on_random_laws(most: int) -> None:
    """Where rules ask for facts and never for their absence, one more fact never lessens what is known."""

    def check(example: Example, seed: int) -> None:
        law, frame = example.law, example.frame
        rng = Random(seed)
        name = rng.choice([leaf.name for leaf in law.leaves])
        row = begun(frame, name, rng.randrange(len(frame.slices)))
        never_less(law, frame, with_row(law, frame, name, row), [KNOWLEDGE], seed)

    each(check, most, knowing_laws().flatmap(_with_frame), st.integers(0, 99))


def _with_frame(law: Law) -> st.SearchStrategy[Example]:
    return frames(law, 2000).map(lambda frame: Example(law, frame))


@at_length(10, 120)
def test_on_the_bundled_law(most: int) -> None:
    """Notice received, actionable or in good faith, of this State or of another, never lessens knowledge."""

    def check(seed: int) -> None:
        law, frame, rng = bundled_law(), bundled(seed), Random(seed)
        names = resting_on_notice(law)
        assert {"knowledge", "risk_knowledge", "aware_or_notified"} <= set(names)
        never_less(law, frame, noticed(frame, rng), names, seed)

    each(check, most, seeds)


def noticed(frame: Frame, rng: Random) -> Frame:
    """The frame with notice received, and perhaps of better quality, from some slice on."""
    since = rng.randrange(len(frame.slices))
    better = NOTICE[: rng.randint(1, 3)]
    if frame.others and rng.random() < 0.5:
        told = {**frame.others[0], **{name: _row(frame.others[0], name, since, frame) for name in better}}
        return replace(frame, others=(told, *frame.others[1:]))
    return replace(frame, known={**frame.known, **{name: begun(frame, name, since) for name in better}})


def _row(known: dict[str, tuple[Known, ...]], name: str, since: int, frame: Frame) -> tuple[Known, ...]:
    return begun(replace(frame, known=known), name, since)
