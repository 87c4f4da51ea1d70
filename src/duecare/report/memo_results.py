"""Results in sentences: what the record shows of duties if they bind, those of which the same is said together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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


def in_short(findings: Sequence[Finding], desk: Desk) -> str:
    """Return in a few sentences where the record shows an omission, what is open, and where nothing was left undone."""
    views = views_in_order(desk.assessment, desk.law)
    shown: dict[tuple[str, tuple[str, ...]], list[Finding]] = {}
    rest: dict[str, list[Finding]] = {}
    for finding in findings:
        failing = _failing(finding, views)
        if failing:
            for word, named in failing.items():
                shown.setdefault((_CLAUSES[word] + _since(finding), named), []).append(finding)
        else:
            rest.setdefault(_otherwise(finding, views, desk.law), []).append(finding)
    said = []
    for (what, named), group in shown.items():
        label = duties_label(group, desk.law, findings)
        lead = "In every reading" if len(named) == len(views) else _capital(under(named, desk.law))
        tail = "" if len(named) == len(views) else f" Under other views it {_elsewhere(group, named, views)}."
        said.append(f"{lead}, {what}: {label}.{tail}")
    said += [f"{_capital(duties_label(group, desk.law, findings))}: {what}." for what, group in rest.items()]
    return " ".join(said)


def _failing(finding: Finding, views: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the words of an omission that are settled, each with the views under which they are."""
    found: dict[str, list[str]] = {}
    for view in views:
        outcome = outcome_under(finding, view)
        if outcome.settled and outcome.words[0] in FAILED:
            found.setdefault(outcome.words[0], []).append(view)
    return {word: tuple(named) for word, named in found.items()}


def _otherwise(finding: Finding, views: Sequence[str], law: Law) -> str:
    """Say of a duty with no omission shown what is open, and under which views nothing was due or left undone."""
    told = [outcome_under(finding, view) for view in views] or [outcome_under(finding, "")]
    open_ = [one for one in told if not one.settled and {*one.words} & FAILED]
    if not open_:
        return "on the record nothing that was due was left undone, or nothing was due"
    facts = [one for one in open_ if not one.turns_on]
    worst = max(facts or open_, key=lambda one: len(one.words))
    said = clause(replace(worst, not_established=all(one.not_established for one in facts)))
    apart = [one.view for one in told if one not in open_ and one.view]
    return f"{said} ({under(apart, law)} nothing was due or left undone)" if apart else said


def _elsewhere(group: Sequence[Finding], named: Sequence[str], views: Sequence[str]) -> str:
    """Say what becomes of duties under the views that show no such omission."""
    told = [outcome_under(finding, view) for finding in group for view in views if view not in named]
    issues = tuple(dict.fromkeys(name for one in told for name in one.turns_on))
    words = [one.words[0] in FAILED for one in told if one.settled]
    parts = ["is open on the facts"] if any(not one.settled and not one.turns_on for one in told) else []
    parts += [f"turns on {issues_words(issues)}"] if issues else []
    parts += ["comes to an omission of another kind"] if any(words) else []
    parts += ["is not so"] if not all(words) else []
    return joined(parts, "or")


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
        verb = "is" if len(outcome.turns_on) == 1 else "are"
        return f"the result is {joined(outcome.words, 'or')}, as {issues_words(outcome.turns_on)} {verb} answered"
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
