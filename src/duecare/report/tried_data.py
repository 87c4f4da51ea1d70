"""A trial as data for other programs, with its headline and what each change means in which part."""

from __future__ import annotations

from typing import Any

from duecare.ir.declarations import Law
from duecare.report.record import plain
from duecare.report.tried import ASKED, CAVEATS, HARMED, headline, standing
from duecare.tryout.model import Change, Shift, Trial, Tried

FORMAT, VERSION = "duecare-trial", 1


def trial_data(trial: Trial, law: Law) -> dict[str, Any]:
    """Return all of a trial."""
    head = {"format": FORMAT, "format_version": VERSION, **plain(trial), "caveats": CAVEATS}
    return {**head, "tried": [_tried(one, trial, law) for one in trial.tried]}


def _tried(tried: Tried, trial: Trial, law: Law) -> dict[str, Any]:
    cases = [{**plain(case), "changes": [_change(one, tried.shift) for one in case.changes]} for case in tried.cases]
    shift = {"states": tried.shift.states, "moves": plain(tried.shift.moves), "repeats": tried.shift.repeats}
    return {"headline": headline(tried, trial, law), **shift, "cases": cases}


def _change(change: Change, shift: Shift) -> dict[str, Any]:
    own = change.bearer == change.beneficiary
    parts = [(ASKED, change.bearer)] + ([] if own or not change.beneficiary else [(HARMED, change.beneficiary)])
    return {
        **plain(change),
        "standing_before": standing(change.before),
        "standing_after": standing(change.after),
        "parts": [{"part": part, "of": state, "own_case": state in shift.states} for part, state in parts],
    }
