"""Results in sentences: what the record shows of duties if they bind, those of which the same is said together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duecare.assess.model import Finding, Outcome
from duecare.ir.declarations import Law
from duecare.report.document import joined
from duecare.report.memo_record import Desk
from duecare.report.names import duties_label, not_law, views_in_order
from duecare.report.wording import (
    FAILED,
    RANKS,
    by_view,
    event_line,
    full,
    issues_words,
    outcome_under,
    since,
    tone,
    under,
)

_CLAUSES: Mapping[str, str] = {
    "not in force": "no such duty is in force",
    "not applicable": "the record shows nothing to which it applies",
    "not due": "nothing had to be done so far",
    "breached (wrongfulness precluded)": (
        "the record shows the conditions of a breach, and a circumstance that precludes its wrongfulness"
    ),
    "breached": "the record shows that what was due was not done in time and that the conditions of a breach are met",
    "liable": "the record shows that what was due was not done in time and that harm followed, and no wrongful act yet",
    "met late": "the record shows that what was due was done, but after its time",
    "not met": "the record shows that what was due was not done in time, but not the conditions of a breach",
    "running": "the time for what is due has not run out",
    "nothing within its power": "the record shows no step that could have been expected in the time there was",
    "met": "the record does not show that anything due was left undone",
    "not expected": "the record shows nothing of which the norm expects anything",
    "expected and met late": "the record shows that what is expected was done, but after its time",
    "expected and not met": "the record shows that what is expected was not done in time",
    "expected and met": "the record does not show that anything expected was left undone",
}
_GRAVEST = (
    ("a breach", frozenset({"breached", "breached (wrongfulness precluded)"})),
    ("liability", frozenset({"liable"})),
    ("an omission", FAILED),
)
_DATED = {"breached": "breached", "liable": "liable", "not met": "omitted", "met late": "omitted"}


@dataclass(frozen=True, slots=True)
class Result:
    """Duties of which the same is said, and the sentence that says it."""

    rank: str
    label: str
    says: str
    findings: tuple[Finding, ...]


def results(findings: Sequence[Finding], desk: Desk, whole: Sequence[Finding] = ()) -> tuple[Result, ...]:
    """Return what the record shows of duties (or of norms), the gravest first."""
    views = views_in_order(desk.assessment, desk.law)
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        told = by_view(finding, views, full)
        groups.setdefault((told[0].rank, _sentence(finding, views, desk.law)), []).append(finding)
    ordered = sorted(groups.items(), key=lambda item: RANKS.index(item[0][0]))
    return tuple(
        Result(rank, _label(found, desk.law, whole or findings), says, tuple(found)) for (rank, says), found in ordered
    )


def clause(outcome: Outcome, *, norm: bool = False) -> str:
    """Say an outcome in a clause; what a norm asks is expected, and not due."""
    said = _clause(outcome)
    return (
        said.replace("what was due", "what is expected").replace("anything due", "anything expected") if norm else said
    )


def _clause(outcome: Outcome) -> str:
    if not outcome.words:
        return "its positions rule each other out"
    if outcome.settled:
        return _CLAUSES[outcome.words[0]]
    if outcome.turns_on:
        return f"the result is {joined(outcome.words, 'or')}, as {issues_words(outcome.turns_on)} is answered"
    gravest = next((name for name, words in _GRAVEST if words & set(outcome.words)), "")
    if not gravest:
        return f"the record leaves open whether it is {joined(outcome.words, 'or')}"
    shown = ", and not established" if outcome.not_established else ""
    return f"the available information does not show whether what was due was done; {gravest} is possible{shown}"


def _sentence(finding: Finding, views: Sequence[str], law: Law) -> str:
    groups = _alike(finding, views)
    if len(groups) == 1:
        return f"{_capital(groups[0][0])}{_since(finding)}."
    parts = []
    for said, named in groups:
        few = len(named) <= 3 or len(named) * 2 <= len(views)
        whom = under(named, law) if few else f"under the {len(named)} other views"
        parts.append(f"{whom}, {said}")
    parts.sort(key=lambda part: part.startswith("under the "))
    return f"{_capital('. '.join(_capital(part) for part in parts))}."


def _alike(finding: Finding, views: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return what is said, each with the views under which it is; one group if all held readings agree."""
    together = outcome_under(finding, "")
    if together.settled or not views:
        return [(clause(together, norm=finding.norm), [""])]
    groups: dict[tuple[int, str], list[str]] = {}
    for view in views:
        outcome = outcome_under(finding, view)
        groups.setdefault((RANKS.index(tone(outcome)), clause(outcome, norm=finding.norm)), []).append(view)
    return [(said, named) for (_, said), named in sorted(groups.items())]


def _since(finding: Finding) -> str:
    outcome = outcome_under(finding, "")
    if outcome.settled and (line := event_line(finding, _DATED.get(outcome.words[0], "none"))):
        return f", {since(line)}"
    return ""


def _label(findings: Sequence[Finding], law: Law, whole: Sequence[Finding]) -> str:
    label = not_law(findings).removesuffix(",") if findings[0].norm else duties_label(findings, law, whole)
    return _capital(label)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
