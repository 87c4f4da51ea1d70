"""The three questions to ask next: of whom, and what each answer would settle, found out and not guessed.

What an answer does to findings of the frames that the question is about is exact. What one affected State told the
bearer may also help to settle findings toward another; that is not looked at, and can only add to what is told here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from duecare.assess.cast import Cast, leaf_named
from duecare.assess.model import Effect, Question
from duecare.assess.outcomes import ALL
from duecare.dossier.model import Dossier
from duecare.engine.answers import Answers, is_plain, worked_out
from duecare.engine.decide import NOT_IN_FORCE, Decider
from duecare.engine.diagram import FALSE, TooLargeError
from duecare.engine.frame import Frame
from duecare.ir.declarations import Law, View

_ASKED = 3
_ANSWERS = (True, False)


def missing_leaves(decider: Decider, duty: str) -> tuple[str, ...]:
    """Return the unknown leaf instances that the outcome of a duty still depends on, in the law's order."""
    return decider.readings.leaves_in(decider.history.of[duty].words.values())


def next_questions(
    dossier: Dossier, law: Law, deciders: Iterable[tuple[Decider, Container[str]]], views: Sequence[View]
) -> tuple[Question, ...]:
    """Return the questions that settle most whatever the answer, then those that may settle most.

    deciders  each frame, and the duties that are left aside in it.
    What hangs on a question chosen before is not counted again.
    """
    tables = tuple(_Table(decider, (ALL, *views), aside) for decider, aside in deciders)
    waiting = [_weighed(asked, tables) for asked in _candidates(tables, law)]
    chosen: list[_Weighed] = []
    done: set[_Pair] = set()
    while waiting and len(chosen) < _ASKED:
        best = max(waiting, key=lambda one: one.rank(done))
        waiting.remove(best)
        if not any(best.rank(done)[:-1]):
            break
        if best.exact:
            chosen.append(best)
            done |= best.settled(True) | best.settled(False)
        else:
            waiting.append(_weighed(best.asked, tables, exactly=True))
    return tuple(_question(one, dossier, law, tables) for one in chosen)


def ranked_questions(
    dossier: Dossier,
    law: Law,
    deciders: Iterable[tuple[Decider, Container[str]]],
    views: Sequence[View],
    most: int,
    *,
    together: bool = True,
    without: Container[tuple[str, str, str]] = (),
    among: Container[str] | None = None,
    exactly: bool = False,
) -> tuple[tuple[Question, ...], int]:
    """Return the questions that settle most, each by itself, and how many unknown facts there are to ask about.

    exactly   weigh from the first what may do more than its value does, all but what is asked of one step or duty,
              which can settle little else; without it, only where it would be among those told.
    together  look at all held readings together as well.
    without   leaves not to ask about: the name, bearer and beneficiary of each (empty: any).
    among     the leaves to ask about; None: all.
    """
    tables = tuple(_Table(decider, (ALL, *views) if together else views, aside) for decider, aside in deciders)
    asked = [
        one
        for one in _candidates(tables, law)
        if (one.leaf, one.bearer, one.beneficiary) not in without and (among is None or one.leaf in among)
    ]
    waiting = [_weighed(one, tables, exactly=exactly and "(" not in one.leaf) for one in asked]
    chosen: list[_Weighed] = []
    while waiting and len(chosen) < most:
        best = max(waiting, key=lambda one: one.rank(set()))
        waiting.remove(best)
        if best.exact:
            chosen.append(best)
        else:
            waiting.append(_weighed(best.asked, tables, exactly=True))
    return tuple(_question(one, dossier, law, tables) for one in chosen), len(asked)


# -- what an answer does --------------------------------------------------------------------------------

_Pair = tuple[str, str, str, str]  # bearer, beneficiary, duty, view


@dataclass(frozen=True, slots=True)
class _Change:
    """What an answer does to one finding under one view."""

    pair: _Pair
    before: tuple[str, ...]
    after: tuple[str, ...]


