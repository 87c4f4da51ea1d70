"""The figures that a memo has places for, by the names of those places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from duecare.assess.again import Worked
from duecare.assess.assess import public_claims
from duecare.assess.model import Assessment, Derivation, Finding
from duecare.assess.outcomes import ALL
from duecare.assess.reasons.book import Book
from duecare.assess.why import derive, why
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier
from duecare.report.document import Figure
from duecare.report.names import frames
from duecare.report.pictures.argument import argument_map
from duecare.report.pictures.chosen import desk_of, gravest
from duecare.report.pictures.timeline import timelines
from duecare.report.wording import is_idle, is_waiting
from duecare.rulebook.load import Bundle


def figures_of(
    assessment: Assessment, dossier: Dossier, bundle: Bundle, worked: Worked | None = None
) -> Mapping[str, Figure]:
    """Return the `timeline` (with `timeline-2` and so on where it goes on), and for each frame between two States the
    `argument-RUS-IRL` of its gravest finding. Ladder and matrix say what tables of the memo say."""
    desk = desk_of(assessment, dossier, bundle.law)
    found = {
        "timeline" if number == 1 else f"timeline-{number}": page for number, page in enumerate(timelines(desk), 1)
    }
    for bearer, beneficiary in frames(assessment):
        finding = gravest(desk, bearer, beneficiary)
        if finding is not None and beneficiary not in ("", bearer) and _in_question(finding):
            told = _derivation(finding, assessment, dossier, bundle, worked or {})
            found[f"argument-{bearer}-{beneficiary}"] = argument_map(told, desk)
    return {name: replace(figure, name=name) for name, figure in found.items()}


def _derivation(
    finding: Finding, assessment: Assessment, dossier: Dossier, bundle: Bundle, worked: Worked
) -> Derivation:
    """Return why an outcome is what it is, from its frame if that has been worked out with the duty in it."""
    decider = worked.get((finding.bearer, finding.beneficiary))
    if decider is not None and finding.duty in decider.history.of:
        return derive(decider, dossier, Book(bundle.law, public_claims(dossier, bundle)), finding.duty, ALL)
    return why(dossier, bundle, bearer=finding.bearer, beneficiary=finding.beneficiary, duty=finding.duty,
               as_of=parse_moment(assessment.as_of), standard=assessment.standard)  # fmt: skip


def _in_question(finding: Finding) -> bool:
    return not is_idle(finding) and not is_waiting(finding)
