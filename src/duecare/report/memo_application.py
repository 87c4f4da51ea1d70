"""The application of a memo: duty by duty, the outcome, since when, and what the record shows or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duecare.assess.model import Finding
from duecare.report.authorities import note
from duecare.report.document import Block, Definitions, Heading, Items, Paragraph, Strong, Text, joined
from duecare.report.headline import duties_label, since_words
from duecare.report.memo_record import Desk, question_words, record_table, steps_shown
from duecare.report.wording import (
    brief,
    duty_label,
    force_under,
    frame_label,
    frames,
    human,
    is_idle,
    issue_words,
    obligation_label,
    outcome_under,
    sentence,
    view_label,
    views_in_order,
)

_MOST = 6


def application(desk: Desk) -> tuple[Block, ...]:
    """Return the application, frame by frame."""
    blocks: list[Block] = [Heading(2, "Application", "application")]
    for (bearer, beneficiary), findings in frames(desk.assessment).items():
        named = frame_label(bearer, beneficiary, desk.assessment)
        blocks += [Heading(3, named, f"frame-{bearer}-{beneficiary or 'nobody'}"), *_frame(findings, desk)]
    return tuple(blocks)


def _frame(findings: Sequence[Finding], desk: Desk) -> list[Block]:
    blocks: list[Block] = []
    live = [finding for finding in findings if not is_idle(finding)]
    for obligation in dict.fromkeys(finding.obligation for finding in live):
        group = [finding for finding in live if finding.obligation == obligation]
        table = record_table(group, desk)
        blocks += [table] if table else []
        for finding in group:
            blocks += _duty(finding, desk)
    idle = [finding for finding in findings if is_idle(finding)]
    return [*blocks, _idle(idle, desk)] if idle else blocks


def _idle(findings: Sequence[Finding], desk: Desk) -> Items:
    """Tell the duties of which nothing was due under any view, a line for each outcome."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_outcomes(finding, desk), []).append(finding)
    return Items(
        tuple(
            (Strong(duties_label(group, desk.law)), f": {said[:1].lower()}{said[1:]}") for said, group in groups.items()
        )
    )


def _duty(finding: Finding, desk: Desk) -> list[Block]:
    label = duty_label(finding)
    named = label if finding.norm else f"{label}, {obligation_label(finding.obligation, desk.law)}"
    head = Heading(4, named[:1].upper() + named[1:])
    pairs: list[tuple[str, Text]] = [("Outcome" if finding.norm else "If it binds", (_outcomes(finding, desk),))]
    pairs += [(term, (text,)) for term, text in _binds_and_since(finding, desk) if text]
    pairs.append(("Steps on record", steps_shown(finding, desk)))
    pairs += [(term, (text,)) for term, text in _rest(finding, desk) if text]
    intro = Paragraph((finding.text, *note(finding.sources, desk.law)))
    return [head, intro, Definitions(tuple(pairs))]


def _binds_and_since(finding: Finding, desk: Desk) -> Iterable[tuple[str, str]]:
    yield "Whether it binds", _binding(finding, desk)
    yield "Since when", "; ".join(f"{line.event} {since_words(line)}" for line in finding.history)


def _rest(finding: Finding, desk: Desk) -> Iterable[tuple[str, str]]:
    frame = (finding.bearer, finding.beneficiary)
    missing = [question_words(instance, *frame, desk) for instance in finding.missing]
    more = f" And {len(missing) - _MOST} further questions." if len(missing) > _MOST else ""
    yield "The record does not show", " ".join(missing[:_MOST]) + more
    yield "Turns on", "; ".join(issue_words(name, desk.law) for name in _issues(finding))
    yield "Not raised", joined(human(name) for name in finding.not_raised)
    yield "Footing", "; ".join(_footing(words) for words in finding.footings)


def _footing(words: str) -> str:
    return (
        words if words.startswith("on the footing") else f"on the footing that {words}, and without prejudice to that"
    )


def _issues(finding: Finding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for outcome in finding.if_binds for name in outcome.turns_on))


def _outcomes(finding: Finding, desk: Desk) -> str:
    """Tell the outcome, grouped by views of which the same is to be said."""
    together = outcome_under(finding, "")
    if together.settled or not desk.assessment.views:
        return f"Under every view: {_said(finding, '')}"
    groups: dict[str, list[str]] = {}
    for view in views_in_order(desk.assessment, desk.law):
        groups.setdefault(_said(finding, view), []).append(view_label(view, desk.law))
    if len(groups) == 1:
        return f"Under every view: {next(iter(groups))}"
    return " ".join(f"Under {joined(views)}: {said}" for said, views in groups.items())


def _said(finding: Finding, view: str) -> str:
    outcome = outcome_under(finding, view)
    return f"{brief(outcome)}. {sentence(outcome, norm=finding.norm)}"


def _binding(finding: Finding, desk: Desk) -> str:
    groups: dict[str, list[str]] = {}
    for view in views_in_order(desk.assessment, desk.law):
        groups.setdefault(force_under(finding, view), []).append(view_label(view, desk.law))
    words = {"yes": "yes under", "no": "no under", "open": "left open by"}
    return "; ".join(f"{words[value]} {joined(groups[value])}" for value in words if value in groups)
