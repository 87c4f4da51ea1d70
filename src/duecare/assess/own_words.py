"""A finding measured by what the States concerned have declared themselves: a consistency argument, told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from duecare.assess.model import Declaration, Instrument, Outcome, Own, Took, Uncounted
from duecare.assess.outcomes import force
from duecare.base.moments import Moment
from duecare.base.states import is_invented_code
from duecare.engine.decide import Decider
from duecare.engine.outcome import if_binds, not_established
from duecare.ir.declarations import Law, View
from duecare.practice.current import Counting, Said, texts_of
from duecare.practice.declared import Declared, declared_view
from duecare.practice.model import Record, Register


@dataclass(frozen=True, slots=True)
class Voice:
    """What a State has declared by a date: a view, and behind each of its positions the answer that was given."""

    state: str
    view: View
    said: Mapping[str, Said]
    declared: Declared


def voices_of(law: Law, register: Register, states: Iterable[str], when: Moment) -> dict[str, Voice]:
    """Return what States had declared by a date, also those that had declared nothing.

    What a State says for the case that a duty binds counts on its content, and never on whether it binds.
    """
    gates = {issue.name for issue in law.issues if issue.gate}
    return {state: _voice(law, register, state, when, gates) for state in states if not is_invented_code(state)}


def voices_at(
    law: Law, register: Register, states: Iterable[str], dates: Iterable[Moment]
) -> Iterator[dict[str, Voice]]:
    """Yield the voices of States at dates in order; a State of which nothing new counts keeps the voice it had."""
    records = {state: texts_of(register, state) for state in states}
    voices: dict[str, Voice] = {}
    heard: dict[str, int] = {}
    for date in dates:
        count = {state: sum(one.date.latest <= date.latest for one in texts) for state, texts in records.items()}
        new = [state for state in records if count[state] != heard.get(state)]
        voices, heard = {**voices, **voices_of(law, register, new, date)}, count
        yield voices


def own_words(decider: Decider, duty: str, voices: Mapping[str, Voice]) -> tuple[Own, ...]:
    """Return a finding under the own words of the bearer, then of the State that the duty is owed to."""
    frame = decider.history.frame
    roles = {frame.beneficiary: "beneficiary", frame.bearer: "bearer"}
    concerned = (state for state in (frame.bearer, frame.beneficiary) if state in voices)
    return tuple(_own(decider, duty, voices[state], roles[state]) for state in dict.fromkeys(concerned))


def declarations(voices: Iterable[Voice]) -> tuple[Declaration, ...]:
    """Return what States have declared in all, with the records it rests on and those that do not count."""
    return tuple(
        Declaration(
            voice.state, len(voice.view.stances), voice.declared.issues,
            tuple(_relied(voice)),
            tuple(Uncounted(one.record.id, one.why) for one in voice.declared.words.uncounted),
        )
        for voice in voices
    )  # fmt: skip


def instruments(concerned: Iterable[Voice], others: Iterable[Voice], began: Moment) -> tuple[Instrument, ...]:
    """Return the records that positions rest on, and those of States concerned that do not count, by their names."""
    found: dict[str, Record] = {}
    for voice in concerned:
        found |= _relied(voice) | {out.record.id: out.record for out in voice.declared.words.uncounted}
    for voice in others:
        found |= _relied(voice)
    return tuple(_instrument(found[name], began) for name in sorted(found))


def _relied(voice: Voice) -> dict[str, Record]:
    records = (voice.said[one.issue].record for one in voice.view.stances)
    return {record.id: record for record in records}


def content_issues(decider: Decider, duty: str) -> frozenset[str]:
    """Return the issues, gates apart, on which the outcome of a duty turns."""
    return frozenset(decider.readings.issues_in(decider.words(duty).values())) - decider.readings.gates


def gate_issues(decider: Decider, duty: str) -> frozenset[str]:
    """Return the issues on which it turns whether a duty binds."""
    function = decider.in_force(duty)
    either = decider.possible(function), decider.possible(decider.diagram.negation(function))
    return frozenset(decider.readings.issues_in(either))


def tied_to(decider: Decider, issues: frozenset[str]) -> frozenset[str]:
    """Return issues with all that bear on them: answers elsewhere can rule positions out."""
    return decider.readings.tied_to(issues).union(decider.readings.issues_in((decider.constraint,)))


def outcome_of(decider: Decider, duty: str, view: View, issues: frozenset[str] = frozenset()) -> Outcome:
    """Return the outcome under a view with the gates set aside; `issues`: those that count as taken or not."""
    found = if_binds(decider, duty, view.stances)
    unshown = len(found.words) > 1 and not_established(decider, duty, view.stances)
    taken = sum(1 for stance in view.stances if stance.issue in issues)
    return Outcome(view.name, found.words, found.settled, found.turns_on, taken, len(issues), unshown)


def _voice(law: Law, register: Register, state: str, when: Moment, gates: set[str]) -> Voice:
    declared = declared_view(law, register, state, Counting(when), conditional=True)
    said = {one.answer.issue: one for one in declared.words.answers}
    stances = tuple(
        one for one in declared.view.stances if one.issue not in gates or said[one.issue].answer.mode == "holds"
    )
    return Voice(state, replace(declared.view, stances=stances), said, declared)


def _own(decider: Decider, duty: str, voice: Voice, role: str) -> Own:
    content, gates = content_issues(decider, duty), gate_issues(decider, duty)
    taken, gates_taken = (sum(one.issue in asked for one in voice.view.stances) for asked in (content, gates))
    on_content, on_force = (_restricted(voice.view, tied_to(decider, asked)) for asked in (content, gates))
    return Own(
        voice.state, role,
        outcome_of(decider, duty, on_content, content) if taken else None,
        force(decider, duty, on_force) if gates_taken else None,
        taken, len(content), gates_taken, len(gates),
        tuple(_took(voice.said[one.issue]) for one in voice.view.stances if one.issue in content | gates),
    )  # fmt: skip


def _restricted(view: View, issues: frozenset[str]) -> View:
    return replace(view, stances=tuple(one for one in view.stances if one.issue in issues))


def _took(said: Said) -> Took:
    answer = said.answer
    conditional = answer.mode == "if_binding"
    return Took(
        answer.issue, answer.positions, said.record.id, answer.grade, answer.pinpoint, said.via, if_binds=conditional
    )


def _instrument(record: Record, began: Moment) -> Instrument:
    return Instrument(
        record.id, record.who, record.name, record.instrument, record.date.text, record.grade, record.legal_effect,
        record.url, tuple(flag for flag in record.flags if flag not in record.lifted),
        later=record.date.earliest > began.latest,
    )  # fmt: skip
