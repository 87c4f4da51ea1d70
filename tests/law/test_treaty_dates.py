"""A treaty measures no conduct from before it bound: what facts keep out of force at a date does not apply at it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from duecare.base.known import Known
from duecare.engine.diagram import FALSE
from duecare.engine.duties import duties_and_norms
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.walk import leaves_used
from duecare.rulebook.load import load_bundled

BUNDLE = load_bundled()
DAYS = (datetime(2010, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC))
ELEMENTS = {element.name: element.met for element in BUNDLE.law.elements}
OBLIGATIONS = {obligation.name: obligation for obligation in BUNDLE.law.obligations}


def _facts_of_force(name: str) -> tuple[str, ...]:
    duty = duties_and_norms(BUNDLE.law)[name]
    rules = [OBLIGATIONS[duty.obligation].in_force] if duty.obligation else []
    rules += [duty.in_force] if duty.in_force is not None else []
    return tuple(dict.fromkeys(leaf for rule in rules for leaf in leaves_used(rule, ELEMENTS)))


DUTIES = [name for name in duties_and_norms(BUNDLE.law) if _facts_of_force(name)]


def _joined_late(name: str) -> History:
    """Everything that could put the duty in force is so from the second date on, and was not before."""
    duty = duties_and_norms(BUNDLE.law)[name]
    row = (Known(False, asserted=True), Known(True, asserted=True))
    beneficiary = "" if duty.owed_to == "nobody" else "BBB"
    known = dict.fromkeys(_facts_of_force(name), row)
    return History(BUNDLE.compiled, Frame(beneficiary, DAYS, known, (), True, "AAA"), frozenset({name}))


@pytest.mark.parametrize("name", DUTIES)
def test_what_did_not_bind_yet_did_not_apply_yet(name: str) -> None:
    """Who joins later is measured from then on; the duty counts as in force, and still not for earlier conduct."""
    history = _joined_late(name)
    if history.slices.root(f"force:{name}", 0) == FALSE:
        assert history.of[name].applicable[0] == FALSE
    assert history.slices.root(f"force:{name}", 1) != FALSE


def test_there_are_treaties_to_ask_about() -> None:
    """The rule is tried on duties of several treaties, and not on none."""
    late = [name for name in DUTIES if _joined_late(name).slices.root(f"force:{name}", 0) == FALSE]
    assert len({name.partition(".")[0] for name in late}) >= 5
