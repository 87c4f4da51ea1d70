"""Outcome words in neutral sentences, and what to call duties, views and issues.

A sentence says what the record shows or does not show; none says that a State did wrong.
"""

from __future__ import annotations

from collections.abc import Mapping

from duecare.assess.model import Assessment, Finding, Outcome
from duecare.ir.declarations import Issue, Law
from duecare.report.document import joined

_LONGEST = 40

UNSHOWN = ("breached", "breached (wrongfulness precluded)", "liable", "expected and not met", "not met")
FAILED = frozenset({*UNSHOWN, "met late", "expected and met late"})
DONE = frozenset({"met", "expected and met", "nothing within its power"})
IDLE = frozenset({"not in force", "not applicable", "not due", "not expected"})

SENTENCES: Mapping[str, str] = {
    "not in force": "No such duty is in force.",
    "not applicable": "The duty does not apply to what the record shows.",
    "not due": "On this record the duty applies, but nothing had to be done under it so far.",
    "breached (wrongfulness precluded)": (
        "The record shows that the conditions of a breach are met, and a circumstance that precludes its wrongfulness."
    ),
    "breached": (
        "The record shows that what was due was not done in time and that the conditions of a breach are met."
    ),
    "liable": (
        "The record shows that what was due was not done in time and that harm followed; it does not show a "
        "wrongful act so far."
    ),
    "met late": "The record shows that what was due was done, but after its time.",
    "not met": (
        "The record shows that what was due was not done in time; it does not show that the conditions of a "
        "breach are met."
    ),
    "running": "The time for what is due has not run out.",
    "nothing within its power": ("The record does not show any step that was both due and within the State's power."),
    "met": "The record does not show that anything due was left undone; on it, the duty was met.",
    "not expected": "On this record the norm raises no expectation.",
    "expected and met late": "The record shows that what the norm expects was done, but after its time.",
    "expected and not met": "The record shows that what the norm expects was not done in time.",
    "expected and met": "The record does not show that anything the norm expects was left undone.",
}


def sentence(outcome: Outcome, *, norm: bool = False) -> str:
    """Say in a sentence what an outcome means for a reader."""
    if outcome.settled:
        return SENTENCES[outcome.words[0]]
    if outcome.turns_on:
        words = joined(outcome.words, "or")
        return f"The record leaves nothing open, but the law does: {words}, by the position taken."
    what = "what the norm expects" if norm else "what was due"
    shown = f"The record does not show whether {what} was done"
    unproved = " Not established on this record." if outcome.not_established else ""
    return f"{shown}; it leaves open: {joined(outcome.words, 'or')}.{unproved}"


def brief(outcome: Outcome) -> str:
    """Return an outcome in the fewest words: for a cell of a table."""
    if outcome.settled:
        return outcome.words[0]
    if outcome.turns_on:
        return f"turns on {joined(issue_label(name) for name in outcome.turns_on)}"
    return "not established" if outcome.not_established else "open"


def outcome_under(finding: Finding, view: str) -> Outcome:
    """Return a finding's outcome under a view with the gates set aside; empty: under all held readings."""
    return next(outcome for outcome in finding.if_binds if outcome.view == view)


def force_under(finding: Finding, view: str) -> str:
    """Return whether the duty binds under a view: yes, no, open; empty for what never binds (a norm)."""
    if finding.norm:
        return ""
    return next((force.value for force in finding.force if force.view == view), "")


def is_open(finding: Finding) -> bool:
    """Say whether under some view facts that nobody has shown still decide."""
    return any(not outcome.settled and not outcome.turns_on for outcome in finding.if_binds)


def tone(outcome: Outcome) -> str:
    """Return how an outcome ranks: `failed`, `open`, `done` or `idle`; a divided one by its worst word."""
    if not outcome.settled and not outcome.turns_on:
        return "open"
    words = set(outcome.words)
    if words & FAILED:
        return "failed"
    return "open" if not words <= DONE | IDLE else "done" if words & DONE else "idle"


def cell_tone(finding: Finding, view: str) -> str:
    """Return how a cell may look: as open where law divides it, as idle where the view knows no such duty."""
    outcome = outcome_under(finding, view)
    if force_under(finding, view) == "no":
        return "idle"
    return "open" if outcome.turns_on and not outcome.settled else tone(outcome)


def cell(finding: Finding, view: str) -> str:
    """Return what a matrix says of a duty under a view, whether it binds included."""
    word, force = brief(outcome_under(finding, view)), force_under(finding, view)
    if force == "no":
        return "not in force"
    return f"{word}, if it binds" if force == "open" else word


def duty_label(finding: Finding) -> str:
    """Return what to call a duty in a list: `warn`; a norm: `norm 13(c)`."""
    return human(finding.duty.rpartition(".")[2] or finding.name).replace("13c", "13(c)")


def issue_label(name: str) -> str:
    """Return what to call an issue in a cell: `corfu breach`."""
    return human(name.partition("@")[0])


def issue_words(name: str, law: Law) -> str:
    """Return an issue by its name and its question."""
    issue = issue_named(name, law)
    return f"{issue_label(name)}: “{issue.question}”" if issue else issue_label(name)


def issue_named(name: str, law: Law) -> Issue | None:
    """Return the issue of that full name."""
    return next((issue for issue in law.issues if issue.name == name), None)


def view_label(name: str, law: Law) -> str:
    """Return what to call a view: its work's short title where it is named for the work."""
    if not name:
        return "all held readings"
    source = next((source for source in law.sources if source.name == name), None)
    return source.short if source else human(name).capitalize()


def obligation_label(name: str, law: Law) -> str:
    """Return what to call an obligation, within a sentence: `the Corfu Channel duty`."""
    title = next((one.title for one in law.obligations if one.name == name), "") or human(name)
    return "the" + title[3:] if title.startswith("The ") else title


def short_obligation(name: str, law: Law) -> str:
    """Return what to call an obligation in a list: its title, or its name where the title is long."""
    known = obligation_label(name, law)
    return f"the {human(name)}" if len(known) > _LONGEST else known


def state_label(code: str, assessment: Assessment) -> str:
    """Return what to call a State of an assessment."""
    return dict(assessment.states).get(code, code)


def frame_label(bearer: str, beneficiary: str, assessment: Assessment) -> str:
    """Return what to call a frame: `Northland toward Southland`."""
    named = state_label(bearer, assessment)
    if not beneficiary:
        return f"{named}, toward no State in particular"
    return f"{named} toward {state_label(beneficiary, assessment)}"


def frames(assessment: Assessment) -> Mapping[tuple[str, str], tuple[Finding, ...]]:
    """Return the findings of each frame, bearer and beneficiary."""
    found: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for finding in assessment.findings:
        frame = (finding.bearer, finding.beneficiary)
        found[frame] = (*found.get(frame, ()), finding)
    return found


def is_idle(finding: Finding) -> bool:
    """Say that nothing was due under any view, so that a line about it is enough."""
    return all(outcome.settled and outcome.words[0] in IDLE for outcome in finding.if_binds)


def human(name: str) -> str:
    """Return a name of the law as words."""
    return name.replace("_", " ")


def views_in_order(assessment: Assessment, law: Law) -> tuple[str, ...]:
    """Return the views of an assessment by the alphabet, so that none stands before another for a reason."""
    return tuple(sorted(assessment.views, key=lambda view: view_label(view, law).casefold()))
