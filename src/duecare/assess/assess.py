"""Assess a dossier: every duty in every frame, under every view, with what is missing and what to ask next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby

from duecare.assess.across import Hearing
from duecare.assess.model import Across, Assessment, Finding
from duecare.assess.outcomes import ALL, footings, force, history, outcomes, unraised
from duecare.assess.own_words import Voice, declarations, instruments, own_words, voices_of
from duecare.assess.questions import missing_leaves, next_questions
from duecare.assess.waiting import waiting
from duecare.base.errors import Diagnostic, InputError
from duecare.base.known import Known
from duecare.base.moments import Moment
from duecare.base.spans import NOWHERE
from duecare.dossier.evidence import Evidence
from duecare.dossier.model import Claim, Dossier, bearers_of, beneficiaries_of
from duecare.dossier.slices import labelled_slices
from duecare.engine.decide import Decider
from duecare.engine.diagram import TooLargeError
from duecare.engine.duties import duties_and_norms
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.unknowns import diagram_for
from duecare.ir.declarations import Duty, Law, View
from duecare.practice.current import authors
from duecare.practice.model import Register
from duecare.rulebook.dated import as_on, calendar, turning_points
from duecare.rulebook.load import Bundle
from duecare.rulebook.participation import Row, claims_of, participation


def assess(
    dossier: Dossier,
    bundle: Bundle,
    *,
    as_of: Moment | None = None,
    standard: str = "balance",
    views: tuple[str, ...] = (),
    beside: tuple[View, ...] = (),
    register: Register | None = None,
    declared: bool = False,
) -> Assessment:
    """Return all findings of a dossier.

    views     chooses among the law's named views (default: all).
    beside    further views to assess under, such as those that States have declared.
    register  of practice: what the States concerned have declared themselves is told beside each finding.
    declared  tell of every duty in question what becomes of it under the declared view of every State.
    """
    chosen = (*(view for view in bundle.law.views if not views or view.name in views), *beside)
    frames = frames_of(dossier, bundle, as_of, standard)
    deciders = decided(dossier, bundle, frames)
    register, date = register or Register(), as_of or dossier.written
    heard_by = min(date, bundle.at or date, key=lambda day: day.latest)  # what was said after either does not count
    voices = voices_of(bundle.law, register, dossier.states if register.records else (), heard_by)
    by_frame = [_findings(frame, decider, chosen, voices) for frame, decider in deciders]
    all_voices = voices_of(bundle.law, register, authors(register) if declared else (), heard_by)
    aside = [{one.duty for one in found if one.waits_for} for found in by_frame]
    asked = zip((decider for _, decider in deciders), aside, strict=True)
    return Assessment(
        dossier.id, dossier.title, dossier.version, dossier.sha256, bundle.hash, date.text, standard, dossier.exercise,
        tuple((state, dossier.state_name(state)) for state in dossier.states),
        tuple(view.name for view in chosen), tuple(one for found in by_frame for one in found),
        next_questions(dossier, bundle.law, asked, chosen),
        register.hash if voices or all_voices else "", declarations(voices.values()),
        tuple(_across(deciders, by_frame, all_voices)),
        instruments(voices.values(), all_voices.values(), dossier.operation.began),
        bundle.law.as_at, bundle.at.text if bundle.at else "", bundle.later, dossier.released,
    )  # fmt: skip


def frames_of(
    dossier: Dossier,
    bundle: Bundle,
    as_of: Moment | None,
    standard: str,
    also: tuple[Moment, ...] = (),
    *,
    chances: bool = False,
) -> tuple[Frame, ...]:
    """Return every frame: each bearer alone (its apparatus), then toward each affected State.

    An affected State is a bearer toward its own people, under obligations owed to individuals.

    also     further dates to look at: no outcome depends on how many there are.
    chances  leave open, with their chance, the leaves to which the firmest claims give one.
    """
    _refuse_later_than_written(dossier, as_of)
    end = as_of.latest if as_of else dossier.written.latest
    rows = participation(bundle.folder, bundle.law, dossier.states)
    labelled = labelled_slices(dossier, end, (*_turns(dossier, bundle, rows), *also))
    at, labels = tuple(one.at for one in labelled), tuple(one.label for one in labelled)
    heard = Evidence(dossier, bundle.law, at, standard, _public(dossier, bundle, rows), chances=chances).about
    bearers, affected = bearers_of(dossier), beneficiaries_of(dossier)
    frames: list[Frame] = []
    for bearer in bearers:
        toward = {state: heard(bearer, state) for state in affected if state != bearer}
        everyone, closed = tuple(toward.values()), dossier.affected_closed
        frames.append(Frame("", at, heard(bearer, None), everyone, closed, bearer, labels))
        for state, known in toward.items():
            others = tuple(other for other in everyone if other is not known)
            frames.append(Frame(state, at, known, others, closed, bearer, labels))
    if any(obligation.owed_to == "individuals" for obligation in bundle.law.obligations):
        given = _of_own_people(bundle.law, len(at))
        for state in affected:
            if state not in bearers:
                frames.append(Frame("", at, heard(state, None), (), True, state, labels, people=True))
            frames.append(Frame(state, at, given | heard(state, state), (), True, state, labels, people=True))
    return tuple(frames)


def _turns(dossier: Dossier, bundle: Bundle, rows: Iterable[Row]) -> tuple[Moment, ...]:
    """Return when the law changes, or what binds a State of the dossier; not if it is asked for as of one day."""
    if bundle.at:
        return ()
    bound = {when for row in rows for when in (row.since, row.until) if when is not None}
    return (*turning_points(bundle.law, dossier.operation.ended), *bound)


def public_claims(dossier: Dossier, bundle: Bundle) -> tuple[Claim, ...]:
    """Return as claims what the table of participation says of the States of a dossier, and the calendar of the law."""
    return _public(dossier, bundle, participation(bundle.folder, bundle.law, dossier.states))


def _public(dossier: Dossier, bundle: Bundle, rows: Collection[Row]) -> tuple[Claim, ...]:
    claims = (*claims_of(rows, bundle.law), *calendar(bundle.law, None if bundle.at else dossier.operation.ended))
    return as_on(bundle.at, claims) if bundle.at else claims


def _of_own_people(law: Law, count: int) -> dict[str, tuple[Known, ...]]:
    """Return what the law itself says of a State and its own people, at every slice; a dossier may say otherwise."""
    answers = {leaf.name: leaf.own_people == "yes" for leaf in law.leaves if leaf.own_people}
    return {name: (Known(value, asserted=True),) * count for name, value in answers.items()}


def decided(
    dossier: Dossier, bundle: Bundle, frames: Iterable[Frame], only: frozenset[str] | None = None
) -> list[tuple[Frame, Decider]]:
    """Return frames worked out, for all duties or some; what cannot all be true is refused."""
    found: list[tuple[Frame, Decider]] = []
    for _, of_bearer in groupby(frames, key=lambda frame: frame.bearer):
        together = tuple(of_bearer)  # much is the same in them: in one diagram it is worked out once
        diagram, readings = diagram_for(bundle.compiled, together), None
        for frame in together:
            with _refusing_what_is_too_large(dossier, frame):
                decider = Decider(History(bundle.compiled, frame, only, diagram), readings)
            readings = decider.readings
            found.append((frame, decider))
    _refuse_impossible(dossier, found)
    return found


@contextmanager
def _refusing_what_is_too_large(dossier: Dossier, frame: Frame) -> Iterator[None]:
    try:
        yield
    except TooLargeError:
        message = f"dossier '{dossier.id}': too much is unknown at once about {_about(frame)} for an exact answer"
        raise InputError([Diagnostic(NOWHERE, message, "add what is known, or end earlier with --as-of")]) from None


def _about(frame: Frame) -> str:
    return f"{frame.bearer} toward {frame.beneficiary or 'all'}"


def _refuse_impossible(dossier: Dossier, deciders: list[tuple[Frame, Decider]]) -> None:
    wrong = [frame for frame, decider in deciders if not decider.consistent()]
    if wrong:
        raise InputError(
            Diagnostic(
                NOWHERE,
                f"dossier '{dossier.id}': what counts about {_about(frame)} cannot all be true",
                "compare its claims with the constraints of the law (`duecare law facts`)",
            )
            for frame in wrong
        )


def _refuse_later_than_written(dossier: Dossier, as_of: Moment | None) -> None:
    """Refuse a day of which the dossier cannot speak: what it does not know of would read as silence."""
    if as_of and as_of.earliest > dossier.written.latest:
        message = (
            f"dossier '{dossier.id}' was written on {dossier.written}; of {as_of}, which is later, it says nothing"
        )
        raise InputError([Diagnostic(NOWHERE, message, "bring the dossier up to date, or choose an earlier day")])


def _across(
    deciders: Iterable[tuple[Frame, Decider]], found: Iterable[tuple[Finding, ...]], voices: Mapping[str, Voice]
) -> Iterator[Across]:
    """Yield what becomes of every duty in question under the declared views of all States."""
    speaking = tuple(voice for voice in voices.values() if voice.view.stances)
    for (_, decider), findings in zip(deciders, found, strict=True):
        for finding in findings:
            if speaking and not finding.waits_for and not finding.norm:
                yield Hearing(decider, finding.duty).across(speaking)


def _findings(
    frame: Frame, decider: Decider, views: tuple[View, ...], voices: Mapping[str, Voice]
) -> tuple[Finding, ...]:
    waits = waiting(decider)
    return tuple(
        replace(
            _finding(frame, decider, name, duty, views),
            waits_for=waits.get(name, ()),
            own=own_words(decider, name, voices),
        )
        for name, duty in duties_and_norms(decider.law).items()
        if name in decider.history.of
    )


def _finding(frame: Frame, decider: Decider, name: str, duty: Duty, views: tuple[View, ...]) -> Finding:
    told = [outcomes(decider, name, view) for view in (ALL, *views)]
    return Finding(
        frame.bearer, frame.beneficiary, duty.obligation, name, duty.name, duty.text, duty.phase, not duty.obligation,
        tuple(one for one, _ in told), tuple(one for _, one in told),
        tuple(force(decider, name, view) for view in views),
        history(decider, name, frame.labels), missing_leaves(decider, name),
        tuple(rule.name for rule in unraised(decider, name)),
        tuple(rule.footing for rule in footings(decider, name)), duty.sources,
    )  # fmt: skip
