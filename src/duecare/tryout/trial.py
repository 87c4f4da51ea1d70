"""Tries a draft, or a record of the register, on past cases: each is worked out once, and read under both views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from duecare.assess.assess import decided, frames_of
from duecare.assess.model import Outcome
from duecare.assess.outcomes import ALL, force, outcomes
from duecare.assess.waiting import waiting
from duecare.base.errors import Diagnostic, InputError
from duecare.dossier.model import Dossier
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.duties import duties_and_norms
from duecare.engine.frame import Frame
from duecare.ir.declarations import Duty, Stance, View
from duecare.practice.current import Counting
from duecare.practice.draft import with_records, without
from duecare.practice.model import Record, Register
from duecare.rulebook.load import Bundle
from duecare.tryout.attribution import smallest_sets
from duecare.tryout.model import CaseTried, Change, Sets, Shift, Trial, Tried, Weight
from duecare.tryout.shift import mixed, notes_on, shifts

_IDLE = {("not in force",), ("not applicable",), ("not due",), ("not expected",)}


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier worked out: the engine's answers for each frame, and which duties in it are in question."""

    dossier: Dossier
    deciders: tuple[tuple[Frame, Decider], ...]
    asked: tuple[frozenset[str], ...]


def try_draft(
    drafts: tuple[Record, ...], register: Register, bundle: Bundle, dossiers: Iterable[Dossier], counting: Counting,
    *, standard: str = "balance",
) -> Trial:  # fmt: skip
    """Return what a draft would change in past cases, had it been heard after all that its author said by a date."""
    return _trial(drafts, register, with_records(register, drafts), bundle, dossiers, counting, standard, draft=True)


def try_record(
    record: Record, register: Register, bundle: Bundle, dossiers: Iterable[Dossier], counting: Counting,
    *, standard: str = "balance",
) -> Trial:  # fmt: skip
    """Return what a record of the register changes in past cases: the register without it, and with it."""
    before = without(register, record.id)
    return _trial((record,), before, register, bundle, dossiers, counting, standard, draft=False)


def _trial(
    records: tuple[Record, ...], before: Register, after: Register, bundle: Bundle, dossiers: Iterable[Dossier],
    counting: Counting, standard: str, *, draft: bool,
) -> Trial:  # fmt: skip
    found = shifts(bundle.law, before, after, records, counting)
    cases = [worked_out(dossier, bundle, standard) for dossier in dossiers]
    for shift in found:
        _refuse_contradictions(shift, records, cases)
    return Trial(
        tuple(record.id for record in records), records[0].who, draft, counting.as_of.text, before.hash, after.hash,
        bundle.hash, standard, notes_on(after, records, counting),
        tuple(Tried(shift, tuple(tried(case, shift) for case in cases)) for shift in found),
    )  # fmt: skip


def worked_out(dossier: Dossier, bundle: Bundle, standard: str = "balance") -> Case:
    """Return a dossier worked out for every duty in every frame."""
    deciders = tuple(decided(dossier, bundle, frames_of(dossier, bundle, None, standard)))
    return Case(dossier, deciders, tuple(_asked(decider) for _, decider in deciders))


def tried(case: Case, shift: Shift) -> CaseTried:
    """Return which findings of a case come out otherwise."""
    moved, views = tuple(move.issue for move in shift.moves), dict[frozenset[str], View]()

    def with_new(issues: frozenset[str]) -> View:
        if issues not in views:  # kept, since the engine knows a view by its stances
            views[issues] = mixed(shift, issues)
        return views[issues]

    changes = tuple(
        change
        for (frame, decider), asked in zip(case.deciders, case.asked, strict=True)
        for change in _changes(frame, decider, shift, moved, with_new, asked)
    )
    dossier = case.dossier
    return CaseTried(
        dossier.id, dossier.title, dossier.version, dossier.sha256, dossier.written.text, dossier.exercise,
        tuple((state, dossier.state_name(state)) for state in dossier.states),
        sum(len(decider.history.of) for _, decider in case.deciders), sum(len(asked) for asked in case.asked), changes,
        tuple(_weight(case, issue, moved, with_new) for issue in moved),
    )  # fmt: skip


_Made = Callable[[frozenset[str]], View]


def _changes(
    frame: Frame, decider: Decider, shift: Shift, moved: Sequence[str], with_new: _Made, asked: frozenset[str]
) -> Iterator[Change]:
    for name, duty in duties_and_norms(decider.law).items():
        if name not in decider.history.of:
            continue
        bearing = tuple(issue for issue in moved if issue in decider.asked(name))
        if bearing:
            found = _change(frame, decider, name, duty, shift)
            if found is not None:
                yield _attributed(replace(found, asked=name in asked), decider, bearing, with_new)


