"""What the duty to prevent harm turns on: one fact or one position changed, and the finding changes with it."""

from __future__ import annotations

import pytest
from contrasts import Contrast, word_of

from duecare.rulebook.load import load_bundled

_CASE = "nobody_looked_for_harm"  # inquiry would have shown the operation; nobody looked, and nobody was told
_NO_TIE = "not territorial_origin, not controls_source, not jurisdiction_over_activity"
_NO_KIND = (
    "not environmental_harm_there, not physical_damage_there, not loss_of_functionality_there, "
    "not essential_service_disrupted, not data_altered_there, not data_taken_there, not economic_harm, "
    "not interferes_with_governmental_functions, not personal_harm_there, not harmful_content_there"
)
_FELT = f"{_NO_KIND}, harm_felt_there"
_PHYSICAL, _FUNCTIONAL = "takes kind_of_harm.physical", "takes kind_of_harm.functional"
_UNAWARE = (
    "unaware, not complaint_received, not risk_known, not apparatus_would_show, not inquiry_would_show, "
    "not monitoring_would_show, not risk_foreseeable"
)
_SLIGHT = "not significant_harm, not risk_of_significant_harm, not serious_adverse_consequences"


def _idle(duty: str, *steps: str) -> str:
    left = ", ".join(f"not {step} taken, reasonable_time_passed {step}, within_capacity {step}" for step in steps)
    return f"{left}, not reasonable_overall {duty}, manifest_failure {duty}"


def _done(duty: str, *steps: str) -> str:
    return ", ".join(f"{step} taken" for step in steps) + f", reasonable_overall {duty}, not manifest_failure {duty}"


INFORMING = [
    # does it bind
    ("takes status.recognised", "breached"),
    ("takes status.norm_only", "not in force"),
    ("takes no_harm_scope.sectoral", "not in force"),
    ("takes no_harm_scope.merged", "not in force"),
    ("takes no_harm_scope.sectoral, established_field", "breached"),
    ("special_rule_on_harm", "not applicable"),
    # nexus: a State of mere transit is not reached
    (_NO_TIE, "not applicable"),
    (f"{_NO_TIE}, territorial_transit", "not applicable"),
    (f"{_NO_TIE}, controls_source", "breached"),
    (f"{_NO_TIE}, jurisdiction_over_activity", "breached"),
    # harm felt abroad, of a kind that counts, and grave enough
    ("not harm_felt_there", "not applicable"),
    (_FELT, "not applicable"),
    *((f"{_FELT}, {kind}, {_PHYSICAL}", "breached") for kind in ("environmental_harm_there", "physical_damage_there")),
    *(
        (f"{_FELT}, {kind}, {view}", word)
        for kind in ("loss_of_functionality_there", "essential_service_disrupted")
        for view, word in ((_PHYSICAL, "not applicable"), (_FUNCTIONAL, "breached"))
    ),
    *(
        (f"{_FELT}, {kind}{view}", word)
        for kind in (
            "data_altered_there",
            "data_taken_there",
            "economic_harm",
            "interferes_with_governmental_functions",
            "personal_harm_there",
            "harmful_content_there, takes content_harms.within",
        )
        for view, word in (("", "breached"), (f", {_FUNCTIONAL}", "not applicable"))
    ),
    (f"{_FELT}, harmful_content_there, takes content_harms.outside", "not applicable"),
    (f"{_FELT}, economic_harm, content_only, takes content_harms.within", "breached"),
    (f"{_FELT}, economic_harm, content_only, takes content_harms.outside", "not applicable"),
    (f"{_FELT}, economic_harm, content_only, takes content_harms.human_rights_only", "not applicable"),
    (_SLIGHT, "not applicable"),
    (f"{_SLIGHT}, significant_harm", "breached"),
    (f"{_SLIGHT}, serious_adverse_consequences", "not applicable"),
    (f"{_SLIGHT}, serious_adverse_consequences, takes harm_level.serious", "breached"),
    (f"{_SLIGHT}, significant_harm, takes harm_level.serious", "not applicable"),
    # knowledge of the risk
    (_UNAWARE, "not due"),
    (f"{_UNAWARE}, risk_known", "breached"),
    (f"{_UNAWARE}, admitted_knowledge", "breached"),
    (f"{_UNAWARE}, admitted_knowledge, takes knowledge_standard.notified_only", "not due"),
    (f"{_UNAWARE}, ought_to_have_known", "breached"),
    (f"{_UNAWARE}, ought_to_have_known, takes knowledge_standard.actual_only", "not due"),
    (f"{_UNAWARE}, apparatus_would_show, takes ignorance.no_excuse", "breached"),
    (f"{_UNAWARE}, apparatus_would_show, takes ignorance.excuse", "not due"),
    (f"{_UNAWARE}, tools_would_show, takes knowledge_effort.none", "breached"),
    (f"{_UNAWARE}, tools_would_show, takes knowledge_standard.actual_only", "not due"),
    (f"{_UNAWARE}, inquiry_would_show, takes knowledge_effort.none", "not due"),
    (f"{_UNAWARE}, inquiry_would_show, takes knowledge_effort.reasonable_inquiry", "breached"),
    (f"{_UNAWARE}, monitoring_would_show, takes knowledge_effort.reasonable_inquiry", "not due"),
    (f"{_UNAWARE}, monitoring_would_show, takes knowledge_effort.monitoring", "breached"),
    (f"{_UNAWARE}, risk_foreseeable", "not due"),
    (f"{_UNAWARE}, risk_foreseeable, takes knowledge_standard.risk_foreseeable", "breached"),
    # in an emergency, and not to whom gave the notice
    ("not operation_continues, operation_imminent", "breached"),
    ("not operation_continues, not operation_imminent", "not due"),
    ("notice_received", "not due"),
    (_done("inform", "M51", "M53"), "met"),
    ("takes procedural_breach.only_with_harm, not significant_harm", "not met"),
    ("takes procedural_breach.only_with_harm, significant_harm", "breached"),
    ("not significant_harm", "breached"),
    ("takes harm_level.serious, takes procedural_breach.only_with_harm, serious_adverse_consequences", "breached"),
    (
        "takes harm_level.serious, takes procedural_breach.only_with_harm, serious_adverse_consequences, "
        "not act_materialised",
        "not met",
    ),
]

