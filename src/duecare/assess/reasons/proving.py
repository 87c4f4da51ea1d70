"""Proofs: why a formula has a value on a record, told as reasons, with the literals relied on.

Where one part is enough, the one is chosen that rests on the firmest, the fewest and the oldest claims. Where
no one part holds in every reading, the positions are gone through; where none holds at every time, the times are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from duecare.assess.model import Reason
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
    Shown,
    Timely,
    Window,
)
from duecare.assess.reasons.scene import NO, OPEN, YES, Scene, Supposed, contrary
from duecare.assess.reasons.telling import Teller
from duecare.engine.implicant import Literal

Weight = tuple[int, int, str]
_NOTHING: Weight = (0, 0, "")


@dataclass(frozen=True, slots=True)
class Proof:
    """Reasons, conclusion first, the literals they rest on, and how much they lean on (less is better)."""

    reasons: tuple[Reason, ...]
    literals: frozenset[Literal]
    weight: Weight


class UnprovedError(Exception):
    """No proof was found on the rules themselves; the outcome may still be certain by cases."""


def together(proofs: Iterable[Proof]) -> Proof:
    """Return proofs of several things as one."""
    listed = list(proofs)
    weights = [one.weight for one in listed] or [_NOTHING]
    return Proof(
        tuple(reason for one in listed for reason in one.reasons),
        frozenset().union(*(one.literals for one in listed)),
        (max(w[0] for w in weights), sum(w[1] for w in weights), max(w[2] for w in weights)),
    )


class Prover:
    """Proves formulas in a scene, in words that a teller gives."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self._found: dict[tuple[Scene, Formula, int, int, int], Proof] = {}

    def prove(self, scene: Scene, f: Formula, first: int, last: int, value: int) -> Proof:
        """Return why f has the value from slice `first` to slice `last`."""
        key = (scene, f, first, last, value)
        if key not in self._found:
            self._found[key] = self._prove(scene, f, first, last, value)
        return self._found[key]

    def _prove(self, scene: Scene, f: Formula, first: int, last: int, value: int) -> Proof:
        match f:
            case Given() | Shown():
                return self._given(scene, f, first, last, value)
            case Fact():
                return self._fact(scene, f, first, last, value)
            case Not(item):
                return self.prove(scene, item, first, last, contrary(value))
            case And(parts):
                return self._joined(scene, f, parts, first, last, value, decisive=NO)
            case Or(parts):
                return self._joined(scene, f, parts, first, last, value, decisive=YES)
            case Several():
                return self._several(scene, f, first, last, value)
            case Line():
                return self._line(scene, f, first, last, value)
            case Ever(item):
                return self._ever(scene, item, first, last, value)
            case Timely():
                return self._timely(scene, f, first, last, value)
            case Window():
                return self._window(scene, f, last, value) if value == NO else self._opened(scene, f, first)
            case Label(tag, item):
                inner = self.prove(scene, item, first, last, value)
                return replace(inner, reasons=self.teller.step(tag, value, first, last, inner.reasons))

    # -- lists ------------------------------------------------------------------------------------------

    def _joined(
        self, scene: Scene, f: Formula, parts: Sequence[Formula], first: int, last: int, value: int, *, decisive: int
    ) -> Proof:
        if value != decisive:
            return together(self.prove(scene, part, first, last, value) for part in parts)
        whole = [part for part in parts if scene.throughout(part, first, last, value)]
        if whole:
            return self._best(scene, whole, first, last, value)
        issue = scene.covering(tuple(parts), first, value)
        if issue and all(scene.covering(tuple(parts), index, value) == issue for index in range(first, last + 1)):
            return self._by_position(scene, issue, f, first, last, value)
        return self._in_turn(scene, f, parts, first, last, value)

    def _best(self, scene: Scene, parts: Iterable[Formula], first: int, last: int, value: int) -> Proof:
        proofs = [self.prove(scene, part, first, last, value) for part in parts]
        return min(proofs, key=lambda proof: proof.weight)

    def _in_turn(self, scene: Scene, f: Formula, parts: Sequence[Formula], first: int, last: int, value: int) -> Proof:
        """Prove one part for as long as it goes, then the next, to the end."""
        proofs, at = [], first
        while at <= last:
            ends = {part: _end(scene, part, at, last, value) for part in parts}
            end = max(ends.values(), default=at - 1)
            if end >= at:
                proofs.append(self._best(scene, [part for part in parts if ends[part] == end], at, end, value))
            else:
                issue = scene.covering(tuple(parts), at, value)
                if not issue:
                    raise UnprovedError
                end = at
                proofs.append(self._by_position(scene, issue, f, at, at, value))
            at = end + 1
        return together(proofs)

    def _several(self, scene: Scene, f: Several, first: int, last: int, value: int) -> Proof:
        enough = f.number if value == YES else len(f.parts) - f.number + 1
        holding = [part for part in f.parts if scene.throughout(part, first, last, value)]
        if len(holding) < enough:
            if first == last:
                raise UnprovedError
            return together(self._several(scene, f, index, index, value) for index in range(first, last + 1))
        proofs = sorted((self.prove(scene, part, first, last, value) for part in holding), key=lambda p: p.weight)
        return together(proofs[: max(enough, 0)])

    # -- readings ---------------------------------------------------------------------------------------

    def _line(self, scene: Scene, f: Line, first: int, last: int, value: int) -> Proof:
        guard = scene.guard(f)
        if guard == NO:
            return Proof((), frozenset(), _NOTHING)
        inside = scene.under(f.issue, f.positions) if guard == OPEN else scene
        if inside is None:
            raise UnprovedError
        inner = self.prove(inside, f.item, first, last, value)
        if f.issue in scene.fixed:
            return inner
        return replace(inner, reasons=(self.teller.line(scene, f, value, inner.reasons),))

    def _by_position(self, scene: Scene, issue: str, f: Formula, first: int, last: int, value: int) -> Proof:
        """Prove a formula on each position that the readings leave open on an issue."""
        if len(scene.positions[issue]) == 1:  # nothing would be narrower, and the same would be asked again without end
            raise UnprovedError
        found: list[tuple[tuple[str, ...], Proof]] = []
        for name in scene.positions[issue]:
            narrow = scene.under(issue, (name,))
            if narrow is not None:
                proof = self.prove(narrow, f, first, last, value)
                same = next((at for at, (_, other) in enumerate(found) if other.literals == proof.literals), None)
                if same is None:
                    found.append(((name,), proof))
                else:
                    found[same] = ((*found[same][0], name), found[same][1])
        if len(found) == 1:
            return found[0][1]
        whole = together(proof for _, proof in found)
        sides = tuple(self.teller.position(issue, names, proof.reasons) for names, proof in found)
        return replace(whole, reasons=(self.teller.whichever(issue, sides),))

    # -- leaves -----------------------------------------------------------------------------------------

    def _given(self, scene: Scene, f: Given | Shown, first: int, last: int, value: int) -> Proof:
        if not scene.throughout(f, first, last, value):
            raise UnprovedError
        if isinstance(f, Given) or value == NO:
            return Proof((), frozenset(), _NOTHING)
        literal = Literal(f.instance, -1, first, last, True)
        return Proof((self.teller.fact(f.instance, -1, first, last, YES),), frozenset({literal}), _NOTHING)

    def _fact(self, scene: Scene, f: Fact, first: int, last: int, value: int) -> Proof:
        barring = scene.supposition(f.instance, first, f.other)
        if barring and barring.barring:
            return Proof((), frozenset(), _NOTHING)
        known = [scene.known(f.instance, index, f.other) for index in range(first, last + 1)]
        runs, at = [], first
        said = [scene.supposition(f.instance, index, f.other) for index in range(first, last + 1)]
        for _, run in groupby(zip(known, said, strict=True), key=lambda one: (one[0].value, one[0].asserted, one[1])):
            size = sum(1 for _ in run)
            runs.append(self._leaf(scene, f, at, at + size - 1, value))
            at += size
        return together(runs)

    def _leaf(self, scene: Scene, f: Fact, first: int, last: int, value: int) -> Proof:
        known = scene.known(f.instance, first, f.other)
        supposed = scene.supposition(f.instance, first, f.other) if known.value is None else None
        if supposed:
            known = replace(known, value=supposed.value)
        presumable = f.presumed and not known.asserted
        if known.value is bool(value) and known.value is not None:
            opposed = [when for rule, when in f.presumed if rule.value is not known.value] if presumable else []
            if all(scene.throughout(when, first, last, NO) for when in opposed):
                clear = together(self.prove(scene, when, first, last, NO) for when in opposed)
                shown = self._supposed(f, supposed, value) if supposed else self._shown(scene, f, first, last, value)
                return together([shown, replace(clear, reasons=())])
        if presumable:
            return self._presumed(scene, f, first, last, value)
        return together(self._barred(scene, f, run, value) for run in self._pieces(scene, f, first, last))

    def _supposed(self, f: Fact, supposed: Supposed, value: int) -> Proof:
        reason = self.teller.supposed(f.instance, supposed.first, supposed.last, value)
        return Proof((reason,), frozenset(), _NOTHING)

    def _shown(self, scene: Scene, f: Fact, first: int, last: int, value: int) -> Proof:
        asserted = scene.known(f.instance, first, f.other).asserted
        literal = Literal(f.instance, f.other, first, last, bool(value), asserted)
        reason = self.teller.fact(f.instance, f.other, first, last, value)
        return Proof((reason,), frozenset({literal}), self.teller.weight(literal))

    def _presumed(self, scene: Scene, f: Fact, first: int, last: int, value: int) -> Proof:
        wanted = [part for part in f.presumed if part[0].value is bool(value)]
        opposed = [when for rule, when in f.presumed if rule.value is not bool(value)]
        proofs: list[Proof] = []
        for rule, when in wanted:
            if scene.throughout(when, first, last, YES):
                inner = self.prove(scene, when, first, last, YES)
                told = self.teller.presumed(f.instance, first, last, value, rule, inner.reasons)
                proofs.append(replace(inner, reasons=(told,)))
        if not proofs or not all(scene.throughout(when, first, last, NO) for when in opposed):
            if first == last:
                raise UnprovedError
            return together(self._leaf(scene, f, index, index, value) for index in range(first, last + 1))
        stands = min(proofs, key=lambda proof: proof.weight)
        against = together(self.prove(scene, when, first, last, NO) for when in opposed)
        literal = Literal(f.instance, f.other, first, last, None, asserted=False)
        whole = together([stands, replace(against, reasons=())])
        leaning = self.teller.weight(literal)
        weight = (max(whole.weight[0], leaning[0]), whole.weight[1] + 1, whole.weight[2])
        return Proof(stands.reasons, whole.literals | {literal}, weight)

    def _pieces(self, scene: Scene, f: Fact, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield spans in each of which an unknown leaf has one value."""
        at = first
        while at <= last:
            end = min(scene.one_with(f, at)[1], last)
            yield at, end
            at = end + 1

    def _barred(self, scene: Scene, f: Fact, span: tuple[int, int], value: int) -> Proof:
        left, name, at = scene.barred(f, span[0])
        if left != value:
            raise UnprovedError
        text, never = next((text, never) for one, text, never in f.never if one == name)
        supposed = scene.supposing(Supposed(f.instance, not value, *scene.one_with(f, at), barring=True))
        inner = self.prove(supposed, never, at, at, YES)
        reason = self.teller.barred(f.instance, span, at, value, (name, text), inner.reasons)
        return replace(inner, reasons=(reason,))

    # -- time -------------------------------------------------------------------------------------------

    def _ever(self, scene: Scene, item: Formula, first: int, last: int, value: int) -> Proof:
        if value == NO:
            return self.prove(scene, item, 0, last, NO)
        at = next((index for index in range(first + 1) if scene.value(item, index) == YES), None)
        if at is None:
            raise UnprovedError
        return self.prove(scene, item, at, at, YES)

    def _timely(self, scene: Scene, f: Timely, first: int, last: int, value: int) -> Proof:
        if value == YES:
            at = next((index for index in range(first + 1) if scene.value(f, index) == YES), None)
            if at is None:
                raise UnprovedError
            taken = self.prove(scene, f.taken, at, at, YES)
            if not at or scene.known(f.taken.instance, at).value:
                return taken
            return together([taken, self.prove(scene, f.closed, at - 1, at - 1, NO)])
        heard = [index for index in range(last + 1) if not scene.known(f.late, index).value]
        proofs = []
        for untaken, run in _runs(heard, lambda index: scene.value(f.taken, index) == NO):
            if untaken:
                proofs.append(self.prove(scene, f.taken, run[0], run[-1], NO))
            elif run[0] == 0:
                raise UnprovedError
            else:
                proofs.append(self.prove(scene, f.closed, run[0] - 1, run[-1] - 1, YES))
        return together(proofs)

    def _window(self, scene: Scene, f: Window, last: int, value: int) -> Proof:
        over = scene.opened(f, last)
        return self.prove(scene, f.since, 0, over[-1], value) if over else Proof((), frozenset(), _NOTHING)

    def _opened(self, scene: Scene, f: Window, first: int) -> Proof:
        at = next((since for since in scene.opened(f, first) if scene.value(f.since, since) == YES), None)
        if at is None:
            raise UnprovedError
        return self.prove(scene, f.since, at, at, YES)


def _end(scene: Scene, f: Formula, first: int, last: int, value: int) -> int:
    """Return the last slice to which f keeps the value from the first on; one before the first: it has it not."""
    at = first
    while at <= last and scene.value(f, at) == value:
        at += 1
    return at - 1


def _runs(indices: Sequence[int], key: Callable[[int], bool]) -> list[tuple[bool, list[int]]]:
    """Return runs of consecutive slices on which the key is the same."""
    runs: list[tuple[bool, list[int]]] = []
    for index in indices:
        if runs and runs[-1][0] == key(index) and runs[-1][1][-1] == index - 1:
            runs[-1][1].append(index)
        else:
            runs.append((key(index), [index]))
    return runs
