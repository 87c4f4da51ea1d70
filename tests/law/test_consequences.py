"""What precludes wrongfulness: every condition of a countermeasure, and each ground where its chapter admits it."""

from __future__ import annotations

import pytest
from contrasts import Contrast, word_of

from duecare.rulebook.load import load_bundled

_PRECLUDED = "breached (wrongfulness precluded)"
_CASE = "countermeasure_with_all_conditions"
_WANT = "answers_want_of_diligence"
_COUNTERED = (
    "countermeasure_by_bearer, answers_wrongful_act, injured_by_that_act, not answers_want_of_diligence, "
    "called_on_to_comply, notified_and_offered_talks, commensurate_with_injury, temporary_and_reversible, "
    "not touches_protected_duties, not that_act_ended_and_pending"
)

COUNTERMEASURES = [
    ("not countermeasure_by_bearer", "breached"),
    ("unknown countermeasure_by_bearer", "open"),
    ("not answers_wrongful_act", "breached"),
    ("not injured_by_that_act, takes collective_countermeasures.not_available", "breached"),
    ("not injured_by_that_act, takes collective_countermeasures.available", _PRECLUDED),
    ("takes collective_countermeasures.not_available", _PRECLUDED),
    # in answer to a want of diligence
    (f"{_WANT}, commensurate_with_omission, takes countermeasures.none", "breached"),
    (f"{_WANT}, not commensurate_with_omission, takes countermeasures.available", _PRECLUDED),
    (f"{_WANT}, not commensurate_with_omission, takes countermeasures.limited", "breached"),
    (f"{_WANT}, commensurate_with_omission, takes countermeasures.limited", _PRECLUDED),
    ("not commensurate_with_omission, takes countermeasures.limited", _PRECLUDED),
    ("takes countermeasures.none", _PRECLUDED),
    # procedure, measure, and what may not be touched
    ("not called_on_to_comply", "breached"),
    ("not notified_and_offered_talks, not urgent_to_preserve_rights", "breached"),
    ("not notified_and_offered_talks, urgent_to_preserve_rights", _PRECLUDED),
    ("not urgent_to_preserve_rights", _PRECLUDED),
    ("not commensurate_with_injury", "breached"),
    ("not temporary_and_reversible", "breached"),
    ("touches_protected_duties", "breached"),
    ("that_act_ended_and_pending", "breached"),
]

_CONSENT, _DEFENCE = "beneficiary_consented", "self_defence_by_bearer"
_IN_NEED = ("force_majeure", "distress", "necessity")
_ALL = (_CONSENT, _DEFENCE, *_IN_NEED, _COUNTERED)
_GROUP_IDLE = (
    "not M56 taken, not reasonable_overall halt, manifest_failure halt, not M49 taken, not M81 taken, "
    "reasonable_time_passed M49, reasonable_time_passed M56, reasonable_time_passed M81"
)
ADMITTED = {
    ("ituri_third_parties", "halt", ""): _IN_NEED,
    ("youmans", "halt", ""): _ALL,
    ("no_early_warning", "warn", ""): _IN_NEED,
    ("data_not_preserved", "preserve", ""): _ALL,
    ("wena_hotels", "halt", ""): _ALL,
    ("a_day_to_notify", "notify", ""): _IN_NEED,
    ("congo_may_1997_to_august_1998", "halt", _GROUP_IDLE): _ALL,
    ("tehran_embassy", "halt", ""): (_CONSENT, *_IN_NEED),
    ("alabama_cruiser", "prevent", ""): _ALL,
    ("interference_left_alone", "halt", ""): _ALL,
    ("nobody_looked_for_harm", "inform", ""): _ALL,
    ("tallinn_aware_and_idle", "halt", ""): _ALL,
}
REFUSED: list[Contrast] = [
    # what is owed to all, or to persons, is not given away by one State nor withheld in answer to its wrong
    ("ituri_third_parties", "halt", _CONSENT, "breached"),
    ("ituri_third_parties", "halt", _COUNTERED, "breached"),
    ("tehran_embassy", "halt", _COUNTERED, "breached"),
]

CONTRASTS: list[Contrast] = [
    *((_CASE, "halt", changes, word) for changes, word in COUNTERMEASURES),
    *(
        (case, duty, ", ".join(filter(None, (before, ground))), _PRECLUDED)
        for (case, duty, before), grounds in ADMITTED.items()
        for ground in grounds
    ),
    *REFUSED,
]


@pytest.mark.parametrize("row", CONTRASTS)
def test_a_ground_precludes_wrongfulness_within_its_limits(row: Contrast) -> None:
    """Where a ground is admitted and its conditions are met, the breach stays and is not wrongful."""
    assert word_of(load_bundled(), row) == row[3]