class _Table:
    """The outcome words of one frame, duty by duty; views that come to the same readings are looked at once.

    Duties that nobody has put in question are left out: what would settle most is not what matters most.
    """

    def __init__(self, decider: Decider, views: Sequence[View], aside: Container[str] = ()) -> None:
        self.decider, self.views, self.answers, self.aside = decider, views, Answers(decider), aside
        self.frame: Frame = decider.history.frame
        self.regions = {duty: self._regions(duty) for duty in decider.history.of if duty not in aside}
        self.words = {duty: {r: self._words(duty, r) for r in regions} for duty, regions in self.regions.items()}

    def _regions(self, duty: str) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = {}
        for view in self.views:
            region = self.decider.bearing(duty, view.stances, gates=False)
            found.setdefault(self.decider.diagram.both(region, self.decider.force(duty)), []).append(view.name)
        return found

    def _words(self, duty: str, region: int) -> tuple[str, ...]:
        d = self.decider.diagram
        words = tuple(word for word, f in self.decider.words(duty).items() if d.both(region, f) != FALSE)
        return words or (NOT_IN_FORCE,)

    @cached_property
    def missing(self) -> Mapping[str, list[str]]:
        """Return the leaves that open findings depend on, each with the duties."""
        found: dict[str, list[str]] = {}
        for duty, by_region in self.words.items():
            if any(len(words) > 1 for words in by_region.values()):
                for leaf in missing_leaves(self.decider, duty):
                    found.setdefault(leaf, []).append(duty)
        return found

    def changes(self, leaf: str, value: bool) -> Iterator[_Change]:
        """Yield what an answer does, on the footing that it is plain."""
        for duty in self.missing.get(leaf, ()):
            still_open = {region: words for region, words in self.words[duty].items() if len(words) > 1}
            after = self.answers.left(duty, leaf, value, still_open)
            for region, before in still_open.items():
                yield from self._told(duty, region, before, after[region])

    def changes_at_length(self, leaf: str, value: bool) -> Iterator[_Change]:
        """Yield what an answer does, the frame worked out again."""
        try:
            again = _Table(worked_out(self.decider, leaf, value, self.words), self.views, self.aside)
        except TooLargeError:
            return
        after = {
            (duty, view): words
            for duty, by_region in again.words.items()
            for region, words in by_region.items()
            for view in again.regions[duty][region]
        }
        for duty in again.words:
            for region, before in self.words[duty].items():
                for view in self.regions[duty][region]:
                    left = after[duty, view]
                    if left != before:
                        yield _Change((self.frame.bearer, self.frame.beneficiary, duty, view), before, left)

    def _told(self, duty: str, region: int, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[_Change]:
        for view in self.regions[duty][region] if before != after else ():
            yield _Change((self.frame.bearer, self.frame.beneficiary, duty, view), before, after)


# -- candidates -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """A leaf, about which State toward which (empty: about any), and its place in the law."""

    leaf: str
    bearer: str
    beneficiary: str
    place: int

    def about(self, frame: Frame) -> bool:
        """Say whether the answer speaks to a frame."""
        return self.bearer in {"", frame.bearer} and self.beneficiary in {"", frame.beneficiary}


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A leaf asked about, with what each answer does; exact, unless a claim of it may do more than its value does."""

    asked: _Asked
    exact: bool
    yes: tuple[_Change, ...]
    no: tuple[_Change, ...]

    def settled(self, value: bool) -> set[_Pair]:
        """Return the findings, view by view, that an answer newly settles."""
        changes = self.yes if value else self.no
        return {one.pair for one in changes if len(one.after) == 1 < len(one.before)}

    def rank(self, done: set[_Pair]) -> tuple[int, ...]:
        """Return what is settled in any case, and what may be; the words taken away alike; the law's order."""
        sure, perhaps = sorted(len(self.settled(value) - done) for value in _ANSWERS)
        few, many = sorted(sum(len(one.before) - len(one.after) for one in side) for side in (self.yes, self.no))
        return (sure, perhaps, few, many, -self.asked.place) if perhaps or not done else (0, 0, 0, 0, -self.asked.place)


def _candidates(tables: Iterable[_Table], law: Law) -> Iterator[_Asked]:
    found: dict[tuple[str, str, str], None] = {}
    for table in tables:
        for leaf in table.missing:
            reach = _reach(leaf, table.frame, law)
            if reach is not None and all(table.answers.can_be(leaf, value) for value in _ANSWERS):
                found[(leaf, *reach)] = None
    yield from (_Asked(*key, place) for place, key in enumerate(found))


def _reach(leaf: str, frame: Frame, law: Law) -> tuple[str, str] | None:
    """Return whom a leaf is about, of the States of a frame; None: nobody can be asked."""
    rule = leaf_named(leaf.partition("(")[0], law)
    scope = rule.scope if rule else "measure"
    if scope in {"beneficiary", "relation"} and not frame.beneficiary:
        return None
    bearer = "" if scope in {"operation", "beneficiary"} else frame.bearer
    return bearer, "" if scope in {"operation", "bearer"} else frame.beneficiary


def _weighed(asked: _Asked, tables: Iterable[_Table], *, exactly: bool = False) -> _Weighed:
    sides: dict[bool, list[_Change]] = {True: [], False: []}
    plain = True
    for table in (one for one in tables if asked.about(one.frame)):
        here = is_plain(table.decider, asked.leaf)
        plain &= here
        for value in _ANSWERS:
            again = exactly and not here
            sides[value] += (table.changes_at_length if again else table.changes)(asked.leaf, value)
    return _Weighed(asked, plain or exactly, tuple(sides[True]), tuple(sides[False]))


# -- words ----------------------------------------------------------------------------------------------


def _question(one: _Weighed, dossier: Dossier, law: Law, tables: Sequence[_Table]) -> Question:
    asked = one.asked
    frame = next(table.frame for table in tables if asked.about(table.frame))
    bearer, beneficiary = asked.bearer or frame.bearer, asked.beneficiary or frame.beneficiary
    cast = Cast(law, dossier, bearer, beneficiary)
    text = cast.question(asked.leaf) + _while_open(asked.leaf, frame)
    whom = cast.named(_whom(asked.leaf, law, bearer, beneficiary))
    yes, no = _effects(one.yes), _effects(one.no)
    return Question(
        asked.leaf,
        text,
        whom,
        _names(yes),
        _names(no),
        asked.bearer,
        asked.beneficiary,
        _kind(asked.leaf, law),
        yes,
        no,
    )


def _while_open(leaf: str, frame: Frame) -> str:
    """Say when a leaf is open, if it is known at other times."""
    row = frame.known.get(leaf, ())
    silent = [index for index, known in enumerate(row) if known.value is None]
    if not silent or len(silent) == len(row) or not frame.labels:
        return ""
    if silent[0] == 0 and len(silent) == silent[-1] + 1:
        return f" (open until {frame.labels[silent[-1]]})"
    if len(silent) == len(row) - silent[0]:
        return f" (open from {frame.labels[silent[0]]})"
    return f" (open at times between {frame.labels[silent[0]]} and {frame.labels[silent[-1]]})"


def _whom(leaf: str, law: Law, bearer: str, beneficiary: str) -> str:
    """Return the State to ask: who has to show it where that is said, else who is nearest to it."""
    rule = leaf_named(leaf.partition("(")[0], law)
    if rule is None or rule.burden == "bearer" or rule.scope in {"bearer", "measure", "duty"}:
        return bearer
    return beneficiary


def _kind(leaf: str, law: Law) -> str:
    rule = leaf_named(leaf.partition("(")[0], law)
    return rule.kind if rule else "fact"


def _effects(changes: Iterable[_Change]) -> tuple[Effect, ...]:
    """Return what an answer does to each finding, views of which the same is true together."""
    found: dict[tuple[str, str, str, tuple[str, ...]], list[str]] = {}
    for change in changes:
        bearer, beneficiary, duty, view = change.pair
        found.setdefault((bearer, beneficiary, duty, change.after), []).append(view)
    return tuple(Effect(*key[:3], tuple(views), key[3]) for key, views in found.items())


def _names(effects: Iterable[Effect]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{one.bearer} {one.duty}" for one in effects if len(one.words) == 1))
