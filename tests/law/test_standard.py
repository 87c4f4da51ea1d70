"""What holds for every obligation: steps, review, presumptions, and the facts that exclude one another."""

from __future__ import annotations

import pytest
from contrasts import Contrast, consistent, word_of

from duecare.rulebook.load import load_bundled

_CASE = "nobody_looked"  # loss of function and nothing else; nothing reached the State, and it need not look
_KNOWN = "admitted_knowledge, takes corfu_breach.materialised"


def _left(*steps: str) -> str:
    return ", ".join(f"not {step} taken, reasonable_time_passed {step}" for step in steps)


_ENDING = ("M46", "M47", "M48", "M49", "M50", "M56", "M57")
_SHUT = ", ".join(f"not open_to_bearer {step}" for step in _ENDING)
_AT_MINIMUM, _AS_A_WHOLE = "takes intensity_of_review.baseline", "takes intensity_of_review.reasonable_overall"
_MANIFEST = "takes intensity_of_review.manifest"
_ABLE, _UNABLE, _NOTHING_LEFT = "within_capacity M46", "not within_capacity M46", "nothing within its power"
_BASIC = f"{_KNOWN}, {_SHUT}, {_left('M43', *_ENDING)}, not within_capacity M43"
_ONE = f"{_KNOWN}, not open_to_bearer M43, {_SHUT}, open_to_bearer M46, {_left('M43', *_ENDING)}, {_AS_A_WHOLE}"
_FLOOR, _EXCUSE = "takes capacity_effect.flexible_with_floor", "takes capacity_effect.full_excuse"
_UNIFORM, _NO_HELP = "takes capacity_effect.uniform", "takes assistance.none"

STEPS = [
    # the one step that is left stands above the floor, and is due from whom is able to take it
    ("halt", f"{_ONE}, {_ABLE}", "breached"),
    ("halt", f"{_ONE}, {_UNABLE}, {_FLOOR}, {_NO_HELP}", _NOTHING_LEFT),
    ("halt", f"{_ONE}, {_UNABLE}, {_EXCUSE}, {_NO_HELP}", _NOTHING_LEFT),
    ("halt", f"{_ONE}, {_UNABLE}, {_UNIFORM}, {_NO_HELP}", "breached"),
    ("halt", f"{_ONE}, {_UNABLE}, {_EXCUSE}, help_obtainable, {_NO_HELP}", _NOTHING_LEFT),
    ("halt", f"{_ONE}, {_UNABLE}, {_EXCUSE}, help_obtainable, takes assistance.may_consider", _NOTHING_LEFT),
    ("halt", f"{_ONE}, {_UNABLE}, {_EXCUSE}, help_obtainable, takes assistance.must_seek", "breached"),
    ("halt", f"{_ONE}, {_UNABLE}, {_EXCUSE}, not help_obtainable, takes assistance.must_seek", _NOTHING_LEFT),
    # where no step was due, nothing was omitted, however the conduct is judged
    ("halt", f"{_ONE}, {_UNABLE}, {_EXCUSE}, {_NO_HELP}, not reasonable_overall halt", _NOTHING_LEFT),
    ("halt", f"{_ONE}, {_UNABLE}, {_EXCUSE}, {_NO_HELP}, {_MANIFEST}, manifest_failure halt", _NOTHING_LEFT),
    # a step of the floor is due from all, save where want of means excuses entirely
    ("halt", f"{_BASIC}, {_FLOOR}, {_NO_HELP}", "breached"),
    ("halt", f"{_BASIC}, {_UNIFORM}, {_NO_HELP}", "breached"),
    ("halt", f"{_BASIC}, {_EXCUSE}, {_NO_HELP}", _NOTHING_LEFT),
    # it must be open, lawful, and possible by targeted means; its time must have passed
    ("halt", f"{_ONE}, {_ABLE}, not open_to_bearer M46", _NOTHING_LEFT),
    ("halt", f"{_ONE}, {_ABLE}, needs_forbidden_means M46", _NOTHING_LEFT),
    ("halt", f"{_ONE}, {_ABLE}, infringes_rights M46", _NOTHING_LEFT),
    ("halt", f"{_ONE}, {_ABLE}, not reasonable_time_passed M46", "running"),
    ("halt", f"{_ONE}, {_ABLE}, unknown reasonable_time_passed M46", "open"),
]

