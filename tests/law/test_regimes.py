"""What the duties of the further regimes turn on: one fact changed in a case, and the finding changes with it."""

from __future__ import annotations

import pytest
from contrasts import found

from duecare.rulebook.load import load_bundled

_PRECLUDED = "breached (wrongfulness precluded)"
_OVER = "act_materialised, not operation_continues, not operation_imminent, not recurrence_likely"
_COUNTERED = (
    "countermeasure_by_bearer, answers_wrongful_act, injured_by_that_act, not answers_want_of_diligence, "
    "called_on_to_comply, notified_and_offered_talks, commensurate_with_injury, temporary_and_reversible, "
    "not touches_protected_duties, not that_act_ended_and_pending"
)
_NOTHING = "not M46 taken, not M47 taken, not M48 taken, not M49 taken, not M52 taken, not M80 taken, not M81 taken"

ALIENS = [
    ("youmans", "halt", "not alien_endangered", "not applicable"),
    ("youmans", "halt", "not source_is_non_state, bearer_is_source", "not applicable"),
    ("youmans", "halt", "unaware", "not due"),
    ("youmans", "halt", "unaware, ought_to_have_known", "breached"),
    ("youmans", "halt", "not operation_continues", "not due"),
    ("youmans", "halt", "not act_materialised, " + _NOTHING, "not met"),
    ("youmans", "halt", "reasonable_overall halt, M80 taken", "met"),
    # one ground raised brings no other into play, and a countermeasure needs every condition
    ("youmans", "halt", "beneficiary_consented", _PRECLUDED),
    ("youmans", "halt", "not beneficiary_consented", "breached"),
    ("youmans", "halt", _COUNTERED, _PRECLUDED),
    ("youmans", "halt", f"{_COUNTERED}, not called_on_to_comply", "breached"),
    ("youmans", "prevent", "not reasonable_overall prevent", "breached"),
    ("youmans", "prevent", "not reasonable_overall prevent, not act_materialised, " + _NOTHING, "not met"),
    ("youmans", "prevent", _OVER, "not due"),
    ("home_missionary_society", "prevent", "unaware", "not due"),
    ("janes", "punish", "unaware", "not due"),
    ("janes", "punish", "not act_materialised", "not due"),
    ("janes", "punish", "distress", _PRECLUDED),
    ("janes", "punish", "reasonable_overall punish, M44 taken, M60 taken", "met"),
]

INVESTMENTS = [
    ("wena_hotels", "halt", "not investment_treaty_binds", "not in force"),
    ("wena_hotels", "halt", "not investment_endangered", "not applicable"),
    ("wena_hotels", "halt", "bearer_is_source", "not applicable"),
    ("wena_hotels", "prevent", "unaware", "not due"),
    ("wena_hotels", "prevent", _OVER, "not due"),
    ("wena_hotels", "prevent", "not act_materialised, " + _NOTHING, "not met"),
    ("wena_hotels", "prevent", "reasonable_overall prevent, M80 taken", "met"),
    ("wena_hotels", "halt", "unaware", "not due"),
    ("wena_hotels", "halt", "not operation_continues", "not due"),
    ("wena_hotels", "halt", "not act_materialised, " + _NOTHING, "not met"),
    ("wena_hotels", "halt", "reasonable_overall halt, M80 taken", "met"),
    ("wena_hotels", "halt", "beneficiary_consented", _PRECLUDED),
    ("wena_hotels", "punish", "unaware", "not due"),
    ("wena_hotels", "punish", "not act_materialised", "not due"),
    ("wena_hotels", "punish", "reasonable_overall punish, M60 taken", "met"),
]

MISSIONS = [
    ("tehran_embassy", "halt", "not receives_mission", "not applicable"),
    ("tehran_embassy", "halt", "not infringes_immunity", "not applicable"),
    ("tehran_embassy", "halt", "unaware", "not due"),
    ("tehran_embassy", "halt", "not operation_continues", "not due"),
    ("tehran_embassy", "halt", "not act_materialised", "not met"),
    ("tehran_embassy", "halt", "reasonable_overall halt, not manifest_failure halt, M80 taken", "met"),
    ("tehran_embassy", "prevent", "unaware", "not due"),
    ("tehran_embassy", "prevent", _OVER, "not due"),
    ("tehran_embassy", "prevent", "not act_materialised", "not met"),
    ("tehran_embassy", "prevent", "reasonable_overall prevent, not manifest_failure prevent, M80 taken", "met"),
    # the duty goes on beside direct responsibility
    ("tehran_embassy", "halt", "bearer_is_source", "breached"),
    # no countermeasure touches a mission
    ("tehran_embassy", "halt", _COUNTERED, "breached"),
    ("tehran_embassy", "halt", "beneficiary_consented", _PRECLUDED),
    ("tehran_embassy", "halt", "necessity", _PRECLUDED),
]

