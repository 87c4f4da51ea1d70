"""A conclusion under a view as functions of the facts, once issues are quantified away and constraints joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from duecare.batch.conclusions import Conclusion
from duecare.batch.one_slice import OneSlice
from duecare.engine.diagram import FALSE, TRUE, Diagram
from duecare.ir.declarations import View


@dataclass(frozen=True, slots=True)
class Case:
    """Facts on which a duty is in force in some readings, and in those: when a conclusion may be true, and false.

    yes  functions of which one or more is so.
    """

    facts: int
    yes: tuple[int, ...]
    no: int


@dataclass(frozen=True, slots=True)
class Found:
    """A conclusion as functions of the facts; nested: each case has all the readings of those after it."""

    cases: tuple[Case, ...]
    given: int
    nested: bool


def functions(one: OneSlice, asked: Conclusion, view: View, *, chance: bool) -> Found:
    """Return a conclusion's functions; cases in which the same readings count, as far as it goes, are one."""
    d, issues = one.diagram, one.issues()
    each = [one.function(duty, asked.question) for duty in asked.duties]
    f, force = d.disjunction(each), d.disjunction([one.in_force(duty) for duty in asked.duties])
    readings = one.readings.view(view.stances, gates=False)
    tied = tied_to(d, f, one.constraints())
    found: dict[tuple[tuple[int, ...], int], tuple[int, int]] = {}
    for facts, gates in _cases(d, force, issues):
        allowed = d.both(readings, gates)
        if allowed != FALSE:
            given = d.both(allowed, tied)
            yes = tuple(d.exists(g, issues, given=given) for g in ([f] if chance else each))
            key = yes, d.exists(d.negation(f), issues, given=given)
            before = found.get(key, (FALSE, FALSE))
            found[key] = d.either(before[0], facts), d.either(before[1], allowed)
    order = sorted(found, key=lambda key: sum(d.implies(found[key][1], other) != TRUE for _, other in found.values()))
    cases = tuple(
        Case(d.exists(d.both(facts, tied_to(d, facts, one.constraints())), issues, given=readings), *key)
        for key, (facts, _) in ((key, found[key]) for key in reversed(order))
    )
    nested = all(d.implies(found[less][1], found[more][1]) == TRUE for less, more in pairwise(order))
    return Found(cases, d.exists(tied, issues, given=readings), nested)


def _cases(d: Diagram, force: int, issues: frozenset[int]) -> list[tuple[int, int]]:
    """Return a function of facts and issues as cases that exclude each other: facts, and what is left of issues."""
    found: dict[int, int] = {}

    def visit(f: int, path: int) -> None:
        facts = sorted(d.support(f) - issues)
        if not facts:
            found[f] = d.either(found.get(f, FALSE), path)
            return
        test = d.variable(facts[0])
        for value in (True, False):
            visit(d.restrict(f, {facts[0]: value}), d.both(path, test if value else d.negation(test)))

    visit(force, TRUE)
    return [(facts, gates) for gates, facts in sorted(found.items()) if gates != FALSE]


def tied_to(d: Diagram, f: int, constraints: Sequence[int]) -> int:
    """Return the constraints that share a variable with f, or with one that does."""
    reads, left, found = d.support(f), list(constraints), TRUE
    while near := [one for one in left if d.support(one) & reads]:
        left = [one for one in left if one not in near]
        reads = reads.union(*(d.support(one) for one in near))
        found = d.conjunction([found, *near])
    return found
