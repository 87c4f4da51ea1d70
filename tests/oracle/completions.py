"""Completions and readings: everything a slow oracle has to try."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any, TypeVar

from duecare.base.known import UNKNOWN, Known
from duecare.ir.declarations import Law

T = TypeVar("T")
Reading = tuple[tuple[str, str], ...]
Words = dict[str, frozenset[str]]
Knowns = Mapping[str, tuple[Known, ...]]
Values = dict[str, tuple[bool, ...]]


@dataclass(frozen=True, eq=False)
class World:
    """One completion (a value of every leaf instance at every slice) in one reading."""

    law: Law
    slices: Sequence[datetime]
    known: Knowns
    beneficiary: str
    reading: Mapping[str, str]
    values: Values
    memory: dict[tuple[Any, ...], Any] = field(default_factory=dict)


@dataclass(frozen=True)
class At:
    """What is at hand while a condition is read, and how its leaves are.

    leaves is `effective` (as rules read them), `established` (footing exceptions) or `raw` (constraints).
    """

    measure: str = ""
    duty: str = ""
    leaves: str = "effective"


def remembered(function: Callable[..., T]) -> Callable[..., T]:
    """Return the function, asked once a world for the same arguments."""

    def ask(world: World, *about: Any) -> T:
        key = (function.__name__, *about)
        if key not in world.memory:
            world.memory[key] = function(world, *about)
        return world.memory[key]

    return ask


# --- readings, leaf instances and completions ---------------------------------------------------------


def readings(law: Law) -> Iterator[Reading]:
    """Every choice of one position an issue that `requires` and `excludes` allow."""
    for chosen in product(*(issue.positions for issue in law.issues)):
        reading = tuple((issue.name, p.name) for issue, p in zip(law.issues, chosen, strict=True))
        kept = all(r in reading for p in chosen for r in p.requires)
        if kept and not any(e in reading for p in chosen for e in p.excludes):
            yield reading


def instances(law: Law) -> dict[str, bool]:
    """Every leaf instance, and whether its unknown runs are onsets."""
    subjects = {"measure": [m.name for m in law.measures], "duty": [d.id for d in law.duties]}
    subjects["duty"] += [norm.name for norm in law.norms]
    found: dict[str, bool] = {}
    for leaf in law.leaves:
        names = [f"{leaf.name}({s})" for s in subjects[leaf.scope]] if leaf.scope in subjects else [leaf.name]
        found |= dict.fromkeys(names, leaf.onset)
    return found | {f"taken({measure.name})": True for measure in law.measures}


def known_at(known: Knowns, instance: str, i: int) -> Known:
    """What is known of an instance at a slice; what is absent is unknown throughout."""
    return known[instance][i] if instance in known else UNKNOWN


def histories(known: Sequence[Known], onset: bool) -> list[tuple[bool, ...]]:
    """Every history of one instance: as known; one value an unknown run, or for an onset never back."""
    found = []
    for values in product((False, True), repeat=len(known)):
        keeps = all(k.value is None or k.value is v for k, v in zip(known, values, strict=True))
        pairs = [
            (values[i], values[i + 1])
            for i in range(len(known) - 1)
            if known[i].value is None and known[i + 1].value is None
        ]
        if keeps and all(a <= b if onset else a == b for a, b in pairs):
            found.append(values)
    return found


def count_completions(law: Law, slices: Sequence[datetime], known: Knowns) -> int:
    """How many completions there are before constraints rule some out."""
    number = 1
    for name, onset in instances(law).items():
        number *= len(histories([known_at(known, name, i) for i in range(len(slices))], onset))
    return number
