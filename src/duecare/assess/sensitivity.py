"""What would be otherwise if a State had come to know at another date, or proof were asked by another measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from duecare.assess.assess import decided, frames_of
from duecare.assess.model import Assessment, Finding, Outcome
from duecare.assess.outcomes import ALL, history
from duecare.base.errors import InputError
from duecare.base.moments import Moment, parse_moment
from duecare.dossier.model import STANDARDS, Claim, Dossier
from duecare.engine.decide import Decider
from duecare.engine.frame import Frame
from duecare.engine.outcome import if_binds
from duecare.ir.declarations import Law
from duecare.rulebook.load import Bundle


@dataclass(frozen=True, slots=True)
class Change:
    """What a supposition changes of one duty, under all held readings together, the gates set aside.

    due, due_before  since when the duty was certainly due (empty: at no certain date).
    """

    bearer: str
    beneficiary: str
    duty: str
    before: Outcome
    after: Outcome
    due_before: str
    due: str


@dataclass(frozen=True, slots=True)
class Supposition:
    """Something supposed of the record, and what it changes; `impossible`: the record excludes it.

    kind  `known by`: what came to be known, on the record, later than the date `value` was known by then;
          `known from`: what came to be known earlier was known only then;
          `proof`: the standard of proof is `value`.
    """

    kind: str
    value: str
    changes: tuple[Change, ...]
    impossible: bool = False


def sensitivity(assessment: Assessment, dossier: Dossier, bundle: Bundle) -> tuple[Supposition, ...]:
    """Return what would change if knowledge dated from another day of the record, or stricter proof were asked."""
    known = _knowledge(dossier, bundle.law)
    told = frames_of(dossier, bundle, parse_moment(assessment.as_of), assessment.standard)
    found: list[Supposition] = []
    if known:
        dates = sorted({claim.since for claim in known}, key=lambda one: one.earliest)
        began, last = dossier.operation.began, dates[-1]
        if dates[0].earliest < last.earliest:
            found.append(
                _supposed(assessment, _moved(dossier, known, last, later=True), bundle, "known from", last, told)
            )
        if last.earliest > began.earliest:
            found.append(
                _supposed(assessment, _moved(dossier, known, began, later=False), bundle, "known by", began, told)
            )
    for standard in STANDARDS[STANDARDS.index(assessment.standard) + 1 :][:1]:  # the next stricter one
        found.append(_by(assessment, dossier, bundle, "proof", standard, standard, told))
    return tuple(found)


def _knowledge(dossier: Dossier, law: Law) -> tuple[Claim, ...]:
    """Return the claims that something came to be known, or a notice in: events whose date the law keeps open."""
    events = {leaf.name for leaf in law.leaves if leaf.onset}
    return tuple(claim for claim in dossier.claims if claim.leaf in events and claim.value == "yes")


def _moved(dossier: Dossier, known: Iterable[Claim], to: Moment, *, later: bool) -> Dossier:
    """Return a dossier in which these claims hold from a date, if they hold from an earlier (or a later) one."""
    moved = {
        claim.id: replace(claim, since=to)
        for claim in known
        if (claim.since.earliest < to.earliest if later else claim.since.earliest > to.earliest)
    }
    return replace(dossier, claims=tuple(moved.get(claim.id, claim) for claim in dossier.claims))


def _supposed(
    assessment: Assessment, supposed: Dossier, bundle: Bundle, kind: str, date: Moment, told: tuple[Frame, ...]
) -> Supposition:
    return _by(assessment, supposed, bundle, kind, date.text, assessment.standard, told)


def _by(
    assessment: Assessment,
    dossier: Dossier,
    bundle: Bundle,
    kind: str,
    value: str,
    standard: str,
    told: tuple[Frame, ...],
) -> Supposition:
    """Return what becomes of the duties in question on another record; a frame that says the same is left aside."""
    live = [one for one in assessment.findings if not one.norm and not one.waits_for and one.beneficiary != one.bearer]
    wanted = {(one.bearer, one.beneficiary) for one in live}
    every = frames_of(dossier, bundle, parse_moment(assessment.as_of), standard)
    frames = [frame for frame in every if (frame.bearer, frame.beneficiary) in wanted and frame not in told]
    try:
        worked_out = decided(dossier, bundle, frames, frozenset(one.duty for one in live))
    except InputError:
        return Supposition(kind, value, (), impossible=True)
    changes: list[Change] = []
    for frame, decider in worked_out:
        of_frame = [one for one in live if (one.bearer, one.beneficiary) == (frame.bearer, frame.beneficiary)]
        changes += _changes(of_frame, decider, frame.labels)
    return Supposition(kind, value, tuple(changes))


def _changes(findings: Iterable[Finding], decider: Decider, labels: tuple[str, ...]) -> Iterator[Change]:
    for finding in findings:
        verdict = if_binds(decider, finding.duty, ALL.stances)
        after = Outcome("", verdict.words, verdict.settled, verdict.turns_on)
        before = next(one for one in finding.if_binds if not one.view)
        due_before = next((one.certain for one in finding.history if one.event == "due"), "")
        lines = history(decider, finding.duty, labels)
        due = next((one.certain for one in lines if one.event == "due"), "")
        if (after.words, after.settled) != (before.words, before.settled) or due != due_before:
            yield Change(finding.bearer, finding.beneficiary, finding.duty, before, after, due_before, due)
