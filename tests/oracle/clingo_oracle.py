"""The second oracle: the exported program, run by clingo in every reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import clingo
from answers import Answer, Atom
from completions import Reading

from duecare.engine.frame import Frame
from duecare.export.asp import asp_program, issues_of, readings_program
from duecare.ir.declarations import Law

_KIND = {"word": "word", "held": "held"}


def answers(law: Law, frame: Frame) -> dict[Reading, Answer | None]:
    """What brave and cautious reasoning find in every reading; None where there is no answer set."""
    control = grounded(asp_program(law, frame))
    return {reading: answer(control, assumed(reading)) for reading in readings(law)}


def grounded(program: str) -> clingo.Control:
    """A program, ready to be asked; whatever clingo remarks is an error."""
    control = clingo.Control(["0"], logger=_complain)
    control.add("base", [], program)
    control.ground([("base", [])])
    return control


def _complain(code: clingo.MessageCode, message: str) -> None:
    raise AssertionError(f"clingo: {code}: {message}")


def readings(law: Law) -> list[Reading]:
    """Every reading that clingo finds, as positions in the order of the law's issues."""
    control = grounded("\n".join([*issues_of(law), readings_program()]))
    order = [issue.name for issue in law.issues]
    found: list[Reading] = []
    with control.solve(yield_=True) as models:
        for model in models:
            shown = [a for a in model.symbols(atoms=True) if a.name == "takes"]
            taken = {a.arguments[0].string: a.arguments[1].string for a in shown}
            found.append(tuple((name, taken[name]) for name in order))
    return found


def assumed(reading: Iterable[tuple[str, str]]) -> list[tuple[clingo.Symbol, bool]]:
    """That a reading is taken, as what a question assumes."""
    return [(clingo.Function("takes", [clingo.String(i), clingo.String(p)]), True) for i, p in reading]


def answer(control: clingo.Control, assumptions: Sequence[tuple[clingo.Symbol, bool]]) -> Answer | None:
    """What may be and what must be so under these assumptions."""
    possible = consequences(control, "brave", assumptions)
    certain = consequences(control, "cautious", assumptions)
    return None if possible is None or certain is None else Answer(possible, certain)


def consequences(
    control: clingo.Control, mode: str, assumptions: Sequence[tuple[clingo.Symbol, bool] | int]
) -> frozenset[Atom] | None:
    """The atoms in some answer set (brave) or in all (cautious); None if there is no answer set."""
    control.configuration.solve.enum_mode = mode
    last: list[clingo.Symbol] | None = None
    with control.solve(assumptions=assumptions, yield_=True) as models:
        for model in models:
            last = list(model.symbols(shown=True))
    return None if last is None else frozenset(_atom(symbol) for symbol in last)


def _atom(symbol: clingo.Symbol) -> Atom:
    name = symbol.arguments[0].string
    if symbol.name == "event":
        return name, symbol.arguments[1].string, symbol.arguments[2].number
    if symbol.name == "in_force":
        return name, "in force", ""
    return name, _KIND[symbol.name], symbol.arguments[1].string
