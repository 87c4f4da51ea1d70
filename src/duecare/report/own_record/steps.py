"""Step by step: what a State's duties ask for, what the record shows of it, when, within what capacity, on what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duecare.assess.model import Finding
from duecare.dossier.model import Claim
from duecare.ir.declarations import Measure
from duecare.ir.walk import measures_of
from duecare.report.document import Table, Text
from duecare.report.memo_record import Desk, claims_on, rule_of
from duecare.report.names import duties_label
from duecare.report.own_record.cited import NOTHING, claims
from duecare.report.wording import dated, event_line

_TAKEN = {"yes": "taken", "late": "taken late", "no": "not taken", "unknown": "could not be told"}
_CAPACITY = {"yes": "within it", "no": "beyond it", "unknown": "could not be told"}
_OPEN = {"yes": "available and lawful", "no": "not available, or not lawful", "unknown": "could not be told"}
_TIERS = {"baseline": "of every State", "capacity": "of a State with the means", "advanced": "of nobody, as law"}
_HEADS = ("Step", "Asked for by", "Done, and when", "Capacity, and whether it was open", "What is missing")


@dataclass(frozen=True, slots=True)
class Step:
    """A step, the duties in question that it serves, and the claims on it."""

    measure: Measure
    serves: tuple[Finding, ...]
    taken: tuple[Claim, ...]
    capacity: tuple[Claim, ...]
    open: tuple[Claim, ...]

    @property
    def missing(self) -> str:
        """Return what a State's own files would have to show of it; nothing of a step that is shown to be taken."""
        if any(one.value in ("yes", "late") and one.standing != "alleged" for one in self.taken):
            return ""
        trace = "evidence that it was taken, and when" if self.taken else "a dated trace of it"
        return trace if self.capacity else f"{trace}, or of why it could not be"


def steps_of(findings: Sequence[Finding], desk: Desk) -> tuple[Step, ...]:
    """Return the steps that serve duties of one frame, in the order of the catalogue."""
    serving: dict[str, list[Finding]] = {}
    for finding in findings:
        rule = rule_of(finding, desk.law)
        for name in measures_of(rule.served_by) if rule else ():
            serving.setdefault(name, []).append(finding)
    return tuple(
        Step(
            measure,
            tuple(serving[measure.name]),
            _on("taken", measure, findings[0], desk),
            _on("within_capacity", measure, findings[0], desk),
            _on("open_to_bearer", measure, findings[0], desk),
        )
        for measure in desk.law.measures
        if measure.name in serving
    )


def steps_table(steps: Iterable[Step], caption: str, desk: Desk) -> Table:
    """Return the steps as a table."""
    rows = tuple(_row(step, desk) for step in steps)
    return Table(caption, _HEADS, rows, (6, 4, 5, 5, 4))


def dates_of(findings: Sequence[Finding], desk: Desk) -> Table:
    """Return since when duties were due, if they bind; duties of which the same is to be said stand together."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        line = event_line(finding, "due")
        groups.setdefault(dated([line]) if line else ("not so far",), []).append(finding)
    rows = tuple(((duties_label(found, desk.law),), ("; ".join(when),)) for when, found in groups.items())
    return Table("Since when it was due, if it binds", ("Duty", "Since when"), rows, (3, 4))


def _on(leaf: str, measure: Measure, finding: Finding, desk: Desk) -> tuple[Claim, ...]:
    found = claims_on((f"{leaf}({measure.name})",), finding, desk)
    return tuple(claim for group in found.values() for claim in group)


def _row(step: Step, desk: Desk) -> tuple[Text, ...]:
    tier = _TIERS.get(step.measure.tier, step.measure.tier)
    capacity = claims(step.capacity, desk.dossier, _CAPACITY) if step.capacity else ()
    opens = claims(step.open, desk.dossier, _OPEN) if step.open else ()
    between: Text = ("; ",) if capacity and opens else ()
    return (
        (f"{step.measure.name}: {step.measure.text}",),
        (f"{duties_label(step.serves, desk.law)}; expected {tier}",),
        claims(step.taken, desk.dossier, _TAKEN),
        (*capacity, *between, *opens) or NOTHING,
        (step.missing or "–",),
    )
