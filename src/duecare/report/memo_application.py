"""The application of a memo: State by State and duty by duty, the outcome, since when, and what decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from duecare.assess.model import Finding
from duecare.report.document import Block, Definitions, Figure, Heading, Inline, Link, Paragraph, Strong, Text, joined
from duecare.report.glance import footing_words
from duecare.report.memo_case import case_each_way
from duecare.report.memo_elements import element_table
from duecare.report.memo_record import Desk
from duecare.report.memo_steps import steps_missing, steps_shown
from duecare.report.names import (
    defence_labels,
    duties_label,
    duty_label,
    frame_label,
    frames,
    issue_anchor,
    issue_label,
    obligation_label,
    views_in_order,
    waits_label,
)
from duecare.report.own_words import of_finding
from duecare.report.wording import (
    SENTENCES,
    WAITING,
    by_view,
    dated,
    dividing,
    full,
    is_idle,
    is_open,
    is_waiting,
    outcome_under,
    phrase,
)


def application(desk: Desk, numbers: Iterator[int], drawings: Mapping[str, Figure]) -> tuple[Block, ...]:
    """Return every duty in full, frame by frame, for an annex: with each step, and what is not in question.

    drawings  maps of the argument, by frame: `argument-RUS-IRL`.
    """
    blocks: list[Block] = [Heading(2, "Annex D: each duty in full", "duties", fresh=True)]
    for (bearer, beneficiary), findings in frames(desk.assessment).items():
        named = frame_label(bearer, beneficiary, desk.assessment)
        drawn = drawings.get(f"argument-{bearer}-{beneficiary}")
        blocks += [Heading(3, named, f"frame-{bearer}-{beneficiary or 'nobody'}"), *((drawn,) if drawn else ())]
        blocks += _frame(findings, desk, numbers)
    return tuple(blocks)


def _frame(findings: Sequence[Finding], desk: Desk, numbers: Iterator[int]) -> Iterator[Block]:
    live = [finding for finding in findings if not is_idle(finding) and not is_waiting(finding)]
    table = element_table(live, "Element by element, with what the record shows", desk) if live else None
    yield from (table,) if table else ()
    for obligation in dict.fromkeys(finding.obligation for finding in live):
        yield from _obligation([one for one in live if one.obligation == obligation], desk, numbers)
    for said, group in _idle(findings, desk).items():
        label = duties_label(group, desk.law, findings)
        yield Paragraph((Strong(f"{label[:1].upper()}{label[1:]}."), f" {said}"), next(numbers))


def _idle(findings: Sequence[Finding], desk: Desk) -> dict[str, list[Finding]]:
    """Return the duties of which nothing was due under any view or that are not in question, by what is said."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if is_waiting(finding):
            named = waits_label(finding.waits_for, len(finding.waits_for))
            said = f"{WAITING[:1].upper()}{WAITING[1:]}. Nobody has said anything of: {named}."
            groups.setdefault(said, []).append(finding)
        elif is_idle(finding):
            groups.setdefault(_conclusion(finding, desk), []).append(finding)
    return groups


def _obligation(findings: Sequence[Finding], desk: Desk, numbers: Iterator[int]) -> Iterator[Block]:
    first = findings[0]
    title = duty_label(first) + ", which is not law" if first.norm else obligation_label(first.obligation, desk.law)
    yield Heading(4, title[:1].upper() + title[1:])
    for finding in findings:
        yield from _duty(finding, desk, next(numbers))
    case = case_each_way(findings, desk)
    yield from (case,) if case else ()
    common = [(term, text) for term, text in _common(findings, desk) if text]
    yield from (Definitions(tuple(common)),) if common else ()


def _duty(finding: Finding, desk: Desk, number: int) -> Iterator[Block]:
    named = duty_label(finding)
    head = Link(f"{named[:1].upper()}{named[1:]}.", f"duty-{finding.duty}")
    yield Paragraph((head, f" {_conclusion(finding, desk)}"), number)
    pairs = ((term, text) for term, text in _details(finding, desk) if text)
    yield Definitions(tuple(pairs))


def _details(finding: Finding, desk: Desk) -> Iterator[tuple[str, Text]]:
    yield "Since when", ("; ".join(dated(finding.history)),) if dated(finding.history) else ()
    yield "The record shows", steps_shown(finding, desk)
    yield "It does not show", steps_missing(finding)
    yield "Reading that decides", _reading(finding)
    own = of_finding(finding, desk.assessment)
    yield "By own words", (own,) if own else ()


def _reading(finding: Finding) -> Text:
    parts: list[Inline] = []
    for name in dividing(finding):
        parts += [*([", "] if parts else []), Link(issue_label(name), issue_anchor(name))]
    return (*parts, ".") if parts else ()


def _common(findings: Sequence[Finding], desk: Desk) -> Iterator[tuple[str, Text]]:
    factual = [duty_label(finding) for finding in findings if is_open(finding) and not dividing(finding)]
    yield "Turns on facts", (f"{joined(factual)}: no reading decides without what is not shown.",) if factual else ()
    names = defence_labels((name for finding in findings for name in finding.not_raised), desk.law)
    yield "Not raised", (f"{', '.join(names)}.",) if names else ()
    footings = dict.fromkeys(footing_words(words) for finding in findings for words in finding.footings)
    yield "Without prejudice", (" ".join(f"{words}." for words in footings),) if footings else ()


def _conclusion(finding: Finding, desk: Desk) -> str:
    """Say the outcome, and, where a single word is settled, in a sentence what it means."""
    told = by_view(finding, views_in_order(desk.assessment, desk.law), full)
    meant = [outcome_under(finding, view) for one in told for view in one.views or ("",)]
    settled = {outcome.words[0] for outcome in meant if outcome.settled}
    said = phrase(told, desk.law)
    opens = f"{said[:1].upper()}{said[1:]}" if finding.norm else f"If it binds: {said}"
    return f"{opens}. {SENTENCES[settled.pop()]}" if len(settled) == 1 else f"{opens}."
