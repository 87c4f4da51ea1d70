"""Rules that derivations once stumbled over, each at its smallest."""

from __future__ import annotations

from inquiries import silent_dossier
from small_law import DUTY, leaf, small_frame, small_law

from duecare.assess.outcomes import ALL
from duecare.assess.reasons.book import Book
from duecare.assess.why import inquiry_on
from duecare.engine.compile import compile_law
from duecare.engine.decide import Decider
from duecare.engine.history import History
from duecare.engine.outcome import if_binds
from duecare.ir.declarations import Constraint, Presumption
from duecare.ir.expressions import All, Leaf, Not, OfStep, Taken


def test_a_constraint_on_one_step_and_on_all_of_them_is_read_for_each() -> None:
    """What cannot be of one step, and names what is asked of every step, is read for every step."""
    able = Presumption("able", True, "", (), OfStep("baseline"))
    never = Constraint("taken_by_the_able", "", All((Taken("M1"), Not(Leaf("able")))))
    law = small_law(leaf("able", scope="measure"), presumptions=(able,), constraints=(never,))
    decider = Decider(History(compile_law(law), small_frame({"able(M1)": False})))
    inquiry = inquiry_on(decider, silent_dossier(), Book(law), DUTY, ALL)
    fact = inquiry.chain.conditions.fact("taken", "M1")
    assert [name for name, _, _ in fact.never] == ["taken_by_the_able"]
    assert if_binds(decider, DUTY, ()).words == ("breached",)
