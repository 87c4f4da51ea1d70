"""What the duties of humanitarian law turn on: one fact changed in a case, and the finding changes with it."""

from __future__ import annotations

import pytest
from contrasts import found

from duecare.rulebook.load import load_bundled

_PRECLUDED = "breached (wrongfulness precluded)"

CONTRASTS = [
    # only in an armed conflict, and for what belongs to it
    (
        "ituri_third_parties",
        "prevent",
        "not armed_conflict, not conflict_between_states, not linked_to_conflict",
        "not applicable",
    ),
    ("ituri_third_parties", "halt", "not linked_to_conflict", "not applicable"),
    # only where humanitarian law is or would be violated
    (
        "ituri_third_parties",
        "halt",
        "not protected_persons_harmed, not medical_unit_hit, not civilian_object_hit",
        "not applicable",
    ),
    # only for those under authority; for forces and controlled persons as for all in occupied territory
    ("ituri_third_parties", "halt", "not occupied_by_bearer, not population_under_authority", "not applicable"),
    ("ituri_third_parties", "prevent", "not occupied_by_bearer, not population_under_authority", "not applicable"),
    ("ituri_third_parties", "halt", "not occupied_by_bearer, acts_for_bearer", "breached"),
    # knowledge, or that the violations were foreseeable
    ("ituri_third_parties", "prevent", "unaware", "not due"),
    ("ituri_third_parties", "halt", "unaware", "not due"),
    ("ituri_third_parties", "halt", "unaware, violations_foreseeable", "breached"),
    ("ituri_third_parties", "halt", "unaware, ought_to_have_known", "breached"),
    # what is over can neither be prevented nor halted; what is likely to recur can be prevented
    ("ituri_third_parties", "halt", "not operation_continues", "not due"),
    (
        "ituri_third_parties",
        "prevent",
        "not operation_continues, not operation_imminent, not recurrence_likely",
        "not due",
    ),
    ("ituri_third_parties", "prevent", "not operation_continues, recurrence_likely", "breached"),
    # whoever did what care asks for is not in breach though violations happened
    ("ituri_third_parties", "prevent", "reasonable_overall prevent, M49 taken", "met"),
    ("ituri_third_parties", "halt", "reasonable_overall halt, M49 taken", "met"),
    # on one view the violation must occur, on the other the omission is enough
    (
        "ituri_third_parties",
        "prevent",
        "not act_materialised, takes ensure_respect_breach.violation_occurred",
        "not met",
    ),
    ("ituri_third_parties", "prevent", "not act_materialised, takes ensure_respect_breach.omission", "breached"),
    ("ituri_third_parties", "halt", "not act_materialised, takes ensure_respect_breach.violation_occurred", "not met"),
    ("ituri_third_parties", "halt", "not act_materialised, takes ensure_respect_breach.omission", "breached"),
    ("influence_unused", "influence", "not act_materialised", "not met"),
    ("influence_unused", "influence", "not act_materialised, takes ensure_respect_breach.omission", "breached"),
    # influence on others: foreseen, still to avert, and something done is something
    ("influence_unused", "influence", "unaware", "not due"),
    (
        "influence_unused",
        "influence",
        "act_materialised, not operation_continues, not operation_imminent, not recurrence_likely",
        "not due",
    ),
    ("influence_unused", "influence", "M59 taken", "met"),
    # there is no reciprocity: only grounds in the State's own situation preclude wrongfulness
    ("ituri_third_parties", "halt", "force_majeure", _PRECLUDED),
    ("ituri_third_parties", "halt", "countermeasure_by_bearer", "breached"),
    # what an attack is
    (
        "registry_deleted",
        "prevent",
        "admitted_knowledge, operation_continues, reasonable_overall prevent, M21 taken",
        "met",
    ),
    ("registry_deleted", "prevent", "not civilian_object_hit", "not applicable"),
    ("registry_deleted_no_attack", "prevent", "physical_damage_there, unaware", "not due"),
    (
        "registry_deleted_no_attack",
        "prevent",
        "loss_of_functionality_there, unaware, takes attack_meaning.functional",
        "not due",
    ),
    (
        "registry_deleted_no_attack",
        "prevent",
        "loss_of_functionality_there, takes attack_meaning.physical",
        "not applicable",
    ),
    # the apparatus
    ("no_penal_law_in_peace", "apparatus", "M05 taken, M21 taken", "met"),
    # precautions: a party to a conflict, for what is exposed, in the kind of conflict that counts
    ("mixed_networks", "precautions", "not party_to_conflict", "not applicable"),
    (
        "mixed_networks",
        "precautions",
        "not exposed_to_damage, not exposed_to_disruption, not exposed_to_loss_of_data",
        "not applicable",
    ),
    (
        "mixed_networks",
        "precautions",
        "not exposed_to_damage, exposed_to_disruption, takes attack_meaning.functional",
        "breached",
    ),
    (
        "mixed_networks",
        "precautions",
        "not exposed_to_damage, exposed_to_disruption, takes attack_meaning.physical, not exposed_to_loss_of_data",
        "not applicable",
    ),
    (
        "mixed_networks",
        "precautions",
        "not exposed_to_damage, not exposed_to_disruption, exposed_to_loss_of_data, takes attack_meaning.data",
        "breached",
    ),
    (
        "mixed_networks",
        "precautions",
        "not exposed_to_damage, not exposed_to_disruption, exposed_to_loss_of_data, takes attack_meaning.functional",
        "not applicable",
    ),
    (
        "mixed_networks",
        "precautions",
        "not conflict_between_states, takes precautions_conflict.between_states",
        "not in force",
    ),
    ("mixed_networks", "precautions", "not conflict_between_states, takes precautions_conflict.both_kinds", "breached"),
    (
        "mixed_networks",
        "precautions",
        "not armed_conflict, not conflict_between_states, takes precautions_conflict.both_kinds",
        "not applicable",
    ),
    ("mixed_networks", "precautions", "M16 taken, M19 taken", "met"),
    # medical units
    ("hospital_between_states", "protect", "not party_to_conflict", "not applicable"),
    ("hospital_between_states", "protect", "not medical_units_in_its_hands", "not applicable"),
    ("hospital_between_states", "protect", "M18 taken", "met"),
    ("hospital_in_internal_conflict", "protect", "party_to_additional_protocol_2", "breached"),
    (
        "hospital_in_internal_conflict",
        "protect",
        "party_to_additional_protocol_2, not armed_conflict",
        "not applicable",
    ),
    # repression
    ("war_crime_not_pursued", "repress", "not serious_violation", "not applicable"),
    ("war_crime_not_pursued", "repress", "not linked_to_conflict", "not applicable"),
    ("war_crime_not_pursued", "repress", "not act_materialised", "not due"),
    ("war_crime_not_pursued", "repress", "not suspects_within_reach", "not due"),
    ("war_crime_not_pursued", "repress", "unaware", "not due"),
    ("war_crime_not_pursued", "repress", "M44 taken, M60 taken", "met"),
]


def test_a_conflict_between_states_is_an_armed_conflict() -> None:
    """Facts that cannot be together are not taken together: no finding comes of them."""
    assert found(load_bundled(), "ituri_third_parties", "halt", "not armed_conflict") == ()


@pytest.mark.parametrize(("case", "duty", "changes", "word"), CONTRASTS)
def test_one_fact_changes_the_finding(case: str, duty: str, changes: str, word: str) -> None:
    """Each condition of a duty decides: without it the finding is another, as the text of the chapter says."""
    assert found(load_bundled(), case, duty, changes) == (word,)
