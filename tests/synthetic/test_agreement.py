"""What the engine finds on the invented law is what an independent solver finds."""

from __future__ import annotations

import clingo
import pytest

from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.export.asp import asp_program
from duecare.rulebook.load import Bundle
from fullsize.case import frames

Pairs = set[tuple[str, str]]


def solved(program: str, mode: str) -> Pairs:
    """Return the outcome words that some answer set (brave) or every answer set (cautious) has."""
    control = clingo.Control(["--warn=none", f"--enum-mode={mode}", "--models=0"])
    control.add("base", [], program)
    control.ground([("base", [])])
    found: Pairs = set()
    with control.solve(yield_=True) as models:
        for model in models:
            found = {
                (symbol.arguments[0].string, symbol.arguments[1].string)
                for symbol in model.symbols(shown=True)
                if symbol.name == "word"
            }
    return found


def decided(full: Bundle, frame: Frame) -> tuple[Pairs, Pairs]:
    """Return the words possible in some reading, and those certain in all, by the engine."""
    decider = Decider(History(full.compiled, frame))
    d = decider.diagram
    possible, certain = set(), set()
    for duty in decider.history.of:
        words = decider.words(duty)
        live = {word for word, f in words.items() if d.both(f, decider.readings.admissible) != FALSE}
        possible |= {(duty, word) for word in live}
        certain |= {(duty, word) for word in live if len(live) == 1}
    return possible, certain


@pytest.mark.slow
@pytest.mark.parametrize("number", [3, 5, 7])
def test_clingo_finds_the_same_words(full: Bundle, number: int) -> None:
    """Rule: with nine tenths known, the words possible and the words certain over twelve slices are clingo's."""
    frame = frames(0.9, full)[number]
    possible, certain = decided(full, frame)
    program = asp_program(full.law, frame)
    mine = {duty for duty, _ in possible}
    assert possible == {pair for pair in solved(program, "brave") if pair[0] in mine}
    assert certain == {pair for pair in solved(program, "cautious") if pair[0] in mine}
