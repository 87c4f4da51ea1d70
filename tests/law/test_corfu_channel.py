"""What the Corfu Channel duty turns on: one fact or one position changed, and the finding changes with it."""

from __future__ import annotations

import pytest
from contrasts import Contrast, word_of

from duecare.rulebook.load import load_bundled

_CASE = "tallinn_aware_and_idle"  # a firm's operation goes on from a territory; the State knows and does nothing
_NO_RIGHT = (
    "not physical_damage_there, not loss_of_functionality_there, not interferes_with_governmental_functions, "
    "not coerces_in_reserved_domain, not use_of_force_there, not infringes_immunity, not infringes_treaty_right, "
    "not infringes_rights_of_nationals, not infringes_self_determination"
)
_OTHER_STATE = "not source_is_non_state, source_is_another_state"
_NO_TIE = "not territorial_origin, not territorial_transit, not controls_source, not jurisdiction_over_activity"
_UNASKED = "not apparatus_would_show, not inquiry_would_show, not monitoring_would_show, not risk_foreseeable"
_UNAWARE = f"unaware, not complaint_received, {_UNASKED}"
_ANY_RIGHT = "takes sovereignty.any_intrusion"

BINDING = [
    ("takes status.recognised", "breached"),
    ("takes status.norm_only", "not in force"),
    ("takes status.norm_only, takes general_rules.technology_neutral", "not in force"),
]

WHO_AND_WHERE = [
    ("takes author.non_state_only", "breached"),
    ("takes author.state_only", "not applicable"),
    (f"takes author.state_only, {_OTHER_STATE}", "breached"),
    (f"takes author.non_state_only, {_OTHER_STATE}", "not applicable"),
    ("not source_is_non_state, bearer_is_source", "not applicable"),
    (_NO_TIE, "not applicable"),
    (f"{_NO_TIE}, controls_source, takes nexus_reach.control", "breached"),
    (f"{_NO_TIE}, controls_source, takes nexus_reach.jurisdiction", "breached"),
    (f"{_NO_TIE}, controls_source, takes nexus_reach.territory", "not applicable"),
    (f"{_NO_TIE}, jurisdiction_over_activity, takes nexus_reach.jurisdiction", "breached"),
    (f"{_NO_TIE}, jurisdiction_over_activity, takes nexus_reach.control", "not applicable"),
    (f"{_NO_TIE}, territorial_transit, takes transit.same", "breached"),
    (f"{_NO_TIE}, territorial_transit, transit_feasible, takes transit.excluded", "not applicable"),
    (f"{_NO_TIE}, territorial_transit, transit_feasible, takes transit.known_and_feasible", "breached"),
    (f"{_NO_TIE}, territorial_transit, not transit_feasible, takes transit.known_and_feasible", "not applicable"),
    (f"{_NO_TIE}, transit_feasible, takes transit.known_and_feasible", "not applicable"),
    (
        f"{_NO_TIE}, territorial_transit, transit_feasible, takes transit.known_and_feasible, {_UNAWARE}",
        "not applicable",
    ),
]

