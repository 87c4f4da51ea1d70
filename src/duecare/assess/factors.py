"""Which factors the record shows, State by State, in three values on its claims: listed, and never added up.

No assessment reads this: outcomes rest on the facts themselves, whether or not a factor is tied to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from duecare.assess.assess import frames_of
from duecare.assess.model import Assessment
from duecare.base.known import UNKNOWN, Known
from duecare.base.moments import Moment, parse_moment
from duecare.dossier.model import Dossier
from duecare.engine.frame import Frame
from duecare.ir.declarations import Factor, Law
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Constant,
    Element,
    Expression,
    Leaf,
    Not,
    OfStep,
    SomeAffected,
    Taken,
)
from duecare.ir.walk import walk
from duecare.rulebook.load import Bundle

_KnownOf = Mapping[str, tuple[Known, ...]]
_SIDES = ("raises", "lowers")


@dataclass(frozen=True, slots=True)
class Ground:
    """An answer that shows a factor: the question, `yes` or `no`, the claims of it, and those against it.

    presumed  nobody asserts it, and it is presumed from what the claims say.
    """

    leaf: str
    value: str
    claims: tuple[str, ...]
    against: tuple[str, ...] = ()
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class ShownFactor:
    """A factor that the record shows on one side (`raises` or `lowers`), since when and until when, and by what.

    until is empty where it still shows at the end.
    """

    factor: str
    side: str
    since: str
    until: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class FactorList:
    """The factors of one State toward another (or nobody), in the order of the law.

    shown     those that the record shows; one that cuts both ways stands on either side.
    unproved  those of which somebody has spoken, and which no answer that counts shows.
    unspoken  those of whose questions nobody has said anything.
    Factors without a question are in none of these: they are given in the reasons of an appraisal.
    """

    bearer: str
    beneficiary: str
    shown: tuple[ShownFactor, ...]
    unproved: tuple[str, ...]
    unspoken: tuple[str, ...]


def factors(
    dossier: Dossier, bundle: Bundle, *, as_of: Moment | None = None, standard: str = "balance"
) -> tuple[FactorList, ...]:
    """Return the factors that a dossier shows at a standard of proof, frame by frame."""
    if not bundle.law.factors:
        return ()
    values = {claim.id: claim.value for claim in dossier.claims}
    return tuple(_listed(frame, bundle.law, values) for frame in frames_of(dossier, bundle, as_of, standard))


def factors_of(assessment: Assessment, dossier: Dossier, bundle: Bundle) -> tuple[FactorList, ...]:
    """Return the factors on the day and at the standard of proof of an assessment."""
    return factors(dossier, bundle, as_of=parse_moment(assessment.as_of), standard=assessment.standard)


def _listed(frame: Frame, law: Law, values: Mapping[str, str]) -> FactorList:
    record = _Record(frame, law, values)
    asked = [factor for factor in law.factors if factor.raises is not None or factor.lowers is not None]
    shown = tuple(one for factor in asked for side in _SIDES if (one := record.shown(factor, side)))
    rest = [factor for factor in asked if factor.name not in {one.factor for one in shown}]
    spoken = {factor.name for factor in rest if record.spoken(factor)}
    return FactorList(
        frame.bearer,
        frame.beneficiary,
        shown,
        tuple(factor.name for factor in rest if factor.name in spoken),
        tuple(factor.name for factor in rest if factor.name not in spoken),
    )


@dataclass(frozen=True, slots=True)
class _At:
    """Where a condition is looked at: a slice, toward whom, and the measure at hand."""

    slice: int
    known: _KnownOf
    measure: str = ""


_Answer = tuple[bool | None, tuple[Ground, ...]]
_OPEN: _Answer = (None, ())


class _Record:
    """What is known in one frame, asked for the conditions of factors."""

    def __init__(self, frame: Frame, law: Law, values: Mapping[str, str]) -> None:
        self.frame, self.law, self.values = frame, law, values
        self.scopes = {leaf.name: leaf.scope for leaf in law.leaves}
        self.elements = {element.name: element.met for element in law.elements}
        self.tiers = {measure.name: measure.tier for measure in law.measures}

    def shown(self, factor: Factor, side: str) -> ShownFactor | None:
        """Return a factor on one side, if at some time claims show it there."""
        condition: Expression | None = getattr(factor, side)
        if condition is None:
            return None
        found = [(index, grounds) for index in range(len(self.frame.slices)) if (grounds := self._at(condition, index))]
        if not found:
            return None
        first, last = found[0][0], found[-1][0]
        until = "" if last + 1 == len(self.frame.slices) else self.frame.labels[last + 1]
        told = _merged(ground for _, grounds in found for ground in grounds)
        return ShownFactor(factor.name, side, self.frame.labels[first], until, told)

    def spoken(self, factor: Factor) -> bool:
        """Say whether anybody claims anything of what the conditions of a factor ask."""
        asked = {name for one in (factor.raises, factor.lowers) if one for name in _asked(one)}
        everyone = (self.frame.known, *self.frame.others)
        return any(
            instance.partition("(")[0] in asked or instance in asked
            for known in everyone
            for instance, at in known.items()
            if any(one.claims for one in at)
        )

    def _at(self, condition: Expression, index: int) -> tuple[Ground, ...]:
        """Return what shows a condition at a slice; what is merely presumed, with no claim behind it, shows nothing."""
        answers = (self._answer(condition, _At(index, self.frame.known, one)) for one in self._measures(condition))
        return _merged(ground for value, grounds in answers if value for ground in grounds if ground.claims)

    def _measures(self, condition: Expression) -> tuple[str, ...]:
        """Return the measures of which somebody has answered a question of the condition, and none."""
        asked = {name for name in _asked(condition) if self.scopes.get(name) == "measure"}
        named = (one.partition("(") for one in self.frame.known)
        return ("", *dict.fromkeys(about.rstrip(")") for leaf, _, about in named if leaf in asked))

    def _answer(self, expression: Expression, at: _At) -> _Answer:
        match expression:
            case Leaf(name):
                return self._leaf(name, at)
            case Taken(measure):
                return self._known(f"taken({measure})", at)
            case Element(name):
                return self._answer(self.elements[name], at)
            case Constant(holds):
                return holds, ()
            case OfStep("baseline" | "capacity" | "advanced" as tier) if at.measure:
                return self.tiers[at.measure] == tier, ()
            case Not(item):
                value, grounds = self._answer(item, at)
                return (None if value is None else not value), grounds
            case SomeAffected(item):
                return self._some_affected(item, at)
            case All(items):
                return _counted(len(items), [self._answer(item, at) for item in items])
            case AnyOf(items):
                return _counted(1, [self._answer(item, at) for item in items])
            case AtLeast(number, items):
                return _counted(number, [self._answer(item, at) for item in items])
            case _:
                return _OPEN  # it turns on a reading or on an outcome, which shows no factor

    def _some_affected(self, item: Expression, at: _At) -> _Answer:
        everyone = (at.known, *self.frame.others)
        value, grounds = _counted(1, [self._answer(item, _At(at.slice, known, at.measure)) for known in everyone])
        return (value if value or self.frame.closed else None), grounds

    def _leaf(self, name: str, at: _At) -> _Answer:
        if self.scopes.get(name) != "measure":
            return self._known(name, at)
        return self._known(f"{name}({at.measure})", at, name) if at.measure else _OPEN

    def _known(self, instance: str, at: _At, leaf: str = "") -> _Answer:
        known = at.known[instance][at.slice] if instance in at.known else UNKNOWN
        if known.value is not None:
            words = ("yes", "late") if known.value else ("no",)
            claims = tuple(one for one in known.claims if self.values.get(one) in words)
            against = tuple(one for one in known.claims if one not in claims)
            return known.value, (Ground(instance, "yes" if known.value else "no", claims, against),)
        return _OPEN if known.asserted else self._presumed(instance, leaf or instance, at)

    def _presumed(self, instance: str, leaf: str, at: _At) -> _Answer:
        """Return what the law presumes while nothing is asserted; presumptions that oppose one another cancel."""
        found: dict[bool, tuple[str, ...]] = {}
        for rule in self.law.presumptions:
            if rule.leaf == leaf:
                value, grounds = self._answer(rule.when, at)
                if value:
                    found[rule.value] = tuple(dict.fromkeys(one for ground in grounds for one in ground.claims))
        if len(found) != 1:
            return _OPEN
        ((value, claims),) = found.items()
        return value, (Ground(instance, "yes" if value else "no", claims, presumed=True),)


def _counted(number: int, answers: list[_Answer]) -> _Answer:
    """Say whether so many of some answers are yes, with what makes it so."""
    yes = [grounds for value, grounds in answers if value]
    if len(yes) >= number:
        return True, tuple(ground for grounds in yes for ground in grounds)
    no = [grounds for value, grounds in answers if value is False]
    if len(answers) - len(no) < number:
        return False, tuple(ground for grounds in no for ground in grounds)
    return _OPEN


def _asked(condition: Expression) -> Iterator[str]:
    for part in walk(condition):
        if isinstance(part, Leaf):
            yield part.name
        elif isinstance(part, Taken):
            yield f"taken({part.measure})"


def _merged(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    """Return grounds with the claims on one answer together."""
    found: dict[tuple[str, str, bool], Ground] = {}
    for one in grounds:
        key = (one.leaf, one.value, one.presumed)
        held = found.setdefault(key, one)
        claims, against = (*held.claims, *one.claims), (*held.against, *one.against)
        found[key] = replace(held, claims=tuple(dict.fromkeys(claims)), against=tuple(dict.fromkeys(against)))
    return tuple(found.values())
