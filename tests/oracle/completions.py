"""Completions and readings: everything a slow oracle has to try."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, TypeVar

from duecare.base.known import UNKNOWN, Known
from duecare.engine.frame import Frame
from duecare.ir.declarations import Duty, Law, Norm
from duecare.ir.expressions import Expression, SomeAffected
from duecare.ir.walk import conditions, walk

T = TypeVar("T")
Reading = tuple[tuple[str, str], ...]
Knowns = Mapping[str, tuple[Known, ...]]
Row = tuple[bool, ...]


class Index:
    """A law's parts by name."""

    def __init__(self, law: Law) -> None:
        self.scopes = {leaf.name: leaf.scope for leaf in law.leaves}
        self.elements = {element.name: element.met for element in law.elements}
        self.obligations = {obligation.name: obligation for obligation in law.obligations}
        self.measures = {measure.name: measure for measure in law.measures}
        self.rules: dict[str, Duty | Norm] = {duty.id: duty for duty in law.duties}
        self.rules |= {norm.name: norm for norm in law.norms}


@dataclass(frozen=True, eq=False)
class World:
    """One completion in one reading: a value of every leaf instance, and of what is so toward others, at every slice.

    elsewhere  for each `some affected` condition: where what is unknown toward other States is so.
    abroad     the world is that of another affected State, looked at from the frame.
    """

    law: Law
    index: Index
    frame: Frame
    reading: Mapping[str, str]
    values: Mapping[str, Row]
    elsewhere: Mapping[Expression, Row]
    abroad: bool = False
    memory: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def known(self, instance: str, i: int) -> Known:
        """What is known of an instance at a slice."""
        return known_at(self.frame.known, instance, i)


def remembered(function: Callable[..., T]) -> Callable[..., T]:
    """Return the function, asked once a world for the same arguments."""

    def ask(world: World, *about: Any) -> T:
        key = (function.__name__, *about)
        if key not in world.memory:
            world.memory[key] = function(world, *about)
        return world.memory[key]

    return ask


def known_at(known: Knowns, instance: str, i: int) -> Known:
    """What is known of an instance at a slice; what is absent is unknown throughout."""
    return known[instance][i] if instance in known else UNKNOWN


def readings(law: Law) -> Iterator[Reading]:
    """Every choice of one position an issue that `requires` and `excludes` allow."""
    for chosen in product(*(issue.positions for issue in law.issues)):
        reading = tuple((issue.name, p.name) for issue, p in zip(law.issues, chosen, strict=True))
        if admissible(law, reading):
            yield reading


def admissible(law: Law, reading: Reading) -> bool:
    """The positions of a reading need and rule out nothing that it has otherwise."""
    taken = dict(reading)
    chosen = [p for issue in law.issues for p in issue.positions if p.name == taken[issue.name]]
    kept = all(r in reading for p in chosen for r in p.requires)
    return kept and not any(e in reading for p in chosen for e in p.excludes)


def instances(law: Law) -> dict[str, bool]:
    """Every leaf instance, and whether its unknown runs are onsets."""
    subjects = {"measure": [m.name for m in law.measures], "duty": [d.id for d in law.duties]}
    subjects["duty"] += [norm.name for norm in law.norms]
    found: dict[str, bool] = {}
    for leaf in law.leaves:
        names = [f"{leaf.name}({s})" for s in subjects[leaf.scope]] if leaf.scope in subjects else [leaf.name]
        found |= dict.fromkeys(names, leaf.onset)
    return found | {f"taken({measure.name})": True for measure in law.measures}


def rows(known: Sequence[Known], onset: bool) -> list[Row]:
    """Every history of one instance: as known; over an unknown run one value, or for an onset true only at its last."""
    found: list[Row] = [()]
    for first, last in runs(known):
        length = last + 1 - first
        if known[first].value is not None:
            parts = [(known[i].value is True,) for i in range(first, last + 1)]
        else:
            parts = begun(length) if onset else [(False,) * length, (True,) * length]
        found = [row + part for row in found for part in parts]
    return found


def runs(known: Sequence[Known]) -> Iterator[tuple[int, int]]:
    """The longest runs of slices in which an instance is unknown; what is known stands alone."""
    first = 0
    for i, one in enumerate(known):
        alone = one.value is not None or i + 1 == len(known) or known[i + 1].value is not None
        if alone:
            yield first, i
            first = i + 1


def begun(length: int) -> list[Row]:
    """What may have begun: never, before all of it, or only at its end."""
    found = [(False,) * length, (True,) * length, (False,) * (length - 1) + (True,)]
    return list(dict.fromkeys(found))


def affected_items(law: Law) -> list[Expression]:
    """The conditions of which some rule says `some affected`."""
    found = [part.item for _, _, rule in conditions(law) for part in walk(rule) if isinstance(part, SomeAffected)]
    return list(dict.fromkeys(found))


def choices(law: Law, frame: Frame) -> dict[Any, list[Row]]:
    """What each instance, and what is so toward others, may be before constraints rule anything out."""
    n = len(frame.slices)
    found: dict[Any, list[Row]] = {
        name: rows([known_at(frame.known, name, i) for i in range(n)], onset) for name, onset in instances(law).items()
    }
    nowhere = frame.closed and not frame.others
    return found | {item: [(False,) * n] if nowhere else begun(n) for item in affected_items(law)}


def count_completions(law: Law, frame: Frame) -> int:
    """How many completions there are before constraints rule some out."""
    number = 1
    for options in choices(law, frame).values():
        number *= len(options)
    return number
