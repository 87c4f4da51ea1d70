"""The counts on an issue in time: the same count as at one date, made at every date at which a text came to count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from duecare.base.moments import Moment
from duecare.practice.current import Counting, Said
from duecare.practice.model import GRADES, MODES, Register
from duecare.practice.tally import Tally, grade_of, tally


@dataclass(frozen=True, slots=True)
class Level:
    """The States that give an answer on one kind of evidence, from a date until the next level's."""

    since: datetime
    who: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Strand:
    """One answer on one kind of evidence in time; evidence of different grades is never in one strand.

    group   whether the States speak through a group's text alone.
    levels  from the first date at which a State gave the answer on that evidence, in order.
    """

    mode: str
    positions: tuple[str, ...]
    group: bool
    grade: str
    levels: tuple[Level, ...]

    @property
    def now(self) -> tuple[str, ...]:
        """Return the States that give the answer at the end."""
        return tuple(who for who, _ in self.levels[-1].who)


@dataclass(frozen=True, slots=True)
class Course:
    """An issue in time: its strands in the order of the count, and the count at the end."""

    strands: tuple[Strand, ...]
    last: Tally


_Key = tuple[str, tuple[str, ...], bool, str]


def course(register: Register, issue: str, counting: Counting) -> Course:
    """Count the States on an issue at every date up to that of the counting."""
    counts = [tally(register, issue, replace(counting, as_of=day)) for day in _days(register, counting.as_of)]
    last = tally(register, issue, counting)
    strands: dict[_Key, list[Level]] = {}
    for one in [*counts, last]:
        found = dict(_by_evidence(one))
        for key in strands.keys() | found.keys():
            _note(strands.setdefault(key, []), Level(one.counting.as_of.latest, found.get(key, ())))
    order = _order(strands)
    return Course(tuple(Strand(*key, tuple(strands[key])) for key in order), last)


def _days(register: Register, last: Moment) -> list[Moment]:
    """Return the days on which a record came to exist for certain, each once, in order."""
    days = {record.date.latest for record in register.records if record.date.latest < last.latest}
    return [Moment(day, day, day.date().isoformat()) for day in sorted(days)]


def _by_evidence(count: Tally) -> Iterator[tuple[_Key, tuple[tuple[str, Said], ...]]]:
    for one in count.counts:
        for group, listed in ((False, one.own), (True, one.through)):
            for grade in dict.fromkeys(grade_of(said) for _, said in listed):
                who = tuple(pair for pair in listed if grade_of(pair[1]) == grade)
                yield (one.mode, one.positions, group, grade), who


def _note(levels: list[Level], level: Level) -> None:
    """Add a level where it differs from the one before in who stands on it."""
    before = [who for who, _ in levels[-1].who] if levels else []
    if before != [who for who, _ in level.who]:
        levels.append(level)


def _order(strands: dict[_Key, list[Level]]) -> list[_Key]:
    return sorted((key for key, levels in strands.items() if levels), key=_rank)


def _rank(key: _Key) -> tuple[int, tuple[str, ...], bool, int]:
    mode, positions, group, grade = key
    return MODES.index(mode), positions, group, GRADES.index(grade)
