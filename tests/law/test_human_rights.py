"""What the duty to protect turns on where its cases leave it open: one fact changed, and the finding changes."""

from __future__ import annotations

import pytest
from contrasts import Contrast, word_of

from duecare.rulebook.load import load_bundled

_CASE = "emergency_beyond_need"  # persons complained, the operation goes on, and nothing was done
_UNAWARE = (
    "unaware, not complaint_received, not inquiry_would_show, not monitoring_would_show, not threat_foreseeable, "
    "not apparatus_would_show, not risk_foreseeable"
)
_NOTIFIED, _CONSTRUCTIVE = "takes knowledge_standard.notified_only", "takes knowledge_standard.constructive"
_ABROAD = (
    "not persons_in_territory, not persons_under_control, not controls_enjoyment, impact_direct_and_foreseeable, "
    "not territorial_origin, not jurisdiction_over_activity, not controls_source, takes rights_reach.functional"
)

ROWS = [
    # a derogation counts when it was notified
    ("halt", "not derogation_notified, derogation_strictly_required", "breached"),
    ("halt", "unknown derogation_notified, derogation_strictly_required", "open"),
    # what the State knew, on each view
    ("halt", f"{_UNAWARE}, {_CONSTRUCTIVE}", "not due"),
    ("halt", f"{_UNAWARE}, admitted_knowledge, {_CONSTRUCTIVE}", "breached"),
    ("halt", f"{_UNAWARE}, admitted_knowledge, {_NOTIFIED}", "not due"),
    ("halt", f"{_UNAWARE}, ought_to_have_known, {_CONSTRUCTIVE}", "breached"),
    ("halt", f"{_UNAWARE}, ought_to_have_known, takes knowledge_standard.actual_only", "not due"),
    ("halt", f"{_UNAWARE}, tools_would_show, takes knowledge_effort.none, {_CONSTRUCTIVE}", "breached"),
    ("halt", f"{_UNAWARE}, tools_would_show, takes knowledge_standard.actual_only", "not due"),
    ("halt", f"{_UNAWARE}, notice_received, notice_actionable, {_NOTIFIED}", "breached"),
    ("halt", f"{_UNAWARE}, notice_received, notice_actionable, {_CONSTRUCTIVE}", "not due"),
    ("halt", f"{_UNAWARE}, notice_received, {_NOTIFIED}", "not due"),
    ("halt", f"{_UNAWARE}, {_NOTIFIED}", "not due"),
    ("halt", f"{_UNAWARE}, complaint_received, {_NOTIFIED}", "breached"),
    # an activity under its control may reach persons abroad
    ("halt", _ABROAD, "not applicable"),
    ("halt", f"{_ABROAD}, controls_source", "breached"),
]

_BUILT = "framework_in_place"
FRAMEWORK: list[Contrast] = [
    (_BUILT, "framework", "not efforts_toward_apparatus, rights_framework", "met"),
    *((_BUILT, "framework", f"not {step} taken, reasonable_time_passed {step}", "open") for step in ("M04", "M08")),
]

# how far the Covenant reaches is one question, and how far the European Convention reaches another
REACH: list[Contrast] = [
    ("in_the_power_of_the_state", "remedy", "takes rights_reach.territory", "not due"),
    ("in_the_power_of_the_state", "remedy", "not persons_under_control", "not applicable"),
    ("protection_ends_at_the_border", "remedy", "party_to_echr", "not due"),
]

CONTRASTS: list[Contrast] = [*((_CASE, *row) for row in ROWS), *FRAMEWORK, *REACH]


@pytest.mark.parametrize("row", CONTRASTS)
def test_one_fact_changes_the_finding(row: Contrast) -> None:
    """Each condition of a duty decides: without it the finding is another, as the text of the chapter says."""
    assert word_of(load_bundled(), row) == row[3]
