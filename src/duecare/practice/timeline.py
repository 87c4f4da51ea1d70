"""The register in time: each text at its date, and what it changed in what its author holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duecare.base.moments import Moment
from duecare.practice.answers import why_uncounted
from duecare.practice.current import Counting, Said, words_of
from duecare.practice.model import Record, Register


@dataclass(frozen=True, slots=True)
class Event:
    """A text and its effect on one issue: what its author said before and says after; None is nothing."""

    record: Record
    before: Said | None
    after: Said | None
    why_uncounted: str

    @property
    def changed(self) -> bool:
        """Say whether the text changed what its author says."""
        return _heart(self.before) != _heart(self.after)


def timeline(register: Register, issue: str, counting: Counting) -> tuple[Event, ...]:
    """Return every text up to the date with what it did to its author's answer on an issue, in order."""
    return tuple(_events(register, issue, counting))


def _events(register: Register, issue: str, counting: Counting) -> Iterator[Event]:
    for record in register.records:
        if record.date.latest > counting.as_of.latest:
            continue
        until = _until(register, record)
        earlier = replace(until, records=tuple(one for one in until.records if one.id != record.id))
        then = replace(counting, as_of=_certainly(record, counting.as_of))
        before = words_of(earlier, record.who, then).on(issue)
        after = words_of(until, record.who, then).on(issue)
        yield Event(record, before, after, why_uncounted(record, flagged=counting.flagged))


def _until(register: Register, record: Record) -> Register:
    """Return the register as it stood with the record, its author's texts alone."""
    place = register.records.index(record)
    own = tuple(one for one in register.records[: place + 1] if one.who == record.who)
    return replace(register, records=own)


def _certainly(record: Record, last: Moment) -> Moment:
    return record.date if record.date.latest <= last.latest else last


def _heart(said: Said | None) -> tuple[str, tuple[str, ...]] | None:
    return (said.answer.mode, said.answer.positions) if said else None