HARM = [
    # what the operation must be in law
    ("not wrongful_if_done_by_bearer", "not applicable"),
    ("not wrongful_if_done_by_bearer, takes underlying_act.contrary_to_rights", "breached"),
    (f"not wrongful_if_done_by_bearer, {_OTHER_STATE}", "not applicable"),
    ("takes underlying_act.wrongful_act", "not applicable"),
    (f"takes underlying_act.wrongful_act, {_OTHER_STATE}", "breached"),
    (f"takes underlying_act.wrongful_act, {_OTHER_STATE}, {_NO_RIGHT}", "not applicable"),
    # some right must be touched, and any is enough
    (_NO_RIGHT, "not applicable"),
    *((f"{_NO_RIGHT}, {right.removeprefix('not ')}", "breached") for right in _NO_RIGHT.split(", ")),
    # sovereignty as a principle gives no right of its own
    ("takes sovereignty.principle, " + _NO_RIGHT + ", loss_of_functionality_there", "not applicable"),
    (f"{_NO_RIGHT}, interferes_with_governmental_functions, takes sovereignty.principle", "not applicable"),
    # an entry infringes it on one view only
    (f"{_NO_RIGHT}, unauthorised_intrusion_there, not data_altered_there", "not applicable"),
    (f"{_NO_RIGHT}, unauthorised_intrusion_there, not espionage_only, {_ANY_RIGHT}", "breached"),
    (f"{_NO_RIGHT}, data_altered_there, {_ANY_RIGHT}", "breached"),
    (
        f"{_NO_RIGHT}, not unauthorised_intrusion_there, not data_altered_there, not espionage_only, {_ANY_RIGHT}",
        "not applicable",
    ),
    (
        f"{_NO_RIGHT}, unauthorised_intrusion_there, espionage_only, {_ANY_RIGHT}, takes espionage.not_contrary",
        "not applicable",
    ),
    (
        f"{_NO_RIGHT}, unauthorised_intrusion_there, espionage_only, {_ANY_RIGHT}, takes espionage.sovereignty_breach",
        "breached",
    ),
    # mere content
    (f"{_NO_RIGHT}, coerces_in_reserved_domain, content_only, takes content_harms.within", "breached"),
    (f"{_NO_RIGHT}, coerces_in_reserved_domain, content_only, takes content_harms.outside", "not applicable"),
    (f"{_NO_RIGHT}, coerces_in_reserved_domain, content_only, takes content_harms.human_rights_only", "not applicable"),
    # how grave
    ("not serious_adverse_consequences", "not applicable"),
    ("not serious_adverse_consequences, significant_harm", "not applicable"),
    ("not serious_adverse_consequences, takes harm_threshold.none", "breached"),
    ("takes harm_threshold.significant, not significant_harm, not risk_of_significant_harm", "not applicable"),
    ("takes harm_threshold.significant, significant_harm, not risk_of_significant_harm", "breached"),
    ("takes harm_threshold.significant, not significant_harm, risk_of_significant_harm", "breached"),
    ("not serious_adverse_consequences, takes harm_threshold.none, trivial_effects", "not applicable"),
    ("contributes_trivially, serious_in_aggregate, takes aggregation.own_share", "not applicable"),
    ("contributes_trivially, serious_in_aggregate, takes aggregation.cumulative", "breached"),
    ("contributes_trivially, not serious_in_aggregate, takes aggregation.cumulative", "not applicable"),
    ("unknown contributes_trivially, not serious_in_aggregate, takes aggregation.cumulative", "open"),
    ("special_rule_on_territory", "not applicable"),
]

KNOWLEDGE = [
    (_UNAWARE, "not due"),
    (f"{_UNAWARE}, knowledge_inferred", "breached"),
    (f"{_UNAWARE}, admitted_knowledge, takes knowledge_standard.actual_only", "breached"),
    (f"{_UNAWARE}, admitted_knowledge, takes knowledge_standard.risk_foreseeable", "breached"),
    (f"{_UNAWARE}, admitted_knowledge, takes knowledge_standard.notified_only", "not due"),
    (f"{_UNAWARE}, ought_to_have_known", "breached"),
    (f"{_UNAWARE}, ought_to_have_known, takes knowledge_standard.actual_only", "not due"),
    (f"{_UNAWARE}, ought_to_have_known, takes knowledge_standard.risk_foreseeable", "breached"),
    (f"{_UNAWARE}, risk_foreseeable", "not due"),
    (f"{_UNAWARE}, risk_foreseeable, takes knowledge_standard.risk_foreseeable", "breached"),
    (f"{_UNAWARE}, notice_received, notice_actionable", "not due"),
    (f"{_UNAWARE}, notice_received, notice_actionable, takes knowledge_standard.notified_only", "breached"),
    (f"{_UNAWARE}, notice_received, takes knowledge_standard.notified_only", "not due"),
    (f"{_UNAWARE}, takes knowledge_standard.notified_only", "not due"),
    (f"{_UNAWARE}, apparatus_would_show, takes ignorance.no_excuse", "breached"),
    (f"{_UNAWARE}, apparatus_would_show, takes ignorance.excuse", "not due"),
    (f"{_UNAWARE}, tools_would_show, takes knowledge_effort.none", "breached"),
    (f"{_UNAWARE}, tools_would_show, takes knowledge_standard.actual_only", "not due"),
    (f"{_UNAWARE}, inquiry_would_show, takes knowledge_effort.none", "not due"),
    (f"{_UNAWARE}, inquiry_would_show, takes knowledge_effort.reasonable_inquiry", "breached"),
    (f"{_UNAWARE}, inquiry_would_show, takes knowledge_effort.monitoring", "breached"),
    (f"{_UNAWARE}, monitoring_would_show, takes knowledge_effort.reasonable_inquiry", "not due"),
    (f"{_UNAWARE}, monitoring_would_show, takes knowledge_effort.monitoring", "breached"),
]

