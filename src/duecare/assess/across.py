"""A duty under the declared views of all States: who agrees, who does not, and which issues divide them.

Views that say the same on all that bears on a duty are looked at once, however many States hold them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Generic, TypeVar

from duecare.assess.model import Across, ByForce, ByOutcome, Cited, Outcome, Speaker
from duecare.assess.outcomes import ALL, force
from duecare.assess.own_words import Voice, content_issues, gate_issues, outcome_of
from duecare.engine.decide import Decider
from duecare.ir.declarations import Stance

_Words = tuple[Stance, ...]
_Told = TypeVar("_Told", bound=Hashable)
_FORCES = ("yes", "no", "open")


def across(decider: Decider, duty: str, voices: Iterable[Voice]) -> Across:
    """Return what becomes of a duty under the declared view of every State that takes any position."""
    frame, readings = decider.history.frame, decider.readings
    content, gates = content_issues(decider, duty), gate_issues(decider, duty)
    tied = frozenset(readings.issues_in((readings.admissible, decider.constraint)))
    speaking = [voice for voice in voices if voice.view.stances]
    by_outcome = _heard(speaking, content, (content | tied) - readings.gates, _outcome_teller(decider, duty))
    by_force = _heard(speaking, gates, gates | tied, _force_teller(decider, duty))
    forces = [ByForce(value, by_force.groups[value]) for value in _FORCES if value in by_force.groups]
    return Across(
        frame.bearer, frame.beneficiary, duty, len(content), len(gates),
        tuple(ByOutcome(outcome, states) for outcome, states in by_outcome.groups.items()), tuple(forces),
        _dividing(by_outcome, content), _dividing(by_force, gates), by_outcome.undeclared, by_force.undeclared,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Heard(Generic[_Told]):
    """What is told under each choice of positions, asked for once, and the States of which the same is told."""

    tell: Callable[[_Words], _Told]
    words: tuple[_Words, ...]
    groups: Mapping[_Told, tuple[Speaker, ...]]
    undeclared: tuple[str, ...]


def _heard(
    voices: Iterable[Voice], asked: frozenset[str], bearing: frozenset[str], tell: Callable[[_Words], _Told]
) -> _Heard[_Told]:
    """Return who says what on the issues asked; `bearing`: those and what is tied to them."""
    groups: dict[_Told, list[Speaker]] = {}
    words: dict[_Words, None] = {}
    undeclared: list[str] = []
    for voice in voices:
        own = [stance for stance in voice.view.stances if stance.issue in asked]
        if not own:
            undeclared.append(voice.state)
            continue
        said = tuple(replace(one, source=None) for one in voice.view.stances if one.issue in bearing)
        words[said] = None
        groups.setdefault(tell(said), []).append(Speaker(voice.state, len(own), _cited(voice, own)))
    told = {one: tuple(states) for one, states in groups.items()}
    return _Heard(tell, tuple(words), told, tuple(undeclared))


def _cited(voice: Voice, stances: Iterable[Stance]) -> tuple[Cited, ...]:
    said = (voice.said[one.issue] for one in stances)
    return tuple(dict.fromkeys(Cited(one.record.id, one.answer.grade) for one in said))


def _outcome_teller(decider: Decider, duty: str) -> Callable[[_Words], Outcome]:
    found: dict[_Words, Outcome] = {}

    def tell(words: _Words) -> Outcome:
        if words not in found:
            found[words] = outcome_of(decider, duty, replace(ALL, stances=words), frozenset())
        return found[words]

    return tell


def _force_teller(decider: Decider, duty: str) -> Callable[[_Words], str]:
    found: dict[_Words, str] = {}

    def tell(words: _Words) -> str:
        if words not in found:
            found[words] = force(decider, duty, replace(ALL, stances=words)).value
        return found[words]

    return tell


def _dividing(heard: _Heard[_Told], asked: frozenset[str]) -> tuple[str, ...]:
    """Return the issues that divide States of which different things are told.

    An issue divides two of them if what is told of the one changes when it takes the other's answer on it; where no
    single answer does that, all on which they differ divide them together.
    """
    found: dict[str, None] = {}
    for first, second in permutations(heard.words, 2):
        if heard.tell(first) == heard.tell(second):
            continue
        parting = [issue for issue in sorted(asked) if _on(first, issue) != _on(second, issue)]
        alone = [issue for issue in parting if issue in found or _changes(heard, first, second, issue)]
        found |= dict.fromkeys(alone or parting)
    return tuple(found)


def _on(words: _Words, issue: str) -> _Words:
    return tuple(one for one in words if one.issue == issue)


def _changes(heard: _Heard[_Told], first: _Words, second: _Words, issue: str) -> bool:
    swapped = (*(one for one in first if one.issue != issue), *_on(second, issue))
    return heard.tell(tuple(sorted(swapped, key=lambda one: one.issue))) != heard.tell(first)
