"""What would have met a duty, and what would do so now: minimal sets of steps, whatever the unknown facts are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from duecare.assess.gaps import Worked
from duecare.assess.outcomes import ALL
from duecare.assess.waiting import waiting
from duecare.base.known import UNKNOWN, Known
from duecare.dossier.lexicon import REASONABLE_TIME
from duecare.engine.answers import Answers
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.duties import duties_and_norms, measures_served_by
from duecare.engine.frame import Frame
from duecare.engine.implicant import words_in
from duecare.engine.remedy import Steps, Supposed
from duecare.ir.declarations import View
from duecare.ir.walk import leaves_used

MOST = 6
MOST_TRIED = 60


@dataclass(frozen=True, slots=True)
class StepSet:
    """Steps that together are enough; by: the last date on which it would still have been in time to take them all."""

    steps: Steps
    by: str = ""


@dataclass(frozen=True, slots=True)
class Turning:
    """An appraisal (else a fact) on which it turns whether any steps are enough.

    value  what would have to be found for all steps within the State's power to be enough; empty: not it alone.
    now    how it stands on the record: yes, no, or unknown.
    """

    leaf: str
    kind: str
    value: str
    now: str


@dataclass(frozen=True, slots=True)
class Way:
    """What would meet a duty under some views (empty name: all held readings together), the gates set aside.

    words    the outcome words possible as the record stands.
    sets     the minimal sets, smallest first: the first of `number` (0: no set of steps is enough).
    one_of   the same shortly: of each of these lists, one step has to be taken.
    if_able  those of the steps of which it is not known whether they are within the State's power.
    turns_on where no set is enough: what that turns on, appraisals first.
    """

    views: tuple[str, ...]
    words: tuple[str, ...]
    sets: tuple[StepSet, ...]
    number: int
    one_of: tuple[Steps, ...]
    if_able: Steps
    turns_on: tuple[Turning, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyRemedies:
    """What would have met one duty (back), and what would do what is due now (empty: nothing is still to be done)."""

    bearer: str
    beneficiary: str
    duty: str
    back: tuple[Way, ...]
    now: tuple[Way, ...]


def remedies(
    worked: Worked, views: Sequence[View], *, duty: str = "", together: bool = True
) -> tuple[DutyRemedies, ...]:
    """Return what would meet each duty that is in question, where it is not met in any case.

    duty  this one alone, with the dates by which steps would have been in time.
    """
    chosen = (ALL, *views) if together else tuple(views)
    return tuple(
        found
        for _, decider in worked
        for name in _asked(decider, duty)
        if (found := _Case(decider, name, dates=bool(duty)).told(chosen)) is not None
    )


def _asked(decider: Decider, duty: str) -> Iterable[str]:
    if duty:
        return (duty,) if duty in decider.history.of else ()
    aside = waiting(decider)
    return tuple(name for name in decider.history.of if name not in aside)


class _Case:
    """One duty of one frame."""

    def __init__(self, decider: Decider, duty: str, *, dates: bool) -> None:
        self.decider, self.duty, self.dates = decider, duty, dates
        self.frame = decider.history.frame
        self._without: dict[tuple[str, bool], Supposed] = {}
        steps = measures_served_by(duties_and_norms(decider.law)[duty].served_by)
        self._times = tuple(f"{REASONABLE_TIME}({step})" for step in steps)

    def told(self, views: Sequence[View]) -> DutyRemedies | None:
        """Return what would meet the duty, or nothing where it is met, or never due, as it is."""
        back, now = (tuple(self._ways(views, now=now)) for now in (False, True))
        if not back and not now:
            return None
        return DutyRemedies(self.frame.bearer, self.frame.beneficiary, self.duty, back, now)

    @cached_property
    def _supposed(self) -> Supposed:
        """The duty with steps that may be supposed from the beginning."""
        return Supposed(self.decider.history.compiled, self.frame, self.duty, spare=self._times if self.dates else ())

    def _ways(self, views: Sequence[View], *, now: bool) -> Iterator[Way]:
        last = len(self.frame.slices) - 1
        case = self._supposed.again(self.frame, last, now=True) if now else self._supposed
        found: dict[int, list[View]] = {}
        for view in views:
            found.setdefault(case.region(view.stances), []).append(view)
        alike: dict[Way, tuple[str, ...]] = {}
        for region, same in found.items():
            if case.is_due(region) and not case.suffices(region, ()):
                way = self._way(case, region, same[0])
                alike[way] = (*alike.get(way, ()), *(view.name for view in same))
        yield from (replace(way, views=names) for way, names in alike.items())

    def _way(self, case: Supposed, region: int, view: View) -> Way:
        remedy = case.remedy(region)
        first = remedy.sets[:MOST]
        by = self._by(first, view) if self.dates and not case.now else {}
        named = dict.fromkeys(step for one in (*first, *remedy.needed) for step in one)
        return Way(
            (), words_in(case.decider, self.duty, region), tuple(StepSet(one, by.get(one, "")) for one in first),
            len(remedy.sets), remedy.needed, tuple(step for step in named if not case.is_sure(step, region)),
            () if remedy.sets else self._turning(case, region, view),
        )  # fmt: skip

    # -- by which date ----------------------------------------------------------------------------------

    def _by(self, sets: Sequence[Steps], view: View) -> dict[Steps, str]:
        """Return, for each set, the last date on which it was in time to take it; none where no date ends the time.

        Where nobody has appraised whether a reasonable time had passed, it is taken not to have passed by then.
        """
        found: dict[Steps, int] = {}
        waiting = [(0, len(self.frame.slices), tuple(sets))]
        while waiting:
            low, high, asked = waiting.pop()
            if high - low <= 1 or not asked:
                found |= dict.fromkeys(asked, low)
                continue
            middle = (low + high) // 2
            later = self._supposed.again(self._in_time_at(middle), middle)
            region = later.region(view.stances)
            still = tuple(one for one in asked if later.suffices(region, one))
            waiting += [(middle, high, still), (low, middle, tuple(one for one in asked if one not in still))]
        last = len(self.frame.slices) - 1
        return {steps: self.frame.labels[at] for steps, at in found.items() if at < last}

    def _in_time_at(self, slice_: int) -> Frame:
        """Return the frame in which no reasonable time had passed by a slice, unless that is known."""
        known = dict(self.frame.known)
        for leaf in self._times:
            row = known.get(leaf) or (UNKNOWN,) * len(self.frame.slices)
            known[leaf] = tuple(
                Known(False, asserted=True) if one.value is None and at <= slice_ else one for at, one in enumerate(row)
            )
        return replace(self.frame, known=known)

    # -- what it turns on -------------------------------------------------------------------------------

    def _turning(self, case: Supposed, region: int, view: View) -> tuple[Turning, ...]:
        """Return on what it turns whether steps are enough: what is unknown, and appraisals that somebody has made."""
        left, d, unknown = case.left(region, case.within_power(region)), case.diagram, list[Turning]()
        levels, answers = case.decider.history.slices.unknown_levels, Answers(case.decider)
        never = d.exists(case.decider.constraint, frozenset(case.decider.readings.issue_of))
        asked = [
            leaf
            for leaf, at in levels.items()
            if at & d.support(left) and not leaf.startswith("other:")
            if left != d.both(d.exists(left, at), never)  # what stands in the constraints alone decides nothing
        ]
        for leaf in sorted(asked[:MOST_TRIED], key=lambda leaf: self._kind(leaf) != "appraisal"):
            allowed = [value for value in (True, False) if answers.can_be(leaf, value)]
            if len(allowed) < 2:
                continue  # the constraints have answered it
            able = [value for value in allowed if d.both(left, answers.cube(leaf, value)) == FALSE]
            unknown.append(Turning(leaf, self._kind(leaf), _word(able[0]) if able else "", "unknown"))
        made = tuple(self._made(case, view))
        decisive = [one for one in unknown if one.value]
        appraisals = [one for one in unknown if one.kind == "appraisal"]
        return (*made, *(decisive or (() if made else appraisals or unknown[:MOST])))

    def _made(self, case: Supposed, view: View) -> Iterator[Turning]:
        """Yield the appraisals of this duty, made by somebody, without which some steps would be enough."""
        for leaf, row in self.frame.known.items():
            if row[-1].value is None or leaf not in self._appraised:
                continue
            if (leaf, case.now) not in self._without:
                frame = replace(self.frame, known={**self.frame.known, leaf: (UNKNOWN,) * len(row)})
                compiled = self.decider.history.compiled
                self._without[leaf, case.now] = Supposed(compiled, frame, self.duty, case.since, now=case.now)
            other = self._without[leaf, case.now]
            if other.remedy(other.region(view.stances)).sets:
                yield Turning(leaf, "appraisal", _word(not row[-1].value), _word(row[-1].value))

    @cached_property
    def _appraised(self) -> frozenset[str]:
        """The appraisals by which it is judged whether the duty was performed."""
        rule, law = duties_and_norms(self.decider.law)[self.duty], self.decider.law
        found = {f"{leaf.name}({self.duty})" for leaf in law.leaves if leaf.scope == "duty"}
        if rule.performed is not None:
            found |= set(leaves_used(rule.performed, {element.name: element.met for element in law.elements}))
        return frozenset(leaf for leaf in found if self._kind(leaf) == "appraisal")

    def _kind(self, leaf: str) -> str:
        name = leaf.partition("(")[0]
        return next((one.kind for one in self.decider.law.leaves if one.name == name), "fact")


def _word(value: bool) -> str:
    return "yes" if value else "no"
