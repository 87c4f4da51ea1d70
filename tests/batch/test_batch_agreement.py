"""A table of frames is answered as the engine answers each of them alone."""

from __future__ import annotations

import pytest
from agreement import frames_of_kind, plan_for, same_as_one_by_one
from effort import many

from duecare.batch.evaluate import evaluate
from duecare.batch.frames import table_of
from duecare.batch.plan import _Groups, make_plan
from duecare.rulebook.load import load_bundled

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


@pytest.mark.slow
@pytest.mark.parametrize(("view", "frames"), [("coco_dias", 100), ("norm_only", 60)])
def test_duties_that_hang_on_others(view: str, frames: int) -> None:
    """No-harm breach, of which the views are taken apart by the issues of steps, whatever a view leaves free."""
    plan = plan_for("toward", (view,), ("breached",), ("no_harm_duty",))
    assert not plan.left_out
    assert len(plan.answers) == 3
    assert same_as_one_by_one(plan, frames_of_kind("toward", range(9000, 9000 + frames))) > 0


def test_nothing_is_left_out_that_parts_can_tell() -> None:
    """What is asked of duties that hang on nobody's steps is the same in one piece and in parts."""
    law = load_bundled()
    asked = ("toward", ("israel_2020",), ("breached",), ("cybercrime_duty", "full_protection_duty"))
    whole = plan_for(*asked)
    chosen = [view for view in law.law.views if view.name in asked[1]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_Groups, "_whole", lambda *_, **__: None)  # in one piece it does not fit
        apart = make_plan(law.compiled, law.hash, asked[0], chosen, asked[2], only=frozenset(asked[3]), contested=True)
    assert not apart.left_out
    assert apart.circuit.terms != whole.circuit.terms
    frames = table_of(law.compiled, frames_of_kind("toward", range(40)))
    assert evaluate(apart, frames) == evaluate(whole, frames)
