"""Two frames of the same bearer never disagree about what the bearer knew."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from bundled_frames import bundled_law, random_frame
from completions import instances
from hypothesis import strategies as st
from knowing_laws import KNOWLEDGE, knowing_laws
from random_frames import changing_row, draw_slices
from test_better_notice import resting_on_notice
from tried import SHARED, at_length, can_be, each, elements, seeds, some_readings, worked_out

from duecare.base.known import Known
from duecare.engine.frame import Frame
from duecare.ir.declarations import Law

Knowns = dict[str, tuple[Known, ...]]


def frames_of_one_bearer(law: Law, frame: Frame, told: list[Knowns]) -> list[Frame]:
    """The bearer's frames toward each State that told it something, and the one toward nobody."""
    shared = {leaf.name for leaf in law.leaves if leaf.scope in SHARED}
    mine = {name: row for name, row in frame.known.items() if name.partition("(")[0] in shared}
    whole = [{**known, **mine} for known in told]
    toward = [
        replace(frame, beneficiary=f"S{number}", known=known, others=tuple(o for o in whole if o is not known))
        for number, known in enumerate(whole)
    ]
    return [*toward, replace(frame, beneficiary="", known=mine, others=tuple(whole))]


def none_disagree(law: Law, frames: list[Frame], names: list[str], seed: int) -> None:
    """What must have been known as one frame has it may have been known as every other has it."""
    engines = [worked_out(law, frame) for frame in frames]
    for reading in some_readings(law, seed):
        found = [elements(engine, names, reading) for engine in engines if can_be(engine, reading)]
        for one in found:
            assert all(one.certain <= other.possible for other in found), reading
        if all(answer.certain == answer.possible for answer in found):
            assert len(set(found)) <= 1, reading


@st.composite
def bearers(draw: st.DrawFn) -> tuple[Law, list[Frame]]:
    """Draw a law and all frames of a bearer toward one or two States, in which much is known."""
    law, at = draw(knowing_laws()), draw_slices(draw)
    told = [
        {name: changing_row(draw, len(at), draw(st.booleans()), onset) for name, onset in instances(law).items()}
        for _ in range(draw(st.integers(1, 2)))
    ]
    frame = Frame("S0", at, told[0], (), draw(st.booleans()))
    return law, frames_of_one_bearer(law, frame, told)


@at_length(20, 120)
def test_on_random_laws(most: int) -> None:
    """Of random laws with an element of knowledge."""

    def check(bearer: tuple[Law, list[Frame]], seed: int) -> None:
        law, frames = bearer
        none_disagree(law, frames, [KNOWLEDGE], seed)

    each(check, most, bearers(), st.integers(0, 99))


@at_length(10, 100)
def test_on_the_bundled_law(most: int) -> None:
    """Of the bundled law: what one affected State told the bearer, it knows toward all."""

    def check(seed: int) -> None:
        law, frame, rng = bundled_law(), random_frame(seed), Random(seed)
        other = random_frame(seed + 1, most_slices=1).known
        told = [dict(frame.known), {name: (row[0],) * len(frame.slices) for name, row in other.items()}]
        frames = frames_of_one_bearer(law, frame, told[: rng.randint(1, 2)])
        none_disagree(law, frames, resting_on_notice(law), seed)

    each(check, most, seeds)
