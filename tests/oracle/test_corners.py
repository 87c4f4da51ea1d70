"""Rules that the engine once read otherwise than the normative text, each at its smallest."""

from __future__ import annotations

from small_law import ALWAYS, DUTY, NEVER, leaf, small_frame, small_law

from duecare.engine.compile import compile_law
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.outcome import as_held, binds, not_established
from duecare.ir.declarations import DefenceRule, ElementRule, Law, Norm, Service, Stance
from duecare.ir.expressions import All, AnyOf, Constant, Guarded, Leaf, Not, Taken


def decided(law: Law, frame: Frame) -> Decider:
    return Decider(History(compile_law(law), frame))


def test_a_gate_that_a_reading_leaves_empty_is_shut() -> None:
    """An `in force when` that a reading leaves without a line means not in force, in `all of` too."""
    law = small_law(in_force=All((Guarded(Constant(True), "status", ("accepted",)),)))
    decider = decided(law, small_frame({"taken(M1)": False}))
    denied = (Stance("status", ("denied",)),)
    assert as_held(decider, DUTY, denied).words == ("not in force",)


def test_a_gate_that_hangs_on_an_unknown_fact_is_open() -> None:
    """Where being in force hangs on what is not known, `not in force` is one of the outcomes still possible."""
    decider = decided(small_law(leaf("party"), in_force=Leaf("party")), small_frame({"taken(M1)": True}))
    assert set(as_held(decider, DUTY, ()).words) == {"not in force", "met"}
    assert not binds(decider, DUTY, ()).settled


def test_outcomes_that_go_only_with_a_shut_gate_are_not_held() -> None:
    """A word that is possible only where the duty is not in force is no outcome of it as held."""
    law = small_law(leaf("party"), in_force=Leaf("party"), due=Leaf("party"))
    assert set(as_held(decided(law, small_frame({"taken(M1)": True})), DUTY, ()).words) == {"not in force", "met"}


def test_what_was_in_force_is_not_undone_by_what_ends_later() -> None:
    """A duty in force while it was due and omitted stays breached when the fact it hung on has ended."""
    decider = decided(small_law(leaf("party"), in_force=Leaf("party")), small_frame({"party": (True, False)}, 2))
    assert "not in force" not in as_held(decider, DUTY, ()).words


def test_a_footing_leaves_aside_a_step_that_is_not_established() -> None:
    """An exception on a footing reads whatever is not established as not so, steps taken included."""
    aside = DefenceRule("own_act", "o", "", (), "due", Taken("M1"), ("own",), footing="it is not its own act")
    decider = decided(small_law(leaf("own"), defences=(aside,)), small_frame({}))
    assert "not due" not in as_held(decider, DUTY, ()).words


def test_a_leafs_own_burden_outranks_that_of_the_rule_that_uses_it() -> None:
    """What the law says the beneficiary must show stays its to show in an element that is the bearer's."""
    failing = ElementRule("failing", "", (), Not(Leaf("harmless")), burden="bearer")
    own = small_law(leaf("harmless", burden="beneficiary"), elements=(failing,), breached=Not(Leaf("harmless")))
    none = small_law(leaf("harmless"), elements=(failing,), breached=Not(Leaf("harmless")))
    frame = small_frame({"taken(M1)": True})
    assert not_established(decided(own, frame), DUTY, ())
    assert not not_established(decided(none, frame), DUTY, ())


def test_a_norm_that_is_not_expected_does_not_apply() -> None:
    """A norm applies, and is due, where it is expected."""
    norm = Norm("n", "", (), "halt", Leaf("serious"), Service("all", ("M1",)))
    history = decided(small_law(leaf("serious"), norms=(norm,)), small_frame({"serious": (False, True)}, 2)).history
    assert history.of["n"].applicable == (FALSE, TRUE)


def test_nothing_is_asked_of_never() -> None:
    """The helpers of this module say what they seem to: a duty that is never due is not due."""
    assert as_held(decided(small_law(due=AnyOf((NEVER,))), small_frame({})), DUTY, ()).words == ("not due",)
    assert as_held(decided(small_law(due=ALWAYS), small_frame({"taken(M1)": False})), DUTY, ()).words == ("breached",)
