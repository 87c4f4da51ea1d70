"""Whatever law and facts: the certificate of what the engine finds is confirmed by clingo, and by nothing less."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from clingo_check import confirmed, laid_out
from effort import many
from hypothesis import HealthCheck, given, settings
from random_frames import Example, examples
from test_certificate import assessed, changed

from duecare.assess.model import Finding
from duecare.assess.outcomes import ALL, force, history, outcomes
from duecare.certify.certificate import certificate
from duecare.engine.compile import compile_law
from duecare.engine.decide import Decider
from duecare.engine.duties import duties_and_norms
from duecare.engine.frame import Frame
from duecare.engine.history import History


def findings(decider: Decider, frame: Frame) -> tuple[Finding, ...]:
    """What the engine finds of every duty and norm."""
    found = []
    for name in decider.history.of:
        duty = duties_and_norms(decider.law)[name]
        told = [outcomes(decider, name, view) for view in (ALL, *decider.law.views)]
        found.append(
            Finding(
                frame.bearer, frame.beneficiary, duty.obligation, name, duty.name, "", duty.phase, not duty.obligation,
                tuple(one for one, _ in told), tuple(one for _, one in told),
                tuple(force(decider, name, view) for view in decider.law.views),
                history(decider, name, frame.labels), (), (), (),
            )
        )  # fmt: skip
    return tuple(found)


def check(example: Example, rng: Random | None) -> None:
    """All findings are confirmed; with a source of chance, none is once one of its answers is changed."""
    labels = tuple(f"slice {i}" for i in range(len(example.frame.slices)))
    frame = replace(example.frame, bearer="BBB", labels=labels)
    decider = Decider(History(compile_law(example.law), frame))
    if not decider.consistent():
        return
    made = replace(assessed("hse-2021")[0], findings=findings(decider, frame))
    files = dict(certificate(made, [frame], example.law, "2026-11-23").files)
    with tempfile.TemporaryDirectory() as place:
        for name in [name for name in files if name.startswith("findings/")]:
            text = files[name] if rng is None else changed(files[name], rng)
            finding = laid_out(files | {name: text}, Path(place)) / name
            assert confirmed(finding) == (rng is None), text
            laid_out({name: files[name]}, Path(place))


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(examples(most=400))
def test_random_findings_are_confirmed(example: Example) -> None:
    """Treaties perhaps in force, constraints, presumptions, exceptions, windows, other States."""
    check(example, None)


@pytest.mark.slow
@settings(max_examples=many(30), deadline=None, suppress_health_check=list(HealthCheck))
@given(examples(most=1200))
def test_random_findings_are_confirmed_at_length(example: Example) -> None:
    """The same of many more."""
    check(example, None)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(examples(most=400))
def test_random_findings_are_not_confirmed_once_changed(example: Example) -> None:
    """One answer of each finding changed."""
    check(example, Random(1))
