"""What follows from a breach, on the facts of decided cases and with one fact changed: standing, cessation, repair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from contrasts import changed

from duecare.engine.compile import compile_law
from duecare.engine.compiled import Compiled
from duecare.engine.consequences import conditions_of, follows, is_asked, verdict, with_consequences
from duecare.engine.decide import Decider
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.declarations import Case, Consequence, Law
from duecare.ir.expressions import All, AnyOf, Expression, Guarded, Not
from duecare.rulebook.cases import facts_of_case, slices_of_case
from duecare.rulebook.load import load_bundled

Row = tuple[str, str, str, str, str]  # a case, a duty, a consequence, the changes, and what comes out
YES, NO, OPEN, NEVER = "follows", "does not follow", "open", "not asked"
_PLEADED = "countermeasure_with_all_conditions"

# Of the tribunals' own findings: what they held to follow, and what they did not.
DECIDED: list[Row] = [
    ("corfu_channel", "warn", "reparation", "takes reparation_causation.whole_if_grave, grave_omission warn", YES),
    ("corfu_channel", "warn", "responsibility", "", YES),
    (
        "bosnia_genocide",
        "prevent",
        "reparation",
        "takes reparation_causation.averted, not injury_averted_by_performance prevent",
        NO,
    ),
    ("bosnia_genocide", "prevent", "satisfaction", "", YES),
    (
        "pulp_mills_procedure",
        "notify",
        "reparation",
        "takes reparation_causation.by_rule, not injury_caused_by_omission notify",
        NO,
    ),
    ("pulp_mills_procedure", "notify", "satisfaction", "", YES),
    ("ituri_third_parties", "prevent", "reparation", "takes reparation_causation.by_rule", YES),
]

REPARATION: list[Row] = [
    ("corfu_channel", "warn", "reparation", "", OPEN),
    ("corfu_channel", "warn", "reparation", "takes reparation_causation.whole_if_grave, not grave_omission warn", NO),
    ("corfu_channel", "warn", "reparation", "takes reparation_causation.averted, grave_omission warn", OPEN),
    ("corfu_channel", "warn", "reparation", "takes reparation_causation.by_rule, grave_omission warn", OPEN),
    ("corfu_channel", "warn", "reparation", "takes reparation_causation.own_omission_only, grave_omission warn", NO),
    (
        "bosnia_genocide",
        "prevent",
        "reparation",
        "takes reparation_causation.averted, injury_averted_by_performance prevent",
        YES,
    ),
    (
        "bosnia_genocide",
        "prevent",
        "reparation",
        "takes reparation_causation.by_rule, not injury_averted_by_performance prevent",
        OPEN,
    ),
    # the burden is turned round in occupied territory, and there alone
    (
        "ituri_third_parties",
        "prevent",
        "reparation",
        "takes reparation_causation.by_rule, not injury_caused_by_omission prevent",
        NO,
    ),
    ("pulp_mills_procedure", "notify", "reparation", "takes reparation_causation.by_rule", OPEN),
    ("corfu_channel", "warn", "shared_reparation", "takes reparation_causation.own_omission_only", NO),
    ("corfu_channel", "warn", "shared_reparation", "takes reparation_causation.by_rule", YES),
    (
        "corfu_channel",
        "warn",
        "less_for_own_neglect",
        "takes reparation_causation.by_rule, contributed_by_neglect",
        YES,
    ),
    (
        "corfu_channel",
        "warn",
        "less_for_own_neglect",
        "takes reparation_causation.by_rule, not contributed_by_neglect",
        NO,
    ),
    (
        "corfu_channel",
        "warn",
        "less_for_own_neglect",
        "takes reparation_causation.own_omission_only, contributed_by_neglect",
        NO,
    ),
]

STANDING: list[Row] = [
    ("corfu_channel", "warn", "invoked_by_the_injured_state", "", YES),
    ("corfu_channel", "warn", "invoked_by_others", "", NEVER),
    ("corfu_channel", "warn", "invoked_by_whom", "", NEVER),
    ("bosnia_genocide", "prevent", "invoked_by_others", "", YES),
    ("bosnia_genocide", "prevent", "invoked_by_the_injured_state", "specially_affected", YES),
    ("bosnia_genocide", "prevent", "invoked_by_the_injured_state", "not specially_affected", NO),
    ("bosnia_genocide", "prevent", "invoked_by_the_injured_state", "", OPEN),
    ("ituri_inside", "prevent", "invoked_by_the_injured_state", "", NEVER),
    ("ituri_inside", "prevent", "invoked_by_others", "", YES),
    ("patchwork_hypothetical_misuse", "apparatus", "invoked_by_whom", "", YES),
    ("patchwork_hypothetical_misuse", "apparatus", "invoked_by_the_injured_state", "", NEVER),
    # what a book of duties cannot say
    ("ituri_inside", "prevent", "claim_for_persons", "", YES),
    ("corfu_channel", "warn", "claim_for_persons", "personal_harm_there", YES),
    ("corfu_channel", "warn", "claim_for_persons", "not personal_harm_there", NO),
    ("bosnia_genocide", "prevent", "claim_for_persons", "not personal_harm_there", NO),
    ("bosnia_genocide", "prevent", "claim_for_persons", "personal_harm_there", YES),
    ("patchwork_hypothetical_misuse", "apparatus", "claim_for_persons", "", NEVER),
    ("corfu_channel", "warn", "claim_heard", "", YES),
]

CESSATION: list[Row] = [
    ("tallinn_aware_and_idle", "halt", "cessation", "", YES),
    # nothing more is to come, or it was done after its time
    ("corfu_channel", "warn", "cessation", "", OPEN),
    (
        "corfu_channel",
        "warn",
        "cessation",
        "not recurrence_likely, not operation_imminent, not operation_continues",
        NO,
    ),
    ("pulp_mills_procedure", "notify", "cessation", "M54 taken", NO),
    ("corfu_channel", "warn", "non_repetition", "assurances_required", YES),
    ("corfu_channel", "warn", "non_repetition", "not assurances_required", NO),
    ("corfu_channel", "warn", "non_repetition", "", OPEN),
]

# While a ground lasts nothing follows but what is left open.
_OF_ALL = "assurances_required, contributed_by_neglect, grave_omission halt, takes reparation_causation.whole_if_grave"
EXCUSED: list[Row] = [
    (_PLEADED, "halt", "loss_under_a_ground", "", YES),
    (_PLEADED, "halt", "loss_under_a_ground", "not called_on_to_comply", NO),
    (_PLEADED, "halt", "claim_heard", "", YES),
    *(
        (_PLEADED, "halt", name, ", ".join(filter(None, (_OF_ALL, failing))), word)
        for name in (
            *("responsibility", "invoked_by_the_injured_state", "cessation", "non_repetition", "reparation"),
            *("shared_reparation", "less_for_own_neglect", "satisfaction"),
        )
        for failing, word in (("", NO), ("not called_on_to_comply", YES))
    ),
    ("ituri_third_parties", "halt", "invoked_by_others", "force_majeure", NO),
    ("ituri_third_parties", "halt", "invoked_by_others", "", YES),
    ("patchwork_hypothetical_misuse", "apparatus", "invoked_by_whom", "force_majeure", NO),
]

_MET = (
    "bearer_called_on_to_comply, bearer_notified_and_offered_talks, not answer_urgent, "
    "answer_commensurate_with_injury, answer_commensurate_with_omission, answer_temporary_and_reversible, "
    "not answer_touches_protected_duties, not breach_ended_and_pending, "
    "takes countermeasures.limited, takes collective_countermeasures.not_available"
)
ANSWER: list[Row] = [
    (case, duty, "countermeasures_in_answer", ", ".join(filter(None, (_MET, changes))), word)
    for case, duty, changes, word in (
        ("tallinn_aware_and_idle", "halt", "", YES),
        ("tallinn_aware_and_idle", "halt", "force_majeure", NO),
        ("tallinn_aware_and_idle", "halt", "takes countermeasures.none", NO),
        ("tallinn_aware_and_idle", "halt", "not bearer_called_on_to_comply", NO),
        ("tallinn_aware_and_idle", "halt", "unknown bearer_called_on_to_comply", OPEN),
        ("tallinn_aware_and_idle", "halt", "not bearer_notified_and_offered_talks", NO),
        ("tallinn_aware_and_idle", "halt", "not bearer_notified_and_offered_talks, answer_urgent", YES),
        ("tallinn_aware_and_idle", "halt", "not answer_commensurate_with_injury", NO),
        ("tallinn_aware_and_idle", "halt", "not answer_commensurate_with_omission", NO),
        (
            "tallinn_aware_and_idle",
            "halt",
            "not answer_commensurate_with_omission, takes countermeasures.available",
            YES,
        ),
        ("tallinn_aware_and_idle", "halt", "not answer_temporary_and_reversible", NO),
        ("tallinn_aware_and_idle", "halt", "answer_touches_protected_duties", NO),
        ("tallinn_aware_and_idle", "halt", "breach_ended_and_pending", NO),
        # by a State that was not injured
        ("bosnia_genocide", "prevent", "specially_affected", YES),
        ("bosnia_genocide", "prevent", "not specially_affected", NO),
        ("bosnia_genocide", "prevent", "not specially_affected, takes collective_countermeasures.available", YES),
        ("ituri_inside", "prevent", "specially_affected", NO),
        ("patchwork_hypothetical_misuse", "apparatus", "", NEVER),
    )
]
ROWS = [*DECIDED, *REPARATION, *STANDING, *CESSATION, *EXCUSED, *ANSWER]


@cache
def known(duty: str) -> Compiled:
    return with_consequences(load_bundled().compiled, [duty])


def word_of(compiled: Compiled, case: Case, duty: str, consequence: str) -> str:
    """Return whether a consequence follows in a case, under the reading of its source."""
    if not is_asked(compiled, duty, consequence):
        return NEVER
    nobody = any(one.id == duty and one.owed_to == "nobody" for one in compiled.law.duties)
    known_facts = facts_of_case(case, compiled.law)
    frame = Frame("" if nobody else "the beneficiary", slices_of_case(case), known_facts, (), closed=True)
    decider = Decider(History(compiled, frame, frozenset({duty})))
    found = verdict(decider, duty, follows(decider, duty, consequence), case.reading)
    assert found.words, "the duty is not breached"
    return found.words[0] if found.settled else OPEN


def outcome(compiled: Compiled, row: Row) -> str:
    case = changed(compiled.law, row[0], row[3])
    return word_of(compiled, case, f"{case.obligation}.{row[1]}", row[2])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}-{row[4]}")
def test_what_follows(row: Row) -> None:
    """As if breached: on the facts of a case, with some changed, a consequence follows, or not, or is open."""
    bundle = load_bundled()
    case = next(one for one in bundle.law.cases if one.name == row[0])
    assert outcome(known(f"{case.obligation}.{row[1]}"), row) == row[4]


def test_nobody_waits_for_consequences() -> None:
    """What follows is no part of the compiled law: outcomes are worked out from the very same functions without it."""
    law = load_bundled().law
    assert law.consequences
    order = load_bundled().compiled.variables
    with_, without = compile_law(law, order), compile_law(replace(law, consequences=()), order)
    assert (with_.variables, with_.level, with_.low, with_.high) == (
        *(without.variables, without.level),
        *(without.low, without.high),
    )
    assert with_.roots == without.roots
    assert not any(name.startswith("follows") for name in load_bundled().compiled.roots)


def test_no_line_of_a_consequence_is_idle() -> None:
    """A consequence that lacks one of its lines comes out otherwise in some row of these tables."""
    law = load_bundled().law
    idle = [
        (rule.name, number)
        for rule in law.consequences
        for number, lacking in enumerate(_lacking(rule.when))
        if not _noticed(law, rule, replace(rule, when=lacking))
    ]
    assert idle == []


def _noticed(law: Law, rule: Consequence, changed_rule: Consequence) -> bool:
    rules = tuple(changed_rule if one is rule else one for one in law.consequences)
    compiled = replace(load_bundled().compiled, law=replace(law, consequences=rules))
    for row in (row for row in ROWS if row[2] == rule.name):
        case = next(one for one in law.cases if one.name == row[0])
        duty = f"{case.obligation}.{row[1]}"
        concerned = conditions_of(law, rule, duty) != conditions_of(law, changed_rule, duty)
        if concerned and outcome(with_consequences(compiled, [duty]), row) != row[4]:
            return True
    return False


def _lacking(part: Expression) -> Iterator[Expression]:
    """Yield a condition without each of its lines, and with each guard lifted."""
    if isinstance(part, Not):
        yield All(())
    if isinstance(part, (All, AnyOf)):
        for number, item in enumerate(part.items):
            before, after = part.items[:number], part.items[number + 1 :]
            yield type(part)((*before, *after))
            changes = [item.item] if isinstance(item, Guarded) else []
            changes += _lacking(item.item if isinstance(item, Guarded) else item) if not isinstance(item, Not) else []
            yield from (type(part)((*before, one, *after)) for one in changes)
