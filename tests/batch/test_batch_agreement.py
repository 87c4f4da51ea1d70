"""A table of frames is answered as the engine answers each of them alone."""

from __future__ import annotations

import pytest
from agreement import frames_of_kind, plan_for, same_as_one_by_one
from effort import many

QUESTIONS = ("applicable", "due", "omitted", "breached")


def test_toward_a_state() -> None:
    """Every question about one obligation under two views that part, on frames of the bundled law."""
    plan = plan_for("toward", ("coco_dias", "norm_only"), QUESTIONS, ("humanitarian_duty", "cybercrime_duty"))
    assert same_as_one_by_one(plan, frames_of_kind("toward", range(60))) > 0


@pytest.mark.parametrize("kind", ["alone", "people_alone"])
def test_a_bearer_alone(kind: str) -> None:
    """What is owed to nobody in particular, duty by duty."""
    plan = plan_for(kind, ("coco_dias", "icrc"), ("due", "omitted", "breached"), (), True)
    assert same_as_one_by_one(plan, frames_of_kind(kind, range(40))) > 0


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(start, start + 100) for start in range(1000, 1000 + many(200), 100)])
def test_every_obligation_under_a_full_view(seeds: range) -> None:
    """Hundreds of frames, every obligation and phase."""
    plan = plan_for("toward", ("coco_dias",), ("omitted", "breached"))
    assert same_as_one_by_one(plan, frames_of_kind("toward", seeds)) > 0


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(start, start + 150) for start in range(5000, 5000 + many(300), 150)])
def test_own_people_duty_by_duty(seeds: range) -> None:
    """Hundreds of frames of an affected State toward its own people, under views that leave much free."""
    plan = plan_for("people", ("israel_2020", "icrc"), QUESTIONS, (), True)
    assert same_as_one_by_one(plan, frames_of_kind("people", seeds)) > 0
