"""The 300 questions of the invented law: 75 that its chapters share, and 45 of each chapter's own."""

from __future__ import annotations

from fullsize.writing import chapter, declaration

CHAPTERS = ("alpha", "beta", "gamma", "delta", "epsilon")

# name: kind, scope, how time treats it; the kinds of things a real law of this field asks about.
SHARED: tuple[tuple[str, str, str, str], ...] = (
    ("op_continues", "fact", "operation", ""),
    ("op_imminent", "fact", "operation", ""),
    ("op_recurs", "appraisal", "operation", ""),
    ("op_reported", "fact", "operation", "event"),
    ("op_known_tools", "fact", "operation", ""),
    ("op_settled_field", "fact", "operation", ""),
    ("op_many_targets", "fact", "operation", ""),
    ("op_hired_service", "fact", "operation", ""),
    ("tie_territory", "fact", "bearer", ""),
    ("tie_transit", "fact", "bearer", ""),
    ("tie_control", "fact", "bearer", ""),
    ("tie_jurisdiction", "fact", "bearer", ""),
    ("tie_own_systems", "fact", "bearer", ""),
    ("transit_feasible", "appraisal", "bearer", ""),
    ("act_of_bearer", "fact", "bearer", ""),
    ("act_of_other_state", "fact", "bearer", ""),
    ("act_of_private", "fact", "bearer", ""),
    ("activity_run", "fact", "bearer", ""),
    ("activity_lawful", "fact", "bearer", ""),
    ("risk_screened", "fact", "bearer", "event"),
    ("risk_confirmed", "fact", "bearer", "event"),
    ("admitted_knowledge", "fact", "bearer", "onset"),
    ("inferred_knowledge", "appraisal", "bearer", "onset"),
    ("ought_to_know", "appraisal", "bearer", "onset"),
    ("earlier_operations", "fact", "bearer", "event"),
    ("inquiry_would_show", "appraisal", "bearer", "onset"),
    ("monitoring_would_show", "appraisal", "bearer", "onset"),
    ("risk_known", "fact", "bearer", "onset"),
    ("risk_foreseeable", "appraisal", "bearer", "onset"),
    ("apparatus_enough", "appraisal", "bearer", ""),
    ("apparatus_efforts", "appraisal", "bearer", ""),
    ("help_obtainable", "appraisal", "bearer", ""),
    ("force_majeure", "fact", "bearer", ""),
    ("distress", "fact", "bearer", ""),
    ("necessity", "appraisal", "bearer", ""),
    ("notice_received", "fact", "relation", "onset"),
    ("notice_actionable", "fact", "relation", "onset"),
    ("notice_in_good_faith", "fact", "relation", ""),
    ("request_received", "fact", "relation", "event"),
    ("request_refused", "fact", "relation", "event"),
    ("agreed_to_consult", "fact", "relation", ""),
    ("share_trivial", "appraisal", "relation", ""),
    ("consented", "fact", "relation", ""),
    ("countermeasure", "fact", "relation", ""),
    ("self_defence", "fact", "relation", ""),
    ("act_came_about", "fact", "beneficiary", "event"),
    ("felt_there", "fact", "beneficiary", ""),
    ("damage", "fact", "beneficiary", "event"),
    ("lost_function", "fact", "beneficiary", "event"),
    ("intrusion", "fact", "beneficiary", "event"),
    ("data_altered", "fact", "beneficiary", "event"),
    ("data_taken", "fact", "beneficiary", "event"),
    ("gathering_only", "fact", "beneficiary", ""),
    ("infrastructure_hit", "fact", "beneficiary", ""),
    ("service_disrupted", "fact", "beneficiary", ""),
    ("money_lost", "fact", "beneficiary", ""),
    ("functions_impaired", "fact", "beneficiary", ""),
    ("choice_coerced", "appraisal", "beneficiary", ""),
    ("force_used", "fact", "beneficiary", ""),
    ("immunity_touched", "fact", "beneficiary", ""),
    ("treaty_right_touched", "fact", "beneficiary", ""),
    ("nationals_touched", "fact", "beneficiary", ""),
    ("people_touched", "fact", "beneficiary", ""),
    ("serious", "appraisal", "beneficiary", ""),
    ("significant_harm", "appraisal", "beneficiary", ""),
    ("risk_of_harm", "appraisal", "beneficiary", ""),
    ("serious_together", "appraisal", "beneficiary", ""),
    ("trivial", "appraisal", "beneficiary", ""),
    ("wrongful_if_own", "appraisal", "beneficiary", ""),
    ("group_at_risk", "appraisal", "beneficiary", ""),
    ("within_capacity", "appraisal", "measure", ""),
    ("open_to_bearer", "fact", "measure", ""),
    ("reasonable_time_passed", "appraisal", "measure", "event"),
    ("reasonable_overall", "appraisal", "duty", ""),
    ("manifest_failure", "appraisal", "duty", ""),
)

