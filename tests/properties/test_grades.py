"""Removing an authority's grade never changes an outcome, only its presentation."""

from __future__ import annotations

from dataclasses import replace

from bundled_frames import bundled_law
from hypothesis import strategies as st
from random_laws import laws
from tried import at_length, each

from duecare.engine.compile import compile_law
from duecare.ir.declarations import Citation, Law, Pinpoint, Source

GRADES = ("seen", "secondary", "memory")


def without_grades(law: Law) -> Law:
    """The law with no authority graded."""
    return replace(
        law,
        sources=tuple(
            replace(source, grade="", pinpoints=tuple(replace(place, grade="") for place in source.pinpoints))
            for source in law.sources
        ),
    )


def same_functions(law: Law) -> None:
    """Every outcome is a function of facts and readings; these are the same with and without grades."""
    graded, bare = compile_law(law), compile_law(without_grades(law))
    assert graded.law != bare.law
    assert replace(graded, law=bare.law) == bare


@at_length(20, 100)
def test_on_random_laws(most: int) -> None:
    """Of random laws resting on an authority of any grade."""

    def check(law: Law, whole: str, place: str) -> None:
        source = Source("case", "", "", "case", "1949", whole, pinpoints=(Pinpoint("p 22", place),))
        cited = tuple(replace(duty, sources=(Citation("case", "p 22"),)) for duty in law.duties)
        same_functions(replace(law, sources=(source,), duties=cited))

    each(check, most, laws(), st.sampled_from(GRADES), st.sampled_from(GRADES))


def test_on_the_bundled_law() -> None:
    """Of the bundled law and all its authorities."""
    same_functions(bundled_law())
