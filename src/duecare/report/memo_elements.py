"""The element table: what each condition of duties asks, and what the record shows of it, for, against or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from duecare.assess.model import Finding
from duecare.engine.conditions import stages_of
from duecare.ir.declarations import Citation, Norm
from duecare.ir.expressions import Element, Expression, Leaf
from duecare.ir.walk import leaves_used, walk
from duecare.report.authorities import note
from duecare.report.document import Strong, Table, Text, joined
from duecare.report.memo_record import Desk, claims_on, rule_of, told
from duecare.report.names import duty_label, human, leaf_label, obligation_label, question_words

_FEW = 3


@dataclass(slots=True)
class _Asked:
    """One condition: what it asks, the leaves it rests on, and for which duties of which obligation at which stage."""

    text: str
    sources: tuple[Citation, ...]
    leaves: tuple[str, ...]
    stages: dict[str, dict[str, list[str]]] = field(default_factory=dict)


def element_table(findings: Sequence[Finding], caption: str, desk: Desk) -> Table | None:
    """Return the elements of duties in one frame, with the record on each, once; None if the record has nothing."""
    asked = _asked(findings, desk)
    rows = tuple(row for one in asked.values() if (row := _row(one, findings, desk)))
    heads = ("Element", "Shown", "Contradicted", "Not shown")
    return Table(caption, heads, rows, (7, 8, 6, 5)) if rows else None


def leaves_of(findings: Sequence[Finding], desk: Desk) -> tuple[str, ...]:
    """Return the leaves on which duties rest, their steps apart."""
    return tuple(dict.fromkeys(leaf for one in _asked(findings, desk).values() for leaf in one.leaves))


def _asked(findings: Sequence[Finding], desk: Desk) -> dict[str, _Asked]:
    found: dict[str, _Asked] = {}
    for finding in findings:
        for stage, condition in _conditions(finding, desk):
            for part in walk(condition):
                if isinstance(part, Element | Leaf):
                    asked = found.setdefault(part.name, _condition(part, finding, desk))
                    duties = asked.stages.setdefault(finding.obligation, {}).setdefault(stage, [])
                    duties += [] if duty_label(finding) in duties else [duty_label(finding)]
    return found


def _conditions(finding: Finding, desk: Desk) -> Iterable[tuple[str, Expression]]:
    rule = rule_of(finding, desk.law)
    if isinstance(rule, Norm):
        yield "expected", rule.expected
    elif rule is not None:
        yield from stages_of(rule, desk.law)


def _condition(part: Element | Leaf, finding: Finding, desk: Desk) -> _Asked:
    elements = {element.name: element for element in desk.law.elements}
    if isinstance(part, Element) and part.name in elements:
        rule = elements[part.name]
        return _Asked(rule.text, rule.sources, leaves_used(rule.met, {name: e.met for name, e in elements.items()}))
    leaf = next((leaf for leaf in desk.law.leaves if leaf.name == part.name), None)
    if leaf is None:
        return _Asked(f"{human(part.name).capitalize()}.", (), (part.name,))
    question = question_words(leaf, finding.bearer, finding.beneficiary, desk.assessment)
    return _Asked(question, leaf.sources, (part.name,))


def _row(asked: _Asked, findings: Sequence[Finding], desk: Desk) -> tuple[Text, ...] | None:
    shown = claims_on(asked.leaves, findings[0], desk)
    yes = {key: [one for one in found if one.value == "yes"] for key, found in shown.items()}
    other = {key: [one for one in found if one.value != "yes"] for key, found in shown.items()}
    unknown = {leaf for finding in findings for leaf in finding.missing}
    missing = _missing([leaf for leaf in asked.leaves if leaf in unknown], shown)
    if not shown and not missing:
        return None
    cells = (told({key: found for key, found in side.items() if found}, desk) for side in (yes, other))
    return (_head(asked, findings, desk), *((cell or ("–",)) for cell in cells), (missing or "–",))


def _missing(leaves: Sequence[str], shown: Mapping[str, object]) -> str:
    """Name what is not shown at all, then what is shown at some times and not at others."""
    never = ", ".join(leaf_label(leaf) for leaf in leaves if leaf not in shown)
    times = [leaf_label(leaf) for leaf in leaves if leaf in shown]
    told = ", ".join(times) if len(times) <= _FEW else f"{len(times)} of those shown or contradicted"
    return "; ".join(part for part in (never, f"at other times: {told}" if times else "") if part)


def _head(asked: _Asked, findings: Sequence[Finding], desk: Desk) -> Text:
    whose = "; ".join(f"{_owed(name, findings, desk)}: {_asked_by(name, asked, findings)}" for name in asked.stages)
    return Strong(asked.text), *note(asked.sources, desk.law), f" {whose[:1].upper()}{whose[1:]}."


def _owed(obligation: str, findings: Sequence[Finding], desk: Desk) -> str:
    norm = next((duty_label(one) for one in findings if one.obligation == obligation and one.norm), "")
    return norm or obligation_label(obligation, desk.law)


def _asked_by(obligation: str, asked: _Asked, findings: Sequence[Finding]) -> str:
    """Say at which stages an obligation asks a condition, and by which of its duties if not by all."""
    everything = {duty_label(finding) for finding in findings if finding.obligation == obligation}
    return joined(
        stage if set(duties) == everything else f"{stage} ({', '.join(duties)})"
        for stage, duties in asked.stages[obligation].items()
    )
