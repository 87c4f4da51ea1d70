"""What the voluntary norms turn on: one fact changed, and what is expected changes with it."""

from __future__ import annotations

import pytest
from contrasts import Contrast, word_of

from duecare.rulebook.load import load_bundled

_CASE = "tallinn_aware_and_idle"  # a firm's operation goes on from a territory; the State knows and does nothing
_MET, _NOT_MET, _NOT_EXPECTED = "expected and met", "expected and not met", "not expected"
_UNAWARE = "unaware, not complaint_received"


def _left(*steps: str) -> str:
    return ", ".join(f"not {step} taken, reasonable_time_passed {step}, within_capacity {step}" for step in steps)


_TERRITORY = _left("M42", "M43", "M72", "M41", "M46", "M47", "M48", "M49", "M53", "M55", "M56", "M57")
_HELP = _left("M39", "M53", "M60", "M61", "M65")
_REQUEST = "critical_infrastructure_hit, request_received, " + _left(
    "M42", "M55", "M71", "M12", "M46", "M47", "M48", "M49", "M53", "M56"
)
_NO_RIGHT = "not loss_of_functionality_there, not physical_damage_there"
_NO_OTHER_RIGHT = (
    "not interferes_with_governmental_functions, not coerces_in_reserved_domain, not use_of_force_there, "
    "not infringes_immunity, not infringes_treaty_right, not infringes_rights_of_nationals, "
    "not infringes_self_determination"
)
_TOLD = "notice_received, not notice_actionable, not exclusive_governmental_infrastructure"
_ACKNOWLEDGED = "M42 taken, M46 taken, not open_to_bearer M43"

ROWS = [
    # territory
    ("norm_13c", _TERRITORY, _NOT_MET),
    ("norm_13c", "M42 taken, M43 taken, M46 taken", _MET),
    ("norm_13c", f"{_TERRITORY}, not territorial_origin, not territorial_transit", _NOT_EXPECTED),
    ("norm_13c", f"{_TERRITORY}, not territorial_origin, territorial_transit", _NOT_MET),
    ("norm_13c", f"{_TERRITORY}, territorial_origin, not territorial_transit", _NOT_MET),
    ("norm_13c", f"{_TERRITORY}, {_NO_RIGHT}, {_NO_OTHER_RIGHT}", _NOT_EXPECTED),
    ("norm_13c", f"{_TERRITORY}, not operation_continues", _NOT_EXPECTED),
    # who is aware, or was told in good faith
    ("norm_13c", f"{_TERRITORY}, {_UNAWARE}", _NOT_EXPECTED),
    ("norm_13c", f"{_TERRITORY}, {_UNAWARE}, admitted_knowledge", _NOT_MET),
    ("norm_13c", f"{_TERRITORY}, {_UNAWARE}, notice_received, notice_in_good_faith", _NOT_MET),
    ("norm_13c", f"{_TERRITORY}, {_UNAWARE}, notice_received, not notice_in_good_faith", _NOT_EXPECTED),
    ("norm_13c", f"{_TERRITORY}, {_UNAWARE}, not notice_received, unknown notice_in_good_faith", _NOT_EXPECTED),
    # to ask what a notice means that is too vague to act on
    ("norm_13c", f"{_TERRITORY}, {_ACKNOWLEDGED}, {_TOLD}, takes intensity_of_review.baseline", _NOT_MET),
    ("norm_13c", f"{_TERRITORY}, {_ACKNOWLEDGED}, notice_received, notice_actionable", _MET),
    ("norm_13c", f"{_TERRITORY}, {_ACKNOWLEDGED}, not notice_received", _MET),
    # crime and terrorism
    ("norm_13d", f"{_HELP}, {_UNAWARE}, not request_received", _NOT_EXPECTED),
    ("norm_13d", f"{_HELP}, {_UNAWARE}, request_received", _NOT_MET),
    ("norm_13d", f"{_HELP}, not request_received", _NOT_MET),
    ("norm_13d", "M60 taken", _MET),
    # what bears on an incident is weighed once somebody is aware of it, or was told
    ("norm_13b", "", "open"),
    ("norm_13b", f"{_UNAWARE}, not notice_received, not request_received", _NOT_EXPECTED),
    # requests for help
    ("norm_13h", _REQUEST, _NOT_MET),
    ("norm_13h", f"{_REQUEST}, not request_received", _NOT_EXPECTED),
    ("norm_13h", f"{_REQUEST}, not critical_infrastructure_hit", _NOT_EXPECTED),
    ("norm_13h", f"{_REQUEST}, M55 taken, M46 taken", _MET),
    # before the report of 2015 there was none of them
    *((f"norm_13{letter}", "not law_from_2015_07_22", _NOT_EXPECTED) for letter in "abcdefghijk"),
]

CONTRASTS: list[Contrast] = [(_CASE, norm, changes, word) for norm, changes, word in ROWS]


@pytest.mark.parametrize("row", CONTRASTS)
def test_one_fact_changes_what_is_expected(row: Contrast) -> None:
    """A norm is expected where its words say so, met by what it asks for, and never breached."""
    assert word_of(load_bundled(), row) == row[3]
