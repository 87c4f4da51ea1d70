"""Which duties measure conduct from before their treaty bound, though what puts them in force began only later?"""

from __future__ import annotations

from datetime import UTC, datetime

from duecare.base.known import Known
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import FALSE
from duecare.engine.duties import duties_and_norms
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.declarations import Law
from duecare.ir.walk import leaves_used

_DAYS = (datetime(2010, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC))
_FROM_THE_SECOND = (Known(False, asserted=True), Known(True, asserted=True))


def facts_of_force(law: Law) -> dict[str, tuple[str, ...]]:
    """Return the duties whose being in force turns on facts, each with these facts."""
    elements = {element.name: element.met for element in law.elements}
    obligations = {obligation.name: obligation for obligation in law.obligations}
    found = {}
    for name, duty in duties_and_norms(law).items():
        rules = [obligations[duty.obligation].in_force] if duty.obligation else []
        rules += [duty.in_force] if duty.in_force is not None else []
        found[name] = tuple(dict.fromkeys(leaf for rule in rules for leaf in leaves_used(rule, elements)))
    return {name: leaves for name, leaves in found.items() if leaves}


def joined_late(compiled: Compiled, name: str, leaves: tuple[str, ...]) -> History:
    """Return a duty where all that could put it in force is so from the second date on, and was not before."""
    duty = duties_and_norms(compiled.law)[name]
    beneficiary = "" if duty.owed_to == "nobody" else "BBB"
    known = dict.fromkeys(leaves, _FROM_THE_SECOND)
    return History(compiled, Frame(beneficiary, _DAYS, known, (), True, "AAA"), frozenset({name}))


def kept_out_at_first(history: History, name: str) -> bool:
    """Say whether the facts keep a duty out of force at the first date, and no longer at the second."""
    force = [history.slices.root(f"force:{name}", index) for index in range(2)]
    return force[0] == FALSE != force[1]


def measured_too_early(compiled: Compiled) -> list[str]:
    """Return the duties that may apply at a date at which the facts keep them out of force."""
    found = ((name, joined_late(compiled, name, leaves)) for name, leaves in facts_of_force(compiled.law).items())
    return [
        name for name, history in found if kept_out_at_first(history, name) and history.of[name].applicable[0] != FALSE
    ]
