"""Ways through expressions reach every part, and change nothing by the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duecare.ir.declarations import ElementRule, Law, Service
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Element,
    Expression,
    Guarded,
    Leaf,
    Not,
    SomeAffected,
    Taken,
)
from duecare.ir.walk import (
    children,
    conditions,
    leaves_named,
    leaves_used,
    map_expression,
    measures_of,
    walk,
)

names = st.sampled_from("abcdef")
atoms = st.one_of(names.map(Leaf), names.map(Element), names.map(Taken))
_lines = st.one_of(atoms, atoms.map(Not))


def _compound(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    items = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        items.map(All),
        items.map(AnyOf),
        st.builds(AtLeast, st.integers(1, 3), items),
        st.builds(Guarded, inner, names, st.tuples(names)),
        inner.map(SomeAffected),
    )


expressions = st.recursive(_lines, _compound, max_leaves=12)
DEEP = All((Not(Leaf("a")), Guarded(AnyOf((Element("b"), Leaf("c"))), "i", ("p",)), SomeAffected(Leaf("a"))))


@given(expressions)
def test_walk_begins_outside_and_reaches_every_child(expression: Expression) -> None:
    """Walking yields the expression, then what walking its children yields."""
    expected = [expression, *(part for child in children(expression) for part in walk(child))]
    assert list(walk(expression)) == expected


@given(expressions)
def test_mapping_nothing_changes_nothing(expression: Expression) -> None:
    """Mapping the identity gives the same object, so that unchanged laws stay shared."""
    assert map_expression(lambda part: part, expression) is expression


@given(expressions)
def test_mapping_leaves_changes_leaves_only(expression: Expression) -> None:
    """Renaming every leaf renames every leaf, in order, and keeps the shape."""

    def renamed(part: Expression) -> Expression:
        return Leaf(part.name.upper()) if isinstance(part, Leaf) else part

    changed = map_expression(renamed, expression)
    assert [type(part) for part in walk(changed)] == [type(part) for part in walk(expression)]
    assert leaves_named(changed) == tuple(name.upper() for name in leaves_named(expression))


def test_leaves_named_and_used() -> None:
    """Named leaves are those in the text; used ones include those of the elements it names."""
    elements = {"b": AnyOf((Leaf("d"), Element("e"))), "e": Element("b")}
    assert leaves_named(DEEP) == ("a", "c")
    assert set(leaves_used(DEEP, elements)) == {"a", "c", "d"}
    assert leaves_used(Element("unknown"), elements) == ()


def test_measures_of_a_service() -> None:
    """Measures of groups within groups, each once."""
    assert measures_of(Service("all", ("M1", Service("any", ("M2", "M1"))))) == ("M1", "M2")


def test_conditions_of_a_law() -> None:
    """Every condition comes with its declaration and its keyword; an empty law has none."""
    element = ElementRule("e", "E.", (), DEEP)
    assert list(conditions(Law(elements=(element,)))) == [(element, "met when", DEEP)]
    assert list(conditions(Law())) == []
