"""Whether the duties bind: under which views, and on which questions of status that turns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from duecare.assess.model import Assessment, Finding
from duecare.ir.declarations import Law, View
from duecare.ir.expressions import Element, Expression, Guarded, Status
from duecare.ir.walk import walk
from duecare.report.document import joined
from duecare.report.names import duties_label, obligation_label, state_label, views_in_order
from duecare.report.wording import is_waiting, issues_words


@dataclass(frozen=True, slots=True)
class Binding:
    """Whether obligations bind, all duties and all views taken together, and the issues on which that turns.

    verdict is `yes`, `no`, `contested` (one view says yes and another no) or `left open`.
    """

    obligation: str
    verdict: str
    issues: tuple[str, ...]

    @property
    def says(self) -> str:
        """Return the verdict in words."""
        words = {"yes": "yes, under every view", "no": "no, under no view"}.get(self.verdict, self.verdict)
        return f"{words}, on {issues_words(self.issues)}" if self.issues else words


@dataclass(frozen=True, slots=True)
class Taken:
    """The duties that bind under one view, those that do not, and those of which it leaves that open."""

    view: str
    yes: str
    no: str
    open: str


def bindings(assessment: Assessment, law: Law) -> tuple[Binding, ...]:
    """Return of each obligation in question whether it binds; those of which the same is said together."""
    return bindings_of(_binding(assessment), law)


def bindings_of(findings: Iterable[Finding], law: Law) -> tuple[Binding, ...]:
    """Return the same of these duties alone."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.obligation, []).append(finding)
    same: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for name, group in groups.items():
        same.setdefault((_verdict(group), dividing_gates(group, law)), []).append(obligation_label(name, law))
    return tuple(Binding(joined(names), verdict, issues) for (verdict, issues), names in same.items())


def binding_by_view(assessment: Assessment, law: Law) -> tuple[Taken, ...]:
    """Return what binds under each view, the views by the alphabet."""
    return tuple(_taken(view, assessment, law) for view in views_in_order(assessment, law))


def dividing_gates(findings: Iterable[Finding], law: Law) -> tuple[str, ...]:
    """Return the issues on which it turns whether these duties bind, those that bear on most of them first."""
    counted = Counter(issue for finding in findings for issue in _gates(finding, law))
    named = [issue.name for issue in law.issues if issue.name in counted]
    return tuple(sorted(named, key=lambda name: -counted[name]))


def _binding(assessment: Assessment) -> list[Finding]:
    return [one for one in assessment.findings if not one.norm and one.force and not is_waiting(one)]


def _verdict(findings: Iterable[Finding]) -> str:
    values = {force.value for finding in findings for force in finding.force if force.view}
    if {"yes", "no"} <= values:
        return "contested"
    return "left open" if "open" in values else "".join(values) or "left open"


def _taken(view: str, assessment: Assessment, law: Law) -> Taken:
    sides: dict[str, dict[tuple[str, ...], list[Finding]]] = {"yes": {}, "no": {}, "open": {}}
    for finding in _binding(assessment):
        value = next((force.value for force in finding.force if force.view == view), "open")
        sides[value].setdefault(_only(finding, value, view, assessment), []).append(finding)
    told = {
        value: "; ".join(_side(states, found, assessment, law) for states, found in groups.items())
        for value, groups in sides.items()
    }
    return Taken(view, told["yes"], told["no"], told["open"])


def _only(finding: Finding, value: str, view: str, assessment: Assessment) -> tuple[str, ...]:
    """Return the States of whom this is so, if it is not so of all whose the duty is."""
    alike = [one for one in assessment.findings if one.duty == finding.duty]
    meant = {one.bearer for one in alike if any(f.view == view and f.value == value for f in one.force)}
    return () if meant == {one.bearer for one in alike} else tuple(sorted(meant))


def _side(states: tuple[str, ...], findings: list[Finding], assessment: Assessment, law: Law) -> str:
    label = duties_label(findings, law, assessment.findings)
    return f"{label} of {joined(state_label(code, assessment) for code in states)}" if states else label


def _gates(finding: Finding, law: Law) -> set[str]:
    """Return the gates that a view leaves open, and those on which views that say yes and no part."""
    left = {issue for force in finding.force for issue in force.issues}
    values = {force.view: force.value for force in finding.force}
    views = [view for view in law.views if view.name in values]
    asked = _issues_in(_in_force(finding, law), law)
    parting = {
        issue
        for issue in asked
        for one in views
        for other in views
        if (values[one.name], values[other.name]) == ("yes", "no") and _part(one, other, issue)
    }
    return left | parting


def _part(one: View, other: View, issue: str) -> bool:
    first, second = ({p for s in view.stances if s.issue == issue for p in s.positions} for view in (one, other))
    return bool(first and second and not first & second)


def _in_force(finding: Finding, law: Law) -> list[Expression]:
    own = [duty.in_force for duty in law.duties if duty.id == finding.duty and duty.in_force is not None]
    return own or [one.in_force for one in law.obligations if one.name == finding.obligation]


def _issues_in(waiting: list[Expression], law: Law) -> set[str]:
    """Return the issues that conditions rest on, through elements and through what else must be in force."""
    elements = {element.name: element.met for element in law.elements}
    statuses = {one.name: one.in_force for one in law.obligations}
    found: set[str] = set()
    seen: set[str] = set()
    while waiting:
        for part in walk(waiting.pop()):
            if isinstance(part, Guarded):
                found.add(part.issue)
            name = part.name if isinstance(part, Element) else part.subject if isinstance(part, Status) else ""
            if name and name not in seen:
                seen.add(name)
                waiting += [table[name] for table in (elements, statuses) if name in table]
    return found
