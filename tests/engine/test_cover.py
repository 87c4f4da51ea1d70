"""A cover of readings covers them exactly, its parts are prime, and no fewer would do: tried on all readings."""

from __future__ import annotations

from itertools import chain, combinations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_frames import Example, examples

from duecare.engine.compile import compile_law
from duecare.engine.cover import Cover, Implicant, cover, function
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.history import History
from duecare.engine.readings import Readings

TRIED = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
MOST_READINGS = 18


def _all_readings(readings: Readings, issues: tuple[str, ...]) -> list[dict[str, str]]:
    names = [[one.name for one in readings.issues[issue].positions] for issue in issues]
    return [dict(zip(issues, chosen, strict=True)) for chosen in product(*names)]


def _cube(readings: Readings, reading: dict[str, str]) -> int:
    return readings.diagram.conjunction([readings.position(issue, name) for issue, name in reading.items()])


def _takes_in(implicant: Implicant, reading: dict[str, str]) -> bool:
    return all(reading[issue] in names for issue, names in implicant)


def _every_implicant(readings: Readings, issues: tuple[str, ...]) -> list[Implicant]:
    """Every choice of some positions on each issue (all of them: the issue is left out)."""
    options = []
    for issue in issues:
        names = tuple(one.name for one in readings.issues[issue].positions)
        subsets = chain.from_iterable(combinations(names, size) for size in range(1, len(names) + 1))
        options.append([(issue, part) if part != names else None for part in subsets])
    return [tuple(one for one in chosen if one is not None) for chosen in product(*options)]


def _fewest(implicants: list[frozenset[int]], wanted: frozenset[int], most: int) -> int:
    for size in range(1, most):
        for chosen in combinations(implicants, size):
            if wanted <= frozenset().union(*chosen):
                return size
    return most


@TRIED
@given(examples(most=60), st.randoms(use_true_random=False))
def test_cover_is_exact_prime_and_smallest(example: Example, random: st.DataObject) -> None:
    """On any set of readings, and any readings that do not count, brute force finds no better cover and no gap."""
    decider = Decider(History(compile_law(example.law), example.frame))
    readings = decider.readings
    issues = tuple(name for name in readings.issues if name in readings.issue_levels)
    every = _all_readings(readings, issues)
    if not issues or len(every) > MOST_READINGS:
        return
    kinds = [random.choice(("on", "off", "beside")) for _ in every]  # type: ignore[attr-defined]
    d = readings.diagram
    on, off = (d.disjunction([_cube(readings, one) for one, said in zip(every, kinds, strict=True) if said == kind])
               for kind in ("on", "off"))  # fmt: skip
    found = cover(readings, on, d.either(on, off))
    _check(found, every, kinds, readings)


def _check(found: Cover, every: list[dict[str, str]], kinds: list[str], readings: Readings) -> None:
    issues = tuple(every[0])
    taken = [any(_takes_in(one, reading) for one in found.implicants) for reading in every]
    for kind, covered in zip(kinds, taken, strict=True):
        assert kind == "beside" or covered == (kind == "on")
    off = [reading for reading, kind in zip(every, kinds, strict=True) if kind == "off"]
    for one in found.implicants:  # no position can be let in: each is prime
        for issue, names in one:
            for position in readings.issues[issue].positions:
                if position.name not in names:
                    wider = tuple((i, (*n, position.name)) if i == issue else (i, n) for i, n in one)
                    assert any(_takes_in(wider, reading) for reading in off)
    wanted = frozenset(number for number, kind in enumerate(kinds) if kind == "on")
    allowed = [
        frozenset(number for number in wanted if _takes_in(one, every[number]))
        for one in _every_implicant(readings, issues)
        if not any(_takes_in(one, reading) for reading in off)
    ]
    assert found.smallest
    assert len(found.implicants) == (_fewest(allowed, wanted, len(found.implicants)) if wanted else 0)


@TRIED
@given(examples(most=60))
def test_everything_and_nothing(example: Example) -> None:
    """What holds in all readings takes one item without positions; what holds in none takes no item."""
    readings = Decider(History(compile_law(example.law), example.frame)).readings
    assert cover(readings, TRUE, readings.admissible).implicants == ((),)
    assert cover(readings, FALSE, readings.admissible).implicants == ()
    assert function(readings, ()) == TRUE