# what harm is presumed to be felt where it falls
FELT = [
    *(
        (f"{_NO_KIND}, {kind.removeprefix('not ')}", "breached")
        for kind in _NO_KIND.split(", ")[:-1]
        if "functions" not in kind
    ),
    (f"{_NO_KIND}, harmful_content_there, takes content_harms.within", "breached"),
    (f"{_NO_KIND}, interferes_with_governmental_functions", "open"),  # no harm to persons, systems or data
]

_HALTING = "significant_harm, " + _idle("halt", "M43", "M46", "M47", "M48", "M49", "M50", "M56")
_PREVENTING = (
    "significant_harm, "
    + _idle("prevent", "M25", "M02", "M03", "M09", "M10", "M16", "M17", "M24", "M29", "M30", "M31", "M34", "M36")
    + ", "
    + _idle("prevent", "M39", "M40", "M68", "M18", "M32", "M35", "M37", "M38", "M46", "M47", "M48", "M49", "M52")
)
_PAID, _UNPAID = "M64 taken, reasonable_overall compensate, not manifest_failure compensate", _idle("compensate", "M64")
_OMISSION, _WITH_HARM = "takes no_harm_breach.omission", "takes no_harm_breach.not_prevented_with_harm"
_COMPENSATION = "takes no_harm_breach.not_compensated"
_ENDED = "not operation_continues, not operation_imminent, not recurrence_likely"
_NOTIFIED = "takes knowledge_standard.notified_only"
_MONITORING = _idle("monitor", "M25", "M26", "M27")

DUTIES = [
    *(
        (duty, f"{base}, {change}", word)
        for duty, base, kept in (
            ("halt", _HALTING, _done("halt", "M43", "M46")),
            ("prevent", _PREVENTING, _done("prevent", "M25", "M02", "M18")),
        )
        for change, word in (
            (_OMISSION, "breached"),
            (f"{_OMISSION}, not significant_harm", "breached"),
            (f"{_OMISSION}, {kept}", "met"),
            (_WITH_HARM, "breached"),
            (f"{_WITH_HARM}, not significant_harm", "not met"),
            (f"{_WITH_HARM}, {kept}", "met"),
            (f"{_COMPENSATION}, {_UNPAID}", "breached"),
            (f"{_COMPENSATION}, {_PAID}", "liable"),
            (f"{_COMPENSATION}, {_UNPAID}, not significant_harm", "not met"),
            (f"{_OMISSION}, {_UNAWARE}", "not due"),
        )
    ),
    ("halt", f"{_HALTING}, {_OMISSION}, {_ENDED}", "not due"),
    ("halt", f"{_HALTING}, {_OMISSION}, {_UNAWARE}, notice_received, notice_actionable, {_NOTIFIED}", "breached"),
    ("halt", f"{_HALTING}, {_OMISSION}, {_UNAWARE}, notice_received, {_NOTIFIED}", "not due"),
    ("prevent", f"{_PREVENTING}, {_OMISSION}, {_ENDED}, not activity_planned_or_run", "not due"),
    ("prevent", f"{_PREVENTING}, {_OMISSION}, {_ENDED}, activity_planned_or_run", "breached"),
    ("prevent", f"{_PREVENTING}, {_OMISSION}, not activity_planned_or_run", "breached"),
    # each of the two omissions opens the duty to compensate
    ("compensate", f"{_HALTING}, {_UNPAID}, {_done('prevent', 'M25', 'M02', 'M18')}", "breached"),
    ("compensate", f"{_PREVENTING}, {_UNPAID}, {_done('halt', 'M43', 'M46')}", "breached"),
    ("compensate", f"{_done('halt', 'M43', 'M46')}, {_done('prevent', 'M25', 'M02', 'M18')}", "not due"),
    # where liability comes first, each omission is judged by what it was itself liable for
    ("prevent", f"{_HALTING}, {_UNPAID}, {_done('prevent', 'M25', 'M02', 'M18')}, {_COMPENSATION}", "met"),
    ("halt", f"{_PREVENTING}, {_UNPAID}, {_done('halt', 'M43', 'M46')}, {_COMPENSATION}", "met"),
    # monitoring
    ("monitor", f"{_MONITORING}, not risk_confirmed, risk_known, takes knowledge_effort.none", "not due"),
    ("monitor", f"{_MONITORING}, not risk_confirmed", "breached"),
    ("monitor", f"{_MONITORING}, not risk_confirmed, takes knowledge_effort.none", "not due"),
    ("monitor", f"{_MONITORING}, risk_confirmed, takes knowledge_effort.none", "breached"),
    ("monitor", f"{_MONITORING}, not risk_confirmed, {_UNAWARE}, takes knowledge_effort.monitoring", "breached"),
    ("monitor", f"{_MONITORING}, not risk_confirmed, {_UNAWARE}, takes knowledge_effort.reasonable_inquiry", "not due"),
    ("monitor", _done("monitor", "M25"), "met"),
    ("monitor", f"{_MONITORING}, takes procedural_breach.only_with_harm, not significant_harm", "not met"),
    ("monitor", f"{_MONITORING}, takes procedural_breach.only_with_harm, significant_harm", "breached"),
    ("monitor", f"{_MONITORING}, not significant_harm", "breached"),
    *(
        ("inform", ground, "breached (wrongfulness precluded)")
        for ground in ("beneficiary_consented", "self_defence_by_bearer", "force_majeure", "distress", "necessity")
    ),
]

