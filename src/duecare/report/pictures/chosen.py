"""The figures of a case by kind, from an assessment and its dossier alone."""

from __future__ import annotations

from itertools import count

from duecare.assess.model import Assessment, Finding
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier
from duecare.ir.declarations import Law
from duecare.report.memo_facts import facts
from duecare.report.memo_record import Desk
from duecare.report.wording import RANKS, is_idle, is_waiting, outcome_under, tone

KINDS = ("timeline", "ladder", "map", "matrix")


def desk_of(assessment: Assessment, dossier: Dossier, law: Law) -> Desk:
    """Return what figures are drawn from, with the numbers that the memo gives to its facts."""
    until = parse_moment(assessment.as_of).latest
    return Desk(assessment, dossier, law, facts(dossier, count(1), until).numbers, until)


def gravest(desk: Desk, bearer: str = "", beneficiary: str | None = None, duty: str = "") -> Finding | None:
    """Return the finding in question on which most hangs: one that is owed to a State, the gravest first."""
    found = [
        one for one in desk.assessment.findings
        if bearer in ("", one.bearer) and beneficiary in (None, one.beneficiary) and duty in ("", one.duty)
    ]  # fmt: skip
    live = [one for one in found if not is_idle(one) and not is_waiting(one)] or found
    return min(live, key=_place, default=None)


def _place(finding: Finding) -> tuple[bool, bool, int]:
    outcome = outcome_under(finding, "")
    return finding.norm, finding.beneficiary in ("", finding.bearer), RANKS.index(tone(outcome))
