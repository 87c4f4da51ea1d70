"""The law of a memo: the obligations, the views, and the issues that divide, each position in equal space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from duecare.assess.model import Assessment
from duecare.ir.declarations import Duty, Issue, Law, View
from duecare.report.authorities import holders, note
from duecare.report.binding import dividing_gates
from duecare.report.document import Anchor, Block, Definitions, Heading, Paragraph, Strong, Table, Text, joined
from duecare.report.names import (
    duty_named,
    human,
    issue_anchor,
    issue_label,
    issue_named,
    obligation_label,
    view_label,
    views_in_order,
)
from duecare.report.wording import dividing, is_waiting


def law_section(
    assessment: Assessment, law: Law, numbers: Iterator[int], also: Sequence[str] = ()
) -> tuple[Block, ...]:
    """Return what the law is, as the views put it, for all that is in question, and issues asked for beside it."""
    asked = [finding for finding in assessment.findings if not is_waiting(finding)]
    used = {finding.obligation for finding in asked if not finding.norm}
    norms = {finding.duty for finding in asked if finding.norm}
    blocks: list[Block] = [Heading(2, "Annex E: the law and its readings in full", "readings-in-full", fresh=True)]
    for obligation in law.obligations:
        if obligation.name in used:
            duties = [duty for duty in law.duties if duty.obligation == obligation.name]
            text = (obligation.text, *note(obligation.sources, law))
            blocks += [Heading(3, obligation.title), Paragraph(text, next(numbers))]
            blocks.append(Definitions(tuple(_duty(duty, law) for duty in duties)))
    found = [norm for norm in law.norms if norm.name in norms]
    blocks += [Heading(3, "Norms that do not bind")] if found else []
    for norm in found:
        named = duty_named(norm.name, law)
        head, said = Strong(f"{named[:1].upper()}{named[1:]}. "), Anchor(norm.text, f"duty-{norm.name}")
        rest = " It is a political expectation, and is kept apart from the law."
        blocks.append(Paragraph((head, said, rest, *note(norm.sources, law)), next(numbers)))
    return (*blocks, *_views(assessment, law, numbers), *_issues(assessment, law, numbers, also))


def dividing_issues(assessment: Assessment, law: Law) -> tuple[str, ...]:
    """Return the issues on which an outcome, or whether a duty binds, turns: gates first, then in the law's order."""
    asked = [finding for finding in assessment.findings if not is_waiting(finding)]
    content = {name for finding in asked for name in dividing(finding)}
    gates = dividing_gates(asked, law)
    return (*gates, *(issue.name for issue in law.issues if issue.name in content and issue.name not in gates))


def _duty(duty: Duty, law: Law) -> tuple[str, Text]:
    return f"{human(duty.name)} ({duty.phase})", (Anchor(duty.text, f"duty-{duty.id}"), *note(duty.sources, law))


def _views(assessment: Assessment, law: Law, numbers: Iterator[int]) -> tuple[Block, ...]:
    views = {view.name: view for view in law.views}
    rows = tuple(_view_row(views[name], law) for name in views_in_order(assessment, law) if name in views)
    heads = ("View", "What it holds", "Positions it takes")
    intro = (
        "A view is a named choice of positions on disputed questions; what it does not take it leaves free. "
        "Views stand by the alphabet and are not counted."
    )
    return (
        Heading(3, "The views", "views"),
        Paragraph((intro,), next(numbers)),
        Table("Views used", heads, rows, (3, 8, 2)),
    )


def _view_row(view: View, law: Law) -> tuple[Text, ...]:
    taken = f"{len(view.stances)} of {len(law.issues)}"
    return (view_label(view.name, law),), (view.text, *note(view.sources, law)), (taken,)


def _issues(assessment: Assessment, law: Law, numbers: Iterator[int], also: Sequence[str]) -> tuple[Block, ...]:
    names = dict.fromkeys((*dividing_issues(assessment, law), *also))
    named = [issue for name in names if (issue := issue_named(name, law))]
    head = Heading(3, "The issues that divide", "issues")
    if not named:
        return head, Paragraph(("On this record no outcome turns on a disputed question of law.",), next(numbers))
    intro = Paragraph(
        ("Positions stand by the alphabet of their names, each with all who hold it here.",), next(numbers)
    )
    groups: dict[tuple[str, Issue], list[Issue]] = {}
    for issue in named:
        alike = replace(issue, name=issue.name.partition("@")[0], obligation="")
        groups.setdefault((alike.name, alike), []).append(issue)
    tables = [block for group in groups.values() for block in _issue(group, assessment, law)]
    return head, intro, *tables


def _issue(group: Sequence[Issue], assessment: Assessment, law: Law) -> tuple[Block, ...]:
    """Return one question, which several obligations may ask for themselves, and its positions."""
    label, first = issue_label(group[0].name), group[0]
    title = f"{label[:1].upper()}{label[1:]}: {first.question}"
    asked = joined(obligation_label(issue.obligation, law) for issue in group if issue.obligation)
    decides = "Decides whether there is a duty at all" if first.gate else "Decides on the content of the duty"
    caption = f"{decides}; asked for the {asked}" if asked else decides
    rows = tuple(
        (
            (position.text,),
            holders(position.held_by, law),
            holders(position.doubted_by, law),
            (_taken(position.name, group, assessment, law),),
        )
        for position in sorted(first.positions, key=lambda position: position.name)
    )
    heads = ("Position", "Held by", "Doubted by", "Views that take or allow it")
    return Heading(4, title, issue_anchor(first.name)), Table(caption, heads, rows, (4, 5, 3, 3))


def _taken(position: str, group: Sequence[Issue], assessment: Assessment, law: Law) -> str:
    """Say which views take a position, obligation by obligation where they part."""
    takers = {issue.obligation: joined(_takers(issue.name, position, assessment, law)) or "none" for issue in group}
    if len(set(takers.values())) == 1:
        return next(iter(takers.values()))
    return "; ".join(f"{obligation_label(name, law)}: {views}" for name, views in takers.items())


def _takers(issue: str, position: str, assessment: Assessment, law: Law) -> list[str]:
    views = [view for view in law.views if view.name in assessment.views]
    takers = [
        view_label(view.name, law)
        for view in views
        if any(stance.issue == issue and position in stance.positions for stance in view.stances)
    ]
    return sorted(takers, key=str.casefold)
