"""The engine's answers, in the shape in which the oracles give theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from answers import EVENTS, NOT_IN_FORCE, Answer, Atom
from completions import Reading

from duecare.engine.compiled import Compiled
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.engine.history import History


class Engine:
    """The engine's work on a frame: everything asked about, and the readings in which it may and must be so."""

    def __init__(self, compiled: Compiled, frame: Frame, names: Iterable[str] | None = None) -> None:
        self.decider = Decider(History(compiled, frame, None if names is None else frozenset(names)))
        functions = dict(_questions(self.decider))
        self.possible = {atom: self.decider.possible(f) for atom, f in functions.items()}
        self.uncertain = {
            atom: self.decider.possible(self.decider.diagram.negation(f)) for atom, f in functions.items()
        }

    def answer(self, readings: int) -> Answer:
        """What may be so in some of these readings, and what must be so in all of them."""
        d = self.decider.diagram
        return Answer(
            frozenset(atom for atom, f in self.possible.items() if d.both(f, readings) != FALSE),
            frozenset(atom for atom, f in self.uncertain.items() if d.both(f, readings) == FALSE),
        )

    def reading(self, reading: Reading) -> int:
        """One reading, as a function."""
        return self.decider.diagram.conjunction(
            [self.decider.readings.position(issue, name) for issue, name in reading]
        )


def _questions(decider: Decider) -> Iterator[tuple[Atom, int]]:
    for name, history in decider.history.of.items():
        yield from (((name, "word", word), f) for word, f in history.words.items())
        d, force = decider.diagram, decider.in_force(name)
        held = {NOT_IN_FORCE: d.negation(force)} | {word: d.both(force, f) for word, f in history.words.items()}
        yield from (((name, "held", word), f) for word, f in held.items())
        yield (name, "in force", ""), decider.diagram.negation(held[NOT_IN_FORCE])
        for event in EVENTS:
            rows = getattr(history, event.replace(" ", "_"))
            yield from (((name, event, i), f) for i, f in enumerate(rows))
