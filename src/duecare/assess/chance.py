"""Chances: how likely each outcome is, exactly, where claims carry probabilities; else shares of the completions.

Claims with a probability are taken as independent of one another. Unknown facts without one are not guessed: an
outcome is then as likely as `least` whatever those facts are, and at most as likely as `most`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from duecare.assess.assess import decided, frames_of
from duecare.assess.gaps import Worked, regions
from duecare.assess.outcomes import ALL
from duecare.assess.waiting import waiting
from duecare.base.errors import Diagnostic, InputError
from duecare.base.moments import Moment
from duecare.base.spans import NOWHERE
from duecare.dossier.model import Dossier
from duecare.engine.chance import Chances
from duecare.engine.decide import ADVERSE, Decider
from duecare.engine.diagram import FALSE
from duecare.engine.readings import Readings
from duecare.ir.declarations import View
from duecare.rulebook.load import Bundle

MOST_READINGS = 512
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely an outcome word is in the readings of a view: at least, and at most.

    The bounds over the readings of the view and over the unknown facts without a probability; one number if both agree.
    """

    word: str
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Weight:
    """What one fact with a probability is worth for a finding, in the readings of a view (the largest among them).

    chance       the probability that it is so.
    sensitivity  by how much the chance of an adverse outcome moves with it, per unit: `least` and `most` bound.
    worth        by how much to know it would raise the chance to tell the outcome rightly.
    """

    leaf: str
    chance: float
    sensitivity: tuple[float, float]
    worth: float


@dataclass(frozen=True, slots=True)
class ChanceFinding:
    """The chances of one finding under some views (empty name: all held readings together), if it binds.

    readings  how many readings of the view differ in it; 0: too many, and the bounds are over all of them at once,
              which may be wider than they need be.
    likely    the words that are possible.
    adverse   the chance that what was due is shown as omitted or breached.
    """

    bearer: str
    beneficiary: str
    duty: str
    views: tuple[str, ...]
    readings: int
    likely: tuple[Likely, ...]
    adverse: Likely
    weights: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class ChanceReport:
    """What is likely; counted: no claim gives a probability, and shares of the completions are told instead."""

    counted: bool
    findings: tuple[ChanceFinding, ...]


def chances(
    dossier: Dossier,
    bundle: Bundle,
    views: Sequence[View],
    *,
    as_of: Moment | None = None,
    standard: str = "balance",
    bearer: str = "",
    duty: str = "",
    together: bool = True,
) -> ChanceReport:
    """Return the chances of all findings in question (or of one duty), under each view."""
    check(dossier)
    frames = frames_of(dossier, bundle, as_of, standard, chances=True)
    fitting = [frame for frame in frames if bearer in {"", frame.bearer}]
    worked = decided(dossier, bundle, fitting, frozenset({duty}) if duty else None)
    counted = all(claim.probability is None for claim in dossier.claims)
    chosen = (ALL, *views) if together else tuple(views)
    return ChanceReport(counted, tuple(_findings(worked, chosen, duty, counted=counted)))


def check(dossier: Dossier) -> None:
    """Refuse probabilities that say nothing clear: of a late step, and of what is not known."""
    wrong: list[Diagnostic] = []
    for claim in dossier.claims:
        if claim.probability is not None and claim.value == "late":
            message = "a probability cannot be given to a step taken late"
            wrong.append(Diagnostic(claim.span, message, "claim `yes` from its date, or take it out"))
        if claim.probability is not None and claim.value == "unknown":
            message = "a probability cannot be given to `unknown`"
            wrong.append(Diagnostic(claim.span, message, "claim `yes` or `no`, or take it out"))
    if wrong:
        raise InputError(wrong)


def _findings(worked: Worked, views: Sequence[View], duty: str, *, counted: bool) -> Iterator[ChanceFinding]:
    for _, decider in worked:
        aside = () if duty else waiting(decider)
        weighing = _Weighing(decider, counted=counted)
        _refuse_several(decider)
        for name in (one for one in decider.history.of if one not in aside):
            for region, names in regions(decider, name, views).items():
                if region != FALSE:
                    yield weighing.finding(name, region, names)


def _refuse_several(decider: Decider) -> None:
    """Refuse an event with more than one chance: what it was at one date ties what it can be at the next."""
    frame, unknowns = decider.history.frame, decider.history.slices.unknowns
    for leaf, row in frame.known.items():
        if len({one.chance for one in row} - {None}) > 1 and unknowns.stays(leaf):
            message = f"`{leaf}` has more than one probability over time, and is an event: once true it stays true"
            raise InputError([Diagnostic(NOWHERE, message, "give one of its claims a probability")])


