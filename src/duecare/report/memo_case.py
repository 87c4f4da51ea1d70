"""The case each way: what the affected State can say and what the bearer can, side by side and in equal space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from duecare.assess.model import Finding
from duecare.dossier.model import Claim
from duecare.ir.walk import measures_of
from duecare.report.document import Inline, Table, Text, joined
from duecare.report.memo_elements import leaves_of
from duecare.report.memo_reader import named
from duecare.report.memo_record import Desk, claims_on, paragraphs, rule_of
from duecare.report.names import OF_STEPS, human, leaf_label, split, view_label, views_in_order
from duecare.report.wording import FAILED, outcome_under

_Row = tuple[Text, ...]


def case_each_way(findings: Sequence[Finding], desk: Desk) -> Table | None:
    """Return the arguments for and against the bearer on duties of one obligation in one frame, if there are any."""
    bearer, beneficiary = findings[0].bearer, findings[0].beneficiary
    claimant = named(beneficiary, desk.assessment) if beneficiary else "whoever relies on it"
    made = (_law(findings, desk), _reading(findings, desk), _facts(findings, desk), _missing(findings, desk))
    rows = tuple(row for row in made if row is not None)
    heads = ("On", f"For {claimant}", f"For {named(bearer, desk.assessment)}")
    return Table("The case each way", heads, rows, (1, 3, 3)) if rows else None


def _law(findings: Sequence[Finding], desk: Desk) -> _Row | None:
    """Say under which views the duties bind, under which not, and which leave that open, each in whole or in part."""
    if not any(finding.force for finding in findings):
        return None
    sides: dict[str, list[str]] = {"yes": [], "no": [], "open": []}
    for view in views_in_order(desk.assessment, desk.law):
        values = {force.value for finding in findings for force in finding.force if force.view == view}
        part = " in part" if len(values) > 1 else ""
        for value in values:
            sides[value].append(view_label(view, desk.law) + part)
    every = [view_label(view, desk.law) for view in views_in_order(desk.assessment, desk.law)]
    left = f" {_views('Left open', sides['open'], every)}" if sides["open"] else ""
    yes, no = _views("Yes", sides["yes"], every), _views("No", sides["no"], every)
    return ("Whether it binds",), (yes,), (no + left,)


def _views(word: str, views: Sequence[str], every: Sequence[str]) -> str:
    if len(views) > 1 and set(views) == set(every):
        return f"{word}: every view used here."
    return f"{word}: {joined(views)}." if views else f"{word}: no view used here."


def _reading(findings: Sequence[Finding], desk: Desk) -> _Row | None:
    """Say under which views something was left undone and under which not, where views part on that."""
    against, forth = set[str](), set[str]()
    for finding in findings:
        for view in desk.assessment.views:
            outcome = outcome_under(finding, view)
            if outcome.settled:
                (against if outcome.words[0] in FAILED else forth).add(view)
    if not against:
        return None
    named = [[view_label(view, desk.law) for view in sorted(side)] for side in (against, forth)]
    return ("The reading",), (_left_undone(named[0]),), (_nothing_undone(named[1]),)


def _left_undone(views: Sequence[str]) -> str:
    return f"Something due was not done in time: {joined(views)}."


def _nothing_undone(views: Sequence[str]) -> str:
    return f"Of some duty that is not so: {joined(views)}." if views else "No view used here says otherwise."


def _facts(findings: Sequence[Finding], desk: Desk) -> _Row | None:
    """Point to the claims that speak each way: on the elements, and on the steps."""
    claims = [one for found in claims_on(leaves_of(findings, desk), findings[0], desk).values() for one in found]
    steps = [one for found in claims_on(_steps(findings, desk), findings[0], desk).values() for one in found]
    left, right = [
        _pointed(
            [one for one in claims if (one.value == "yes") is yes],
            [one for one in steps if (one.value == "no") is yes],
            ("not taken" if yes else "taken"),
            desk,
        )
        for yes in (True, False)
    ]
    return (("The facts",), left, right) if claims or steps else None


def _steps(findings: Sequence[Finding], desk: Desk) -> list[str]:
    rules = [rule for finding in findings if (rule := rule_of(finding, desk.law))]
    return [f"taken({measure})" for rule in rules for measure in measures_of(rule.served_by)]


def _pointed(elements: Sequence[Claim], steps: Sequence[Claim], word: str, desk: Desk) -> Text:
    parts: list[Inline] = []
    for said, claims in (("the elements", elements), (f"steps {word}", steps)):
        if claims:
            parts += ["; " if parts else "", f"{said}: ", *paragraphs(claims, desk)]
    return (*parts, ".") if parts else ("Nothing in the record.",)


def _missing(findings: Sequence[Finding], desk: Desk) -> _Row | None:
    """Say what is for the other side to show and is not shown."""
    bearers = {leaf.name for leaf in desk.law.leaves if leaf.burden == "bearer"}
    missing = dict.fromkeys(instance for finding in findings for instance in finding.missing)
    theirs = [instance for instance in missing if split(instance)[0] in bearers]
    ours = [instance for instance in missing if split(instance)[0] not in bearers]
    if not missing:
        return None
    return ("What is not shown",), (_unshown("the bearer", theirs),), (_unshown("the claimant", ours),)


def _unshown(whose: str, instances: Sequence[str]) -> str:
    if not instances:
        return f"Nothing that is for {whose} to show."
    return f"For {whose} to show: {', '.join(_in_brief(instances))}."


def _in_brief(instances: Sequence[str], most: int = 6) -> Iterable[str]:
    """Name facts, and count the steps of which the same is not shown."""
    facts = [instance for instance in instances if split(instance)[0] not in OF_STEPS]
    yield from (leaf_label(instance) for instance in facts[:most])
    if len(facts) > most:
        yield f"{len(facts) - most} further facts"
    counted = Counter(split(instance)[0] for instance in instances if split(instance)[0] in OF_STEPS)
    yield from (f"{human(leaf)} (of {number} step{'s' if number > 1 else ''})" for leaf, number in counted.items())
