"""The law of a memo: the obligations, the views, and the issues that divide, each position in equal space."""

from __future__ import annotations

from duecare.assess.model import Assessment
from duecare.ir.declarations import Duty, Issue, Law, Norm, View
from duecare.report.authorities import holders, note
from duecare.report.document import Block, Definitions, Heading, Paragraph, Table, Text, joined
from duecare.report.wording import human, issue_named, view_label


def law_section(assessment: Assessment, law: Law) -> tuple[Block, ...]:
    """Return what the law is, as the views put it."""
    used = {finding.obligation for finding in assessment.findings if not finding.norm}
    blocks: list[Block] = [Heading(2, "Law", "law")]
    for obligation in law.obligations:
        if obligation.name in used:
            duties = [duty for duty in law.duties if duty.obligation == obligation.name]
            blocks += [
                Heading(3, obligation.title),
                Paragraph((obligation.text, *note(obligation.sources, law))),
                Definitions(tuple(_duty(duty, law) for duty in duties)),
            ]
    norms = {finding.duty for finding in assessment.findings if finding.norm}
    for norm in (norm for norm in law.norms if norm.name in norms):
        blocks += [Heading(3, "A norm that does not bind"), _norm(norm, law)]
    return (*blocks, *_views(assessment, law), *_issues(assessment, law))


def dividing_issues(assessment: Assessment) -> tuple[str, ...]:
    """Return the issues on which some outcome, or whether a duty binds, turns."""
    named: dict[str, None] = {}
    for finding in assessment.findings:
        for outcome in finding.if_binds:
            named |= dict.fromkeys(outcome.turns_on)
        for force in finding.force:
            named |= dict.fromkeys(force.issues)
    return tuple(named)


def _duty(duty: Duty, law: Law) -> tuple[str, Text]:
    return f"{human(duty.name)} ({duty.phase})", (duty.text, *note(duty.sources, law))


def _norm(norm: Norm, law: Law) -> Paragraph:
    words = f"{norm.text} It is a political expectation, and is kept apart from the law."
    return Paragraph((words, *note(norm.sources, law)))


def _views(assessment: Assessment, law: Law) -> tuple[Block, ...]:
    views = [view for view in law.views if view.name in assessment.views]
    rows = tuple(_view_row(view, law) for view in sorted(views, key=lambda view: view_label(view.name, law)))
    heads = ("View", "What it holds", "Positions it takes")
    intro = "A view is a named choice of positions on disputed questions. What it does not take it leaves free."
    return Heading(3, "The views"), Paragraph((intro,)), Table("Views used in this memo", heads, rows)


def _view_row(view: View, law: Law) -> tuple[Text, ...]:
    taken = f"{len(view.stances)} of {len(law.issues)}"
    return (view_label(view.name, law),), (view.text, *note(view.sources, law)), (taken,)


def _issues(assessment: Assessment, law: Law) -> tuple[Block, ...]:
    named = [issue_named(name, law) for name in dividing_issues(assessment)]
    blocks: list[Block] = [Heading(3, "The issues that divide", "issues")]
    if not any(named):
        return (*blocks, Paragraph(("On this record no outcome turns on a disputed question of law.",)))
    blocks.append(Paragraph(("Positions stand in alphabetical order.",)))
    for issue in named:
        if issue is not None:
            blocks += [Heading(4, issue.question, f"issue-{issue.name}"), _positions(issue, assessment, law)]
    return tuple(blocks)


def _positions(issue: Issue, assessment: Assessment, law: Law) -> Table:
    about = f"{human(issue.name.partition('@')[0])}"
    of = f", {human(issue.obligation)}" if issue.obligation else ""
    gate = "; it decides whether there is a duty at all" if issue.gate else ""
    rows = tuple(
        (
            (position.text,),
            holders(position.held_by, law),
            holders(position.doubted_by, law),
            (joined(_takers(issue.name, position.name, assessment, law)) or "none",),
        )
        for position in sorted(issue.positions, key=lambda position: position.name)
    )
    heads = ("Position", "Held by", "Doubted by", "Views that take or allow it")
    return Table(f"Issue: {about}{of}{gate}", heads, rows)


def _takers(issue: str, position: str, assessment: Assessment, law: Law) -> list[str]:
    views = [view for view in law.views if view.name in assessment.views]
    return [
        view_label(view.name, law)
        for view in views
        if any(stance.issue == issue and position in stance.positions for stance in view.stances)
    ]
