"""The application of a memo: duty by duty, the outcome, since when, and what the record shows or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from duecare.assess.model import Assessment, Finding
from duecare.dossier.model import Claim, Dossier
from duecare.ir.declarations import Duty, Law, Norm
from duecare.ir.expressions import Expression
from duecare.ir.walk import leaves_used, measures_of
from duecare.report.authorities import note
from duecare.report.document import Block, Definitions, Heading, Paragraph, Table, Text, joined
from duecare.report.headline import since_words
from duecare.report.memo_facts import leaf_words
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
    state_label,
    view_label,
    views_in_order,
)

_INSTANCE = re.compile(r"(?P<leaf>\w+)(?:\((?P<about>[\w.]+)\))?")
_OF_MEASURE = ("taken", "within_capacity", "open_to_bearer", "reasonable_time_passed")
_MOST = 6
_OF_DUTY = ("reasonable_overall", "manifest_failure")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every paragraph is written from; numbers says in which paragraph an entry stands."""

    assessment: Assessment
    dossier: Dossier
    law: Law
    numbers: Mapping[str, int]


def application(desk: Desk) -> tuple[Block, ...]:
    """Return the application, frame by frame."""
    blocks: list[Block] = [Heading(2, "Application", "application")]
    for (bearer, beneficiary), findings in frames(desk.assessment).items():
        named = frame_label(bearer, beneficiary, desk.assessment)
        blocks += [Heading(3, named, f"frame-{bearer}-{beneficiary or 'nobody'}"), *_frame(findings, desk)]
    return tuple(blocks)


def question_words(instance: str, bearer: str, beneficiary: str, desk: Desk) -> str:
    """Return the question that a leaf instance asks, for these States."""
    match = _INSTANCE.match(instance)
    leaf = next((leaf for leaf in desk.law.leaves if match and leaf.name == match["leaf"]), None)
    about = (match["about"] or "") if match else ""
    if match and match["leaf"] == "taken":
        return f"Was step {about} taken? ({_measure_text(about, desk.law)})"
    if leaf is None:
        return human(instance)
    toward = state_label(beneficiary, desk.assessment) or "any affected State"
    named = {"bearer": state_label(bearer, desk.assessment), "beneficiary": toward}
    words = leaf.question
    for role, name in {**named, "measure": about, "duty": human(about)}.items():
        words = words.replace(f"{{{role}}}", name)
    return words


def _measure_text(name: str, law: Law) -> str:
    return next((measure.text for measure in law.measures if measure.name == name), name)


def _frame(findings: Sequence[Finding], desk: Desk) -> list[Block]:
    blocks: list[Block] = []
    for obligation in dict.fromkeys(finding.obligation for finding in findings):
        group = [finding for finding in findings if finding.obligation == obligation]
        table = _applies(group, desk)
        blocks += [table] if table else []
        for finding in group:
            if not is_idle(finding):
                blocks += _duty(finding, desk)
    idle = [finding for finding in findings if is_idle(finding)]
    return [*blocks, _idle_table(idle, desk)] if idle else blocks


def _idle_table(findings: Sequence[Finding], desk: Desk) -> Table:
    rows = tuple(
        (
            (duty_label(finding),),
            (obligation_label(finding.obligation, desk.law),),
            (_outcomes(finding, desk),),
        )
        for finding in findings
    )
    return Table("Nothing was due under any view", ("Duty", "Of", "What the record shows"), rows)


def _applies(findings: Sequence[Finding], desk: Desk) -> Table | None:
    """Return what the record holds on whether an obligation applies: for and against."""
    first = findings[0]
    obligation = next((one for one in desk.law.obligations if one.name == first.obligation), None)
    if obligation is None or all(is_idle(finding) for finding in findings):
        return None
    claims = _claims(_leaves((obligation.applicable,), desk.law), first, desk)
    if not claims:
        return None
    rows = tuple(_row(leaf, found, first, desk) for leaf, found in claims.items())
    caption = f"What the record holds on whether {obligation_label(obligation.name, desk.law)} applies"
    return Table(caption, ("Question", "Claims that it is so", "Claims that it is not, or is unknown"), rows)


def _row(leaf: str, claims: Sequence[Claim], finding: Finding, desk: Desk) -> tuple[Text, ...]:
    question = question_words(leaf, finding.bearer, finding.beneficiary, desk)
    yes = "; ".join(_cited(claim, desk, value=False) for claim in claims if claim.value == "yes")
    other = "; ".join(_cited(claim, desk, value=claim.value != "no") for claim in claims if claim.value != "yes")
    return (question,), (yes or "none",), (other or "none",)


def _duty(finding: Finding, desk: Desk) -> list[Block]:
    label = duty_label(finding)
    named = label if finding.norm else f"{label}, {obligation_label(finding.obligation, desk.law)}"
    head = Heading(4, named[:1].upper() + named[1:])
    pairs = [("Outcome" if finding.norm else "If it binds", _outcomes(finding, desk))]
    pairs += [(term, text) for term, text in _rest(finding, desk) if text]
    intro = Paragraph((finding.text, *note(finding.sources, desk.law)))
    return [head, intro, Definitions(tuple((term, (text,)) for term, text in pairs))]


def _rest(finding: Finding, desk: Desk) -> Iterable[tuple[str, str]]:
    yield "Whether it binds", _binding(finding, desk)
    yield "Since when", "; ".join(f"{line.event} {since_words(line)}" for line in finding.history)
    yield "The record shows", _shown(finding, desk)
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


def _shown(finding: Finding, desk: Desk) -> str:
    """Tell the claims that bear on this duty itself, each with the paragraph it stands in."""
    rule = _rule(finding, desk.law)
    if rule is None:
        return ""
    conditions = (rule.due, rule.breached, rule.liable) if isinstance(rule, Duty) else (rule.expected,)
    claims = _claims(_leaves(conditions, desk.law), finding, desk)
    for measure in measures_of(rule.served_by):
        claims |= _claims([f"{leaf}({measure})" for leaf in _OF_MEASURE], finding, desk)
    claims |= _claims([f"{leaf}({finding.duty.rpartition('.')[2]})" for leaf in _OF_DUTY], finding, desk)
    told = [
        f"{_label(found[0])}: {'; '.join(_cited(claim, desk, value=True) for claim in found)}"
        for found in claims.values()
    ]
    return ". ".join(told) + "." if told else "No claim in the record bears on this duty by itself."


def _rule(finding: Finding, law: Law) -> Duty | Norm | None:
    name = finding.duty if "." in finding.duty else f"{finding.obligation}.{finding.duty}"
    found: Iterable[Duty | Norm] = (one for one in law.duties if one.id == name)
    return next(iter(found), None) or next((norm for norm in law.norms if norm.name == finding.duty), None)


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


def _label(claim: Claim) -> str:
    return leaf_words(claim.leaf, claim.about)


def _cited(claim: Claim, desk: Desk, *, value: bool) -> str:
    number = desk.numbers.get(claim.entry)
    where = f", para {number}" if number else ""
    until = f" until {claim.until}" if claim.until else ""
    words = f"{claim.value}, {claim.standing}" if value else claim.standing
    return f"{words}, from {claim.since}{until}{where}"
