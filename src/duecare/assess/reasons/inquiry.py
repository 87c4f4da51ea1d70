"""One duty in one frame under one view: the readings in question, and proofs of outcomes in them, cut to the least.

No proof leaves here that the engine has not checked: with nothing but the literals relied on, in the readings that
take the positions relied on, the outcome is the only one possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from duecare.assess.model import Reason
from duecare.assess.reasons.book import Book
from duecare.assess.reasons.chain import Chain
from duecare.assess.reasons.doubting import Doubter
from duecare.assess.reasons.formula import Fact, Formula, Shape, parts_of
from duecare.assess.reasons.proving import Proof, Prover, UnprovedError
from duecare.assess.reasons.readings import Positions, linked_issues
from duecare.assess.reasons.scene import YES, Scene, Supposed, unknowns
from duecare.assess.reasons.telling import Teller
from duecare.base.known import UNKNOWN
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE, TooLargeError
from duecare.engine.frame import Frame
from duecare.engine.implicant import Literal, cut_down, is_fixed, joined, readings, words_in, words_left
from duecare.ir.declarations import Stance

_DEEPEST = 2


class WrongDerivationError(RuntimeError):
    """A derivation that does not imply its outcome: a mistake in Duecare, which no user may be shown as a reason."""


@dataclass(frozen=True, slots=True)
class Established:
    """An outcome in some readings, why, and what alone implies it.

    stances  the positions of the view that are relied on.
    """

    word: str
    reasons: tuple[Reason, ...]
    literals: tuple[Literal, ...]
    stances: tuple[Stance, ...]


class Inquiry:
    """Asks why, of one duty in one frame under one view."""

    def __init__(self, decider: Decider, duty: str, stances: tuple[Stance, ...], teller: Teller) -> None:
        self.decider, self.duty, self.teller = decider, duty, teller
        self.stances = tuple(one for one in stances if one.issue not in decider.readings.gates)
        self.frame: Frame = decider.history.frame
        self.book: Book = teller.book
        self.compiled = decider.history.compiled
        self.chain = Chain(self.book, self.frame)
        self.shape = Shape()

    # -- readings ---------------------------------------------------------------------------------------

    @cached_property
    def view(self) -> int:
        """The readings of the view in which the duty is in force (in none: all), its positions on gates dropped."""
        return self.under(self.stances)

    def under(self, stances: Sequence[Stance]) -> int:
        """Return the readings that take these positions: those in which the duty is in force, if it is in any."""
        readings = self.decider.readings.view(stances, gates=False)
        inside = self.decider.diagram.both(readings, self.decider.force(self.duty))
        return readings if inside == FALSE else inside

    def positions(self, region: int) -> Positions:
        """Return the positions that some reading of a region takes on each issue."""
        d, position = self.decider.diagram, self.decider.readings.position
        return {
            issue.name: tuple(one.name for one in issue.positions if d.both(region, position(issue.name, one.name)))
            for issue in self.book.law.issues
        }

    def scene(self, region: int, frame: Frame | None = None) -> Scene:
        """Return a record (the frame's own) in the readings of a region."""
        return Scene(self.book, frame or self.frame, self.positions(region), shared=(self.shape, {}, {}))

    def possible(self, region: int) -> tuple[str, ...]:
        """Return the outcome words that some reading of a region leaves possible."""
        return words_in(self.decider, self.duty, region)

    # -- proofs -----------------------------------------------------------------------------------------

    def establish(self, word: str, stances: tuple[Stance, ...] | None = None, *, least: bool = True) -> Established:
        """Return why a word is the outcome in all readings that take these positions (the view's)."""
        taken = self.stances if stances is None else stances
        self.teller = replace(self.teller, here=tuple(one for one in taken if one not in self.stances))
        region = self.under(taken)
        proof = self._prove(word, region, least=least)
        literals = joined(proof.literals)
        kept = self._needed(word, literals, taken) if least else taken
        self.check(word, literals, kept)
        return Established(word, proof.reasons, literals, kept)

    def check(self, word: str, literals: Iterable[Literal], stances: Sequence[Stance]) -> None:
        """Refuse literals that do not imply the word in the readings that take these positions."""
        frame, region = cut_down(self.frame, literals, self.compiled), self.under(stances)
        try:
            sound = self._leaves_only(word, frame, region)
        except TooLargeError:  # so much is free that the engine has no room for it: the rules themselves must do
            sound = self._holds(word, region, frame)
        if not sound:
            raise WrongDerivationError(f"{self.duty}: what is relied on does not imply '{word}'")

    def _leaves_only(self, word: str, frame: Frame, region: int) -> bool:
        positions = (self.positions(part) for part in self._parts(region))
        return all(words_left(self.compiled, frame, self.duty, one) == (word,) for one in positions)

    def _holds(self, word: str, region: int, frame: Frame) -> bool:
        scene = self.scene(region, frame)
        return scene.value(self.chain.word(self.duty, word), scene.last) == YES

    def _prove(self, word: str, region: int, *, least: bool) -> Proof:
        depth, proof = self._shallowest(word, region)
        return self._least(proof, word, region, depth) if least else proof

    def _shallowest(self, word: str, region: int) -> tuple[int, Proof]:
        """Return the proof by rules that chooses positions on the fewest issues, and how many; -1: rules show none."""
        for depth in range(_DEEPEST + 1):
            try:
                return depth, self._by_rules(word, region, depth)
            except UnprovedError:
                continue
        return -1, self._by_cases(word, region)

    def _by_rules(self, word: str, region: int, depth: int, frame: Frame | None = None) -> Proof:
        """Prove a word in all of a region at once, or on each position on some issue."""
        proof = self._at_once(self.scene(region, frame), word) if self._is_product(region) else None
        if proof is not None:
            return proof
        for issue, names in self._choices(region) if depth else ():
            parts = [self.decider.diagram.both(region, self.decider.readings.position(issue, name)) for name in names]
            try:
                proofs = [self._by_rules(word, part, depth - 1, frame) for part in parts]
            except UnprovedError:
                continue
            return self._side_by_side(issue, list(zip(names, proofs, strict=True)))
        raise UnprovedError

    def _at_once(self, scene: Scene, word: str) -> Proof | None:
        """Prove a word by the rules as they stand, or in each case of one unknown; None if neither does."""
        formula = self.chain.word(self.duty, word)
        if scene.value(formula, scene.last) == YES:
            return Prover(self.teller).prove(scene, formula, scene.last, scene.last, YES)
        for instance, cases in unknowns(scene, formula):
            supposing = [scene.supposing(*case) for case in cases]
            if all(one.value(formula, one.last) == YES for one in supposing):
                proofs = [Prover(self.teller).prove(one, formula, one.last, one.last, YES) for one in supposing]
                return self._either_way(instance, cases, proofs)
        return None

    def _either_way(self, instance: str, cases: Sequence[tuple[Supposed, ...]], proofs: Sequence[Proof]) -> Proof:
        words = [", ".join("yes" if one.value else "no" for one in case) for case in cases]
        told = zip(words, proofs, strict=True)
        sides = tuple(self.teller.case(instance, said, proof.reasons) for said, proof in told)
        literals = frozenset().union(*(proof.literals for proof in proofs))
        return Proof((self.teller.either_way(instance, sides),), literals, (0, len(literals), ""))

    def _least(self, proof: Proof, word: str, region: int, depth: int) -> Proof:
        """Drop, one after the other, literals that the rest does without: the weakest and the latest first.

        Where one was dropped all are tried again: an unknown that lasts longer is bound to more. Where the rules do
        not show it on what is left (only a distinction of cases that no rule makes does), the last proof by rules is
        told still, and they are not asked again: on less they show no more.
        """
        tried: set[Literal] = set()
        shown = depth >= 0
        while True:
            left = [one for one in joined(proof.literals) if one not in tried and not self.fixed(one)]
            if not left:
                return proof
            literal = max(left, key=self.teller.weight)
            rest = tuple(one for one in joined(proof.literals) if one != literal)
            if not self._do_without(literal, rest, word, region):
                tried.add(literal)
                continue
            less = self._shown(rest, word, region, depth) if shown else None
            told = replace(proof, literals=frozenset(rest)) if depth >= 0 else self._plainly(rest)
            proof, tried, shown = less or told, set(), less is not None

    def _do_without(self, literal: Literal, rest: tuple[Literal, ...], word: str, region: int) -> bool:
        """Say whether the rest of the literals implies a word."""
        frame = cut_down(self.frame, rest, self.compiled)
        formula, scene = self.chain.word(self.duty, word), self.scene(region, frame)
        if Doubter(self.decider, scene, formula, self.constraints).refuted(frame, literal, region):
            return False
        return self._implied(word, rest, region)

    def _shown(self, literals: tuple[Literal, ...], word: str, region: int, depth: int) -> Proof | None:
        """Return a proof by rules from these literals; None if there is none."""
        try:
            return self._by_rules(word, region, depth, cut_down(self.frame, literals, self.compiled))
        except UnprovedError:
            return None

    def _plainly(self, literals: Iterable[Literal]) -> Proof:
        """Rest an outcome on literals as such, where only a distinction of cases that no rule makes shows it."""
        kept = tuple(literals)
        return Proof(tuple(self.teller.plainly(one) for one in kept), frozenset(kept), (0, len(kept), ""))

    @cached_property
    def constraints(self) -> tuple[Formula, ...]:
        """What can never be."""
        return tuple(self.chain.conditions.constraints())

    def fixed(self, literal: Literal) -> bool:
        """Say whether a record keeps a literal however far it is cut down."""
        rows = self.frame.known if literal.other < 0 else self.frame.others[literal.other]
        row = rows.get(literal.instance, ())
        return any(is_fixed(literal.instance, one, self.compiled) for one in row[literal.first : literal.last + 1])

    def _needed(self, word: str, literals: tuple[Literal, ...], stances: tuple[Stance, ...]) -> tuple[Stance, ...]:
        """Return the positions of the view that the literals do not do without."""
        frame, kept = cut_down(self.frame, literals, self.compiled), stances
        touched = {i for f in (self.chain.word(self.duty, word), *self.constraints) for i in self.shape.issues(f)}
        touched |= linked_issues(self.book)
        for stance in reversed(stances):
            rest = tuple(one for one in kept if one != stance)
            if stance.issue not in touched or self._holds(word, self.under(rest), frame):
                kept = rest
        return kept

    # -- readings that are gone through one by one ------------------------------------------------------

    def _is_product(self, region: int) -> bool:
        """Whether a region is just what its positions, issue by issue, allow."""
        d = self.decider.diagram
        return d.both(readings(self.decider, self.positions(region)), d.negation(region)) == FALSE

    def _choices(self, region: int) -> Iterator[tuple[str, tuple[str, ...]]]:
        touched = self.decider.readings.issues_in([region, *self.decider.words(self.duty).values()])
        positions = self.positions(region)
        yield from ((issue, positions[issue]) for issue in touched if len(positions[issue]) > 1)

    def _side_by_side(self, issue: str, proofs: list[tuple[str, Proof]]) -> Proof:
        sides = tuple(self.teller.position(issue, (name,), proof.reasons) for name, proof in proofs)
        literals = frozenset().union(*(proof.literals for _, proof in proofs))
        return Proof((self.teller.whichever(issue, sides),), literals, (0, len(literals), ""))

    def _parts(self, region: int) -> Iterator[int]:
        """Yield regions that are products, and that together make up a region."""
        if self._is_product(region):
            yield region
            return
        issue, names = next(self._choices(region))
        for name in names:
            yield from self._parts(self.decider.diagram.both(region, self.decider.readings.position(issue, name)))

    # -- the last resort --------------------------------------------------------------------------------

    def _by_cases(self, word: str, region: int) -> Proof:
        """Rest an outcome on all known facts as such."""
        literals = list(self._all_known(self.chain.word(self.duty, word)))
        if not self._implied(word, literals, region):
            raise WrongDerivationError(f"{self.duty}: known facts do not imply '{word}'")
        return self._plainly(literals)

    def _implied(self, word: str, literals: Iterable[Literal], region: int) -> bool:
        try:
            return self._leaves_only(word, cut_down(self.frame, literals, self.compiled), region)
        except TooLargeError:
            return False

    def _all_known(self, formula: Formula) -> Iterator[Literal]:
        """Yield what the record holds of every leaf that a formula reaches."""
        seen: set[Formula] = set()
        waiting = [formula]
        while waiting:
            f = waiting.pop()
            if f not in seen:
                seen.add(f)
                waiting += parts_of(f)
                if isinstance(f, Fact):
                    waiting += (never for _, _, never in f.never)
                    yield from self._known(f)

    def _known(self, fact: Fact) -> Iterator[Literal]:
        rows = self.frame.known if fact.other < 0 else self.frame.others[fact.other]
        count = len(self.frame.slices)
        cells = [
            Literal(fact.instance, fact.other, index, index, one.value, one.asserted)
            for index, one in enumerate(rows.get(fact.instance, (UNKNOWN,) * count))
            if one.value is not None or (fact.presumed and not one.asserted)
        ]
        yield from joined(cells)
