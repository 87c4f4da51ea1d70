"""The second oracle: the exported program, run by clingo in every reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import clingo
from completions import Knowns, Reading, Words

from duecare.export.asp import asp_program
from duecare.ir.declarations import Law

# Enough of the program to find the readings without regard to any fact.
_READINGS = """
1 { takes(I,P) : position(I,P) } 1 :- issue(I).
:- requires(I,P,J,Q), takes(I,P), not takes(J,Q).
:- excludes(I,P,J,Q), takes(I,P), takes(J,Q).
#show takes/2.
"""


@dataclass(frozen=True)
class Answer:
    """In one reading: the words each duty and norm may have and must have, and so of being in force."""

    possible: Words
    certain: Words
    may_bind: frozenset[str]
    must_bind: frozenset[str]


def readings(law: Law, program: str) -> list[Reading]:
    """Every reading that clingo finds, as positions in the order of the law's issues."""
    facts = program.partition("% slices of time")[0]
    control = clingo.Control(["0", "--warn=none"])
    control.add("base", [], facts + _READINGS)
    control.ground([("base", [])])
    order = [issue.name for issue in law.issues]
    found: list[Reading] = []
    with control.solve(yield_=True) as models:
        for model in models:
            taken = {a.arguments[0].string: a.arguments[1].string for a in model.symbols(shown=True)}
            found.append(tuple((name, taken[name]) for name in order))
    return found


def answers(law: Law, slices: Sequence[datetime], known: Knowns, beneficiary: str) -> dict[Reading, Answer]:
    """The words that brave and cautious reasoning find in every reading."""
    program = asp_program(law, slices, known, beneficiary)
    control = clingo.Control(["0"], logger=_complain)
    control.add("base", [], program)
    control.ground([("base", [])])
    return {reading: _answer(control, law, reading) for reading in readings(law, program)}


def _complain(code: clingo.MessageCode, message: str) -> None:
    raise AssertionError(f"clingo: {code}: {message}")


def _answer(control: clingo.Control, law: Law, reading: Reading) -> Answer:
    brave, cautious = (_consequences(control, mode, reading) for mode in ("brave", "cautious"))
    return Answer(_words(law, brave), _words(law, cautious), _bind(brave), _bind(cautious))


def _consequences(control: clingo.Control, mode: str, reading: Reading) -> list[clingo.Symbol]:
    """The atoms in some answer set (brave) or all (cautious) of a reading; none if there is no set."""
    control.configuration.solve.enum_mode = mode
    assumptions = [
        (clingo.Function("takes", [clingo.String(issue), clingo.String(position)]), True) for issue, position in reading
    ]
    last: list[clingo.Symbol] = []
    with control.solve(assumptions=assumptions, yield_=True) as models:
        for model in models:
            last = list(model.symbols(shown=True))
    return last


def _words(law: Law, atoms: list[clingo.Symbol]) -> Words:
    names = [duty.id for duty in law.duties] + [norm.name for norm in law.norms]
    pairs = [(a.arguments[0].string, a.arguments[1].string) for a in atoms if a.name == "word"]
    return {name: frozenset(word for subject, word in pairs if subject == name) for name in names}


def _bind(atoms: list[clingo.Symbol]) -> frozenset[str]:
    return frozenset(atom.arguments[0].string for atom in atoms if atom.name == "in_force")
