"""Gaps: which unknown facts settle most, what alone would settle a finding, and which facts cannot matter to it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from duecare.assess.model import Question
from duecare.assess.outcomes import ALL
from duecare.assess.questions import ranked_questions
from duecare.assess.waiting import waiting
from duecare.dossier.model import Dossier
from duecare.engine.answers import Answers, answered, is_plain
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.implicant import words_in
from duecare.engine.settling import CAP, Settles, Settling, guaranteed
from duecare.ir.declarations import Law, View

MOST_RANKED = 10
MOST_SETS = 12
Worked = Sequence[tuple[Frame, Decider]]


@dataclass(frozen=True, slots=True)
class Reply:
    """A leaf answered one way, wherever it was unknown."""

    leaf: str
    value: str


@dataclass(frozen=True, slots=True)
class SettlingSet:
    """Answers that together leave one outcome word; without any of them another stays possible."""

    answers: tuple[Reply, ...]
    word: str


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """What would settle one open finding, the gates set aside.

    views    under which this is so alike (empty name: all held readings together).
    words    the outcome words still possible.
    matter   the unknown facts outside of which none can matter: to know all of these is to know the word of a reading.
    size     how many answers the smallest settling sets have; 0: no set of up to `cap` answers settles it.
    sets     those sets, or the first of them where there are `more`.
    divided  no answers can settle it: whatever they are, the readings of the view divide.
    """

    bearer: str
    beneficiary: str
    duty: str
    views: tuple[str, ...]
    words: tuple[str, ...]
    matter: tuple[str, ...]
    size: int = 0
    sets: tuple[SettlingSet, ...] = ()
    more: bool = False
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing.

    questions  the unknown facts that settle most, the best to ask next first; of how many there are: `unknown`.
    findings   the open findings; cap: up to how many answers settling sets were searched for (0: they were not).
    """

    questions: tuple[Question, ...]
    unknown: int
    findings: tuple[OpenFinding, ...]
    cap: int


def gaps(
    dossier: Dossier,
    law: Law,
    worked: Worked,
    views: Sequence[View],
    *,
    duty: str = "",
    together: bool = True,
    settling: bool = True,
    most: int = MOST_RANKED,
) -> Gaps:
    """Return what is missing in frames that were worked out, for one duty or for all that are in question.

    together  look at all held readings together as well as at each view.
    settling  search for the smallest sets that settle each finding.
    """
    aside = [_aside(decider, duty) for _, decider in worked]
    asked = tuple((decider, left) for (_, decider), left in zip(worked, aside, strict=True))
    chosen = (ALL, *views) if together else tuple(views)
    findings = _alike(
        found
        for decider, left in asked
        for found in _open_findings(decider, left, chosen, Settling(decider, Answers(decider)) if settling else None)
    )
    matter = {leaf for one in findings for leaf in one.matter}
    questions, unknown = ranked_questions(
        dossier, law, asked, views, most, together=together, among=matter, exactly=not duty
    )
    return Gaps(questions, unknown, findings, CAP if settling else 0)


def _alike(findings: Iterable[OpenFinding]) -> tuple[OpenFinding, ...]:
    """Return findings, those of one duty together of which all but the views is the same."""
    found: dict[OpenFinding, tuple[str, ...]] = {}
    for one in findings:
        key = replace(one, views=())
        found[key] = (*found.get(key, ()), *one.views)
    return tuple(replace(one, views=views) for one, views in found.items())


def regions(decider: Decider, duty: str, views: Iterable[View]) -> dict[int, tuple[str, ...]]:
    """Return the readings of each view in which a duty may be in force, views that come to the same together."""
    found: dict[int, tuple[str, ...]] = {}
    for view in views:
        region = decider.diagram.both(decider.bearing(duty, view.stances, gates=False), decider.force(duty))
        found[region] = (*found.get(region, ()), view.name)
    return found


def _aside(decider: Decider, duty: str) -> Container[str]:
    """Return the duties not to look at: those that nobody has put in question, or all but one."""
    return frozenset(decider.history.of) - {duty} if duty else waiting(decider)


def _open_findings(
    decider: Decider, aside: Container[str], views: Sequence[View], settling: Settling | None
) -> Iterator[OpenFinding]:
    for duty in (one for one in decider.history.of if one not in aside):
        for region, names in regions(decider, duty, views).items():
            words = words_in(decider, duty, region)
            if len(words) > 1 and not decider.readings.verdict(decider.words(duty), region).turns_on:
                yield _open_finding(decider, duty, region, names, settling)


def _open_finding(
    decider: Decider, duty: str, region: int, names: tuple[str, ...], settling: Settling | None
) -> OpenFinding:
    frame, words = decider.history.frame, words_in(decider, duty, region)
    about = (frame.bearer, frame.beneficiary, duty, names, words, guaranteed(decider, duty, region))
    if settling is None:
        return OpenFinding(*about)
    if not settling.against(duty, region):
        return OpenFinding(*about, divided=True)
    for size in range(1, CAP + 1):
        found = list(islice(_exact(decider, duty, region, settling.sets(duty, region, size)), MOST_SETS + 1))
        if found:
            sets = tuple(_told(one) for one in found[:MOST_SETS])
            return OpenFinding(*about, size, sets, more=len(found) > MOST_SETS)
    return OpenFinding(*about)


def _exact(decider: Decider, duty: str, region: int, sets: Iterable[Settles]) -> Iterator[Settles]:
    """Yield the sets that settle a duty also where a claim does more than its value does: the frame is worked out."""
    for one in sets:
        if all(is_plain(decider, leaf) for leaf, _ in one.answers) or _settles(decider, duty, region, one):
            yield one


def _settles(decider: Decider, duty: str, region: int, one: Settles) -> bool:
    frame = decider.history.frame
    for leaf, value in one.answers:
        frame = answered(frame, leaf, value)
    again = Decider(History(decider.history.compiled, frame, frozenset({duty}), decider.diagram), decider.readings)
    within = decider.diagram.both(region, again.force(duty))
    if again.constraint == FALSE:
        return False
    return words_in(again, duty, within if within != FALSE else region) == (one.word,)


def _told(one: Settles) -> SettlingSet:
    return SettlingSet(tuple(Reply(leaf, "yes" if value else "no") for leaf, value in one.answers), one.word)
