"""What a State says at a date: its latest answer on each issue, in its own words or through a text it endorsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from duecare.base.moments import Moment
from duecare.practice.answers import answers_of, is_silent, why_uncounted
from duecare.practice.model import GRADES, Answer, Endorsement, Record, Register

_DOUBTS = "doubts"


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts: up to which date, whether flagged records do, and whether texts that an organ adopted do."""

    as_of: Moment
    flagged: bool = False
    organs: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A current answer, the record it stands in, and the group whose text that is.

    replaced  earlier records that said otherwise on the issue, or were no better checked.
    repeated  later records of which no more is known than that they fit the answer, from a weaker reading.
    """

    answer: Answer
    record: Record
    via: str = ""
    endorsement: Endorsement | None = None
    replaced: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A record that does not count, and why."""

    record: Record
    why: str


@dataclass(frozen=True, slots=True)
class Words:
    """All that a State says at a date.

    answers    one an issue at most: held, held if the duty binds, or left open.
    doubts     each of one position; what is doubted is thereby not answered.
    silent     records of which it is noted that they do not address whether the duty binds.
    uncounted  records that do not count, and why.
    """

    who: str
    answers: tuple[Said, ...]
    doubts: tuple[Said, ...]
    records: tuple[Record, ...]
    silent: tuple[Record, ...]
    uncounted: tuple[Uncounted, ...]

    def on(self, issue: str) -> Said | None:
        """Return the current answer on an issue."""
        return next((said for said in self.answers if said.answer.issue == issue), None)


def words_of(register: Register, who: str, counting: Counting) -> Words:
    """Return what a State (or a group, for itself) says at a date.

    A later text of the same author replaces its earlier answer on an issue it addresses. What a group's text says
    counts only where the author endorsed it, and only on issues on which its own words leave nothing.
    """
    own = [record for record in register.records if record.who == who and _by(record, counting)]
    said, doubts = _latest(_said(record, register) for record in own if _counts(record, counting))
    through = list(_through(register, who, counting))
    more, more_doubts = _latest(_said_through(record, one, register) for record, one in through)
    answers = {**more, **said}
    own_doubts = {issue for issue, _ in doubts}
    return Words(
        who,
        tuple(answers[issue] for issue in sorted(answers) if issue in said or issue not in own_doubts),
        tuple({**more_doubts, **doubts}[key] for key in sorted({**more_doubts, **doubts})),
        tuple(own),
        tuple(record for record in own if is_silent(record, register)),
        tuple(_uncounted(own, counting)),
    )


def authors(register: Register) -> tuple[str, ...]:
    """Return the States that have a record of their own or endorsed a group's text, in order."""
    own = {record.who for record in register.records if record.who not in register.groups}
    endorsing = {state for group in register.groups.values() for one in group.endorsements for state in one.states}
    return tuple(sorted(own | endorsing))


def texts_of(register: Register, who: str) -> tuple[Record, ...]:
    """Return every record that could ever count for an author: its own, and those it endorsed in whatever way."""
    endorsed = {one.record for group in register.groups.values() for one in group.endorsements if who in one.states}
    return tuple(record for record in register.records if record.who == who or record.id in endorsed)


def _by(record: Record, counting: Counting) -> bool:
    """Say whether a record certainly existed at the date."""
    return record.date.latest <= counting.as_of.latest


def _counts(record: Record, counting: Counting) -> bool:
    return not why_uncounted(record, flagged=counting.flagged)


def _uncounted(records: Iterable[Record], counting: Counting) -> Iterator[Uncounted]:
    for record in records:
        if why := why_uncounted(record, flagged=counting.flagged):
            yield Uncounted(record, why)


def _through(register: Register, who: str, counting: Counting) -> Iterator[tuple[Record, Endorsement]]:
    """Yield the texts of groups that count for a State, in the order of their dates."""
    endorsed = {
        one.record: one
        for group in register.groups.values()
        for one in group.endorsements
        if who in one.states and (one.how == "own" or counting.organs)
    }
    for record in register.records:
        if record.id in endorsed and _by(record, counting) and _counts(record, counting):
            yield record, endorsed[record.id]


def _said(record: Record, register: Register) -> list[Said]:
    return [Said(answer, record) for answer in answers_of(record, register)]


def _said_through(record: Record, one: Endorsement, register: Register) -> list[Said]:
    return [Said(answer, record, record.who, one) for answer in answers_of(record, register)]


def _latest(texts: Iterable[list[Said]]) -> tuple[dict[str, Said], dict[tuple[str, str], Said]]:
    """Return the answers and the doubts that stand after all texts, each in its turn, have been heard."""
    answers: dict[str, Said] = {}
    doubts: dict[tuple[str, str], Said] = {}
    for text in texts:
        for said in text:
            if said.answer.mode == _DOUBTS:
                _narrow(answers, said)
                for position in said.answer.positions:
                    one = replace(said.answer, positions=(position,))
                    doubts[said.answer.issue, position] = replace(said, answer=one)
        for said in text:
            if said.answer.mode != _DOUBTS:
                issue = said.answer.issue
                answers[issue] = _later(answers.get(issue), said)
                for position in said.answer.positions:
                    doubts.pop((issue, position), None)
    return answers, doubts


def _later(before: Said | None, said: Said) -> Said:
    """Return what stands after a later answer: that, unless it merely fits an earlier one that was checked better."""
    if before is None:
        return said
    fits = before.answer.mode == said.answer.mode and set(before.answer.positions) <= set(said.answer.positions)
    if fits and GRADES.index(before.answer.grade) < GRADES.index(said.answer.grade):
        return replace(before, repeated=(*before.repeated, said.record.id))
    return replace(said, replaced=(*before.replaced, before.record.id))


def _narrow(answers: dict[str, Said], doubt: Said) -> None:
    """Take from an earlier answer what is now doubted; an answer all of which is doubted is given up."""
    before = answers.get(doubt.answer.issue)
    if before is None or not before.answer.positions:
        return
    left = tuple(position for position in before.answer.positions if position not in doubt.answer.positions)
    if left == before.answer.positions:
        return
    if left:
        answers[doubt.answer.issue] = replace(before, answer=replace(before.answer, positions=left))
    else:
        del answers[doubt.answer.issue]