_PLANNED = "certain_activities_dredging"  # a State runs an activity of its own in an established field
_NO_HARM = "not significant_harm"
_LEFT = {
    "ascertain": "not risk_screened, " + _idle("ascertain", "M25", "M28"),
    "assess": "risk_of_significant_harm, " + _idle("assess", "M28"),
    "notify": "agreed_to_consult, " + _idle("notify", "M51", "M54"),
}
PROCEDURE = [
    *(
        (_PLANNED, duty, f"{left}, {change}", word)
        for duty, left in _LEFT.items()
        for change, word in (
            (f"{_NO_HARM}, takes procedural_breach.by_itself", "breached"),
            (f"{_NO_HARM}, takes procedural_breach.only_with_harm", "not met"),
            ("significant_harm, act_materialised, takes procedural_breach.only_with_harm", "breached"),
            (_NO_TIE, "not applicable"),
            ("not activity_planned_or_run", "not applicable"),
        )
    ),
    (_PLANNED, "ascertain", f"{_LEFT['ascertain']}, risk_screened", "not met"),
    (  # significant harm is not yet serious
        _PLANNED,
        "ascertain",
        f"{_LEFT['ascertain']}, significant_harm, act_materialised, not serious_adverse_consequences, "
        "takes harm_level.serious, takes procedural_breach.only_with_harm",
        "not met",
    ),
    (_PLANNED, "ascertain", "not risk_screened, " + _done("ascertain", "M25"), "met"),
    (_PLANNED, "assess", "risk_of_significant_harm, " + _done("assess", "M28"), "met"),
    (_PLANNED, "assess", f"{_LEFT['assess']}, not risk_of_significant_harm", "not due"),
    (_PLANNED, "notify", f"{_LEFT['notify']}, not agreed_to_consult", "not due"),
    (
        _PLANNED,
        "notify",
        f"{_LEFT['notify']}, not agreed_to_consult, risk_confirmed, takes procedural_breach.by_itself",
        "breached",
    ),
]

_BUILT = "M01 taken, M07 taken, M11 taken, M12 taken, reasonable_overall apparatus, not manifest_failure apparatus"
_ONLY_EFFORTS = "not minimum_apparatus, efforts_toward_apparatus"
_ONLY_ENOUGH = "minimum_apparatus, not efforts_toward_apparatus"
APPARATUS = [
    ("takes floor.none", "not in force"),
    (f"takes floor.result, {_BUILT}, {_ONLY_EFFORTS}", "breached"),
    (f"takes floor.result, {_BUILT}, {_ONLY_ENOUGH}", "met"),
    (f"takes floor.conduct, {_BUILT}, {_ONLY_EFFORTS}", "met"),
    (f"takes floor.conduct, {_BUILT}, {_ONLY_ENOUGH}", "breached"),
]

CONTRASTS: list[Contrast] = [
    *((_CASE, "inform", changes, word) for changes, word in (*INFORMING, *FELT)),
    *((_CASE, duty, changes, word) for duty, changes, word in DUTIES),
    *PROCEDURE,
    *((_CASE, "apparatus", changes, word) for changes, word in APPARATUS),
]


@pytest.mark.parametrize("row", CONTRASTS)
def test_one_fact_changes_the_finding(row: Contrast) -> None:
    """Each condition of a duty decides: without it the finding is another, as the text of the chapter says."""
    assert word_of(load_bundled(), row) == row[3]
