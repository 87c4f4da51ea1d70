"""Duties to prevent: how long they last, and which steps serve them."""

from __future__ import annotations

import pytest
from contrasts import found

from duecare.rulebook.load import load_bundled

_CASE = "tallinn_aware_and_idle"  # an operation that goes on, of which the State knows
_IDLE = (
    "takes prevention_reach.general_prevention, not reasonable_overall prevent, manifest_failure prevent, "
    "reasonable_time_passed M48, reasonable_time_passed M49, reasonable_time_passed M52, not M35 taken, not M46 taken, "
    "not M47 taken, not M48 taken, not M49 taken, not M52 taken, not M53 taken"
)
_OVER = "not operation_continues, not operation_imminent"

ROWS = [
    # what the operation has not reached yet is still to be protected, and what is likely to follow
    (_IDLE, "breached"),
    (f"{_IDLE}, {_OVER}, recurrence_likely", "breached"),
    (f"{_IDLE}, {_OVER}, not recurrence_likely", "not due"),
    (f"{_IDLE}, takes prevention_reach.imminent", "breached"),
    (f"{_IDLE}, takes prevention_reach.imminent, {_OVER}, not recurrence_likely", "not due"),
    (f"{_IDLE}, takes prevention_reach.halt_ongoing", "not in force"),
    # to look, or to have rules, averts nothing by itself
    (f"{_IDLE}, M26 taken", "breached"),
    (f"{_IDLE}, M06 taken, M24 taken, M36 taken", "breached"),
    (f"{_IDLE}, M43 taken, M48 taken, reasonable_overall prevent, not manifest_failure prevent", "met"),
]

CONTRASTS = [(_CASE, "prevent", changes, word) for changes, word in ROWS]


@pytest.mark.parametrize(("changes", "word"), ROWS)
def test_prevention_lasts_while_something_is_left_to_avert(changes: str, word: str) -> None:
    """It ends neither with the first act nor by looking on; it ends when nothing more is to come."""
    assert found(load_bundled(), _CASE, "prevent", changes) == (word,)


@pytest.mark.parametrize("duty", ["corfu_channel_duty.prevent", "no_harm_duty.prevent", "human_rights_duty.prevent"])
def test_to_look_is_not_to_prevent(duty: str) -> None:
    """Detection serves no duty to prevent, and the steps that stop a known operation serve each."""
    service = next(one.served_by for one in load_bundled().law.duties if f"{one.obligation}.{one.name}" == duty)
    groups = [set(group.items) for group in service.items if not isinstance(group, str)]
    assert all("M26" not in group for group in groups)
    assert any({"M46", "M47", "M48", "M49"} <= group for group in groups)