def _weight(case: Case, issue: str, moved: Sequence[str], with_new: _Made) -> Weight:
    """Count what a position changes by itself, and what would change if it were left out."""
    none, everything, one = frozenset[str](), frozenset(moved), frozenset((issue,))
    pairs = (none, one), (everything, everything - one)
    alone, left_out = (
        sum(
            _readable(decider, with_new(other))
            and _under(decider, name, with_new(given)) != _under(decider, name, with_new(other))
            for (_, decider), asked in zip(case.deciders, case.asked, strict=True)
            for name in asked
            if issue in decider.asked(name)
        )
        for given, other in pairs
    )
    return Weight(issue, alone, left_out)


def _under(decider: Decider, duty: str, view: View) -> tuple[object, ...]:
    """Return all that a trial compares of a finding."""
    return *_told(outcomes(decider, duty, view)[0]), force(decider, duty, view).value


def _readable(decider: Decider, view: View) -> bool:
    """Say whether a view leaves any reading: new positions may contradict earlier ones that they replace."""
    return decider.readings.view(view.stances, gates=True) != FALSE


def _change(frame: Frame, decider: Decider, name: str, duty: Duty, shift: Shift) -> Change | None:
    (before, _), (after, _) = outcomes(decider, name, shift.before), outcomes(decider, name, shift.after)
    binds = force(decider, name, shift.before), force(decider, name, shift.after)
    found = Change(
        frame.bearer, frame.beneficiary, duty.obligation, name, duty.name, not duty.obligation, True, before, after,
        *binds,
    )  # fmt: skip
    return None if same_outcome(found) and same_force(found) else found


def _attributed(change: Change, decider: Decider, bearing: Sequence[str], with_new: _Made) -> Change:
    """Add which new positions do it: for the outcome, for each of its words, and for whether it binds."""

    def outcome(issues: frozenset[str]) -> Outcome:
        return outcomes(decider, change.duty, with_new(issues))[0]

    def smallest(does_it: Callable[[frozenset[str]], bool]) -> Sets:
        return smallest_sets(bearing, lambda one: _readable(decider, with_new(one)) and does_it(one))

    def as_after(word: str) -> Callable[[frozenset[str]], bool]:
        return lambda issues: (word in outcome(issues).words) == (word in change.after.words)

    moved = dict.fromkeys((*change.before.words, *change.after.words))
    parted = [word for word in moved if (word in change.before.words) != (word in change.after.words)]
    binds = change.binds_after.value
    return replace(
        change,
        outcome_by=() if same_outcome(change) else smallest(lambda one: _told(outcome(one)) == _told(change.after)),
        words_by=tuple((word, smallest(as_after(word))) for word in parted),
        binds_by=()
        if same_force(change)
        else smallest(lambda one: force(decider, change.duty, with_new(one)).value == binds),
    )


def same_outcome(change: Change) -> bool:
    """Say whether the outcome, if the duty binds, is what it was."""
    return _told(change.before) == _told(change.after)


def same_force(change: Change) -> bool:
    """Say whether it is as it was whether the duty binds."""
    return change.binds_before.value == change.binds_after.value


def _told(outcome: Outcome) -> tuple[object, ...]:
    """Return what is told of a finding: its words, who decides between them (law or facts), who has to show it."""
    return outcome.words, outcome.settled, bool(outcome.turns_on), outcome.not_established


def _asked(decider: Decider) -> frozenset[str]:
    """Return the duties that are in question: not waiting for a first claim, and not idle in every held reading."""
    waits = waiting(decider)
    return frozenset(
        name for name in decider.history.of if name not in waits and outcomes(decider, name, ALL)[0].words not in _IDLE
    )


def _refuse_contradictions(shift: Shift, records: tuple[Record, ...], cases: Sequence[Case]) -> None:
    """Refuse positions that rule each other out: under them there is no reading at all."""
    readings = next((decider.readings for case in cases for _, decider in case.deciders), None)
    if readings is None:
        return

    def clash(stances: tuple[Stance, ...]) -> bool:
        return readings.view(stances, gates=True) == FALSE

    for view, when in ((shift.before, "without it"), (shift.after, "with it")):
        if clash(view.stances):
            kept = _least(view.stances, clash)
            told = ", ".join(f"{one.issue}: {' or '.join(one.positions)} ({_said_in(one)})" for one in kept)
            message = f"positions of {shift.states[0]} {when} rule each other out: {told}"
            raise InputError([Diagnostic(records[0].span, message, "take another position on one of these issues")])


def _least(stances: tuple[Stance, ...], clash: Callable[[tuple[Stance, ...]], bool]) -> tuple[Stance, ...]:
    kept = stances
    for stance in stances:
        less = tuple(one for one in kept if one is not stance)
        kept = less if clash(less) else kept
    return kept


def _said_in(stance: Stance) -> str:
    return stance.source.source if stance.source else "unsaid"
