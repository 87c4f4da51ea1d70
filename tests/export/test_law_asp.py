"""The law as an answer set program: whoever follows its remarks gets the answers that the engine gives."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import clingo_oracle
from bundled_frames import days

from duecare.base.known import UNKNOWN, Known
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.export.law_asp import law_as_asp
from duecare.rulebook.load import load_bundled

YES, NO = Known(True, asserted=True), Known(False, asserted=True)


def example(program: str) -> str:
    """The facts that the remarks give as an instance."""
    remarks = program[program.index("facts.lp, for instance") : program.index("% and run")]
    return " ".join(re.findall(r"[a-z_]+(?:\([^)]*\))?\.(?=\s)", "\n".join(remarks.splitlines()[1:])))


def test_the_example_is_answered_as_the_engine_answers() -> None:
    """The facts of the remarks, asked as the remarks say, for every duty and norm."""
    bundle = load_bundled()
    program = law_as_asp(bundle.law, bundle.hash)
    facts = example(program)
    assert "beneficiary. closed_list." in facts
    first, second = re.findall(r'asserted\("(\w+)"', facts)
    control = clingo_oracle.grounded(f"{program}\n{facts}")
    found = clingo_oracle.consequences(control, "brave", [])
    assert found is not None
    start = days(1)[0]  # no window that the law gives runs out within an hour
    frame = Frame(
        "AAA",
        (start, start + timedelta(hours=1)),
        {first: (YES, YES), second: (NO, UNKNOWN)},
        (),
        True,
    )
    decider = Decider(History(bundle.compiled, frame))
    expected = {
        (name, "word", word)
        for name in decider.history.of
        for word, f in decider.words(name).items()
        if decider.diagram.both(f, decider.readings.admissible) != FALSE
    }
    assert {one for one in found if one[1] == "word" and one[0] in decider.history.of} == expected


def test_the_program_names_its_law_and_asks_every_question() -> None:
    """The hash that results name, and the words of every leaf."""
    bundle = load_bundled()
    program = law_as_asp(bundle.law, bundle.hash)
    assert bundle.hash in program.splitlines()[0]
    for leaf in bundle.law.leaves:
        assert leaf.question in program


def test_hostile_text_begins_no_rule() -> None:
    """A line break in a text of the law does not end its remark."""
    law = load_bundled().law
    bad = "x\n:- not there.\r\x0bbad.\u2028worse. %* "
    hostile = replace(
        law,
        elements=tuple(replace(one, text=bad) for one in law.elements),
        leaves=tuple(replace(one, question=bad) for one in law.leaves),
        issues=tuple(replace(one, question=bad) for one in law.issues),
    )
    program = law_as_asp(hostile, "0" * 64)
    assert not any(line.startswith((":- not there", "bad.", "worse.")) for line in program.splitlines())