_IDLE = "not M56 taken, not reasonable_overall halt, manifest_failure halt, not M49 taken, not M81 taken, "
_IDLE += "reasonable_time_passed M49, reasonable_time_passed M56, reasonable_time_passed M81"
HOSTILE_GROUPS = [
    ("congo_may_1997_to_august_1998", "halt", "not hostile_group_present", "not applicable"),
    ("congo_may_1997_to_august_1998", "halt", "unaware", "not due"),
    ("congo_may_1997_to_august_1998", "halt", "not in_position_to_act", "not due"),
    ("congo_may_1997_to_august_1998", "halt", _IDLE, "breached"),
    ("congo_may_1997_to_august_1998", "halt", _IDLE + ", self_defence_by_bearer", _PRECLUDED),
]

NEUTRALITY = [
    ("alabama_cruiser", "prevent", "not belligerents_at_war", "not applicable"),
    ("alabama_cruiser", "prevent", "not neutral_in_that_war", "not applicable"),
    ("alabama_cruiser", "prevent", "not belligerent_use", "not applicable"),
    (
        "alabama_cruiser",
        "prevent",
        "not territorial_origin, not territorial_transit, not controls_source",
        "not applicable",
    ),
    ("alabama_cruiser", "prevent", "not territorial_origin, controls_source", "breached"),
    ("alabama_cruiser", "prevent", "unaware", "not due"),
    ("alabama_cruiser", "prevent", _OVER, "not due"),
    ("alabama_cruiser", "prevent", "not act_materialised", "not met"),
    ("alabama_cruiser", "prevent", "reasonable_overall prevent, M81 taken", "met"),
    ("alabama_cruiser", "prevent", "force_majeure", _PRECLUDED),
    ("alabama_cruiser", "halt", "operation_continues, not reasonable_overall halt, " + _NOTHING, "breached"),
    ("alabama_cruiser", "halt", "operation_continues, reasonable_overall halt, M81 taken", "met"),
    (
        "alabama_cruiser",
        "halt",
        "operation_continues, not act_materialised, not reasonable_overall halt, " + _NOTHING,
        "not met",
    ),
    ("alabama_cruiser", "halt", "not operation_continues", "not due"),
    ("traffic_in_passage", "halt", "takes neutral_channels.same, unaware", "not due"),
]

GENOCIDE = [
    ("bosnia_genocide", "prevent", "not party_to_genocide_convention", "not in force"),
    ("bosnia_genocide", "prevent", "not genocide_committed, not risk_of_genocide", "not applicable"),
    ("bosnia_genocide", "prevent", "not protected_group_threatened", "not applicable"),
    ("bosnia_genocide", "prevent", "not genocide_risk_known", "not due"),
    ("bosnia_genocide", "prevent", "not genocide_committed", "not met"),
    ("bosnia_genocide", "prevent", "M59 taken, not manifest_failure prevent", "met"),
    # no circumstance excuses the breach of a peremptory norm
    ("bosnia_genocide", "prevent", "force_majeure", "breached"),
]

CYBERCRIME = [
    ("no_safeguards", "apparatus", "M08 taken", "met"),
    ("no_safeguards", "apparatus", "M08 taken, not M03 taken, reasonable_time_passed M03", "breached"),
    ("no_critical_sectors", "institutions", "M16 taken", "met"),
    ("no_critical_sectors", "institutions", "M16 taken, not M12 taken, reasonable_time_passed M12", "breached"),
    ("no_contact_point", "contact_point", "not party_to_budapest, party_to_malabo", "not in force"),
    ("no_contact_point", "contact_point", "M14 taken", "met"),
    ("no_contact_point", "apparatus", "M01 taken, M03 taken, M07 taken, M08 taken", "met"),
    ("no_contact_point", "apparatus", "not party_to_budapest, party_to_malabo", "not in force"),
    ("no_contact_point", "institutions", "not party_to_malabo", "not in force"),
    (
        "no_contact_point",
        "institutions",
        "party_to_malabo, M01 taken, M10 taken, M11 taken, M12 taken, M16 taken",
        "met",
    ),
    (
        "no_treaty_joined",
        "institutions",
        "party_to_malabo, M01 taken, M10 taken, M11 taken, M12 taken, M16 taken",
        "met",
    ),
    ("data_not_preserved", "preserve", "not preservation_requested", "not due"),
    ("data_not_preserved", "preserve", "M45 taken", "met"),
    ("data_not_preserved", "preserve", "not party_to_budapest, party_to_malabo", "not in force"),
    ("data_not_preserved", "preserve", "not beneficiary_party_to_budapest", "not applicable"),
    ("data_not_preserved", "preserve", "necessity", _PRECLUDED),
    ("assistance_never_answered", "assist", "not assistance_requested", "not due"),
    ("assistance_never_answered", "assist", "M61 taken", "met"),
    # assistance is asked of every party, so that its want is no less an omission where only the minimum counts
    ("assistance_never_answered", "assist", "takes intensity_of_review.baseline", "breached"),
    ("assistance_never_answered", "assist", "ground_of_refusal", "not due"),
    ("assistance_never_answered", "assist", "not party_to_budapest, party_to_malabo", "not in force"),
    ("data_not_preserved", "prosecute", "not extradition_refused_for_nationality", "not due"),
    ("data_not_preserved", "prosecute", "extradition_refused_for_nationality, M44 taken, M60 taken", "met"),
    ("data_not_preserved", "prosecute", "not party_to_budapest, party_to_malabo", "not in force"),
]

