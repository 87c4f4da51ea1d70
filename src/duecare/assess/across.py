"""A duty under the declared views of all States: who agrees, who does not, and which issues divide them.

Views that say the same on all that bears on a duty are looked at once, however many States hold them, and whenever.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from duecare.assess.model import Across, ByForce, ByOutcome, Cited, Outcome, Speaker
from duecare.assess.outcomes import ALL, force
from duecare.assess.own_words import Voice, content_issues, gate_issues, outcome_of, tied_to
from duecare.engine.decide import Decider
from duecare.ir.declarations import Stance, View

_Words = tuple[tuple[str, tuple[str, ...]], ...]
_Told = TypeVar("_Told", bound=Hashable)
_FORCES = ("yes", "no", "open")


class Hearing:
    """A duty of a frame, on which any number of States can be heard, at one date or at several; answers are kept."""

    def __init__(self, decider: Decider, duty: str) -> None:
        self.frame, self.duty = decider.history.frame, duty
        content, gates = content_issues(decider, duty), gate_issues(decider, duty)

        def outcome(view: View) -> Outcome:
            return outcome_of(decider, duty, view)

        def in_force(view: View) -> str:
            return force(decider, duty, view).value

        self.content = _Side(content, tied_to(decider, content) - decider.readings.gates, outcome)
        self.gates = _Side(gates, tied_to(decider, gates), in_force)

    def across(self, voices: Sequence[Voice]) -> Across:
        """Return what becomes of the duty under the declared view of every State that takes any position."""
        outcomes, undeclared, divided_by = self.content.groups(voices)
        forces, gates_undeclared, gates_divided_by = self.gates.groups(voices)
        return Across(
            self.frame.bearer, self.frame.beneficiary, self.duty, len(self.content.asked), len(self.gates.asked),
            tuple(ByOutcome(outcome, tuple(states)) for outcome, states in outcomes.items()),
            tuple(ByForce(value, tuple(forces[value])) for value in _FORCES if value in forces),
            divided_by, gates_divided_by, undeclared, gates_undeclared,
        )  # fmt: skip


class _Side(Generic[_Told]):
    """What is told of a duty under each choice of positions, and the States that make it.

    asked    the issues that it turns on; bearing: those and what is tied to them.
    """

    def __init__(self, asked: frozenset[str], bearing: frozenset[str], tell: Callable[[View], _Told]) -> None:
        self.asked, self.bearing, self._tell = asked, bearing, tell
        self._told: dict[_Words, _Told] = {}
        self._heard: dict[int, tuple[Voice, tuple[_Words, Speaker] | None]] = {}
        self._divided: dict[frozenset[_Words], tuple[str, ...]] = {}

    def groups(self, voices: Iterable[Voice]) -> tuple[dict[_Told, list[Speaker]], tuple[str, ...], tuple[str, ...]]:
        """Return the States by what is told of them, those that have declared nothing asked, and what divides."""
        groups: dict[_Told, list[Speaker]] = {}
        undeclared: list[str] = []
        said: set[_Words] = set()
        for voice in voices:
            heard = self.hear(voice)
            if heard is not None:
                said.add(heard[0])
                groups.setdefault(self.told(heard[0]), []).append(heard[1])
            elif voice.view.stances:
                undeclared.append(voice.state)
        return groups, tuple(undeclared), self.divided_by(frozenset(said)) if len(groups) > 1 else ()

    def hear(self, voice: Voice) -> tuple[_Words, Speaker] | None:
        """Return what a State says that bears on this; None if it takes none of the positions asked."""
        key = id(voice)  # the answer keeps it alive
        if key not in self._heard:
            self._heard[key] = voice, self._hear(voice)
        return self._heard[key][1]

    def _hear(self, voice: Voice) -> tuple[_Words, Speaker] | None:
        own = [stance for stance in voice.view.stances if stance.issue in self.asked]
        if not own:
            return None
        said = (voice.said[one.issue] for one in own)
        cited = tuple(dict.fromkeys(Cited(one.record.id, one.answer.grade) for one in said))
        words = tuple((one.issue, one.positions) for one in voice.view.stances if one.issue in self.bearing)
        return words, Speaker(voice.state, len(own), cited)

    def told(self, words: _Words) -> _Told:
        """Return what is told under a choice of positions."""
        if words not in self._told:
            view = replace(ALL, stances=tuple(Stance(issue, positions) for issue, positions in words))
            self._told[words] = self._tell(view)
        return self._told[words]

    def divided_by(self, said: frozenset[_Words]) -> tuple[str, ...]:
        """Return the issues that divide choices of positions of which different things are told, by their names.

        An issue does if what is told of one changes once it takes, on this issue alone, the answer of one of which
        something else is told; where no issue does that, all on which they differ do it together.
        """
        if said not in self._divided:
            differing = sorted(issue for issue in self.asked if len({_on(one, issue) for one in said}) > 1)
            alone = tuple(issue for issue in differing if self._divides(issue, said))
            self._divided[said] = alone or tuple(differing)
        return self._divided[said]

    def _divides(self, issue: str, said: frozenset[_Words]) -> bool:
        answers = {(_on(one, issue), self.told(one)) for one in said}
        return any(
            self.told(_with(one, issue, answer)) != self.told(one)
            for one in said
            for answer, told in answers
            if told != self.told(one) and answer != _on(one, issue)
        )


def _on(words: _Words, issue: str) -> tuple[str, ...]:
    return next((positions for name, positions in words if name == issue), ())


def _with(words: _Words, issue: str, answer: tuple[str, ...]) -> _Words:
    """Return a choice of positions with another answer on one issue, or with none."""
    mixed = {**dict(words), issue: answer}
    return tuple((name, mixed[name]) for name in sorted(mixed) if mixed[name])
