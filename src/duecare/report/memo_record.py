"""What the record holds on the questions that a duty asks: claims for and against, with their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from duecare.assess.model import Assessment, Finding
from duecare.dossier.model import Claim, Dossier
from duecare.ir.declarations import Duty, Law, Norm
from duecare.ir.expressions import Expression
from duecare.ir.walk import leaves_used, measures_of
from duecare.report.document import Inline, Link, Table, Text
from duecare.report.wording import human, obligation_label, state_label

_INSTANCE = re.compile(r"(?P<leaf>\w+)(?:\((?P<about>[\w.]+)\))?")
_OF_MEASURE = ("taken", "within_capacity", "open_to_bearer", "reasonable_time_passed")
_OF_DUTY = ("reasonable_overall", "manifest_failure")
_BUILT_IN = {"taken": "Did {bearer} take this step: {measure}", "late": "Did {bearer} take this step late: {measure}"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What every paragraph is written from; numbers says in which paragraph an entry stands."""

    assessment: Assessment
    dossier: Dossier
    law: Law
    numbers: Mapping[str, int]


def record_table(findings: Sequence[Finding], desk: Desk) -> Table | None:
    """Return what the record holds on the questions these duties of one obligation ask; None if nothing."""
    first = findings[0]
    leaves = dict.fromkeys(leaf for finding in findings for leaf in _questions(finding, desk.law))
    rows = tuple(_row(leaf, found, first, desk) for leaf, found in _claims(leaves, first, desk).items())
    what = "norm 13(c)" if first.norm else obligation_label(first.obligation, desk.law)
    heads = ("Question", "Claims that it is so", "Claims that it is not, or is unknown")
    return Table(f"What the record holds on {what}", heads, rows) if rows else None


def steps_shown(finding: Finding, desk: Desk) -> Text:
    """Tell the claims on the steps that serve a duty, and on how its conduct is to be judged."""
    rule = rule_of(finding, desk.law)
    measures = measures_of(rule.served_by) if rule else ()
    instances = [f"{leaf}({measure})" for measure in measures for leaf in _OF_MEASURE]
    instances += [f"{leaf}({finding.duty.rpartition('.')[2]})" for leaf in _OF_DUTY]
    parts: list[Inline] = []
    for instance, claims in _claims(instances, finding, desk).items():
        said = question_words(instance, finding.bearer, finding.beneficiary, desk)
        parts += [" " if parts else "", said, " ", *_listed(claims, desk, value=True), "."]
    return tuple(parts) or ("no claim speaks of a step under this duty.",)


def question_words(instance: str, bearer: str, beneficiary: str, desk: Desk) -> str:
    """Return the question that a leaf instance asks, for these States."""
    match = _INSTANCE.match(instance)
    name, about = (match["leaf"], match["about"] or "") if match else (instance, "")
    leaf = next((leaf for leaf in desk.law.leaves if leaf.name == name), None)
    step = next((measure.text for measure in desk.law.measures if measure.name == about), about)
    words = _BUILT_IN[name] + "?" if name in _BUILT_IN else leaf.question if leaf else human(instance)
    told = {
        "bearer": state_label(bearer, desk.assessment),
        "beneficiary": state_label(beneficiary, desk.assessment) or "any affected State",
        "measure": f"{about} ({step.rstrip('.')})" if name in _BUILT_IN else f"“{step.rstrip('.')}”",
        "duty": f"“{human(about)}”",
    }
    for role, text in told.items():
        words = words.replace(f"{{{role}}}", text)
    return words


def rule_of(finding: Finding, law: Law) -> Duty | Norm | None:
    """Return the duty or norm that a finding is on."""
    duty = next((duty for duty in law.duties if duty.id == finding.duty), None)
    return duty or next((norm for norm in law.norms if norm.name == finding.duty), None)


def _questions(finding: Finding, law: Law) -> list[str]:
    rule = rule_of(finding, law)
    if rule is None:
        return []
    if isinstance(rule, Norm):
        return _leaves((rule.expected,), law)
    obligation = next((one for one in law.obligations if one.name == rule.obligation), None)
    applies = rule.applicable or (obligation.applicable if obligation and finding.beneficiary else None)
    return _leaves((applies, rule.due, rule.breached, rule.liable), law)


def _leaves(conditions: Iterable[Expression | None], law: Law) -> list[str]:
    elements = {element.name: element.met for element in law.elements}
    used = (leaves_used(one, elements) for one in conditions if one is not None)
    return list(dict.fromkeys(name for names in used for name in names))


def _claims(instances: Iterable[str], finding: Finding, desk: Desk) -> dict[str, list[Claim]]:
    """Return the claims on these leaf instances that speak of this frame."""
    found: dict[str, list[Claim]] = {}
    for instance in instances:
        claims = [claim for claim in desk.dossier.claims if claim.key == instance and _of(claim, finding)]
        if claims:
            found[instance] = claims
    return found


def _of(claim: Claim, finding: Finding) -> bool:
    toward = not finding.beneficiary or claim.beneficiary in ("", finding.beneficiary)
    return toward and claim.bearer in ("", finding.bearer)


def _row(leaf: str, claims: Sequence[Claim], finding: Finding, desk: Desk) -> tuple[Text, ...]:
    question = question_words(leaf, finding.bearer, finding.beneficiary, desk)
    yes = _listed([claim for claim in claims if claim.value == "yes"], desk, value=False)
    other = _listed([claim for claim in claims if claim.value != "yes"], desk, value=False)
    return (question,), yes or ("none",), other or ("none",)


def _listed(claims: Iterable[Claim], desk: Desk, *, value: bool) -> Text:
    parts: list[Inline] = []
    for claim in claims:
        parts += [*(["; "] if parts else []), *_cited(claim, desk, value=value)]
    return tuple(parts)


def _cited(claim: Claim, desk: Desk, *, value: bool) -> Text:
    """Tell a claim: its value unless yes or no goes without saying, its standing, when, and where it stands."""
    words = f"{claim.value}, " if value or claim.value == "unknown" else ""
    until = f" until {claim.until}" if claim.until else ""
    said = f"{words}{claim.standing}, from {claim.since}{until}"
    number = desk.numbers.get(claim.entry)
    return (f"{said}, ", Link(f"para {number}", f"para-{number}")) if number else (said,)
