"""Random frames of a small law: what is known at each slice, of this State and of others, and what is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from completions import affected_items, count_completions, instances, readings
from hypothesis import strategies as st
from random_conditions import Draw, chance
from random_laws import laws

from duecare.base.known import Known
from duecare.engine.frame import Frame
from duecare.ir.declarations import Law

Knowns = dict[str, tuple[Known, ...]]


@dataclass(frozen=True)
class Example:
    """A law and a frame of it."""

    law: Law
    frame: Frame


def draw_slices(draw: Draw) -> tuple[datetime, ...]:
    """Draw one to four instants, half a day to two days apart."""
    found = [datetime(2022, 1, 1, tzinfo=UTC)]
    for _ in range(draw(st.integers(0, 3))):
        found.append(found[-1] + timedelta(hours=draw(st.sampled_from([12, 24, 48]))))
    return tuple(found)


def draw_row(draw: Draw, length: int, settled: bool, forward: bool) -> tuple[Known, ...]:
    """Draw what is known of one instance: all of it, or some slices open; often nothing changes."""
    if chance(draw, 5):
        return changing_row(draw, 1, settled, forward) * length
    return changing_row(draw, length, settled, forward)


def changing_row(draw: Draw, length: int, settled: bool, forward: bool) -> tuple[Known, ...]:
    """Draw what is known of one instance, slice by slice."""
    values = [draw(st.booleans()) for _ in range(length)]
    if forward:
        values.sort()
    found = []
    for value in values:
        known = settled or chance(draw, 3)
        asserted = chance(draw, 7 if known else 2)
        found.append(Known(value if known else None, asserted, chance(draw, 8) and value))
    return tuple(found)


def draw_known(draw: Draw, law: Law, length: int) -> Knowns:
    """Draw a frame in which everything is known; some of the measures taken were taken late."""
    known = {name: draw_row(draw, length, True, onset) for name, onset in instances(law).items()}
    for measure in law.measures:
        if chance(draw, 2):
            known[f"late({measure.name})"] = known[f"taken({measure.name})"]
    return known


def with_unknowns(draw: Draw, law: Law, frame: Frame, most: int) -> Frame:
    """Draw what of a frame is unknown, up to so many completions."""
    names = instances(law)
    for name in draw(st.lists(st.sampled_from(sorted(names)), max_size=7, unique=True)):
        less = dict(frame.known)
        if chance(draw, 3):
            del less[name]
        else:
            less[name] = draw_row(draw, len(frame.slices), False, names[name])
        fewer = replace(frame, known=less)
        if count_completions(law, fewer) <= most:
            frame = fewer
    return frame


def draw_other(draw: Draw, law: Law, frame: Frame) -> Knowns:
    """Draw what is known toward another State; what is the bearer's or the operation's is as in the frame."""
    shared = {leaf.name for leaf in law.leaves if leaf.scope in ("operation", "bearer", "duty")}
    known, doubts = {}, 0
    for name, onset in instances(law).items():
        if name.partition("(")[0] in shared:
            if name in frame.known:
                known[name] = frame.known[name]
        else:
            settled = doubts > 2 or not chance(draw, 3)
            doubts += not settled
            known[name] = draw_row(draw, len(frame.slices), settled, onset)
    return known


@st.composite
def frames(draw: Draw, law: Law, most: int) -> Frame:
    """Draw a frame of a law with at most so many completions times readings."""
    at = draw_slices(draw)
    beneficiary = "" if chance(draw, 2) else "AAA"
    frame = Frame(beneficiary, at, draw_known(draw, law, len(at)), (), True)
    budget = max(1, most // max(1, len(list(readings(law)))))
    frame = with_unknowns(draw, law, frame, budget)
    if affected_items(law) and chance(draw, 5):
        others = tuple(draw_other(draw, law, frame) for _ in range(draw(st.integers(0, 2))))
        wider = replace(frame, others=others, closed=chance(draw, 5))
        if count_completions(law, wider) <= budget:
            return wider
    return frame


@st.composite
def examples(draw: Draw, most: int = 1000) -> Example:
    """Draw a law and a frame of it, with at most so many completions times readings."""
    law = draw(laws())
    return Example(law, draw(frames(law, most)))