_SOME = f"{_KNOWN}, {_left('M43')}, within_capacity M46, M46 taken"
_NOTHING = f"{_KNOWN}, {_left('M43', *_ENDING)}"
_ALL_DONE = f"{_KNOWN}, M43 taken, M46 taken"
REVIEW = [
    # by the minimum
    (f"{_SOME}, reasonable_overall halt, not manifest_failure halt, {_AT_MINIMUM}", "breached"),
    (
        f"{_KNOWN}, M43 taken, {_SHUT}, open_to_bearer M46, {_left('M46')}, {_ABLE}, "
        f"manifest_failure halt, {_AT_MINIMUM}",
        "met",
    ),
    # by the whole
    (f"{_SOME}, reasonable_overall halt, manifest_failure halt, {_AS_A_WHOLE}", "met"),
    (f"{_SOME}, not reasonable_overall halt, not manifest_failure halt, {_AS_A_WHOLE}", "breached"),
    # by manifest failure
    (f"{_SOME}, not reasonable_overall halt, not manifest_failure halt, {_MANIFEST}", "met"),
    (f"{_SOME}, reasonable_overall halt, manifest_failure halt, {_MANIFEST}", "breached"),
    # both are presumed where nothing was done or nothing left out, and judged in between
    (f"{_SOME}, {_AS_A_WHOLE}", "open"),
    (f"{_SOME}, {_MANIFEST}", "open"),
    (f"{_NOTHING}, {_AS_A_WHOLE}", "breached"),
    (f"{_NOTHING}, {_MANIFEST}", "breached"),
    (f"{_ALL_DONE}, {_AS_A_WHOLE}", "met"),
    (f"{_ALL_DONE}, {_MANIFEST}", "met"),
]

_UNWARNED = f"{_KNOWN}, not M51 taken, not M53 taken"
_GRAVE = "takes harm_threshold.serious"
_COERCED = "not loss_of_functionality_there, coerces_in_reserved_domain"
PRESUMED = [
    # whoever has refused has used up its time
    ("warn", f"{_UNWARNED}, request_received, request_refused", "breached"),
    ("warn", f"{_UNWARNED}, request_received, not request_refused", "open"),
    # physical damage, and critical infrastructure that is disabled, are serious
    ("halt", f"{_GRAVE}, physical_damage_there", "not due"),
    ("halt", f"{_GRAVE}, not physical_damage_there, critical_infrastructure_hit", "not due"),
    ("halt", f"{_GRAVE}, not physical_damage_there, not critical_infrastructure_hit", "open"),
    ("halt", f"{_GRAVE}, not physical_damage_there, critical_infrastructure_hit, {_COERCED}", "open"),
    # what the law does not prohibit would not be wrongful
    ("halt", "takes underlying_act.hypothetical_wrong, lawful_activity", "not applicable"),
    ("halt", "takes underlying_act.hypothetical_wrong, not lawful_activity", "open"),
]

_BARE = "patchwork_hypothetical_misuse"
_RESULT, _CONDUCT = "takes floor.result", "takes floor.conduct"
_CORE = ("M01", "M07", "M11")
_POINTS = ("M12", "M14", "M15")
_EFFORTS = ("M01", "M02", "M03", "M06", "M09", "M10", "M11", "M12", "M16", "M24", "M36", "M39", "M40")
_UNBUILT = ", ".join((_left(*_CORE, *_POINTS), "not reasonable_overall apparatus, manifest_failure apparatus"))


def _taken(*steps: str) -> str:
    return ", ".join(f"{step} taken" for step in steps)


def _not_taken(*steps: str) -> str:
    return ", ".join(f"not {step} taken" for step in steps)


