"""The law in the body of a memo: what the duties in question ask, and the readings side by side, in equal space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from duecare.assess.model import Finding
from duecare.ir.declarations import Issue
from duecare.report.authorities import note
from duecare.report.document import Block, Heading, Link, Paragraph, Table, Text, joined
from duecare.report.memo_law import dividing_issues
from duecare.report.memo_reader import in_question
from duecare.report.memo_record import Desk
from duecare.report.names import human, issue_anchor, issue_named, obligation_label, state_label, view_label

_MOST = 8
_INTRO = (
    "What follows says what the sources ask, as those who hold a rule put it; whether it binds is another question, "
    "and stands beside it. The views, every holder of a position and all authorities stand in Annex E."
)


def law_body(desk: Desk, numbers: Iterator[int]) -> Iterator[Block]:
    """Yield the duties in question, the norms apart from them, and the questions of law that divide."""
    asked = in_question(desk.assessment.findings)
    norms = in_question(desk.assessment.findings, norms=True)
    yield Heading(2, "Law", "law")
    yield Paragraph((_INTRO,), next(numbers))
    for obligation in desk.law.obligations:
        used = [one for one in asked if one.obligation == obligation.name]
        if used:
            yield Paragraph((obligation.text, *note(obligation.sources, desk.law), *_limbs(used, desk)), next(numbers))
    if norms:
        texts = dict.fromkeys(one.text.rstrip(".") for one in norms)
        said = " ".join(f"{text}." for text in texts)
        cited = dict.fromkeys(place for one in norms for place in one.sources)
        yield Paragraph(
            ("Apart from the law stand political expectations, which do not bind. ", said, *note(cited, desk.law)),
            next(numbers),
        )
    yield from _issues(desk, numbers)


def _limbs(used: Sequence[Finding], desk: Desk) -> Text:
    """Say which limbs of an obligation are in question."""
    duties = {duty.id: duty for duty in desk.law.duties}
    texts = dict.fromkeys(duties[one.duty].text.rstrip(".") for one in used if one.duty in duties)
    listed = "; ".join(text[:1].lower() + text[1:] for text in texts)
    cited = dict.fromkeys(place for one in used if one.duty in duties for place in duties[one.duty].sources[:1])
    return (f" In question here: {listed}.", *note(cited, desk.law)) if listed else ()


def _issues(desk: Desk, numbers: Iterator[int]) -> Iterator[Block]:
    names = dividing_issues(desk.assessment, desk.law)
    issues = [issue for name in names if (issue := issue_named(name, desk.law))]
    once: dict[tuple[str, Issue], Issue] = {}
    for issue in issues:
        alike = replace(issue, name=issue.name.partition("@")[0], obligation="")
        once.setdefault((alike.name, alike), issue)
    shown = list(once.values())[:_MOST]
    yield Heading(3, "The readings", "readings")
    if not shown:
        yield Paragraph(("On this record no outcome turns on a disputed question of law.",), next(numbers))
        return
    rest = len(once) - len(shown)
    more = f" {rest} further question{'s' if rest > 1 else ''} on which less hangs stand there too." if rest else ""
    intro = (
        "Each question has its answers by the alphabet of their names, with the views used here that take them; an "
        f"answer that no view takes is held by somebody, and Annex E says by whom. A dash: nothing declared.{more}"
    )
    yield Paragraph((intro,), next(numbers))
    states = [one.state for one in desk.assessment.declared]
    heads = ("Question", "Answers, and the views that take them", "Declared by the States concerned")
    rows = tuple(_row(issue, states, desk) for issue in shown)
    yield Table("Questions of law on which the answer turns", heads, rows, (4, 10, 4))


def _row(issue: Issue, states: Sequence[str], desk: Desk) -> tuple[Text, ...]:
    kind = "whether it binds" if issue.gate else "what it asks"
    for_ = f"; {obligation_label(issue.obligation, desk.law)}" if issue.obligation else ""
    question: Text = (Link(issue.question, issue_anchor(issue.name)), f" ({kind}{for_})")
    answers = "; ".join(
        f"({letter}) {position.text.rstrip('.')} [{_takers(issue, position.name, desk)}]"
        for letter, position in zip("abcdefgh", sorted(issue.positions, key=lambda one: one.name), strict=False)
    )
    told = ((state, _declared(state, issue, desk)) for state in states)
    declared = "; ".join(f"{state_label(state, desk.assessment)}: {said}" for state, said in told if said)
    return question, (f"{answers}.",), (declared or "–",)


def _takers(issue: Issue, position: str, desk: Desk) -> str:
    views = [view for view in desk.law.views if view.name in desk.assessment.views]
    takers = sorted(
        view_label(view.name, desk.law)
        for view in views
        if any(stance.issue == issue.name and position in stance.positions for stance in view.stances)
    )
    return joined(takers) or "no view used here"


def _declared(state: str, issue: Issue, desk: Desk) -> str:
    """Say what a State concerned has declared on an issue, with its date; empty if nothing."""
    records = {one.id: one for one in desk.assessment.records}
    for finding in desk.assessment.findings:
        for own in finding.own:
            for took in own.positions if own.state == state else ():
                if took.issue == issue.name:
                    held = joined((human(one) for one in took.positions), "or")
                    unread = "†" if took.grade == "memory" else ""
                    return f"{held} ({records[took.record].date[:4]}){unread}"
    return ""
