"""What would bring an outcome about is enough for it, and nothing of it is idle."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from random_frames import Example, examples

from duecare.engine.compile import compile_law
from duecare.engine.completion import Completion, completion, implies
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.history import History

_TRIED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def _less(found: Completion) -> list[Completion]:
    """Return the completion without each of its needs, and without each of its positions."""
    needs = [replace(found, needs=tuple(one for one in found.needs if one != need)) for need in found.needs]
    fewer = [{name: taken for name, taken in found.positions.items() if name != issue} for issue in found.positions]
    return [*needs, *(replace(found, positions=positions) for positions in fewer)]


@_TRIED
@given(examples(most=300))
def test_completion_is_enough_and_nothing_of_it_is_idle(example: Example) -> None:
    """With a completion no other word is left; without any part of it another is; what is possible has one."""
    decider = Decider(History(compile_law(example.law), example.frame))
    for duty in decider.history.of if decider.consistent() else ():
        view = decider.diagram.both(decider.readings.view((), gates=False), decider.force(duty))
        for word, readings in decider.words(duty).items():
            found = completion(decider, duty, word, view)
            possible = decider.diagram.both(readings, view) != FALSE
            assert (found is not None) == possible
            if found is not None:
                assert implies(decider, found, duty, word, view)
                assert not any(implies(decider, less, duty, word, view) for less in _less(found))