OTHERS = [
    ("no_early_warning", "warn", "not terrorist_acts", "not applicable"),
    ("no_early_warning", "warn", "bearer_is_source", "not applicable"),
    ("no_early_warning", "prevent", "bearer_is_source", "not applicable"),
    ("no_early_warning", "warn", "not territorial_origin, not controls_source", "not applicable"),
    ("no_early_warning", "warn", "not territorial_origin, controls_source", "breached"),
    ("no_early_warning", "warn", "unaware", "not due"),
    ("no_early_warning", "warn", _OVER, "not due"),
    ("no_early_warning", "warn", "M51 taken", "met"),
    ("no_early_warning", "warn", "force_majeure", _PRECLUDED),
    ("no_early_warning", "prevent", "unaware", "not due"),
    ("no_early_warning", "prevent", "M49 taken", "met"),
    ("a_day_to_notify", "notify", "not party_to_health_regulations", "not in force"),
    ("a_day_to_notify", "notify", "not health_event_there", "not applicable"),
    ("a_day_to_notify", "notify", "not assessed_as_emergency", "not due"),
    ("a_day_to_notify", "notify", "M82 taken", "met"),
    ("a_day_to_notify", "notify", "distress", _PRECLUDED),
    ("a_day_to_notify", "apparatus", "M86 taken", "met"),
    ("interference_left_alone", "halt", "not party_to_itu_constitution", "not in force"),
    ("interference_left_alone", "halt", "not disrupts_installations_there", "not applicable"),
    ("interference_left_alone", "halt", "unaware", "not due"),
    ("interference_left_alone", "halt", "reasonable_overall halt, M48 taken", "met"),
    ("interference_left_alone", "halt", "self_defence_by_bearer", _PRECLUDED),
    ("interference_left_alone", "secrecy", "not correspondence_exposed", "not applicable"),
    ("interference_left_alone", "secrecy", "correspondence_exposed, unaware", "not due"),
    ("interference_left_alone", "secrecy", "correspondence_exposed, within_capacity M85, M85 taken", "met"),
    ("interference_left_alone", "safeguard", "not channels_in_danger", "not due"),
    ("interference_left_alone", "safeguard", "channels_in_danger, within_capacity M84, M84 taken", "met"),
    ("no_cable_law", "apparatus", "not party_to_unclos", "not in force"),
    ("no_cable_law", "apparatus", "M83 taken", "met"),
    ("no_cable_law", "apparatus", "force_majeure", _PRECLUDED),
    ("no_cable_law", "apparatus", "distress", _PRECLUDED),
    ("no_cable_law", "apparatus", "necessity", _PRECLUDED),
]

CONTRASTS = [*ALIENS, *INVESTMENTS, *MISSIONS, *HOSTILE_GROUPS, *NEUTRALITY, *GENOCIDE, *CYBERCRIME, *OTHERS]


def test_where_genocide_was_committed_there_was_a_risk_of_it() -> None:
    """Facts that cannot be together are not taken together: no finding comes of them."""
    assert found(load_bundled(), "bosnia_genocide", "prevent", "not risk_of_genocide") == ()


@pytest.mark.parametrize(("case", "duty", "changes", "word"), CONTRASTS)
def test_one_fact_changes_the_finding(case: str, duty: str, changes: str, word: str) -> None:
    """Each condition of a duty decides: without it the finding is another, as the text of the chapter says."""
    assert found(load_bundled(), case, duty, changes) == (word,)
