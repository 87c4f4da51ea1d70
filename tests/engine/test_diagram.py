"""A diagram's functions are what their truth tables say, and equal functions have one number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from duecare.engine.diagram import FALSE, TRUE, Diagram

LEVELS = (2, 3, 5, 8)
ROWS = tuple(product((False, True), repeat=len(LEVELS)))
Table = tuple[bool, ...]
tables = st.tuples(*[st.booleans()] * len(ROWS))
levels = st.frozensets(st.sampled_from(LEVELS))


def built(diagram: Diagram, table: Table) -> int:
    """Return a truth table as a function, row by row."""
    rows = (row for row, value in zip(ROWS, table, strict=True) if value)
    return diagram.disjunction(
        [
            diagram.conjunction(
                [diagram.variable(level) ^ (not value) for level, value in zip(LEVELS, row, strict=True)]
            )
            for row in rows
        ]
    )


def table_of(diagram: Diagram, f: int) -> Table:
    """Return a function's truth table, by walking its branches."""
    return tuple(_value(diagram, f, dict(zip(LEVELS, row, strict=True))) for row in ROWS)


def _value(diagram: Diagram, f: int, row: dict[int, bool]) -> bool:
    while (level := diagram.top(f)) is not None:
        f = diagram.branches(f)[row[level]]
    return f == TRUE


def merged(table: Table, chosen: frozenset[int], ask: Callable[[Iterable[bool]], bool]) -> Table:
    """Return, row by row, what `ask` (any, all) says of the rows that differ on the chosen variables only."""
    fixed = [index for index, level in enumerate(LEVELS) if level not in chosen]
    return tuple(
        ask(value for other, value in zip(ROWS, table, strict=True) if all(other[i] == row[i] for i in fixed))
        for row in ROWS
    )


@given(tables, tables, tables)
def test_operations_are_those_of_truth_tables(a: Table, b: Table, c: Table) -> None:
    """And, or, not, implies and choice."""
    d = Diagram(LEVELS)
    f, g, h = built(d, a), built(d, b), built(d, c)
    both = zip(a, b, strict=True)
    assert table_of(d, d.both(f, g)) == tuple(x and y for x, y in both)
    assert table_of(d, d.either(f, g)) == tuple(x or y for x, y in zip(a, b, strict=True))
    assert table_of(d, d.negation(f)) == tuple(not x for x in a)
    assert table_of(d, d.implies(f, g)) == tuple(y or not x for x, y in zip(a, b, strict=True))
    assert table_of(d, d.choice(f, g, h)) == tuple(y if x else z for x, y, z in zip(a, b, c, strict=True))


@given(tables, tables)
def test_equal_functions_have_one_number(a: Table, b: Table) -> None:
    """Whatever way they were made."""
    d = Diagram(LEVELS)
    f, g = built(d, a), built(d, b)
    assert (f == g) == (a == b)
    assert d.either(d.both(f, g), d.both(f, d.negation(g))) == f
    assert d.both(f, d.negation(f)) == FALSE


@given(tables, tables, levels)
def test_quantifiers_are_those_of_truth_tables(a: Table, b: Table, chosen: frozenset[int]) -> None:
    """Some value, every value, and some value among those given."""
    d = Diagram(LEVELS)
    f, g = built(d, a), built(d, b)
    assert table_of(d, d.exists(f, chosen)) == merged(a, chosen, any)
    assert table_of(d, d.forall(f, chosen)) == merged(a, chosen, all)
    given_b = tuple(x and y for x, y in zip(a, b, strict=True))
    assert table_of(d, d.exists(f, chosen, given=g)) == merged(given_b, chosen, any)


@given(tables, st.dictionaries(st.sampled_from(LEVELS), st.booleans()))
def test_a_restricted_function_no_longer_depends_on_what_is_fixed(a: Table, values: dict[int, bool]) -> None:
    """It has the value of the rows that agree with what is fixed."""
    d = Diagram(LEVELS)
    f = d.restrict(built(d, a), values)
    assert not d.support(f) & set(values)
    table = table_of(d, f)
    for row, value, had in zip(ROWS, table, a, strict=True):
        if all(row[LEVELS.index(level)] == fixed for level, fixed in values.items()):
            assert value == had


@given(tables)
def test_the_support_is_what_a_function_depends_on(a: Table) -> None:
    """A variable is in the support exactly when two rows that part on it alone differ."""
    d = Diagram(LEVELS)
    for index, level in enumerate(LEVELS):
        flipped = [tuple(v != (i == index) for i, v in enumerate(row)) for row in ROWS]
        differs = any(a[ROWS.index(other)] != value for other, value in zip(flipped, a, strict=True))
        assert (level in d.support(built(d, a))) == differs
