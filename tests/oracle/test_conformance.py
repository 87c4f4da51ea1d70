"""The conformance suite for defeasible logic, as far as our grammar expresses its theories; the rest by class.

Every theory is either evaluated, and then every expectation has to hold, or it falls in a class that is left out for
a reason that stands here. How many fall in which class is fixed: a theory that changes class fails a test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from datalog_conformance.plugin import get_tests_dir
from datalog_conformance.runner import ConformanceFailure, YamlTestRunner
from datalog_conformance.schema import TestCase as Case
from defeasible_theory import (
    Evaluator,
    InexpressibleError,
    about,
    individuals,
    read,
    rests_on,
    told_by_specificity_alone,
)

ROOT = get_tests_dir()
LARGEST = 100_000  # bytes: larger files hold tables of relations and no default
WHOLE = {
    "basic": "programs of core Datalog: relations between individuals, and no default",
    "errors": "programs that a parser of Datalog has to refuse",
    "negation": "programs of core Datalog: relations between individuals, and no default",
    "recursion": "programs of core Datalog: relations between individuals, and no default",
    "defeasible/klm": "properties of closures of ranked defaults: presumptions have no ranks",
}
OURS = "propagating"
SPECIFICITY = "priority by specificity alone: only priorities that are written count"


@cache
def cases() -> tuple[Case, ...]:
    """Every theory of the suite that is not left out with its whole folder, or for the size of its tables."""
    files = [file for file in sorted(ROOT.rglob("*.yaml")) if folder(file) not in WHOLE]
    return tuple(case for file in files if file.stat().st_size < LARGEST for case in _in(file))


def folder(file: Path) -> str:
    """The part of the suite that a file belongs to."""
    return file.relative_to(ROOT).parent.as_posix()


def _in(file: Path) -> Iterator[Case]:
    raw: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    for entry in raw.get("tests", [raw]):
        yield Case.from_dict({"source": raw.get("source", ""), **entry})


def left_out(case: Case) -> str:
    """Why a theory is not evaluated; empty: it is."""
    if case.expect_per_policy and OURS not in case.expect_per_policy:
        return "closures of ranked defaults: presumptions have no ranks"
    assert case.theory is not None
    try:
        for person in individuals(case.theory):
            about(case.theory, person)
        asked = {read(text)[0].name for atoms in (case.expect or {}).values() for text in atoms}
        if rests_on(case.theory, asked) & told_by_specificity_alone(case.theory):
            return SPECIFICITY
    except InexpressibleError as error:
        return str(error)
    return ""


def passes(case: Case) -> None:
    """Where policies differ, the one that we have is asked for: an ambiguous premise leaves open what rests on it."""
    policies = case.expect_per_policy
    own = replace(case, expect_per_policy={OURS: policies[OURS]}) if policies else case
    YamlTestRunner(Evaluator()).run_test_case(own)


def test_every_theory_that_is_expressed_passes() -> None:
    """What is proved, what is not, and what is definite, is as the suite expects."""
    failed = {}
    for case in cases():
        if not left_out(case):
            try:
                passes(case)
            except ConformanceFailure as failure:
                failed[case.name] = str(failure)
    assert failed == {}


def test_what_is_left_out_is_left_out_by_class() -> None:
    """So many theories are evaluated, and so many are not for each reason."""
    assert Counter(left_out(case) or "evaluated" for case in cases()) == {
        "evaluated": 63,
        "relations between individuals: a frame is about one": 78,
        SPECIFICITY: 8,
        "facts that contradict each other: of equal claims none is a fact": 2,
        "closures of ranked defaults: presumptions have no ranks": 2,
    }


def test_whole_parts_that_are_left_out_are_there() -> None:
    """Each folder that is left out has a reason; beyond these only tables of relations are not read."""
    folders = {folder(file) for file in ROOT.rglob("*.yaml")}
    assert folders >= set(WHOLE)
    large = Counter(folder(f) for f in ROOT.rglob("*.yaml") if f.stat().st_size >= LARGEST and folder(f) not in WHOLE)
    assert large == {"defeasible/strict_only": 7}


@pytest.mark.parametrize("name", ["spindle_racket_basic_conflict", "strict_and_defeasible_interaction"])
def test_without_its_priorities_a_theory_fails(name: str) -> None:
    """The suite would notice: priorities decide these."""
    case = next(case for case in cases() if case.name == name)
    assert case.theory is not None
    passes(case)
    with pytest.raises(ConformanceFailure):
        passes(replace(case, theory=replace(case.theory, superiority=[], defeaters=[])))