_UNTOLD = f"not admitted_knowledge, not ought_to_have_known, {_UNASKED}, not complaint_received"
_NO_PATTERN = "not pattern_of_earlier_operations, not exclusive_governmental_infrastructure"
_CLAIMANT, _SHIFT = "takes evidence.claimant_proves", "takes evidence.burden_shift"
_SOURCE = "takes evidence.exclusive_control_presumption"
_NOVEL = (
    "not pattern_of_earlier_operations, not publicly_reported, not known_malware, "
    "not exclusive_governmental_infrastructure"
)
_NO_WORD = f"not admitted_knowledge, not knowledge_inferred, not notice_received, {_UNASKED}, {_NOVEL}"

PRESUMED = [
    # what was told so that it could be acted on is known
    (f"{_UNTOLD}, {_NO_PATTERN}, notice_received, notice_actionable", "breached"),
    (f"{_UNTOLD}, {_NO_PATTERN}, notice_received, not notice_actionable", "open"),
    (f"{_UNTOLD}, {_NO_PATTERN}, not notice_received", "open"),
    (f"{_UNTOLD}, {_NO_PATTERN}, not notice_received, complaint_received", "breached"),
    # the government's own systems, and a source notified before
    (f"{_UNTOLD}, not notice_received, exclusive_governmental_infrastructure, {_SOURCE}", "breached"),
    (f"{_UNTOLD}, not notice_received, exclusive_governmental_infrastructure, {_CLAIMANT}", "open"),
    (f"{_UNTOLD}, notice_received, not notice_actionable, pattern_of_earlier_operations, {_SHIFT}", "breached"),
    (f"{_UNTOLD}, notice_received, not notice_actionable, pattern_of_earlier_operations, {_CLAIMANT}", "open"),
    (f"{_UNTOLD}, notice_received, not notice_actionable, {_NO_PATTERN}, {_SHIFT}", "open"),
    (f"{_UNTOLD}, not notice_received, pattern_of_earlier_operations, {_SHIFT}", "open"),
    # earlier operations, or known malware that was reported, put a State on notice; what is new does not
    (_NO_WORD, "not due"),
    (f"{_NO_WORD}, pattern_of_earlier_operations", "breached"),
    (f"{_NO_WORD}, publicly_reported, known_malware", "breached"),
    (f"{_NO_WORD}, publicly_reported", "open"),
    (f"{_NO_WORD}, known_malware", "open"),
    (f"{_NO_WORD}, exclusive_governmental_infrastructure", "open"),
    # that it did not know only for want of an apparatus has to be shown
    (f"{_NO_WORD}, unknown apparatus_would_show, takes ignorance.no_excuse", "open"),
    ("lawful_activity, takes underlying_act.hypothetical_wrong", "breached"),
]

_HALTING = [*BINDING, *WHO_AND_WHERE, *HARM, *KNOWLEDGE, *PRESUMED]

_ENDED = "not operation_continues, not operation_imminent, not recurrence_likely"
_NOT_YET, _AT_ONCE = (
    "not act_materialised, takes corfu_breach.materialised",
    "not act_materialised, takes corfu_breach.omission",
)


def _idle(duty: str, *steps: str) -> str:
    left = ", ".join(f"not {step} taken, reasonable_time_passed {step}, within_capacity {step}" for step in steps)
    return f"{left}, not reasonable_overall {duty}, manifest_failure {duty}"


_UNWARNED = "not notice_received, " + _idle("warn", "M51", "M53")
_UNTOLD_ALL = _idle("notify", "M37")
_UNPREVENTED = "takes prevention_reach.general_prevention, " + _idle(
    "prevent", "M43", "M35", "M46", "M47", "M48", "M49", "M52", "M53"
)
_SILENT = "takes account_reach.in_duty, request_received, " + _idle("account", "M67", "M71")

