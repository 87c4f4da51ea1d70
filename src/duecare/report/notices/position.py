"""What a note says of the law: the sender's own declared position, and nothing where it has declared none."""

from __future__ import annotations

from collections.abc import Sequence

from duecare.assess.model import Assessment, Finding, Own, Took
from duecare.base.states import in_text
from duecare.ir.declarations import Law
from duecare.ir.walk import leaves_used
from duecare.report.dates import in_words
from duecare.report.document import Block, Inline, Note, Paragraph, joined
from duecare.report.names import issue_named, state_label
from duecare.report.own_words import cited_as
from duecare.report.wording import is_idle, is_waiting


def position(assessment: Assessment, law: Law, sender: str, to: str) -> Block:
    """Return the paragraph on the law; where the sender has declared nothing on which a duty binds, no claim is put."""
    binding = [
        (finding, own) for finding, own in _own(assessment, sender, to) if own.force and own.force.value == "yes"
    ]
    name = state_label(sender, assessment)
    if not binding:
        said = (
            f"{name} sends this note in the interest of cooperation. It puts forward no claim under international law."
        )
        return Paragraph((said,))
    gates = {issue.name for issue in law.issues if issue.gate}
    took = tuple(dict.fromkeys(one for _, own in binding for one in own.positions if one.issue in gates))
    parts: list[Inline] = [f"{name} recalls the position that it has declared, to this effect: "]
    for number, one in enumerate(took):
        parts += ["; " if number else "", *_effect(one, assessment, law)]
    owed = list(dict.fromkeys(finding.text.rstrip(".") for finding, _ in binding if not finding.norm))
    parts.append(
        f". On that position, and without asking {in_text(state_label(to, assessment))} to share it, {name} "
        "understands that a State has, where the conditions of each are present, these duties: "
        f"{_one_by_one(owed)}. It does not say by this note that they were not kept."
    )
    return Paragraph(tuple(parts))


def rests_on(assessment: Assessment, law: Law, sender: str, to: str) -> frozenset[str]:
    """Return the facts on which it rests whether the recipient's duties toward the sender apply at all."""
    elements = {rule.name: rule.met for rule in law.elements}
    concerned = {one.duty: one for one in _toward(assessment, sender, to)}
    obligations = {one.obligation for one in concerned.values()}
    conditions = [one.applicable for one in law.duties if one.id in concerned and one.applicable is not None]
    conditions += [one.applicable for one in law.obligations if one.name in obligations]
    return frozenset(name for one in conditions for name in leaves_used(one, elements))


def _toward(assessment: Assessment, sender: str, to: str) -> list[Finding]:
    frame = [one for one in assessment.findings if (one.bearer, one.beneficiary) == (to, sender)]
    return [one for one in frame if not is_idle(one) and not is_waiting(one)]


def _own(assessment: Assessment, sender: str, to: str) -> list[tuple[Finding, Own]]:
    return [(one, own) for one in _toward(assessment, sender, to) for own in one.own if own.state == sender]


def _effect(took: Took, assessment: Assessment, law: Law) -> tuple[Inline, ...]:
    issue = issue_named(took.issue, law)
    record = next(one for one in assessment.records if one.id == took.record)
    texts = [one.text.rstrip(".") for one in issue.positions if one.name in took.positions] if issue else []
    via = f", a text of {took.via} that it endorsed" if took.via else ""
    where = f" ({record.title} of {in_words(record.date)}{via})"
    return f"“{joined(texts, 'or')}”{where}", Note((cited_as(record, took.pinpoint, took.grade),))


def _one_by_one(duties: Sequence[str]) -> str:
    """List duties; their own words have commas."""
    listed = [_small(one) for one in duties]
    return "; and ".join(part for part in ("; ".join(listed[:-1]), listed[-1]) if part)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
