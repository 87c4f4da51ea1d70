"""The forms of a formula that says when something holds at a slice of a frame.

A formula is built once from the law for a kind of frame; a scene (record and readings) gives it values.
Two formulas are the same only if they are one object.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from duecare.ir.declarations import Citation, Presumption


@dataclass(frozen=True, slots=True)
class Tag:
    """What to call a step of a derivation: its kind, name and words, and on what authority it rests.

    yes, no and open are the words where the step holds, where it fails, and where that is open.
    """

    kind: str
    name: str
    yes: str
    no: str = ""
    sources: tuple[Citation, ...] = ()
    open: str = ""


@dataclass(eq=False, slots=True)
class Given:
    """True, false or (None) open whatever the record holds."""

    value: bool | None


@dataclass(eq=False, slots=True)
class Fact:
    """A leaf instance as rules read it: asserted, else presumed, else as it happens to be.

    other  the place among the other affected States of the one it is about; -1: this frame's own.
    onset  where it is unknown it may begin at the last slice.
    """

    instance: str
    other: int = -1
    onset: bool = False
    presumed: tuple[tuple[Presumption, Formula], ...] = ()
    never: tuple[tuple[str, str, Formula], ...] = ()


@dataclass(eq=False, slots=True)
class Shown:
    """A leaf instance is established (footings)."""

    instance: str


@dataclass(eq=False, slots=True)
class Not:
    """The contrary."""

    item: Formula


@dataclass(eq=False, slots=True)
class And:
    """Every part holds."""

    parts: tuple[Formula, ...]


@dataclass(eq=False, slots=True)
class Or:
    """Some part holds."""

    parts: tuple[Formula, ...]


@dataclass(eq=False, slots=True)
class Several:
    """At least `number` of the parts hold."""

    number: int
    parts: tuple[Formula, ...]


@dataclass(eq=False, slots=True)
class Line:
    """A guarded line: what it says in readings that take one of the positions, `absent` in the others."""

    issue: str
    positions: tuple[str, ...]
    item: Formula
    absent: bool


@dataclass(eq=False, slots=True)
class Ever:
    """It held at this slice or an earlier one."""

    item: Formula


@dataclass(eq=False, slots=True)
class Timely:
    """A step was taken in time: as claimed without more, or before its window closed."""

    taken: Fact
    late: str
    closed: Formula


@dataclass(eq=False, slots=True)
class Window:
    """So many hours have passed since it first held."""

    since: Formula
    hours: int


@dataclass(eq=False, slots=True)
class Label:
    """A step of the derivation: the item, under a name."""

    tag: Tag
    item: Formula


Formula = Given | Fact | Shown | Not | And | Or | Several | Line | Ever | Timely | Window | Label
TRUE, FALSE = Given(True), Given(False)


def parts_of(f: Formula) -> tuple[Formula, ...]:
    """Return the formulas directly inside one; what cannot stand beside a leaf is not inside it."""
    match f:
        case And(parts) | Or(parts) | Several(parts=parts):
            return parts
        case Not(item) | Ever(item) | Line(item=item) | Label(item=item) | Window(since=item):
            return (item,)
        case Fact(presumed=presumed):
            return tuple(when for _, when in presumed)
        case Timely(taken=taken, closed=closed):
            return (taken, closed)
        case _:
            return ()


class Turns(NamedTuple):
    """What a formula turns on: issues, leaf instances, and whether something bars values of these."""

    issues: tuple[str, ...]
    leaves: frozenset[str]
    barred: bool


def _own_leaves(f: Formula) -> tuple[str, ...]:
    return (f.instance,) if isinstance(f, Fact | Shown) else (f.taken.instance, f.late) if isinstance(f, Timely) else ()


class Shape:
    """What formulas turn on, worked out once for each of them."""

    def __init__(self) -> None:
        self._issues: dict[Formula, frozenset[str]] = {}
        self._turns: dict[Formula, Turns] = {}
        self._beside: dict[Formula, frozenset[str]] = {}
        self._facts: dict[Formula, frozenset[tuple[str, int]] | None] = {}

    def issues(self, f: Formula) -> frozenset[str]:
        """Return the issues of a formula and all within it."""
        found = self._issues.get(f)
        if found is None:
            own = {f.issue} if isinstance(f, Line) else set()
            found = self._issues[f] = frozenset(own.union(*(self.issues(part) for part in parts_of(f))))
        return found

    def turns_on(self, f: Formula) -> Turns:
        """Return all that a formula's value may turn on, what bars its leaves too."""
        found = self._turns.get(f)
        if found is None:
            inner = [self.turns_on(part) for part in parts_of(f)]
            issues, leaves = {*self.issues(f)}, set(_own_leaves(f))
            for part in inner:
                issues.update(part.issues)
                leaves |= part.leaves
            nevers = [never for _, _, never in f.never] if isinstance(f, Fact) else []
            for never in nevers:
                issues |= self.issues(never)
                leaves |= self._leaves_beside(never)
            barred = bool(nevers) or any(part.barred for part in inner)
            found = self._turns[f] = Turns(tuple(sorted(issues)), frozenset(leaves), barred)
        return found

    def _leaves_beside(self, f: Formula) -> frozenset[str]:
        """Return the leaves of a constraint: what bars them in turn is not asked."""
        found = self._beside.get(f)
        if found is None:
            inner = (self._leaves_beside(part) for part in parts_of(f))
            found = self._beside[f] = frozenset(_own_leaves(f)).union(*inner)
        return found

    def facts(self, f: Formula) -> frozenset[tuple[str, int]] | None:
        """Return the leaf instances that decide a formula at a slice; None if earlier slices do too."""
        if f not in self._facts:
            self._facts[f] = self._facts_of(f)
        return self._facts[f]

    def _facts_of(self, f: Formula) -> frozenset[tuple[str, int]] | None:
        if isinstance(f, Ever | Timely | Window):
            return None
        found = (
            {(f.instance, f.other)} if isinstance(f, Fact) else {(f.instance, -1)} if isinstance(f, Shown) else set()
        )
        for part in parts_of(f):
            inner = self.facts(part)
            if inner is None:
                return None
            found |= inner
        return frozenset(found)
