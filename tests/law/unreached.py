"""Conditions of the book that no case reaches: the declaration, what was changed, and the reason."""

from __future__ import annotations

NOTHING_CHANGES = "no facts and no reading tell the two laws apart: other positions, rules or constraints say the same"
_ARRIVED = "a notice that did not arrive can be acted on by nobody; the constraint `notice_must_arrive` says so already"
_LIABLE = "liability supposes omission and harm, which are a breach by themselves on both other positions"
_ADVANCED = "no case of the book leaves out an advanced step where no other step was due"
_AFTER_BREACH = "it decides on no outcome, only on what follows from a breach; the contrasts on that notice it"
_NOTHING_DUE = "where no step is due the outcome is `nothing within its power`, whatever the review would say"

_BY_ITSELF = "what is owed on a position and not there is a breach by itself, and that outcome goes before"

_LIABLE_AND_UNPAID = (
    "[no_harm_duty.{0} liable, no_harm_duty.compensate breached] whatever the position on no_harm_breach"
)

UNREACHED: tuple[tuple[str, str, str], ...] = (
    ("obligations corfu_channel_duty", "in_force: without rule_of_conduct", NOTHING_CHANGES),
    ("obligations corfu_channel_duty", "in_force: without norm_leaves_room", NOTHING_CHANGES),
    ("obligations humanitarian_duty", "applicable: without armed_conflict", NOTHING_CHANGES),
    ("obligations no_harm_duty", "in_force: without rule_of_conduct", NOTHING_CHANGES),
    ("duties no_harm_duty.prevent", "breached: " + _LIABLE_AND_UNPAID.format("prevent"), _LIABLE),
    ("duties no_harm_duty.halt", "breached: " + _LIABLE_AND_UNPAID.format("halt"), _LIABLE),
    (
        "duties corfu_channel_duty.apparatus",
        "performed: efforts_toward_apparatus whatever the position on floor@corfu_channel_duty",
        _BY_ITSELF,
    ),
    (
        "duties corfu_channel_duty.apparatus",
        "performed: minimum_apparatus whatever the position on floor@corfu_channel_duty",
        _BY_ITSELF,
    ),
    (
        "duties no_harm_duty.apparatus",
        "performed: efforts_toward_apparatus whatever the position on floor@no_harm_duty",
        _BY_ITSELF,
    ),
    (
        "duties no_harm_duty.apparatus",
        "performed: minimum_apparatus whatever the position on floor@no_harm_duty",
        _BY_ITSELF,
    ),
    (
        "duties human_rights_duty.framework",
        "performed: efforts_toward_apparatus whatever the position on framework_owed",
        _BY_ITSELF,
    ),
    (
        "duties human_rights_duty.framework",
        "performed: rights_framework whatever the position on framework_owed",
        _BY_ITSELF,
    ),
    ("elements aware_or_notified", "met: without notice_received", NOTHING_CHANGES),
    ("elements knowledge", "met: without notice_received", _ARRIVED),
    (
        "elements rights_threshold_met",
        "met: serious_for_persons whatever the position on rights_threshold",
        NOTHING_CHANGES,
    ),
    ("elements rights_knowledge", "met: without notice_received", _ARRIVED),
    ("elements risk_knowledge", "met: without notice_received", _ARRIVED),
    ("elements rule_of_conduct", "met: Constant whatever the position on nature", NOTHING_CHANGES),
    ("elements reaches_cyberspace", "met: Constant whatever the position on general_rules", NOTHING_CHANGES),
    ("elements norm_leaves_room", "met: Constant whatever the position on norm_effect", NOTHING_CHANGES),
    ("presumptions injury_caused_by_omission", "left out", _AFTER_BREACH),
    ("presumptions knowledge_inferred", "when: without notice_received", _ARRIVED),
    (
        "defences trivial_share",
        "when: [contributes_trivially, not serious_in_aggregate] whatever the position on aggregation",
        NOTHING_CHANGES,
    ),
    ("review of the law", "omitted: without step step due", _NOTHING_DUE),  # under each of the two intensities
    ("step of the law", "due: without not step advanced", _ADVANCED),
)
