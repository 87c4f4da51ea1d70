"""What is said of readings is so in each of them: every reading is looked up by itself."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from inquiries import DRAWN, TRIED, decider_of
from random_frames import Example

from duecare.assess.outcomes import ALL
from duecare.assess.readings import Reading, which_readings
from duecare.engine.decide import NOT_IN_FORCE, Decider
from duecare.engine.diagram import FALSE


def _told(readings: tuple[Reading, ...], taken: dict[str, str]) -> set[tuple[str, ...]]:
    """What is said to come out in one reading."""
    return {
        one.words
        for one in readings
        if any(all(taken[stance.issue] in stance.positions for stance in under.positions) for under in one.whenever)
    }


def _cubes(decider: Decider) -> list[tuple[dict[str, str], int]]:
    """Every reading that takes no two positions which rule each other out, as positions and as a function."""
    issues = decider.readings.issues
    found = []
    for names in product(*([one.name for one in issue.positions] for issue in issues.values())):
        taken = dict(zip(issues, names, strict=True))
        cube = [decider.readings.position(issue, name) for issue, name in taken.items()]
        f = decider.diagram.conjunction([*cube, decider.readings.admissible])
        if f != FALSE:
            found.append((taken, f))
    return found


@TRIED
@given(DRAWN)
def test_each_reading_comes_out_as_it_is_told(example: Example) -> None:
    """In a reading in which the duty may be in force, the words told are those possible in it, and no others."""
    decider = decider_of(example)
    for duty in decider.history.of if decider else ():
        d, told = decider.diagram, which_readings(decider, duty, ALL)
        for taken, cube in _cubes(decider):
            if d.both(cube, decider.force(duty)) != FALSE:
                words = tuple(word for word, f in decider.words(duty).items() if d.both(cube, f) != FALSE)
                assert _told(told.outcomes, taken) == {words}
            elif told.outcomes[0].words == (NOT_IN_FORCE,):
                assert decider.force(duty) == FALSE or len(told.outcomes) == 1
            in_force = decider.in_force(duty)
            may = [
                w for w, f in (("yes", in_force), ("no", in_force ^ 1)) if d.both(cube, decider.possible(f)) != FALSE
            ]
            assert _told(told.binds, taken) == {tuple(may)}
