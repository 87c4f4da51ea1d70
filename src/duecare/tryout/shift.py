"""How a declaration changes what States say: their declared views without it and with it, by the register's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from duecare.ir.declarations import Law, Stance, View
from duecare.practice.answers import answers_of, why_uncounted
from duecare.practice.current import Counting
from duecare.practice.declared import declared_view
from duecare.practice.model import Record, Register
from duecare.tryout.model import AFTER, BEFORE, Move, Shift


def shifts(
    law: Law, before: Register, after: Register, records: tuple[Record, ...], counting: Counting
) -> tuple[Shift, ...]:
    """Return what records, which stand in the register after and not in that before, do to the words of States.

    States whose words change in the same way from the same are told together.
    """
    alike: dict[tuple[object, ...], Shift] = {}
    for state in speakers(after, records, counting):
        one = _shift(law, before, after, records, state, counting)
        key = _heart(one.before), _heart(one.after)
        first = alike.get(key)
        alike[key] = replace(first, states=(*first.states, state)) if first else one
    return tuple(alike.values())


def speakers(register: Register, records: tuple[Record, ...], counting: Counting) -> tuple[str, ...]:
    """Return whose words records can change: their author, or the States that endorsed the text of a group."""
    who, names = records[0].who, {record.id for record in records}
    if who not in register.groups:
        return (who,)
    endorsed = (
        state
        for one in register.groups[who].endorsements
        if one.record in names and (one.how == "own" or counting.organs)
        for state in one.states
    )
    return tuple(dict.fromkeys(endorsed)) or (who,)


def declared(law: Law, register: Register, state: str, counting: Counting) -> View:
    """Return what a State says: what it holds and, on content, what it would hold if the duty bound.

    What it would hold of a gate if the duty bound says nothing of whether it binds.
    """
    gates = {issue.name for issue in law.issues if issue.gate}
    held = declared_view(law, register, state, counting).view
    beside = declared_view(law, register, state, counting, conditional=True).view.stances
    kept = {stance.issue for stance in held.stances}
    stances = tuple(one for one in beside if one.issue in kept or one.issue not in gates)
    return replace(held, stances=stances)


def mixed(shift: Shift, issues: Iterable[str]) -> View:
    """Return the view before, with the new positions on some issues and the earlier ones on all others."""
    new = set(issues)
    kept = [stance for stance in shift.before.stances if stance.issue not in new]
    return replace(shift.before, stances=(*kept, *(one for one in shift.after.stances if one.issue in new)))


def notes_on(after: Register, records: Iterable[Record], counting: Counting) -> tuple[str, ...]:
    """Return why records change nothing where a rule of the register says so before any word of theirs is read."""
    return tuple(_notes(after, records, counting))


def _notes(after: Register, records: Iterable[Record], counting: Counting) -> Iterator[str]:
    for record in records:
        why = why_uncounted(record, flagged=counting.flagged)
        if record.date.latest > counting.as_of.latest:
            yield f"{record.id} counts from {record.date} on, which is after {counting.as_of}."
        elif why:
            yield f"{record.id} does not count: {why}."
        elif record.who in after.groups and speakers(after, (record,), counting) == (record.who,):
            yield f"{record.id} is a text of {record.who}, and counts for none of its members by the rule for groups."


def _shift(
    law: Law, before: Register, after: Register, records: tuple[Record, ...], state: str, counting: Counting
) -> Shift:
    first = replace(declared(law, before, state, counting), name=BEFORE)
    second = replace(declared(law, after, state, counting), name=AFTER)
    moves = tuple(_moves(law, first, second))
    spoken = dict.fromkeys(answer.issue for record in records for answer in answers_of(record, after))
    moved = {move.issue for move in moves}
    return Shift((state,), first, second, moves, tuple(issue for issue in spoken if issue not in moved))


def _moves(law: Law, before: View, after: View) -> Iterator[Move]:
    first, second = _by_issue(before), _by_issue(after)
    for issue in law.issues:
        one, other = first.get(issue.name), second.get(issue.name)
        if _positions(one) != _positions(other):
            yield Move(issue.name, _listed(one), _listed(other), _record(one), _record(other))


def _by_issue(view: View) -> Mapping[str, Stance]:
    return {stance.issue: stance for stance in view.stances}


def _heart(view: View) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset((stance.issue, frozenset(stance.positions)) for stance in view.stances)


def _positions(stance: Stance | None) -> frozenset[str]:
    return frozenset(stance.positions) if stance else frozenset()


def _listed(stance: Stance | None) -> tuple[str, ...]:
    return stance.positions if stance else ()


def _record(stance: Stance | None) -> str:
    return stance.source.source if stance and stance.source else ""