DUTIES = [
    ("halt", "not operation_continues", "not due"),
    ("halt", _NOT_YET, "not met"),
    ("halt", _AT_ONCE, "breached"),
    ("prevent", _UNPREVENTED, "breached"),
    ("prevent", f"{_UNPREVENTED}, {_UNAWARE}", "not due"),
    ("prevent", f"{_UNPREVENTED}, {_NOT_YET}", "not met"),
    ("prevent", f"{_UNPREVENTED}, {_AT_ONCE}", "breached"),
    ("prevent", f"{_UNPREVENTED}, {_AT_ONCE}, {_ENDED}", "breached"),
    ("prevent", f"{_UNPREVENTED}, {_AT_ONCE}, {_ENDED}, takes prevention_reach.imminent", "not due"),
    ("prevent", f"{_UNPREVENTED}, {_ENDED}, operation_imminent, takes prevention_reach.imminent", "breached"),
    ("warn", _UNWARNED, "breached"),
    ("warn", f"{_UNWARNED}, {_UNAWARE}", "not due"),
    ("warn", f"{_UNWARNED}, notice_received", "not due"),
    ("warn", f"{_UNWARNED}, {_ENDED}", "not due"),
    ("warn", f"{_UNWARNED}, {_NOT_YET}", "not met"),
    ("warn", f"{_UNWARNED}, {_AT_ONCE}", "breached"),
    ("warn", f"{_UNWARNED}, M51 taken, reasonable_overall warn, not manifest_failure warn", "met"),
    ("notify", _UNTOLD_ALL, "breached"),
    ("notify", f"{_UNTOLD_ALL}, {_UNAWARE}", "not due"),
    ("notify", f"{_UNTOLD_ALL}, {_ENDED}", "not due"),
    ("notify", f"{_UNTOLD_ALL}, {_NOT_YET}", "not met"),
    ("notify", f"{_UNTOLD_ALL}, {_AT_ONCE}", "breached"),
    ("account", _SILENT, "breached"),
    ("account", f"{_SILENT}, takes account_reach.evidence_only", "not in force"),
    ("account", f"{_SILENT}, not request_received", "not due"),
    ("account", f"{_SILENT}, not act_materialised", "not due"),
    ("account", f"{_SILENT}, M71 taken, reasonable_overall account, not manifest_failure account", "met"),
    # where several States are tied to the operation
    ("halt", "another_state_acts, takes several_states.subsidiary", "not due"),
    ("halt", "another_state_acts, not territorial_transit, takes several_states.primary_origin", "breached"),
    ("halt", "another_state_acts, territorial_transit, takes several_states.primary_origin", "not due"),
    ("halt", "unknown another_state_acts, territorial_transit, takes several_states.primary_origin", "open"),
    ("halt", "another_state_acts, territorial_transit, takes several_states.independent", "breached"),
    # grounds that preclude wrongfulness
    *(
        ("halt", ground, "breached (wrongfulness precluded)")
        for ground in ("beneficiary_consented", "self_defence_by_bearer", "force_majeure", "distress", "necessity")
    ),
]

_BUILT = "M01 taken, M07 taken, M11 taken, M12 taken, reasonable_overall apparatus, not manifest_failure apparatus"
_BARE = "patchwork_hypothetical_misuse"
_REDRESS = "redress_no_prosecution"
ELSEWHERE = [
    (_BARE, "apparatus", "takes floor.none", "not in force"),
    (_BARE, "apparatus", "takes floor.result, not minimum_apparatus, efforts_toward_apparatus", "breached"),
    (_BARE, "apparatus", f"takes floor.result, {_BUILT}, minimum_apparatus, not efforts_toward_apparatus", "met"),
    (_BARE, "apparatus", f"takes floor.conduct, {_BUILT}, not minimum_apparatus, efforts_toward_apparatus", "met"),
    (_BARE, "apparatus", "takes floor.conduct, minimum_apparatus, not efforts_toward_apparatus", "breached"),
    (_REDRESS, "investigate", _UNAWARE, "not due"),
    (_REDRESS, "investigate", "not act_materialised", "not due"),
    (_REDRESS, "investigate", "takes redress_reach.elsewhere", "not in force"),
    # a trivial share counts where shares are added up, and their sum is serious
    ("tallinn_botnet_added_up", "halt", "takes aggregation.own_share", "not applicable"),
    ("tallinn_botnet_added_up", "halt", "not serious_in_aggregate", "not applicable"),
]

CONTRASTS: list[Contrast] = [
    *((_CASE, "halt", changes, word) for changes, word in _HALTING),
    *((_CASE, duty, changes, word) for duty, changes, word in DUTIES),
    *ELSEWHERE,
]


@pytest.mark.parametrize("row", CONTRASTS)
def test_one_fact_changes_the_finding(row: Contrast) -> None:
    """Each condition of a duty decides: without it the finding is another, as the text of the chapter says."""
    assert word_of(load_bundled(), row) == row[3]
