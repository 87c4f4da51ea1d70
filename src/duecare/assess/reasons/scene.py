"""What formulas amount to on a record, in some readings: true, false, or open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from duecare.assess.reasons.book import Book
from duecare.assess.reasons.formula import (
    And,
    Ever,
    Fact,
    Formula,
    Given,
    Label,
    Line,
    Not,
    Or,
    Several,
    Shape,
    Shown,
    Timely,
    Window,
    parts_of,
)
from duecare.assess.reasons.readings import Positions, narrowed
from duecare.base.known import UNKNOWN, Known
from duecare.engine.frame import Frame
from duecare.engine.unknowns import unknown_runs

NO, YES, OPEN = 0, 1, 2
Periods = dict[Formula, Sequence[int]]
Rows = dict[tuple[Formula, tuple[tuple[str, ...], ...], tuple["Supposed", ...]], list[int | None]]


@dataclass(frozen=True, slots=True)
class Supposed:
    """A leaf instance supposed to have a value from slice to slice, for the length of an argument.

    barring  it is supposed only to see whether a constraint bars it.
    """

    instance: str
    value: bool
    first: int
    last: int
    barring: bool = False


class Scene:
    """A frame's record in some readings; each value is worked out once.

    Scenes that differ only on issues and leaves that a formula does not turn on share its values: without that,
    readings narrowed on one issue after the other would be as many as there are ways to take positions.

    fixed  issues on which an enclosing step of the derivation has already chosen positions.
    """

    def __init__(
        self,
        book: Book,
        frame: Frame,
        positions: Positions,
        fixed: frozenset[str] = frozenset(),
        supposed: tuple[Supposed, ...] = (),
        shared: tuple[Shape, Periods, Rows] | None = None,
    ) -> None:
        self.shape, self.periods, self.rows = shared or (Shape(), {}, {})
        self.book, self.frame, self.positions = book, frame, positions
        self.fixed, self.supposed = fixed, supposed
        self._supposed: dict[str, list[Supposed]] = {}
        for one in reversed(supposed):
            self._supposed.setdefault(one.instance, []).append(one)
        self.last = len(frame.slices) - 1
        self._values: dict[Formula, list[int | None]] = {}
        self._bars: dict[tuple[Fact, tuple[int, int]], tuple[int, str, int]] = {}
        self._changes: dict[tuple[str, int], set[int]] = {}
        self._narrower: dict[tuple[str, tuple[str, ...]], Scene | None] = {}

    # -- record and readings ----------------------------------------------------------------------------

    def known(self, instance: str, index: int, other: int = -1) -> Known:
        """Return what the record holds of a leaf at a slice."""
        rows = self.frame.known if other < 0 else self.frame.others[other]
        row = rows.get(instance)
        return row[index] if row else UNKNOWN

    def under(self, issue: str, names: Sequence[str]) -> Scene | None:
        """Return the same record in the readings that take one of these positions; None if there are none."""
        key = (issue, tuple(names))
        if key not in self._narrower:
            left = narrowed(self.book, self.positions, issue, names)
            fixed = self.fixed | {issue}
            self._narrower[key] = None if left is None else self._like(left, fixed, self.supposed)
        return self._narrower[key]

    def supposing(self, *supposed: Supposed) -> Scene:
        """Return the same record with leaf instances of this frame supposed to have values."""
        return self._like(self.positions, self.fixed, (*self.supposed, *supposed))

    def supposition(self, instance: str, index: int, other: int) -> Supposed | None:
        """Return what is supposed of a leaf at a slice."""
        if other >= 0 or not self.supposed:
            return None
        told = self._supposed.get(instance, ())
        return next((one for one in told if one.first <= index <= one.last), None)

    def _like(self, positions: Positions, fixed: frozenset[str], supposed: tuple[Supposed, ...]) -> Scene:
        periods = self.periods if supposed == self.supposed else {}
        return Scene(self.book, self.frame, positions, fixed, supposed, (self.shape, periods, self.rows))

    def guard(self, line: Line) -> int:
        """Say whether all readings, none, or some take a position that a line stands under."""
        allowed = [name in line.positions for name in self.positions[line.issue]]
        return YES if all(allowed) else OPEN if any(allowed) else NO

    # -- values -----------------------------------------------------------------------------------------

    def value(self, f: Formula, index: int) -> int:
        """Return a formula's value at a slice; OPEN: the record and the readings leave it open, as far as is seen."""
        row = self._values.get(f)
        if row is None:
            row = self._values[f] = self._row(f)
        found = row[index]
        if found is None:
            index = self._since(f)[index]
            found = row[index]
        if found is None:
            if isinstance(f, Ever | Timely):  # from the first slice on, so that nothing recurs as deep as time is long
                for earlier in range(index):
                    row[earlier] = self._value(f, earlier) if row[earlier] is None else row[earlier]
            found = row[index] = self._value(f, index)
        return found

    def _row(self, f: Formula) -> list[int | None]:
        """Return where a formula's values are kept: in one place for all scenes that it does not tell apart."""
        issues, leaves, barred = self.shape.turns_on(f)
        told = tuple(one for one in self.supposed if one.instance in leaves or (barred and one.barring))
        return self.rows.setdefault((f, tuple(self.positions[one] for one in issues), told), [None] * (self.last + 1))

    def _since(self, f: Formula) -> Sequence[int]:
        """Return, for each slice, the first of those before it with the same of all that decides a formula."""
        found = self.periods.get(f)
        if found is None:
            facts = self.shape.facts(f)
            found = self.periods[f] = range(self.last + 1) if facts is None else self._unchanged(facts)
        return found

    def _unchanged(self, facts: Iterable[tuple[str, int]]) -> Sequence[int]:
        changes: set[int] = set()
        for instance, other in facts:
            changes.update(self._changes_of(instance, other))
        since, first = [], 0
        for index in range(self.last + 1):
            first = index if index in changes else first
            since.append(first)
        return since

    def _changes_of(self, instance: str, other: int) -> Iterable[int]:
        """Return the slices at which what is known or supposed of a leaf is not what it was at the one before."""
        key = (instance, other)
        if key not in self._changes:
            row = (self.frame.known if other < 0 else self.frame.others[other]).get(instance, ())
            found = {at for at in range(1, len(row)) if not _alike(row[at], row[at - 1])}
            if other < 0:
                found |= {edge for one in self._supposed.get(instance, ()) for edge in (one.first, one.last + 1)}
            self._changes[key] = found
        return self._changes[key]

    def throughout(self, f: Formula, first: int, last: int, value: int) -> bool:
        """Say whether a formula has one value from slice to slice."""
        return all(self.value(f, index) == value for index in range(first, last + 1))

    def _value(self, f: Formula, index: int) -> int:
        match f:
            case Given(value):
                return OPEN if value is None else int(value)
            case Fact():
                return self._fact(f, index)
            case Shown(instance):
                return int(self.known(instance, index).value is True)
            case Not(item):
                return contrary(self.value(item, index))
            case And(parts):
                return self._joined(parts, index, NO)
            case Or(parts):
                return self._joined(parts, index, YES)
            case Several():
                return self._several(f, index)
            case Line():
                return self._line(f, index)
            case Ever(item):
                before = self.value(f, index - 1) if index else NO
                return YES if before == YES else _either(before, self.value(item, index))
            case Timely():
                return self._timely(f, index)
            case Window():
                return self._window(f, index)
            case Label(item=item):
                return self.value(item, index)

    def _joined(self, parts: tuple[Formula, ...], index: int, decisive: int) -> int:
        """Return what parts come to of which one with the decisive value is enough."""
        found = contrary(decisive)
        for part in parts:
            value = self.value(part, index)
            if value == decisive:
                return decisive
            if value == OPEN:
                found = OPEN
        return decisive if found == OPEN and self.covering(parts, index, decisive) else found

    def covering(self, parts: tuple[Formula, ...], index: int, decisive: int) -> str:
        """Return an issue on each position of which some guarded line has the decisive value; empty: none."""
        covered: dict[str, set[str]] = {}
        for part in parts:
            if isinstance(part, Line) and part.absent != bool(decisive) and self.within(part, index) == decisive:
                covered.setdefault(part.issue, set()).update(part.positions)
        return next((issue for issue, names in covered.items() if names.issuperset(self.positions[issue])), "")

    def _several(self, f: Several, index: int) -> int:
        values = [self.value(part, index) for part in f.parts]
        if values.count(YES) >= f.number:
            return YES
        return NO if len(values) - values.count(NO) < f.number else OPEN

    def _line(self, f: Line, index: int) -> int:
        guard = self.guard(f)
        if guard == NO:
            return int(f.absent)
        item = self.within(f, index)
        return item if guard == YES or item == int(f.absent) else OPEN

    def within(self, line: Line, index: int) -> int:
        """Return what a guarded line says in the readings in which it stands; OPEN if it stands in none."""
        plain = self.value(line.item, index)
        if plain != OPEN or self.guard(line) == YES or line.issue not in self.shape.issues(line.item):
            return plain
        scene = self.under(line.issue, line.positions)
        return OPEN if scene is None else scene.value(line.item, index)

    # -- leaves and steps -------------------------------------------------------------------------------

    def _fact(self, f: Fact, index: int) -> int:
        supposed = self.supposition(f.instance, index, f.other)
        if supposed and supposed.barring:
            return int(supposed.value)
        known = self.known(f.instance, index, f.other)
        value = OPEN if known.value is None else int(known.value)
        if supposed and value == OPEN:
            value = int(supposed.value)
        if f.presumed and not known.asserted:
            value = self._presumed(f, index, value)
        return self.barred(f, index)[0] if value == OPEN and f.never else value

    def _presumed(self, f: Fact, index: int, value: int) -> int:
        """Return a leaf on which nothing is asserted: as presumed, opposed presumptions cancelling each other."""
        yes, no = NO, NO
        for rule, when in f.presumed:
            if rule.value:
                yes = _either(yes, self.value(when, index))
            else:
                no = _either(no, self.value(when, index))
        told = {_effective(one, other, value) for one in _spread(yes) for other in _spread(no)}
        return told.pop() if len(told) == 1 else OPEN

    def barred(self, f: Fact, index: int) -> tuple[int, str, int]:
        """Return the one value that the constraints leave an unknown leaf, by which of them, and at which slice.

        An unknown is one for as long as it lasts: what is barred at one slice is barred at all.
        """
        if any(one.barring for one in self.supposed):
            return OPEN, "", index
        span = self.one_with(f, index)
        if (f, span) not in self._bars:
            self._bars[f, span] = self._barred(f, span)
        return self._bars[f, span]

    def _barred(self, f: Fact, span: tuple[int, int]) -> tuple[int, str, int]:
        for value in (True, False):
            scene = self.supposing(Supposed(f.instance, value, *span, barring=True))
            for name, _, never in f.never:
                for at in range(span[0], span[1] + 1):
                    if scene.value(never, at) == YES:
                        return int(not value), name, at
        return OPEN, "", span[0]

    def one_with(self, f: Fact, index: int) -> tuple[int, int]:
        """Return the first and last of the slices at which an unknown leaf has the value that it has at this one."""
        first = last = index
        while first and self._silent(f, first - 1):
            first -= 1
        while last < self.last and self._silent(f, last + 1):
            last += 1
        if f.onset and last > first:  # it may begin at the last of them
            return (last, last) if index == last else (first, last - 1)
        return first, last

    def _silent(self, f: Fact, index: int) -> bool:
        return self.known(f.instance, index, f.other).value is None

    def _timely(self, f: Timely, index: int) -> int:
        before = self.value(f, index - 1) if index else NO
        if self.known(f.late, index).value:
            return before
        taken = self.value(f.taken, index)
        if not index or self.known(f.taken.instance, index).value:
            return taken
        still = _both(taken, contrary(self.value(f.closed, index - 1)))
        return _either(before, still)

    def _window(self, f: Window, index: int) -> int:
        found = NO
        for since in self.opened(f, index):
            found = _either(found, self.value(f.since, since))
        return found

    def opened(self, f: Window, index: int) -> range:
        """Return the slices since which a window, had it opened then, would be over."""
        at, length = self.frame.slices, timedelta(hours=f.hours)
        return range(sum(1 for since in at[:index] if since + length <= at[index]))


