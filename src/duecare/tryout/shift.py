"""How a declaration changes what States say: their declared views without it and with it, by the register's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from duecare.ir.declarations import Law, View
from duecare.practice.answers import answers_of, why_uncounted
from duecare.practice.current import Counting
from duecare.practice.declared import Declared, declared_view
from duecare.practice.model import Record, Register
from duecare.tryout.model import AFTER, BEFORE, Move, Shift


def shifts(
    law: Law, before: Register, after: Register, records: tuple[Record, ...], counting: Counting
) -> tuple[Shift, ...]:
    """Return what records, which stand in the register after and not in that before, do to the words of States.

    States whose words change in the same way from the same are told together, and so are those whose do not change.
    """
    alike: dict[tuple[object, ...], Shift] = {}
    for state in speakers(after, records, counting):
        one = _shift(law, before, after, records, state, counting)
        key = (_heart(one.before), _heart(one.after)) if one.moves else ()
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


def declared(law: Law, register: Register, state: str, counting: Counting) -> Declared:
    """Return what a State says: what it holds and, on content, what it would hold if the duty bound.

    What it would hold of a gate if the duty bound says nothing of whether it binds.
    """
    gates = {issue.name for issue in law.issues if issue.gate}
    held = {stance.issue for stance in declared_view(law, register, state, counting).view.stances}
    found = declared_view(law, register, state, counting, conditional=True)
    stances = tuple(one for one in found.view.stances if one.issue in held or one.issue not in gates)
    return replace(found, view=replace(found.view, stances=stances))


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
    first, second = declared(law, before, state, counting), declared(law, after, state, counting)
    moves = tuple(_moves(law, first, second))
    spoken = dict.fromkeys(answer.issue for record in records for answer in answers_of(record, after))
    repeats = tuple(issue for issue in spoken if issue not in {move.issue for move in moves})
    return Shift((state,), replace(first.view, name=BEFORE), replace(second.view, name=AFTER), moves, repeats)


def _moves(law: Law, before: Declared, after: Declared) -> Iterator[Move]:
    for issue in law.issues:
        first, second = _taken(before, issue.name), _taken(after, issue.name)
        if set(first[0]) != set(second[0]):
            (one, by, grade), (other, by_now, grade_now) = first, second
            yield Move(issue.name, one, other, by, by_now, grade, grade_now)


def _taken(declared: Declared, issue: str) -> tuple[tuple[str, ...], str, str]:
    """Return the positions taken on an issue, the record that takes them, and how that was checked."""
    stance = next((one for one in declared.view.stances if one.issue == issue), None)
    said = declared.words.on(issue)
    return (stance.positions, said.record.id, said.answer.grade) if stance and said else ((), "", "")


def _heart(view: View) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset((stance.issue, frozenset(stance.positions)) for stance in view.stances)
