"""What follows from the breach of a duty, worked out as if the duty was breached: exactly, in every reading.

The conditions of consequences are no part of a compiled law, so that nobody who does not ask for them waits for them:
they are joined to it for the duties asked about, and a history worked out from what comes of that answers for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from duecare.engine.compile import Context, compile_conditions
from duecare.engine.compiled import Compiled
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.readings import Verdict
from duecare.ir.declarations import Consequence, Law, Stance
from duecare.ir.expressions import All, AnyOf, Constant, Expression, Guarded, Not, OfDuty, Status
from duecare.ir.walk import map_expression

FOLLOWS, NOT = "follows", "does not follow"
PRECLUDED = "breached (wrongfulness precluded)"
BREACHED = frozenset({PRECLUDED, "breached"})
LEAVES_OPEN, LISTS = "leaves open", "lists conditions"
_OWED = "owed to "


def with_consequences(compiled: Compiled, duties: Iterable[str]) -> Compiled:
    """Return a compiled law with the conditions of its consequences, for each of these duties."""
    return compile_conditions(compiled, consequence_conditions(compiled.law, duties))


def consequence_conditions(law: Law, duties: Iterable[str]) -> Mapping[str, tuple[Expression, Context]]:
    """Return the conditions of every consequence for each of these duties, by the names of their roots."""
    wanted: dict[str, tuple[Expression, Context]] = {}
    for duty in duties:
        for consequence in law.consequences:
            for number, condition in enumerate(conditions_of(law, consequence, duty)):
                # A guarded line stands in a list; what is said of the duty at hand is history.
                line = All((map_expression(partial(_history, duty), condition),))
                wanted[_root(consequence.name, duty, number)] = line, Context(duty=duty)
    return wanted


def conditions_of(law: Law, consequence: Consequence, duty: str) -> tuple[Expression, ...]:
    """Return the condition of a consequence as it reads for a duty, then each condition that it lists."""
    lines: tuple[Expression, ...] = ()
    if consequence.tells == LISTS:
        lines = consequence.when.items if isinstance(consequence.when, All) else (consequence.when,)
    rule = next(one for one in law.duties if one.id == duty)
    owed = rule.owed_to or next(one.owed_to for one in law.obligations if one.name == rule.obligation)
    return tuple(map_expression(partial(_read_for, owed), line) for line in (consequence.when, *lines))


def is_asked(compiled: Compiled, duty: str, consequence: str, number: int = 0) -> bool:
    """Whether a consequence may follow from the breach of a duty at all; of a line it lists, whether it may not be."""
    return compiled.roots[_root(consequence, duty, number)] != (TRUE if number else FALSE)


def follows(decider: Decider, duty: str, consequence: str, number: int = 0) -> int:
    """Return where a consequence of a duty's breach follows at the end; number: one of the lines it lists, from 1."""
    slices, last, d = decider.history.slices, decider.history.slices.count - 1, decider.diagram
    still_due = d.both(slices.root(f"applies:{duty}", last), slices.root(f"due:{duty}", last))
    slices.set_history(f"review:{duty}:still due", last, still_due)
    slices.set_history(
        f"review:{duty}:wrongfulness precluded", last, decider.history.of[duty].words.get(PRECLUDED, FALSE)
    )
    return slices.root(_root(consequence, duty, number), last)


def breached(decider: Decider, duty: str) -> int:
    """Return where a duty was breached, excused or not: the footing on which consequences are worked out."""
    return decider.diagram.disjunction([f for word, f in decider.history.of[duty].words.items() if word in BREACHED])


def verdict(decider: Decider, duty: str, function: int, stances: Sequence[Stance]) -> Verdict:
    """Return whether something follows wherever a view's readings, gates set aside, have the duty breached.

    No words: under the view it was not breached, whatever the unknown facts are.
    """
    return verdicts(decider, duty, function, [stances])[0]


def verdicts(decider: Decider, duty: str, function: int, views: Sequence[Sequence[Stance]]) -> tuple[Verdict, ...]:
    """Return the same under each of several views."""
    d, footing = decider.diagram, breached(decider, duty)
    bound = d.both(decider.force(duty), decider.possible(footing))
    words = {FOLLOWS: d.both(footing, function), NOT: d.both(footing, d.negation(function))}
    possible = {word: decider.possible(f) for word, f in words.items()}
    readings = (d.both(decider.readings.view(stances, gates=False), bound) for stances in views)
    return tuple(decider.readings.verdict(possible, one) for one in readings)


def _read_for(owed: str, part: Expression) -> Expression:
    """Return a part of a condition for a duty owed to these, without the lines that this decides."""
    match part:
        case OfDuty(what) if what.startswith(_OWED):
            return Constant(what.removeprefix(_OWED) == owed)
        case Not(Constant(value)):
            return Constant(not value)
        case All(items):
            return _without(items, True)
        case AnyOf(items):
            return _without(items, False)
    return part


def _without(items: tuple[Expression, ...], value: bool) -> Expression:
    """Return a list without the lines of this value, which decide nothing in it; a line of the other decides it."""
    constants = [item.value for item in items if isinstance(item, Constant)]
    if (not value) in constants:
        return Constant(not value)
    kept = tuple(item for item in items if not isinstance(item, Constant))
    if len(kept) == 1 and not isinstance(kept[0], Guarded):
        return kept[0]
    return (All(kept) if value else AnyOf(kept)) if kept else Constant(value)


def _history(duty: str, part: Expression) -> Expression:
    return Status(duty, "omitted") if part == OfDuty("still omitted") else part


def _root(consequence: str, duty: str, number: int) -> str:
    return f"follows:{consequence}:{duty}:{number}"
