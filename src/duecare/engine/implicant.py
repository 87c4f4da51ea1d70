"""Literals of a record: what a derivation relies on, and whether that alone implies an outcome.

A record cut down to some literals keeps them and frees everything else: a leaf that is not relied on may have any
value, and no presumption stands for it. What no claim can free stays as it is: which exceptions were raised, what is
established against a footing, and that a step was late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from duecare.base.known import UNKNOWN, Known
from duecare.engine.compiled import Compiled
from duecare.engine.decide import NOT_IN_FORCE, Decider
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.engine.history import History

FREE = Known(None, asserted=True)
_RAISED = replace(FREE, raised=True)


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A leaf instance as the record has it from slice `first` to slice `last`.

    other     the place among the other affected States of the one it is about; -1: this frame's own.
    asserted  False with a value of None: nothing is asserted, so that a presumption can stand.
    """

    instance: str
    other: int
    first: int
    last: int
    value: bool | None
    asserted: bool = True


def joined(literals: Iterable[Literal]) -> tuple[Literal, ...]:
    """Return literals in order, those on one leaf that touch or overlap made one."""
    found: list[Literal] = []
    for one in sorted(literals, key=lambda x: (x.instance, x.other, str(x.value), x.asserted, x.first, x.last)):
        last = found[-1] if found else None
        if last and _same(last, one) and one.first <= last.last + 1:
            found[-1] = replace(last, last=max(last.last, one.last))
        else:
            found.append(one)
    return tuple(sorted(found, key=lambda x: (x.instance, x.other, x.first)))


def _same(one: Literal, other: Literal) -> bool:
    return replace(one, first=other.first, last=other.last) == other


def cut_down(frame: Frame, literals: Iterable[Literal], compiled: Compiled) -> Frame:
    """Return the frame with a record that holds these literals and nothing else."""
    kept = tuple(literals)
    own = _rows(frame.known, [one for one in kept if one.other < 0], compiled, len(frame.slices))
    others = tuple(
        _rows(known, [one for one in kept if one.other == number], compiled, len(frame.slices))
        for number, known in enumerate(frame.others)
    )
    return replace(frame, known=own, others=others)


def is_fixed(instance: str, known: Known, compiled: Compiled) -> bool:
    """Say whether a record keeps this however far it is cut down."""
    return known.value is True and _can_be_fixed(instance, compiled)


def _can_be_fixed(instance: str, compiled: Compiled) -> bool:
    return instance.startswith("late(") or f"shown:{instance}" in compiled.places


def _rows(
    known: Mapping[str, tuple[Known, ...]], kept: Iterable[Literal], compiled: Compiled, count: int
) -> dict[str, tuple[Known, ...]]:
    by_instance: dict[str, list[Literal]] = {}
    for one in kept:
        by_instance.setdefault(one.instance, []).append(one)
    presumed = (name.partition(":")[2] for name in compiled.variables if name.startswith("asserted:"))
    rows = {}
    for instance in dict.fromkeys([*known, *by_instance, *presumed]):
        row = known.get(instance) or (UNKNOWN,) * count
        rows[instance] = _row(instance, row, by_instance.get(instance, ()), compiled)
    return rows


def _row(instance: str, known: tuple[Known, ...], kept: Iterable[Literal], compiled: Compiled) -> tuple[Known, ...]:
    row = [_RAISED if one.raised else FREE for one in known]
    for literal in kept:
        for index in range(literal.first, literal.last + 1):
            row[index] = Known(literal.value, literal.asserted, known[index].raised)
    if not _can_be_fixed(instance, compiled):
        return tuple(row)
    return tuple(one if one.value is True else new for one, new in zip(known, row, strict=True))


def words_left(compiled: Compiled, frame: Frame, duty: str, positions: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return, exactly, the outcome words that a frame leaves possible in readings with these positions."""
    decider = Decider(History(compiled, frame, frozenset({duty})))
    return words_in(decider, duty, readings(decider, positions))


def words_in(decider: Decider, duty: str, region: int) -> tuple[str, ...]:
    """Return the outcome words possible in a region of readings; in none of which the duty is in force: that."""
    d = decider.diagram
    if d.both(region, decider.force(duty)) == FALSE:
        return (NOT_IN_FORCE,) if region != FALSE else ()
    return tuple(word for word, f in decider.words(duty).items() if d.both(region, f) != FALSE)


def readings(decider: Decider, positions: Mapping[str, Iterable[str]]) -> int:
    """Return the admissible readings that take one of the given positions on each issue."""
    d = decider.diagram
    taken = [
        d.disjunction([decider.readings.position(issue, name) for name in names]) for issue, names in positions.items()
    ]
    return d.conjunction([decider.readings.admissible, *taken])
