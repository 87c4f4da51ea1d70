"""The argument each way on duties of one obligation, each given its best form from the record and the readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duecare.assess.elements import MET, Part, under
from duecare.assess.model import Finding
from duecare.dossier.model import Account
from duecare.report.binding import dividing_gates
from duecare.report.document import Inline, Link, Strong, Text, joined
from duecare.report.memo_element_words import against, clause_of, support
from duecare.report.memo_reader import named
from duecare.report.memo_record import Desk
from duecare.report.names import OF_STEPS, issue_named, split, view_label
from duecare.report.wording import DONE, FAILED, IDLE, outcome_under


def each_way(findings: Sequence[Finding], parts: Sequence[Part], desk: Desk, *, account: bool = True) -> Text:
    """Return the argument against the bearer and then for it, or the other way round where the record speaks for it."""
    first = findings[0]
    claimant = named(first.beneficiary, desk.assessment) if first.beneficiary else "whoever relies on it"
    if first.beneficiary == first.bearer:
        claimant = "those affected"
    bearer = named(first.bearer, desk.assessment)
    sides = [
        (claimant, tuple(_claimants(findings, parts, desk))),
        (bearer, tuple(_bearers(findings, parts, desk, account))),
    ]
    if all(outcome_under(one, "").settled and outcome_under(one, "").words[0] in DONE | IDLE for one in findings):
        sides.reverse()  # the contrary argument comes last, and has the last word
    return tuple(part for number, (who, said) in enumerate(sides) for part in _side(who, said, first=not number))


def _side(who: str, said: Sequence[Inline], *, first: bool) -> Iterator[Inline]:
    if not said:
        return
    yield Strong(f"For {who}. " if first else f"Against that, for {who}. ")
    yield from said


def _claimants(findings: Sequence[Finding], parts: Sequence[Part], desk: Desk) -> Iterator[Inline]:
    yes = _views(findings, "yes", desk)
    if yes:
        yield f"The duty binds on {_named(yes, desk)}. "
    yield from _failing(findings, desk)
    yield from _points(parts, desk, mine=True)
    yield from _burden(findings, desk, bearers=True)


def _bearers(findings: Sequence[Finding], parts: Sequence[Part], desk: Desk, account: bool) -> Iterator[Inline]:
    no = _views(findings, "no", desk)
    if no:
        yield f"No duty of this kind binds on {_named(no, desk)}{_because(no, findings, desk)}. "
    yield from _points(parts, desk, mine=False)
    if account:
        yield from _account(findings[0].bearer, desk)
    yield from _burden(findings, desk, bearers=False)


def _views(findings: Sequence[Finding], value: str, desk: Desk) -> list[str]:
    """Return the views under which some of the duties bind, or do not."""
    found = {force.view for one in findings for force in one.force if force.value == value and force.view}
    return sorted(found, key=lambda view: view_label(view, desk.law).casefold())


def _named(views: Sequence[str], desk: Desk) -> str:
    if len(views) == len(desk.assessment.views):
        return "every view used here"
    kind = "view" if len(views) == 1 else "views"
    return f"the {kind} of {joined(view_label(view, desk.law) for view in views)}"


def _because(views: Sequence[str], findings: Sequence[Finding], desk: Desk) -> str:
    """Return what these views hold on the gate on which most of them take a position."""
    taken = {view.name: {one.issue: one.positions for one in view.stances} for view in desk.law.views}
    gates = sorted(dividing_gates(findings, desk.law), key=lambda name: -sum(name in taken.get(v, {}) for v in views))
    issue = issue_named(gates[0], desk.law) if gates else None
    if issue is None:
        return ""
    held = {position for view in views for position in taken.get(view, {}).get(issue.name, ())}
    against = {
        position for view in _views(findings, "yes", desk) for position in taken.get(view, {}).get(issue.name, ())
    }
    texts = [position.text.rstrip(".") for position in issue.positions if position.name in held - against]
    return f" (“{issue.question}” – “{'” or “'.join(texts)}”)" if texts else ""


def _failing(findings: Sequence[Finding], desk: Desk) -> Iterator[Inline]:
    """Yield under which views something due was left undone, where the views part on that."""
    views = [
        view
        for view in desk.assessment.views
        if any((found := outcome_under(one, view)).settled and found.words[0] in FAILED for one in findings)
    ]
    if views:
        views.sort(key=lambda view: view_label(view, desk.law).casefold())
        yield f"If it binds, the record shows an omission on {_named(views, desk)}. "


def _points(parts: Sequence[Part], desk: Desk, *, mine: bool) -> Iterator[Inline]:
    """Yield the conditions on which the record has something for one side, those that decide first."""
    told: dict[str, Text] = {}
    for part in sorted(parts, key=lambda one: under(one).settled):
        where, clause = (support if mine else against)(part, desk), clause_of(part, desk)
        settled = under(part).settled and under(part).words == (MET,)
        if where and clause and not (settled and not mine):
            told.setdefault(clause, where)
    for index, (clause, where) in enumerate(list(told.items())[:3]):
        if mine:
            yield f"{'It can say that' if not index else ', and that'} {clause} ("
        else:
            yield f"{'It can answer that it is not shown that' if not index else ', nor that'} {clause} (against it, "
        yield from where
        yield ")"
    yield from (". ",) if told else ()


def _account(bearer: str, desk: Desk) -> Iterator[Inline]:
    """Yield where the bearer's own account stands, and whether it comes with evidence."""
    said: list[Account] = [one for one in desk.dossier.account if one.bearer == bearer and one.id in desk.numbers]
    if said:
        numbers = sorted({desk.numbers[one.id] for one in said})
        yield "Its own account is in paras " if len(numbers) > 1 else "Its own account is in para "
        for index, number in enumerate(numbers):
            yield from ((", ",) if index else ())
            yield Link(str(number), f"para-{number}")
        yield "; " + (
            "it comes with evidence. "
            if all(one.evidence for one in said)
            else "it offers no evidence for all or part of it. "
        )


def _burden(findings: Sequence[Finding], desk: Desk, *, bearers: bool) -> Iterator[Inline]:
    """Yield what is for the other side to show and is not shown."""
    theirs = {leaf.name for leaf in desk.law.leaves if leaf.burden == "bearer"}
    missing = dict.fromkeys(one for finding in findings for one in finding.missing)
    chosen = [one for one in missing if (split(one)[0] in theirs) is bearers]
    facts = sum(split(one)[0] not in OF_STEPS for one in chosen)
    steps = len({split(one)[1] for one in chosen if split(one)[0] in OF_STEPS})
    counted = [f"{facts} question{'s' if facts > 1 else ''} of fact"] if facts else []
    counted += [f"what was done or could have been done in {steps} step{'s' if steps > 1 else ''}"] if steps else []
    if counted:
        verb = "is" if len(counted) == 1 and counted[0].startswith("1 ") else "are"
        yield f"For the other side to show, and not shown, {verb} {joined(counted)}. "