# How many of each sort a chapter asks of its own.
OWN: tuple[tuple[str, int, str, str, str], ...] = (
    ("tie", 3, "fact", "bearer", ""),
    ("kind", 8, "fact", "beneficiary", "event"),
    ("right", 8, "fact", "beneficiary", ""),
    ("grave", 4, "appraisal", "beneficiary", ""),
    ("sign", 3, "fact", "bearer", "event"),
    ("known", 2, "fact", "bearer", "onset"),
    ("exposed", 4, "fact", "relation", ""),
    ("stage", 3, "fact", "operation", ""),
    ("risk", 4, "appraisal", "bearer", ""),
    ("lead", 3, "fact", "relation", "event"),
    ("ground", 3, "fact", "relation", ""),
)
_GROUNDS = ("force_majeure", "distress", "necessity", "consented", "countermeasure", "self_defence")
_BEARERS = frozenset({*_GROUNDS, "act_of_bearer", "share_trivial", "trivial", "within_capacity", "open_to_bearer"})
_WORDS = {"relation": " of {bearer} toward {beneficiary}", "operation": ""} | {
    scope: f" of {{{scope}}}" for scope in ("bearer", "beneficiary", "measure", "duty")
}


def own(name: str, sort: str) -> tuple[str, ...]:
    """Return a chapter's own leaves of one sort."""
    number = next(count for kind, count, *_ in OWN if kind == sort)
    return tuple(f"{name}_{sort}_{index}" for index in range(1, number + 1))


def facts_chapter() -> str:
    """Return the chapter of facts."""
    shared = [_leaf(*leaf) for leaf in SHARED]
    owned = [
        _leaf(leaf, kind, scope, event)
        for name in CHAPTERS
        for sort, _, kind, scope, event in OWN
        for leaf in own(name, sort)
    ]
    return chapter("facts", "Questions", "shared", *shared, *owned, *_constraints())


def _leaf(name: str, kind: str, scope: str, event: str) -> str:
    head = f"{kind} {name} about {scope}" + (f" {event}" if event else "")
    bearers = ["burden bearer"] if name in _BEARERS or "_ground_" in name else []
    return declaration(head, f"Is {name.replace('_', ' ')} so{_WORDS[scope]}?", *bearers)


def _constraints() -> list[str]:
    from fullsize.writing import all_of, any_of, clause

    never = {
        "gathering_leaves_no_damage": all_of("gathering_only", any_of("damage", "lost_function", "data_altered")),
        "harm_needs_an_act": all_of("significant_harm", "not act_came_about"),
        "notice_must_arrive": all_of("not notice_received", any_of("notice_actionable", "notice_in_good_faith")),
        "refusal_needs_a_request": all_of("request_refused", "not request_received"),
        "serious_is_not_trivial": all_of("trivial", "serious"),
        "one_kind_of_author": all_of("act_of_private", any_of("act_of_bearer", "act_of_other_state")),
    }
    for name in CHAPTERS:
        never[f"{name}_grave_in_steps"] = all_of(f"{name}_grave_1", f"not {name}_grave_2")
        never[f"{name}_confirmed_risk_is_known"] = all_of(f"{name}_known_2", f"not {name}_sign_1")
    return [
        declaration(f"constraint {key}", "The two exclude each other.", clause("never", c)) for key, c in never.items()
    ]