APPARATUS = [
    # law, powers, an authority, and any one point that can be reached, are presumed to be enough
    *(
        (f"{_RESULT}, {_not_taken(*_POINTS)}, {_taken(*_CORE, point)}, reasonable_overall apparatus", "met")
        for point in _POINTS
    ),
    (f"{_RESULT}, {_taken(*_CORE)}, {_not_taken(*_POINTS)}", "open"),
    (f"{_RESULT}, {_taken('M01', 'M11', 'M12')}, not M07 taken", "open"),
    # without criminal law, or any authority, it is presumed to be wanting
    (f"{_RESULT}, {_taken('M07', 'M11', 'M12')}, not M01 taken", "breached"),
    (f"{_RESULT}, {_taken('M01', 'M07', 'M12')}, not M11 taken", "breached"),
    # each of these steps shows efforts, and without any nothing is presumed
    *((f"{_CONDUCT}, {_UNBUILT}, {step} taken", "met") for step in _EFFORTS),
    (f"{_CONDUCT}, {_UNBUILT}, {_not_taken(*_EFFORTS)}", "open"),
    # what counts is that it is there, and not how conduct is reviewed or which step was shown
    (f"{_RESULT}, {_UNBUILT}, minimum_apparatus", "met"),
    (f"{_RESULT}, reasonable_overall apparatus, not minimum_apparatus", "breached"),
    (f"{_RESULT}, {_taken(*_CORE)}, unknown minimum_apparatus", "open"),
]

IMPOSSIBLE = [
    "espionage_only, physical_damage_there, not loss_of_functionality_there, not data_altered_there",
    "espionage_only, not physical_damage_there, loss_of_functionality_there, not data_altered_there",
    "espionage_only, not physical_damage_there, not loss_of_functionality_there, data_altered_there",
    *(
        f"content_only, not loss_of_functionality_there, {fact}"
        for fact in ("unauthorised_intrusion_there", "data_altered_there", "data_taken_there")
    ),
    "content_only, loss_of_functionality_there",
    "significant_harm, not act_materialised",
    "not notice_received, notice_actionable",
    "not notice_received, notice_in_good_faith",
    "request_refused, not request_received",
    "trivial_effects, serious_adverse_consequences",
    "source_is_non_state, bearer_is_source",
    "source_is_non_state, source_is_another_state",
]
POSSIBLE = [
    # each of the facts may stand without the other
    ("espionage_only, not loss_of_functionality_there, not data_altered_there, not physical_damage_there", "open"),
    ("espionage_only, not loss_of_functionality_there, infringes_treaty_right", "not due"),
    ("not espionage_only, physical_damage_there", "not due"),
    (
        "content_only, not loss_of_functionality_there, coerces_in_reserved_domain, takes content_harms.within",
        "not due",
    ),
    ("not content_only, data_altered_there", "not due"),
    ("significant_harm", "not due"),
    ("not act_materialised, not significant_harm", "not due"),
    ("not notice_received, not notice_actionable, not notice_in_good_faith", "not due"),
    (
        "notice_received, notice_actionable, notice_in_good_faith, not operation_continues",
        "not due",
    ),
    ("request_received, request_refused", "not due"),
    ("not request_received, not request_refused", "not due"),
    ("not trivial_effects, serious_adverse_consequences", "not due"),
    ("trivial_effects, not serious_adverse_consequences", "not applicable"),
    ("source_is_non_state, not bearer_is_source, not source_is_another_state", "not due"),
    ("not source_is_non_state, source_is_another_state", "not due"),
]

CONTRASTS: list[Contrast] = [
    *((_CASE, "halt", changes, word) for changes, word in REVIEW),
    *((_CASE, duty, changes, word) for duty, changes, word in (*STEPS, *PRESUMED)),
    *((_BARE, "apparatus", changes, word) for changes, word in APPARATUS),
    *((_CASE, "halt", changes, "") for changes in IMPOSSIBLE),
    *((_CASE, "halt", changes, word) for changes, word in POSSIBLE),
    # a conflict is one of some kind, what is linked to a conflict needs one, and genocide was once its risk
    ("ituri_third_parties", "halt", "not armed_conflict, conflict_between_states, not linked_to_conflict", ""),
    ("ituri_third_parties", "halt", "not armed_conflict, not conflict_between_states, linked_to_conflict", ""),
    ("bosnia_genocide", "prevent", "genocide_committed, not risk_of_genocide", ""),
]


@pytest.mark.parametrize("row", CONTRASTS)
def test_one_fact_changes_the_finding(row: Contrast) -> None:
    """Each condition decides: without it the finding is another, as the text of the chapter says."""
    assert word_of(load_bundled(), row) == row[3]


@pytest.mark.parametrize("changes", IMPOSSIBLE)
def test_what_cannot_be_is_told(changes: str) -> None:
    """Facts that exclude one another have no completion, and each of them alone has one."""
    bundle = load_bundled()
    assert not consistent(bundle, _CASE, changes)
    assert consistent(bundle, _CASE, "")
