"""Assess a dossier: every duty in every frame, under every view, with what is missing and what to ask next."""

from __future__ import annotations

from collections.abc import Mapping

from duecare.assess.model import Assessment, Finding, Force, HistoryLine, Outcome
from duecare.assess.questions import missing_leaves, next_questions
from duecare.base.errors import Diagnostic, InputError
from duecare.base.known import Known
from duecare.base.moments import Moment
from duecare.base.spans import NOWHERE
from duecare.dossier.evidence import evidence
from duecare.dossier.model import Dossier, bearers_of, beneficiaries_of
from duecare.dossier.slices import labelled_slices
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE, TooLargeError
from duecare.engine.duties import duties_and_norms
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.outcome import as_held, binds, if_binds, not_established
from duecare.ir.declarations import Duty, View
from duecare.rulebook.load import Bundle
from duecare.rulebook.participation import claims_of, participation

_EVENTS = ("applicable", "due", "window_closed", "omitted", "liable", "breached")
_ALL = View("", "", (), ())


def assess(
    dossier: Dossier,
    bundle: Bundle,
    *,
    as_of: Moment | None = None,
    standard: str = "balance",
    views: tuple[str, ...] = (),
) -> Assessment:
    """Return all findings of a dossier; `views` chooses among the law's named views (default: all)."""
    chosen = tuple(view for view in bundle.law.views if not views or view.name in views)
    frames = frames_of(dossier, bundle, as_of, standard)
    deciders = [(frame, _decider(dossier, bundle, frame)) for frame in frames]
    _refuse_impossible(dossier, deciders)
    findings = tuple(
        _finding(frame, decider, name, duty, chosen)
        for frame, decider in deciders
        for name, duty in duties_and_norms(bundle.law).items()
        if name in decider.history.of
    )
    when = as_of.text if as_of else dossier.written.text
    return Assessment(
        dossier.id, dossier.title, dossier.version, dossier.sha256, bundle.hash, when, standard, dossier.exercise,
        tuple((state, dossier.state_name(state)) for state in dossier.states),
        tuple(view.name for view in chosen), findings, next_questions(dossier, bundle.law, findings),
    )  # fmt: skip


def frames_of(dossier: Dossier, bundle: Bundle, as_of: Moment | None, standard: str) -> tuple[Frame, ...]:
    """Return every frame: each bearer alone (its apparatus), then toward each affected State.

    An affected State is a bearer toward its own people, under obligations owed to individuals.
    """
    end = as_of.latest if as_of else dossier.written.latest
    labelled = labelled_slices(dossier, end)
    at, labels = tuple(one.at for one in labelled), tuple(one.label for one in labelled)
    table = claims_of(participation(bundle.folder, bundle.law, dossier.states))
    bearers, affected = bearers_of(dossier), beneficiaries_of(dossier)

    def heard(bearer: str, state: str | None) -> Mapping[str, tuple[Known, ...]]:
        return evidence(dossier, bundle.law, bearer, state, slices=at, standard=standard, public=table)

    frames: list[Frame] = []
    for bearer in bearers:
        toward = {state: heard(bearer, state) for state in affected if state != bearer}
        everyone, closed = tuple(toward.values()), dossier.affected_closed
        frames.append(Frame("", at, heard(bearer, None), everyone, closed, bearer, labels))
        for state, known in toward.items():
            others = tuple(other for other in everyone if other is not known)
            frames.append(Frame(state, at, known, others, closed, bearer, labels))
    if any(obligation.owed_to == "individuals" for obligation in bundle.law.obligations):
        for state in affected:
            if state not in bearers:
                frames.append(Frame("", at, heard(state, None), (), True, state, labels, people=True))
            frames.append(Frame(state, at, heard(state, state), (), True, state, labels, people=True))
    return tuple(frames)


def _decider(dossier: Dossier, bundle: Bundle, frame: Frame) -> Decider:
    try:
        return Decider(History(bundle.compiled, frame))
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


def _finding(frame: Frame, decider: Decider, name: str, duty: Duty, views: tuple[View, ...]) -> Finding:
    law = decider.law
    defences = [rule for rule in law.defences if rule.to in {name, duty.obligation}]
    slices = decider.history.slices
    footings = tuple(
        rule.footing
        for rule in defences
        if rule.footing and any(k.value is None for leaf in rule.raised_by for k in slices.known(leaf))
    )
    unraised = tuple(rule.name for rule in defences if not rule.footing and not slices.raised(rule.name))
    return Finding(
        frame.bearer, frame.beneficiary, duty.obligation, name, duty.name, duty.text, duty.phase, not duty.obligation,
        tuple(_outcome(decider, name, view, gates=False) for view in (_ALL, *views)),
        tuple(_outcome(decider, name, view, gates=True) for view in (_ALL, *views)),
        tuple(_force(decider, name, view) for view in views),
        _history(decider, name, frame.labels), missing_leaves(decider, name), unraised, footings, duty.sources,
    )  # fmt: skip


def _outcome(decider: Decider, name: str, view: View, *, gates: bool) -> Outcome:
    verdict = as_held(decider, name, view.stances) if gates else if_binds(decider, name, view.stances)
    issues = decider.issues_in(decider.words(name).values())
    taken = sum(1 for stance in view.stances if stance.issue in issues)
    unshown = len(verdict.words) > 1 and not_established(decider, name, view.stances)
    return Outcome(view.name, verdict.words, verdict.settled, verdict.turns_on, taken, len(issues), unshown)


def _force(decider: Decider, name: str, view: View) -> Force:
    verdict = binds(decider, name, view.stances)
    value = verdict.words[0] if verdict.settled else "open"
    return Force(view.name, value, verdict.turns_on)


def _history(decider: Decider, name: str, labels: tuple[str, ...]) -> tuple[HistoryLine, ...]:
    """Return since when each event of the chain is possible and certain, in all readings in which it binds."""
    d, history = decider.diagram, decider.history.of[name]
    view = d.both(decider.view((), gates=False), decider.force(name))
    lines = []
    for event in _EVENTS:
        functions = getattr(history, event)
        possible = next((labels[i] for i, f in enumerate(functions) if d.both(view, decider.possible(f)) != FALSE), "")
        certain = next(
            (labels[i] for i, f in enumerate(functions) if d.both(view, decider.possible(d.negation(f))) == FALSE), ""
        )
        if possible:
            lines.append(HistoryLine(event.replace("_", " "), possible, certain))
    return tuple(lines)
