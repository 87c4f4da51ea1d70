"""The engine's answers, in the shape in which the oracles give theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from answers import EVENTS, NOT_IN_FORCE, Answer, Atom, fitting
from completions import Reading

from duecare.engine.compiled import Compiled
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.outcome import held_words


class Engine:
    """The engine's work on a frame: everything asked about, and the readings in which it may and must be so."""

    def __init__(self, compiled: Compiled, frame: Frame, names: Iterable[str] | None = None) -> None:
        asked = list(fitting(compiled.law, frame) if names is None else names)
        self.decider = Decider(History(compiled, frame, frozenset(asked)))
        functions = dict(_questions(self.decider, asked))
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
        return self.decider.diagram.conjunction([self.decider.position(issue, name) for issue, name in reading])


def _questions(decider: Decider, names: Iterable[str]) -> Iterator[tuple[Atom, int]]:
    for name in names:
        history = decider.history.of[name]
        yield from (((name, "word", word), f) for word, f in history.words.items())
        held = held_words(decider, name)
        yield from (((name, "held", word), f) for word, f in held.items())
        yield (name, "in force", ""), decider.diagram.negation(held[NOT_IN_FORCE])
        for event in EVENTS:
            rows = getattr(history, event.replace(" ", "_"))
            yield from (((name, event, i), f) for i, f in enumerate(rows))
