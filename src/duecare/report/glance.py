"""The table of States and duties: outcome, since when, and what decides; rows of which the same is said are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from duecare.assess.model import Assessment, Finding
from duecare.ir.declarations import Law
from duecare.report.dates import in_brief
from duecare.report.document import joined
from duecare.report.names import (
    OF_STEPS,
    defence_labels,
    duty_label,
    frames,
    leaf_label,
    obligation_label,
    split,
    state_label,
    toward,
    views_in_order,
)
from duecare.report.wording import (
    FAILED,
    RANKS,
    Said,
    by_view,
    dated,
    dividing,
    event_line,
    is_idle,
    is_open,
    issues_words,
    phrase,
)

_NAMED = 2
_GRAVE = ("breached", "liable", "omitted")


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of duties of one obligation. since and decides: one line an item."""

    duties: str
    rank: str
    outcome: str
    since: tuple[str, ...]
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """The rows of one State toward those of whom the same is said."""

    title: str
    rows: tuple[Row, ...]


def glance(assessment: Assessment, law: Law) -> tuple[Glance, ...]:
    """Return a table for each State and those toward whom its rows are the same."""
    same: dict[tuple[str, tuple[Row, ...]], list[str]] = {}
    for (bearer, beneficiary), findings in frames(assessment).items():
        if not all(is_idle(finding) for finding in findings):
            same.setdefault((bearer, _rows(findings, assessment, law)), []).append(beneficiary)
    return tuple(
        Glance(_title(bearer, beneficiaries, assessment), rows) for (bearer, rows), beneficiaries in same.items()
    )


def not_raised(assessment: Assessment, law: Law) -> tuple[str, ...]:
    """Say which exceptions and defences nobody raised, and on what footing findings are made."""
    found: dict[tuple[str, ...], list[str]] = {}
    for state in dict.fromkeys(finding.bearer for finding in assessment.findings):
        live = [one for one in assessment.findings if one.bearer == state and not is_idle(one)]
        labels = defence_labels((name for one in live for name in one.not_raised), law)
        if labels:
            found.setdefault(labels, []).append(state_label(state, assessment))
    whose = len(found) > 1
    lines = [
        f"Not raised{' as to ' + joined(states) if whose else ''}: {', '.join(labels)}."
        for labels, states in found.items()
    ]
    footings = dict.fromkeys(words for one in assessment.findings for words in one.footings)
    return (*lines, *(f"{footing_words(words)}." for words in footings))


def footing_words(words: str) -> str:
    """Return on what footing a finding is made."""
    known = words.startswith("on the footing")
    said = words if known else f"on the footing that {words}, and without prejudice to that"
    return "Findings are made " + said


def _title(bearer: str, beneficiaries: Sequence[str], assessment: Assessment) -> str:
    comma = "" if any(beneficiaries) else ","
    return f"{state_label(bearer, assessment)}{comma} {toward(beneficiaries, bearer, assessment)}"


def _rows(findings: Iterable[Finding], assessment: Assessment, law: Law) -> tuple[Row, ...]:
    views = views_in_order(assessment, law)
    groups: dict[tuple[str, Row], list[Finding]] = {}
    for finding in findings:
        told = by_view(finding, views)
        idle = is_idle(finding)
        alike = Row("", "idle" if idle else told[0].rank, _outcome(told, law), () if idle else _since(finding), ())
        groups.setdefault(("" if finding.norm else finding.obligation, alike), []).append(finding)
    rows = [
        replace(row, duties=_label(group, law), decides=() if row.rank == "idle" else _decides(group))
        for (_, row), group in groups.items()
    ]
    return tuple(sorted(rows, key=lambda row: RANKS.index(row.rank)))


def _label(group: Sequence[Finding], law: Law) -> str:
    """Name duties in little room: `Corfu Channel: warn, halt`."""
    label = ", ".join(dict.fromkeys(duty_label(finding) for finding in group))
    if not group[0].norm:
        label = f"{obligation_label(group[0].obligation, law).removesuffix(' duty')}: {label}"
    return label[:1].upper() + label[1:]


def _outcome(told: Sequence[Said], law: Law) -> str:
    alone = len(told) == 1 and len(told[0].views) != 1
    return told[0].words if alone else phrase(told, law, whole=False)


def _since(finding: Finding) -> tuple[str, ...]:
    """Say since when it was due, and since when the gravest of what followed is possible or certain."""
    words = {word for outcome in finding.if_binds for word in outcome.words}
    gravest = next((line for event in _GRAVE if (line := event_line(finding, event))), None)
    lines = (event_line(finding, "due"), gravest if words & FAILED else None)
    return dated((line for line in lines if line is not None), in_brief)


def _decides(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Say which issues, facts and steps the outcome depends on; facts by name, as many as a cell bears."""
    issues = dict.fromkeys(name for finding in findings for name in dividing(finding))
    undecided = [finding for finding in findings if is_open(finding)]
    counted = Counter(instance for finding in undecided for instance in finding.missing)
    missing = sorted(counted, key=lambda instance: -counted[instance])
    facts = [one for one in missing if split(one)[0] not in OF_STEPS]
    steps = {split(one)[1] for one in missing if split(one)[0] in OF_STEPS}
    lines = [f"reading: {issues_words(tuple(issues))}"] if issues else []
    if facts:
        more = f" and {len(facts) - _NAMED} more" if len(facts) > _NAMED else ""
        lines.append(f"facts: {', '.join(leaf_label(one) for one in facts[:_NAMED])}{more}")
    if steps:
        lines.append(f"steps not shown: {len(steps)}")
    return tuple(lines)
