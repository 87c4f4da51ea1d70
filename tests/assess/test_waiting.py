"""Duties that nobody has put in question: open, but nothing that is claimed would bring them into play."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from inquiries import DRAWN, TRIED, decider_of
from random_frames import Example

from duecare.assess.assess import assess
from duecare.assess.outcomes import ALL
from duecare.assess.waiting import waiting
from duecare.base.known import UNKNOWN, Known
from duecare.dossier.read import read_dossier
from duecare.engine.decide import NOT_IN_FORCE, Decider
from duecare.engine.history import History
from duecare.engine.outcome import if_binds
from duecare.rulebook.load import load_bundled

DOSSIERS = Path(__file__).resolve().parents[2] / "dossiers"
IDLE = {NOT_IN_FORCE, "not applicable", "not due", "not expected"}


def _all_no(decider: Decider) -> Decider:
    """The frame if every unknown fact were not so, here and toward other States, and nothing else were different."""
    frame, appraisals = decider.history.frame, {x.name for x in decider.law.leaves if x.kind == "appraisal"}
    levels = decider.history.slices.unknown_levels
    silent = [name for name in levels if name.partition("(")[0] not in appraisals and not name.startswith("other:")]

    def no(row: tuple[Known, ...]) -> tuple[Known, ...]:
        return tuple(replace(one, value=False) if one.value is None else one for one in row)

    rows = {name: no(frame.known.get(name, (UNKNOWN,) * len(frame.slices))) for name in silent}
    return Decider(History(decider.history.compiled, replace(frame, known={**frame.known, **rows}, closed=True)))


@TRIED
@given(DRAWN)
def test_without_the_facts_it_waits_for_it_does_not_apply(example: Example) -> None:
    """A duty waits only if it is open, and for facts without which it does not apply; a standing one for its steps."""
    decider = decider_of(example)
    if decider is None or example.frame.others:
        return
    without = _all_no(decider)
    for duty in decider.history.of if without.consistent() else ():
        facts, found = waiting(decider).get(duty), if_binds(decider, duty, ALL.stances)
        left = set(if_binds(without, duty, ALL.stances).words)
        of_steps = {name.startswith("taken(") for name in facts or ()}
        assert facts is None or (not found.settled and (of_steps == {True} or left <= IDLE))
        assert all(decider.history.slices.unknown_levels[name] for name in facts or ())


def test_what_nobody_claims_is_not_asked_first() -> None:
    """No real incident is claimed to be a planned activity: duties that start from one wait, and it is not asked."""
    law = load_bundled()
    for name in ("estonia-2007", "hse-2021", "medibank-2022", "revil-2021"):
        made = assess(read_dossier(DOSSIERS / f"{name}.yaml", law.law), law)
        facts = {one.duty: one.waits_for for one in made.findings if one.waits_for}
        assert facts["no_harm_duty.assess"] == ("activity_planned_or_run",)
        assert "corfu_channel_duty.halt" not in facts
        assert not {question.leaf for question in made.questions} & {"activity_planned_or_run"}
