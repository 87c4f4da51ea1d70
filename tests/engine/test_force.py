"""Whether a duty binds may turn on facts, such as a treaty that was joined or not."""

from __future__ import annotations

from datetime import UTC, datetime

from duecare.base.known import Known
from duecare.engine.decide import Decider
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.outcome import NOT_IN_FORCE, as_held, binds, if_binds
from duecare.rulebook.load import load_bundled

_DUTY = "cybercrime_duty.assist"


def _decider(**parties: bool) -> Decider:
    known = {name: (Known(value, asserted=True),) for name, value in parties.items()}
    frame = Frame("XBB", (datetime(2030, 1, 1, tzinfo=UTC),), known, (), closed=True)
    return Decider(History(load_bundled().compiled, frame))


def test_a_treaty_that_was_not_joined_is_not_in_force() -> None:
    """No view brings it into force, and no outcome of its content is told."""
    decider = _decider(party_to_budapest=False, party_to_malabo=False)
    assert binds(decider, _DUTY, ()).words == ("no",)
    assert if_binds(decider, _DUTY, ()).words == as_held(decider, _DUTY, ()).words == (NOT_IN_FORCE,)


def test_a_treaty_perhaps_joined_is_left_open() -> None:
    """Unknown is not false, nor is it true: whether it binds stays open."""
    decider = _decider()
    verdict = binds(decider, _DUTY, ())
    assert not verdict.settled
    assert set(verdict.words) == {"yes", "no"}
    assert NOT_IN_FORCE in as_held(decider, _DUTY, ()).words


def test_a_treaty_that_was_joined_binds() -> None:
    """And then its content decides."""
    decider = _decider(party_to_budapest=True, beneficiary_party_to_budapest=True)
    assert binds(decider, _DUTY, ()).words == ("yes",)
    assert NOT_IN_FORCE not in as_held(decider, _DUTY, ()).words
