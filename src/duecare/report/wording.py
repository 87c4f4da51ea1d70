"""Outcome words in neutral sentences: what the record shows or does not show; none says that a State did wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from duecare.assess.model import Finding, HistoryLine, Outcome
from duecare.ir.declarations import Law
from duecare.report.dates import in_words
from duecare.report.document import joined
from duecare.report.names import issue_label, view_label

UNSHOWN = ("breached", "breached (wrongfulness precluded)", "liable", "expected and not met", "not met")
FAILED = frozenset({*UNSHOWN, "met late", "expected and met late"})
DONE = frozenset({"met", "expected and met", "nothing within its power"})
IDLE = frozenset({"not in force", "not applicable", "not due", "not expected"})
RANKS = ("failed", "open", "done", "waiting", "idle")
WAITING = "open, not in question so far"
UNASKED = "Not in question so far: of what would bring these into play nobody has said anything"
NOUNS = {"due": "due", "breached": "breach", "liable": "liability", "omitted": "omission"}
_ADVERSE = (
    ("breach", frozenset({"breached", "breached (wrongfulness precluded)"})),
    ("liability", frozenset({"liable"})),
    ("omission", FAILED),
)

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
    "nothing within its power": (
        "The record does not show any step that the State could have been expected to take in the time it had."
    ),
    "met": "The record does not show that anything due was left undone; on it, the duty was met.",
    "not expected": "On this record the norm raises no expectation.",
    "expected and met late": "The record shows that what the norm expects was done, but after its time.",
    "expected and not met": "The record shows that what the norm expects was not done in time.",
    "expected and met": "The record does not show that anything the norm expects was left undone.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a finding, and under which views; none: under every held reading."""

    rank: str
    words: str
    views: tuple[str, ...] = ()


def word(outcome: Outcome) -> str:
    """Return an outcome in few words; of what is open, the gravest that stays possible, or all if that is little."""
    if not outcome.words:
        return "no reading left, for its positions rule each other out"
    listed = joined(outcome.words, "or")
    if outcome.settled or outcome.turns_on:
        return listed
    gravest = next((name for name, words in _ADVERSE if words & set(outcome.words)), "")
    possible = f"{gravest} possible" if gravest else listed
    return f"open ({possible}, not established)" if outcome.not_established else f"open ({possible})"


def full(outcome: Outcome) -> str:
    """Return an outcome with all that stays possible."""
    if outcome.settled or outcome.turns_on:
        return word(outcome)
    unproved = " (not established)" if outcome.not_established else ""
    return f"open between {joined(f'“{one}”' for one in outcome.words)}{unproved}"


def by_view(finding: Finding, views: Sequence[str], tell: Callable[[Outcome], str] = word) -> tuple[Said, ...]:
    """Return what is to be said of a finding, views of which the same is said together, the gravest first."""
    together = outcome_under(finding, "")
    if together.settled or not views:
        return (Said(tone(together), tell(together)),)
    groups: dict[tuple[int, str], list[str]] = {}
    for outcome in (outcome_under(finding, view) for view in views):
        groups.setdefault((RANKS.index(tone(outcome)), tell(outcome)), []).append(outcome.view)
    return tuple(Said(RANKS[rank], words, tuple(named)) for (rank, words), named in sorted(groups.items()))


def phrase(told: Sequence[Said], law: Law, *, whole: bool = True) -> str:
    """Join what is said: `breached under A and B; met under C`; not `whole`: many views as `the others`, last."""
    if len(told) == 1:
        return _placed(told[0].words, _under_all(told[0], law))
    most = max(told, key=lambda said: len(said.views))
    if whole or len(most.views) <= 2:
        return "; ".join(_placed(one.words, under(one.views, law)) for one in told)
    named = [_placed(one.words, under(one.views, law)) for one in told if one is not most]
    return "; ".join([*named, _placed(most.words, f"under the {len(most.views)} others")])


def _placed(words: str, views: str) -> str:
    """Put the views before what stands in brackets: `open under A (breach possible)`."""
    first, bracket, rest = words.partition(" (")
    return f"{first} {views}{bracket}{rest}"


def under(views: Sequence[str], law: Law) -> str:
    """Return `under A and B`."""
    return "under " + joined(view_label(view, law) for view in views)


def _under_all(said: Said, law: Law) -> str:
    if len(said.views) == 1:
        return under(said.views, law)
    return "under every view" if said.views else "under every held reading"


def outcome_under(finding: Finding, view: str) -> Outcome:
    """Return a finding's outcome under a view with the gates set aside; empty: under all held readings."""
    return next(outcome for outcome in finding.if_binds if outcome.view == view)


def is_open(finding: Finding) -> bool:
    """Say whether under some view facts that nobody has shown still decide."""
    return any(not outcome.settled and not outcome.turns_on for outcome in finding.if_binds)


def is_idle(finding: Finding) -> bool:
    """Say that nothing was due under any view, so that a line about it is enough."""
    return all(outcome.settled and outcome.words[0] in IDLE for outcome in finding.if_binds)


def is_waiting(finding: Finding) -> bool:
    """Say that the duty is open only because nobody has said anything of what would bring it into play."""
    return bool(finding.waits_for)


def tone(outcome: Outcome) -> str:
    """Return how an outcome ranks: `failed`, `open`, `done` or `idle`; a divided one by its worst word.

    A finding that waits for its first claim ranks between the last two.
    """
    if not outcome.settled and not outcome.turns_on:
        return "open"
    words = set(outcome.words)
    if words & FAILED:
        return "failed"
    return "open" if not words <= DONE | IDLE else "done" if words & DONE else "idle"


def dividing(finding: Finding) -> tuple[str, ...]:
    """Return the issues on which the outcome turns under some view, in the order in which they come up."""
    return tuple(dict.fromkeys(name for outcome in finding.if_binds for name in outcome.turns_on))


def issues_words(names: Sequence[str]) -> str:
    """Return issues for a cell: `status and floor`; one taken in two obligations is named once."""
    return joined(dict.fromkeys(issue_label(name) for name in names))


def since(line: HistoryLine, tell: Callable[[str], str] = in_words) -> str:
    """Say since when: `since 4 March 2026`, or from when it is possible and from when certain."""
    if line.possible == line.certain or not line.possible:
        return f"since {tell(line.certain)}"
    certain = f", certain from {tell(line.certain)}" if line.certain else ""
    return f"possible from {tell(line.possible)}{certain}"


def dated(lines: Iterable[HistoryLine], tell: Callable[[str], str] = in_words) -> tuple[str, ...]:
    """Return the events of a history with their dates, those of one date together."""
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.event in NOUNS and (line.possible or line.certain):
            found.setdefault(since(line, tell), []).append(NOUNS[line.event])
    return tuple(f"{', '.join(nouns)}: {when}" for when, nouns in found.items())


def event_line(finding: Finding, event: str) -> HistoryLine | None:
    """Return the line of a finding's history on an event that it dates."""
    return next((line for line in finding.history if line.event == event and (line.possible or line.certain)), None)
