"""One random frame of the bundled law and one question about it, put to the engine and to clingo alike."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from answers import Answer
from bundled_frames import bundled_law, random_frame, random_reading
from bundled_program import program
from engine_oracle import Engine

from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.ir.declarations import View
from duecare.rulebook.load import load_bundled

QUESTIONS = ("one reading", "a view", "a view, gates apart", "all readings")
_UNKNOWN = (10, 40, 100)
_SEVERAL = 9  # one frame of so many has two to four slices


@dataclass(frozen=True)
class Asked:
    """A frame and a question about all its duties at once: every outcome word, whether it binds, every event."""

    seed: int

    @property
    def question(self) -> str:
        """In which readings it is asked."""
        return QUESTIONS[self.seed % len(QUESTIONS)]

    @property
    def view(self) -> View:
        """The view it is asked under, if it is."""
        return Random(self.seed).choice(bundled_law().views)

    def frame(self) -> Frame:
        """The frame: most have one slice, with up to ten, forty or a hundred unknowns."""
        several = 4 if self.seed % _SEVERAL == 0 else 1
        return random_frame(self.seed, Random(self.seed).choice(_UNKNOWN), several)


def of_the_engine(asked: Asked, frame: Frame) -> Answer | None:
    """The engine's answer; None where nothing satisfies the constraints."""
    engine = Engine(load_bundled().compiled, frame)
    able = engine.decider.diagram.both(_readings(asked, engine), engine.decider.possible(engine.decider.constraint))
    return engine.answer(able) if able != FALSE else None


def _readings(asked: Asked, engine: Engine) -> int:
    if asked.question == "one reading":
        return engine.reading(random_reading(asked.seed))
    readings = engine.decider.readings
    if asked.question == "all readings":
        return readings.admissible
    return readings.view(asked.view.stances, gates=asked.question == "a view")


def of_clingo(asked: Asked, frame: Frame) -> Answer | None:
    """Clingo's answer, with the law grounded once for each number of slices."""
    solver = program(len(frame.slices))
    if asked.question == "one reading":
        return solver.answer(frame, reading=random_reading(asked.seed))
    if asked.question == "all readings":
        return solver.answer(frame)
    return solver.answer(frame, view=asked.view.name, gates=asked.question == "a view")
