"""One frame at a time beside a table of frames: the same questions put to the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from random import Random

from bundled_frames import random_frame

from duecare.batch.evaluate import evaluate
from duecare.batch.frames import table_of
from duecare.batch.plan import Answer, Plan, make_plan
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.declarations import View
from duecare.rulebook.load import load_bundled


@cache
def plan_for(
    kind: str,
    views: tuple[str, ...],
    questions: tuple[str, ...],
    only: tuple[str, ...] = (),
    by_duty: bool = False,
    chance: bool = False,
) -> Plan:
    """The plan of the bundled law."""
    law = load_bundled()
    chosen = [view for view in law.law.views if view.name in views]
    return make_plan(
        law.compiled, law.hash, kind, chosen, questions, by_duty=by_duty, only=frozenset(only), contested=True,
        chance=chance,
    )  # fmt: skip


def frames_of_kind(kind: str, seeds: Iterable[int]) -> list[Frame]:
    """Random frames of one slice: a third of them know half of what the others do, so that much is open."""
    found = []
    for seed in seeds:
        frame, rng = random_frame(seed, 10, 1), Random(seed)
        known = frame.known
        if seed % 3 == 0:
            known = {name: row for name, row in known.items() if rng.random() < 0.5}
        people, beneficiary = kind.startswith("people"), "" if kind.endswith("alone") else "AAA"
        found.append(replace(frame, known=known, beneficiary=beneficiary, people=people, closed=people or frame.closed))
    return found


def engine_says(decider: Decider, answer: Answer, view: View) -> bool | None:
    """What the engine makes of a conclusion under a view, if it binds."""
    d, asked = decider.diagram, answer.conclusion
    if not decider.consistent():
        return None
    of = decider.history.of
    f = d.disjunction([getattr(of[duty], asked.question)[-1] for duty in asked.duties])
    force = decider.possible(d.disjunction([decider.in_force(duty) for duty in asked.duties]))
    allowed = d.both(decider.readings.view(view.stances, gates=False), decider.possible(TRUE))
    readings = d.both(allowed, force)
    if readings == FALSE:
        return False
    yes = d.both(readings, decider.possible(f)) != FALSE
    no = d.both(readings, decider.possible(d.negation(f))) != FALSE
    return None if yes and no else yes


def same_as_one_by_one(plan: Plan, frames: list[Frame]) -> int:
    """Assert that a table says of every frame what the engine says of it; return how many answers are open."""
    law = load_bundled()
    table = evaluate(plan, table_of(law.compiled, frames)).to_pydict()
    views, still_open = {view.name: view for view in law.law.views}, 0
    duties = frozenset(duty for answer in plan.answers for duty in answer.conclusion.duties)
    for row, frame in enumerate(frames):
        decider = Decider(History(law.compiled, frame, duties))
        assert table["consistent"][row] == decider.consistent()
        settled: dict[str, set[bool | None]] = {}
        for answer in plan.answers:
            said = engine_says(decider, answer, views[answer.view])
            assert table[answer.column][row] is said, f"frame {row}: {answer.column}"
            settled.setdefault(f"contested/{answer.conclusion.about}/{answer.conclusion.question}", set()).add(said)
            still_open += said is None
        for column, answers in settled.items():
            assert table[column][row] is ({True, False} <= answers), f"frame {row}: {column}"
    return still_open
