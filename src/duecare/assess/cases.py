"""Run the cases of a law: does each come out as its source says, under the reading its source assumes?"""

from __future__ import annotations

from dataclasses import dataclass

from duecare.base.moments import parse_moment
from duecare.engine.compiled import Compiled
from duecare.engine.decide import Decider
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.outcome import as_held, not_established
from duecare.ir.declarations import Case, Expectation, Law
from duecare.rulebook.cases import facts_of_case, slices_of_case


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One expectation of a case, what came out instead, and whether a difference stops the build."""

    case: Case
    expectation: Expectation
    found: tuple[str, ...]
    passed: bool


def run_case(case: Case, compiled: Compiled) -> tuple[CaseResult, ...]:
    """Return the result of every expectation of a case."""
    return tuple(_run(case, expectation, compiled) for expectation in case.expects)


def _run(case: Case, expectation: Expectation, compiled: Compiled) -> CaseResult:
    decider = _decider(case, expectation, compiled)
    duty = _duty(case, expectation, compiled.law)
    verdict = as_held(decider, duty, case.reading)
    found = verdict.words
    if expectation.words == ("not established",):
        passed = len(found) > 1 and not_established(decider, duty, case.reading)
    elif expectation.words in {(), ("open",)}:
        passed = not verdict.settled
    else:
        passed = set(found) == set(expectation.words)
    return CaseResult(case, expectation, found, passed)


def _decider(case: Case, expectation: Expectation, compiled: Compiled) -> Decider:
    slices = slices_of_case(case)
    count = len(slices)
    if expectation.since:
        until = parse_moment(expectation.since).latest
        count = max(sum(1 for at in slices if at <= until), 1)
    known = {key: row[:count] for key, row in facts_of_case(case, compiled.law).items()}
    nobody = any(
        duty.obligation == case.obligation and duty.name == expectation.duty and duty.owed_to == "nobody"
        for duty in compiled.law.duties
    )
    frame = Frame("" if nobody else "the beneficiary", slices[:count], known, (), closed=True)
    return Decider(History(compiled, frame, frozenset({_duty(case, expectation, compiled.law)})))


def _duty(case: Case, expectation: Expectation, law: Law) -> str:
    if any(norm.name == expectation.duty for norm in law.norms):
        return expectation.duty
    return f"{case.obligation}.{expectation.duty}"
