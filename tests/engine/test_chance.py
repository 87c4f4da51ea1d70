"""Chances are what trying every world gives, what PySDD and ProbLog give, and their derivatives finite differences."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duecare.engine.chance import Chances
from duecare.engine.diagram import FALSE, TRUE, Diagram

EXACT = 1e-12
_NOT = "\\+"
LEVELS = tuple(range(0, 14, 2))
Rows = list[list[int]]
clauses = st.lists(
    st.lists(st.sampled_from([sign * (n + 1) for n in range(len(LEVELS)) for sign in (1, -1)]), min_size=1, max_size=4),
    max_size=9,
)
weights = st.lists(st.floats(0, 1, allow_subnormal=False), min_size=len(LEVELS), max_size=len(LEVELS))


def _function(d: Diagram, rows: Rows) -> int:
    """The conjunction of clauses over the variables, numbered from 1."""
    parts = [d.disjunction([d.variable(LEVELS[abs(x) - 1]) ^ (x < 0) for x in row]) for row in rows]
    return d.conjunction(parts)


def _tried(rows: Rows, chances: Mapping[int, float]) -> float:
    """The chance by trying all worlds."""
    total = 0.0
    for world in product((False, True), repeat=len(LEVELS)):
        if all(any(world[abs(x) - 1] is (x > 0) for x in row) for row in rows):
            share = 1.0
            for level, value in zip(LEVELS, world, strict=True):
                share *= chances[level] if value else 1 - chances[level]
            total += share
    return total


def _chances(rows: Rows, values: list[float]) -> tuple[Chances, int, dict[int, float]]:
    d, by_level = Diagram(LEVELS), dict(zip(LEVELS, values, strict=True))
    f = _function(d, rows)
    return Chances(d, [f], by_level), f, by_level


@settings(max_examples=60, deadline=None)
@given(clauses, weights)
def test_chance_is_what_trying_all_worlds_gives(rows: Rows, values: list[float]) -> None:
    """Of a function and of its contrary."""
    found, f, by_level = _chances(rows, values)
    assert found.of(f) == pytest.approx(_tried(rows, by_level), abs=EXACT)
    assert found.of(f ^ 1) == pytest.approx(1 - _tried(rows, by_level), abs=EXACT)
    assert (found.of(TRUE), found.of(FALSE)) == (1.0, 0.0)


@settings(max_examples=40, deadline=None)
@given(clauses, weights)
def test_sensitivities_are_finite_differences(rows: Rows, values: list[float]) -> None:
    """The chance is linear in each variable's, so that the difference between 1 and 0 is the derivative, exactly."""
    found, f, by_level = _chances(rows, values)
    moved = found.sensitivities(f)
    for level in LEVELS:
        high, low = (_tried(rows, {**by_level, level: value}) for value in (1.0, 0.0))
        assert moved.get(level, 0.0) == pytest.approx(high - low, abs=1e-11)
        contrary = found.sensitivities(f ^ 1).get(level, 0.0)
        assert contrary == pytest.approx(low - high, abs=1e-11)


@settings(max_examples=30, deadline=None)
@given(clauses, weights)
def test_same_as_pysdd(rows: Rows, values: list[float]) -> None:
    """Weighted model counting on a sentential decision diagram gives the same to 1e-12."""
    sdd = pytest.importorskip("pysdd.sdd", reason="PySDD is not installed")
    found, f, by_level = _chances(rows, values)
    manager = sdd.SddManager(var_count=len(LEVELS))
    root = manager.true()
    for row in rows:
        part = manager.false()
        for x in row:
            part = part | manager.literal(x)
        root = root & part
    counter = root.wmc(log_mode=False)
    for number, level in enumerate(LEVELS, 1):
        counter.set_literal_weight(manager.literal(number), by_level[level])
        counter.set_literal_weight(manager.literal(-number), 1 - by_level[level])
    assert found.of(f) == pytest.approx(counter.propagate(), abs=EXACT)


@pytest.mark.parametrize("seed", range(6))
def test_same_as_problog(seed: int) -> None:
    """A probabilistic logic program of the same clauses gives the same to 1e-12."""
    pytest.importorskip("problog", reason="ProbLog is not installed")
    from problog import get_evaluatable
    from problog.program import PrologString

    draw = Random(seed)
    variables = range(1, len(LEVELS) + 1)
    rows = [[x * draw.choice((1, -1)) for x in draw.sample(variables, draw.randint(1, 4))] for _ in range(6)]
    found, f, by_level = _chances(rows, [round(draw.random(), 6) for _ in LEVELS])
    lines = [f"{by_level[level]!r}::v{number}." for number, level in enumerate(LEVELS, 1)]
    for index, row in enumerate(rows):
        lines += [f"c{index} :- {_NOT * (x < 0)}v{abs(x)}." for x in row]
    lines.append(f"holds :- {', '.join(f'c{index}' for index in range(len(rows)))}.")
    lines.append("query(holds).")
    limit = sys.getrecursionlimit()
    try:
        result = get_evaluatable().create_from(PrologString("\n".join(lines))).evaluate()
    finally:
        sys.setrecursionlimit(limit)  # which ProbLog raises
    assert found.of(f) == pytest.approx(float(next(iter(result.values()))), abs=EXACT)
