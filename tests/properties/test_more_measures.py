"""One more measure taken never creates a breach.

What was done is appraised anew when more was done: an appraisal made of less is not held against the State.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from bundled_frames import bundled_law
from hypothesis import strategies as st
from random_frames import Example, examples
from tame_laws import tame
from tried import at_length, begun, bundled, each, seeds, some_readings, worked_out

from duecare.base.known import Known
from duecare.engine.frame import Frame
from duecare.ir.declarations import Law

BREACHED = {"breached", "breached (wrongfulness precluded)"}


def unappraised(frame: Frame) -> Frame:
    """The frame without appraisals of how a duty was kept: they are left to what is presumed from its steps."""
    of_duties = {leaf.name for leaf in bundled_law().leaves if leaf.kind == "appraisal" and leaf.scope == "duty"}
    unknown = (Known(),) * len(frame.slices)
    return replace(
        frame,
        known={name: unknown if name.partition("(")[0] in of_duties else row for name, row in frame.known.items()},
    )


def no_new_breach(law: Law, frame: Frame, seed: int) -> None:
    """A breach that is possible with the measure is possible without it, at every slice and in the end."""
    rng = Random(seed)
    left = [m.name for m in law.measures if not any(k.value for k in frame.known.get(f"taken({m.name})", ()))]
    if not left:
        return
    measure = rng.choice(left)
    row = begun(frame, f"taken({measure})", rng.randrange(len(frame.slices)))
    known = {name: row for name, row in frame.known.items() if name != f"late({measure})"}
    more = replace(frame, known={**known, f"taken({measure})": row})
    before, after = worked_out(law, frame), worked_out(law, more)
    for reading in some_readings(law, seed):
        then, now = (engine.answer(engine.reading(reading)).possible for engine in (before, after))
        breaches = {atom for atom in now if atom[1] == "breached" or atom[2] in BREACHED}
        excused = {(name, kind, "breached (wrongfulness precluded)") for name, kind, what in then if what in BREACHED}
        assert breaches <= then | excused, (measure, reading)


@at_length(20, 120)
def test_on_random_laws(most: int) -> None:
    """Of laws that reproach a State with omissions alone."""

    def check(example: Example, seed: int) -> None:
        no_new_breach(tame(example.law), example.frame, seed)

    each(check, most, examples(most=1000), st.integers(0, 99))


@at_length(10, 120)
def test_on_the_bundled_law(most: int) -> None:
    """Of the bundled law, conduct being appraised by what was done."""
    each(lambda seed: no_new_breach(bundled_law(), unappraised(bundled(seed)), seed), most, seeds)
