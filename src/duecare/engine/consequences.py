"""What follows from the breach of a duty, worked out as if the duty was breached: exactly, in every reading.

The conditions of consequences are no part of a compiled law, so that nobody who does not ask for them waits for them:
they are joined to it for the duties asked about, and a history worked out from what comes of that answers for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from duecare.engine.compile import Context, compile_conditions
from duecare.engine.compiled import Compiled
from duecare.engine.decide import Decider, Verdict
from duecare.engine.diagram import FALSE
from duecare.ir.declarations import Consequence, Stance
from duecare.ir.expressions import All, Constant, Expression, OfDuty, Status
from duecare.ir.walk import map_expression

FOLLOWS, NOT = "follows", "does not follow"
PRECLUDED = "breached (wrongfulness precluded)"
BREACHED = frozenset({PRECLUDED, "breached"})
LEAVES_OPEN, LISTS = "leaves open", "lists conditions"
_OWED = "owed to "


def with_consequences(compiled: Compiled, duties: Iterable[str]) -> Compiled:
    """Return a compiled law with the conditions of its consequences, for each of these duties."""
    law = compiled.law
    owed = {duty.id: duty.owed_to for duty in law.duties}
    toward = {obligation.name: obligation.owed_to for obligation in law.obligations}
    wanted: dict[str, tuple[Expression, Context]] = {}
    for duty in duties:
        at_hand = partial(_at_hand, duty, owed[duty] or toward[duty.rpartition(".")[0]])
        for consequence in law.consequences:
            for number, line in enumerate((consequence.when, *lines_of(consequence))):
                condition = All((map_expression(at_hand, line),))  # a guarded line stands in a list
                wanted[_root(consequence.name, duty, number)] = condition, Context(duty=duty)
    return compile_conditions(compiled, wanted)


def lines_of(consequence: Consequence) -> tuple[Expression, ...]:
    """Return the conditions that a consequence lists; none where it says whether it follows."""
    if consequence.tells != LISTS:
        return ()
    return consequence.when.items if isinstance(consequence.when, All) else (consequence.when,)


def is_asked(compiled: Compiled, duty: str, consequence: str) -> bool:
    """Whether a consequence may follow from the breach of a duty at all: on some facts, in some reading."""
    return compiled.roots[_root(consequence, duty, 0)] != FALSE


def follows(decider: Decider, duty: str, consequence: str, number: int = 0) -> int:
    """Return where a consequence of a duty's breach follows at the end; number: one of the lines it lists, from 1."""
    slices, last, d = decider.history.slices, decider.history.slices.count - 1, decider.diagram
    still_due = d.both(slices.root(f"applies:{duty}", last), slices.root(f"due:{duty}", last))
    slices.set_history(f"review:{duty}:still due", last, still_due)
    slices.set_history(f"review:{duty}:wrongfulness precluded", last, decider.history.of[duty].words.get(PRECLUDED, FALSE))
    return slices.root(_root(consequence, duty, number), last)


def breached(decider: Decider, duty: str) -> int:
    """Return where a duty was breached, excused or not: the footing on which consequences are worked out."""
    return decider.diagram.disjunction([f for word, f in decider.history.of[duty].words.items() if word in BREACHED])


def verdict(decider: Decider, duty: str, function: int, stances: Sequence[Stance]) -> Verdict:
    """Return whether something follows wherever a view's readings, gates set aside, have the duty breached.

    No words: under the view it was not breached, whatever the unknown facts are.
    """
    d, footing = decider.diagram, breached(decider, duty)
    readings = d.both(decider.view(stances, gates=False), decider.force(duty))
    words = {FOLLOWS: d.both(footing, function), NOT: d.both(footing, d.negation(function))}
    return decider.verdict({word: decider.possible(f) for word, f in words.items()}, readings)


def _at_hand(duty: str, owed_to: str, part: Expression) -> Expression:
    """Return a part of a condition as it reads for a duty."""
    if not isinstance(part, OfDuty):
        return part
    if part.what.startswith(_OWED):
        return Constant(part.what.removeprefix(_OWED) == owed_to)
    return Status(duty, "omitted") if part.what == "still omitted" else part


def _root(consequence: str, duty: str, number: int) -> str:
    return f"follows:{consequence}:{duty}:{number}"