def unknowns(scene: Scene, formula: Formula) -> Iterator[tuple[str, tuple[tuple[Supposed, ...], ...]]]:
    """Yield the leaves on which a formula is open, each with all that it may be: what is settled needs none of them."""
    seen: set[Formula] = set()
    waiting = [formula]
    while waiting:
        f = waiting.pop()
        if f not in seen and any(scene.value(f, index) == OPEN for index in range(scene.last + 1)):
            seen.add(f)
            waiting += parts_of(f)
            if isinstance(f, Fact) and f.other < 0:
                row = scene.frame.known.get(f.instance) or (UNKNOWN,) * (scene.last + 1)
                for first, last in unknown_runs(row):
                    yield f.instance, _cases(f, first, last)


def _cases(f: Fact, first: int, last: int) -> tuple[tuple[Supposed, ...], ...]:
    plain = tuple((Supposed(f.instance, value, first, last),) for value in (True, False))
    if not f.onset or last == first:
        return plain
    begun = (Supposed(f.instance, False, first, last - 1), Supposed(f.instance, True, last, last))
    return (*plain, begun)


def _alike(one: Known, other: Known) -> bool:
    return one.value is other.value and one.asserted is other.asserted


def contrary(value: int) -> int:
    """Return the contrary of a value."""
    return value if value == OPEN else 1 - value


def _both(one: int, other: int) -> int:
    if NO in (one, other):
        return NO
    return YES if one == other == YES else OPEN


def _either(one: int, other: int) -> int:
    return contrary(_both(contrary(one), contrary(other)))


def _spread(value: int) -> tuple[int, ...]:
    return (NO, YES) if value == OPEN else (value,)


def _effective(yes: int, no: int, value: int) -> int:
    return yes if yes != no else value
