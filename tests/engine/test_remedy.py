"""Sets of steps that are told to be enough are those with which a frame worked out anew is met, in every completion."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_frames import Example, examples

from duecare.base.known import UNKNOWN, Known
from duecare.engine.compile import compile_law
from duecare.engine.compiled import Compiled
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.remedy import MET, Steps, Supposed

TRIED = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def _with(frame: Frame, steps: Steps) -> Frame:
    """The frame in which these steps were taken at every slice, all else as it was."""
    known = dict(frame.known)
    for step in steps:
        row = known.get(f"taken({step})") or (UNKNOWN,) * len(frame.slices)
        known[f"taken({step})"] = tuple(replace(one, value=True) for one in row)
    return replace(frame, known=known)


def _is_met(compiled: Compiled, frame: Frame, duty: str) -> bool:
    """Whether the duty is met in every completion in which it is due, in every reading in which it may be in force."""
    decider = Decider(History(compiled, frame, frozenset({duty})))
    d, events = decider.diagram, decider.history.of[duty]
    region = d.both(decider.bearing(duty, (), gates=False), decider.force(duty))
    met = d.disjunction([f for word, f in events.words.items() if word in MET])
    return d.conjunction([region, decider.constraint, events.due[-1], d.negation(met)]) == FALSE


@TRIED
@given(examples(most=300))
def test_minimal_sets_are_those_that_trying_all_finds(example: Example) -> None:
    """Every set of steps is tried on a frame of its own: the sets told are the minimal ones that are enough."""
    compiled = compile_law(example.law)
    decider = Decider(History(compiled, example.frame))
    for duty in decider.history.of if decider.consistent() else ():
        supposed = Supposed(compiled, example.frame, duty)
        region = supposed.region(())
        if region == FALSE or not supposed.is_due(region):
            continue
        able = supposed.within_power(region)
        every = chain.from_iterable(combinations(able, size) for size in range(len(able) + 1))
        enough = [set(one) for one in every if _is_met(compiled, _with(example.frame, one), duty)]
        least = [one for one in enough if not any(other < one for other in enough)]
        remedy = supposed.remedy(region)
        assert sorted(map(sorted, remedy.sets)) == sorted(map(sorted, least))
        assert supposed.suffices(region, ()) == (set() in enough)


@TRIED
@given(examples(most=300))
def test_one_of_each_needed_list_is_enough(example: Example) -> None:
    """The lists of which one step each is needed say the same as the sets: whoever takes one of each has enough."""
    compiled = compile_law(example.law)
    decider = Decider(History(compiled, example.frame))
    for duty in decider.history.of if decider.consistent() else ():
        supposed = Supposed(compiled, example.frame, duty)
        remedy = supposed.remedy(supposed.region(()))
        if not remedy.sets:
            continue
        steps = tuple(dict.fromkeys(step for part in remedy.needed for step in part))
        every = chain.from_iterable(combinations(steps, size) for size in range(len(steps) + 1))
        for one in every:
            hits = all(set(one) & set(part) for part in remedy.needed)
            assert hits == any(set(least) <= set(one) for least in remedy.sets)


@TRIED
@given(examples(most=300), st.data())
def test_what_is_worked_out_again_is_what_is_worked_out_afresh(example: Example, data: st.DataObject) -> None:
    """From another slice on, looking back or at now, in a frame that knows something else of one leaf."""
    compiled, frame = compile_law(example.law), example.frame
    leaf = data.draw(st.sampled_from([name for _, name in compiled.of_kind("leaf")] or [""]))
    upto = data.draw(st.integers(0, len(frame.slices) - 1))
    row = frame.known.get(leaf) or (UNKNOWN,) * len(frame.slices)
    said = tuple(Known(False, asserted=True) if at <= upto else one for at, one in enumerate(row))
    other = replace(frame, known={**frame.known, leaf: said})
    if not leaf or leaf.startswith("late(") or not Decider(History(compiled, other)).consistent():
        return
    for duty in History(compiled, frame).of:
        first = Supposed(compiled, frame, duty, spare=(leaf,))
        for since, now, asked in ((upto, False, other), (0, False, other), (upto, True, frame)):
            again, afresh = first.again(asked, since, now=now), Supposed(compiled, asked, duty, since, now=now)
            told = [
                (one.is_due(region), one.remedy(region), one.suffices(region, ()), one.within_power(region))
                for one in (again, afresh)
                for region in (one.region(()),)
            ]
            assert told[0] == told[1]