class _Weighing:
    """The chances in one frame."""

    def __init__(self, decider: Decider, *, counted: bool) -> None:
        self.decider, self.diagram, self.counted = decider, decider.diagram, counted
        unknowns = decider.history.slices.unknowns
        self.weights: Mapping[int, float] = unknowns.chances
        if counted:
            self.weights = _shares(decider)
        self.free = decider.readings.facts - frozenset(self.weights)
        self.issues = frozenset(decider.readings.issue_of)

    def finding(self, duty: str, region: int, names: tuple[str, ...]) -> ChanceFinding:
        """Return the chances of one finding in the readings of a region."""
        words = self.decider.history.of[duty].words
        cells = distinct(self.decider.readings, (*words.values(), self.decider.constraint), region)
        if cells is None:
            told = [self._cell(words, self.diagram.both(self.decider.constraint, region), self.issues)]
        else:
            told = [self._cell(dict(zip(words, cell[:-1], strict=True)), cell[-1]) for cell in cells]
        frame = self.decider.history.frame
        likely = tuple(
            Likely(word, min(one.least[word] for one in told), max(one.most[word] for one in told))
            for word in words
            if any(one.most[word] > 0 for one in told)
        )
        adverse = Likely("", min(one.adverse[0] for one in told), max(one.adverse[1] for one in told))
        return ChanceFinding(
            frame.bearer, frame.beneficiary, duty, names, len(cells or ()), likely, adverse, tuple(self._weights(told)),
        )  # fmt: skip

    def _cell(self, words: Mapping[str, int], constraint: int, beside: frozenset[int] = frozenset()) -> _Cell:
        d, free = self.diagram, self.free | beside
        able = d.exists(constraint, free)

        def bounds(f: int) -> tuple[int, int]:
            """Return where f is sure, and where it is possible, whatever has no probability."""
            never = d.exists(d.negation(f), free, given=constraint)
            return d.both(able, d.negation(never)), d.exists(f, free, given=constraint)

        told = {word: bounds(f) for word, f in words.items()}
        least, most = ({word: both[side] for word, both in told.items()} for side in (0, 1))
        sure, worst = bounds(d.disjunction([f for word, f in words.items() if word in ADVERSE]))
        found = Chances(d, [able, worst, sure, *most.values(), *least.values()], self.weights)
        whole = found.of(able)
        if whole <= 0:
            message = "what the dossier holds for certain and what it gives a chance of 0 or 1 cannot all be so"
            raise InputError([Diagnostic(NOWHERE, message, "mend the probabilities, or the claims against them")])
        return _Cell(
            {word: found.of(f) / whole for word, f in least.items()},
            {word: found.of(f) / whole for word, f in most.items()},
            (found.of(sure) / whole, found.of(worst) / whole),
            (self._moved(found, sure, able), self._moved(found, worst, able)),
            self._worth(found, list(least.values()), able),
        )

    @staticmethod
    def _moved(found: Chances, f: int, able: int) -> dict[int, float]:
        """Return the derivatives of the chance of f, given what is able to be so."""
        whole, part = found.of(able), found.of(f)
        of_f, of_able = found.sensitivities(f), found.sensitivities(able)
        levels = of_f.keys() | of_able.keys()
        return {x: (of_f.get(x, 0.0) * whole - part * of_able.get(x, 0.0)) / whole**2 for x in levels}

    def _worth(self, found: Chances, words: Sequence[int], able: int) -> dict[int, float]:
        """Return, for each variable, by how much knowing it raises the chance of telling the word rightly."""
        whole, chance = found.of(able), [found.of(f) for f in words]
        moved = [found.sensitivities(f) for f in words]
        best, worth = max(chance), dict[int, float]()
        for level in frozenset().union(*moved):
            p = self.weights[level]
            yes = max(c + (1 - p) * m.get(level, 0.0) for c, m in zip(chance, moved, strict=True))
            no = max(c - p * m.get(level, 0.0) for c, m in zip(chance, moved, strict=True))
            worth[level] = max(p * yes + (1 - p) * no - best, 0.0) / whole
        return worth

    def _weights(self, cells: Sequence[_Cell]) -> Iterator[Weight]:
        found: list[Weight] = []
        for level, chance in () if self.counted else self.weights.items():
            moves = [tuple(side.get(level, 0.0) for side in cell.moved) for cell in cells]
            low, high = max(moves, key=lambda one: max(abs(one[0]), abs(one[1])))
            worth = max(cell.worth.get(level, 0.0) for cell in cells)
            if low or high or worth:
                found.append(Weight(self.decider.readings.leaf(level), chance, (low, high), worth))
        yield from sorted(found, key=lambda one: (-max(map(abs, one.sensitivity)), -one.worth))


@dataclass(frozen=True, slots=True)
class _Cell:
    """The chances in one reading."""

    least: Mapping[str, float]
    most: Mapping[str, float]
    adverse: tuple[float, float]
    moved: tuple[Mapping[int, float], Mapping[int, float]]
    worth: Mapping[int, float]


def _shares(decider: Decider) -> dict[int, float]:
    """Return weights with which every course that an unknown fact can take is as likely as every other.

    An onset has three: from the beginning of the time in which it is unknown, from later on, and never.
    """
    found: dict[int, float] = {}
    for levels in decider.history.slices.unknown_levels.values():
        for level in levels:
            found[level] = _HALF
        for level in levels:
            if level + 1 in levels and decider.history.slices.unknowns.has_onset(decider.readings.leaf(level)):
                found[level] = 1 / 3
    return found


def distinct(readings: Readings, functions: Iterable[int], region: int) -> tuple[tuple[int, ...], ...] | None:
    """Return what functions come to in the readings of a region, each result once; None if that is too many."""
    d = readings.diagram
    states: dict[tuple[int, ...], None] = {(region, *functions): None}
    for issue in readings.issues_in(next(iter(states))):
        levels, names = frozenset(readings.issue_levels[issue]), [one.name for one in readings.issues[issue].positions]
        split: dict[tuple[int, ...], None] = {}
        for state in states:
            for name in names:
                taken = readings.position(issue, name)
                if d.both(state[0], taken) != FALSE:
                    split[tuple(d.exists(f, levels, given=taken) for f in state)] = None
        states = split
        if len(states) > MOST_READINGS:
            return None
    return tuple(dict.fromkeys(state[1:] for state in states))
