"""Factors are listed as the record shows them: three values on the claims, and nothing from silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from duecare.assess.factors import FactorList, Ground, factors
from duecare.dossier.read import parse_dossier
from duecare.engine.compiled import Compiled
from duecare.ir.declarations import Citation, Factor, Law, LeafRule, Measure, Presumption
from duecare.ir.expressions import All, AnyOf, AtLeast, Expression, Leaf, Not, OfStep, SomeAffected, Taken
from duecare.rulebook.load import Bundle

_SOURCE = (Citation("somebody"),)
_ALWAYS = All(())
_LEAVES = (
    LeafRule("storm", "fact", "operation", "Was there a storm?"),
    LeafRule("harbour", "fact", "bearer", "Does the harbour lie in {bearer}?"),
    LeafRule("told", "fact", "relation", "Had {beneficiary} told {bearer}?", event=True),
    LeafRule("damage", "fact", "beneficiary", "Was there damage in {beneficiary}?", event=True),
    LeafRule("grave", "appraisal", "beneficiary", "Was it grave?"),
    LeafRule("calm", "fact", "bearer", "Was {bearer} calm?"),
    LeafRule("able", "appraisal", "measure", "Could {bearer} take {measure}?"),
    LeafRule("lawful", "fact", "measure", "Was it lawful: {measure}"),
)
_PRESUMPTIONS = (
    Presumption("grave", value=True, text="Damage is grave.", sources=_SOURCE, when=Leaf("damage")),
    Presumption("calm", value=True, text="States are calm.", sources=_SOURCE, when=_ALWAYS),
    Presumption("able", value=True, text="Able to do what is basic.", sources=_SOURCE, when=OfStep("baseline")),
)
_MEASURES = tuple(
    Measure(name, f"Do {name}.", _SOURCE, ("halt",), tier) for name, tier in (("M1", "baseline"), ("M2", "capacity"))
)
_DOSSIER = """dossier: quay-2024
title: "Exercise: the quay"
summary: A crane stops.
tlp: green
exercise: yes
written: 2024-06-01
operation: {{kind: sabotage, began: 2024-05-01}}
states: {{XAA: Northland, XBB: Southland, XCC: Eastland}}
sources:
  log: {{title: A log, publisher: Exercise control, date: 2024-05-20, grade: seen}}
timeline:
  - on: 2024-05-01
    what: The crane of Southland stops.
    sources: [log]
    shows:
      - damage: {{beneficiary: XCC, value: no, standing: established}}
      - harbour: {{bearer: XAA, value: unknown, standing: alleged}}
      - damage: {{beneficiary: XBB, value: unknown, standing: alleged}}
{shows}
"""


def _lists(
    tmp_path: Path, *claims: str, raises: Expression | None = None, lowers: Expression | None = None,
    standard: str = "balance",
) -> dict[tuple[str, str], FactorList]:  # fmt: skip
    """Return the lists of a dossier of these claims under a law of one factor, by frame."""
    one = Factor("one", "A factor.", _SOURCE, ("raises", "lowers"), raises, lowers)
    law = Law(leaves=_LEAVES, presumptions=_PRESUMPTIONS, measures=_MEASURES, factors=(one,))
    text = _DOSSIER.format(shows="\n".join(f"      - {claim}" for claim in claims))
    dossier = parse_dossier(text.encode(), "quay.yaml", law)
    bundle = Bundle(law, "", tmp_path, _nothing())
    return {(one.bearer, one.beneficiary): one for one in factors(dossier, bundle, standard=standard)}


def _nothing() -> Compiled:
    return None  # type: ignore[return-value]  # no factor is read off the compiled law


def _claim(leaf: str, value: str, about: str, standing: str = "probable", when: str = "") -> str:
    return f"{leaf}: {{{about}, value: {value}, standing: {standing}{when}}}"


def _sides(found: FactorList) -> set[str]:
    return {one.side for one in found.shown}


_BEARER = "bearer: XAA"


@pytest.mark.parametrize(
    ("value", "side"), [("yes", {"raises"}), ("no", {"lowers"}), ("unknown", set())], ids=["yes", "no", "unknown"]
)
def test_an_answer_puts_a_factor_on_its_side(tmp_path: Path, value: str, side: set[str]) -> None:
    """A fact that is claimed stands where its answer points; one that could not be told stands nowhere."""
    told = _lists(tmp_path, _claim("harbour", value, _BEARER), raises=Leaf("harbour"), lowers=Not(Leaf("harbour")))
    assert _sides(told["XAA", "XBB"]) == side


def test_silence_lists_nothing(tmp_path: Path) -> None:
    """What nobody spoke of is named as such, and neither is nor is not."""
    told = _lists(tmp_path, raises=Leaf("storm"), lowers=Not(Leaf("storm")))["XAA", "XBB"]
    assert (told.shown, told.unproved, told.unspoken) == ((), (), ("one",))


def test_what_does_not_count_is_spoken_of_and_not_shown(tmp_path: Path) -> None:
    """Below the standard of proof, or where equals conflict, a factor is not listed; that somebody spoke is said."""
    alleged = _claim("harbour", "yes", _BEARER, "alleged")
    low = _lists(tmp_path, alleged, raises=Leaf("harbour"))["XAA", "XBB"]
    assert (low.shown, low.unproved, low.unspoken) == ((), ("one",), ())
    assert _sides(_lists(tmp_path, alleged, raises=Leaf("harbour"), standard="prima_facie")["XAA", "XBB"]) == {"raises"}
    both = (_claim("harbour", "yes", _BEARER), _claim("harbour", "no", _BEARER))
    assert _lists(tmp_path, *both, raises=Leaf("harbour"), lowers=Not(Leaf("harbour")))["XAA", "XBB"].shown == ()


def test_the_claims_for_and_against_are_named(tmp_path: Path) -> None:
    """A listed factor names the claims of the answer that shows it, and apart those that speak otherwise."""
    claims = (_claim("harbour", "yes", _BEARER, "established"), _claim("harbour", "no", _BEARER, "alleged"))
    (shown,) = _lists(tmp_path, *claims, raises=Leaf("harbour"))["XAA", "XBB"].shown
    (ground,) = shown.grounds
    assert (ground.leaf, ground.value, ground.presumed) == ("harbour", "yes", False)
    assert ground.claims == ("T1.4",)
    assert set(ground.against) == {"T1.2", "T1.5"}


def test_what_is_presumed_from_claims_is_listed_as_presumed(tmp_path: Path) -> None:
    """A presumption lists a factor by the claims it follows from; asserted to the contrary, it lists nothing."""
    damage = _claim("damage", "yes", "beneficiary: XBB")
    (shown,) = _lists(tmp_path, damage, raises=Leaf("grave"))["XAA", "XBB"].shown
    assert shown.grounds == (Ground("grave", "yes", ("T1.4",), presumed=True),)
    denied = _claim("grave", "no", "beneficiary: XBB", when=", author: an expert, reason: a scratch")
    assert _lists(tmp_path, damage, denied, raises=Leaf("grave"))["XAA", "XBB"].shown == ()


def test_what_is_presumed_without_any_claim_is_not_listed(tmp_path: Path) -> None:
    """A presumption that holds of every State says nothing of this one."""
    assert _lists(tmp_path, raises=Leaf("calm"))["XAA", "XBB"].shown == ()


def test_a_question_about_each_step_is_looked_at_step_by_step(tmp_path: Path) -> None:
    """It is enough that one step shows it, and two answers about two steps do not add up to one."""
    able = _claim("able", "no", "bearer: XAA, measure: M2", when=", author: an expert, reason: no ships")
    (shown,) = _lists(tmp_path, able, lowers=Not(Leaf("able")))["XAA", "XBB"].shown
    assert [one.leaf for one in shown.grounds] == ["able(M2)"]
    lawful = _claim("lawful", "yes", "bearer: XAA, measure: M1")
    both = All((Not(Leaf("able")), Leaf("lawful")))
    assert _lists(tmp_path, able, lawful, lowers=both)["XAA", "XBB"].shown == ()
    taken = _claim("taken", "yes", "bearer: XAA, measure: M2", when=", from: 2024-05-03")
    assert _sides(_lists(tmp_path, taken, lowers=Taken("M2"))["XAA", "XBB"]) == {"lowers"}


def test_lists_of_conditions(tmp_path: Path) -> None:
    """All, any, and so many of: only what makes them so is named."""
    claims = (_claim("harbour", "yes", _BEARER), _claim("damage", "yes", "beneficiary: XBB"))
    leaves = (Leaf("harbour"), Leaf("damage"), Leaf("storm"))
    for condition, yes in ((AnyOf(leaves), True), (AtLeast(2, leaves), True), (All(leaves), False)):
        shown = _lists(tmp_path, *claims, raises=condition)["XAA", "XBB"].shown
        assert [[one.leaf for one in factor.grounds] for factor in shown] == [["harbour", "damage"]] * yes
    neither = Not(AnyOf((Leaf("harbour"), Leaf("storm"))))
    assert _lists(tmp_path, *claims, raises=neither)["XAA", "XBB"].shown == ()


def test_what_one_affected_state_told_is_known_toward_all(tmp_path: Path) -> None:
    """`some affected` looks at every affected State; without it only at the one of the frame."""
    told = _claim("told", "yes", "bearer: XAA, beneficiary: XBB", when=", from: 2024-05-03")
    alone = _lists(tmp_path, told, raises=Leaf("told"))
    assert (_sides(alone["XAA", "XBB"]), _sides(alone["XAA", "XCC"])) == ({"raises"}, set())
    known = _lists(tmp_path, told, raises=SomeAffected(Leaf("told")))
    assert all(_sides(known[frame]) == {"raises"} for frame in (("XAA", ""), ("XAA", "XBB"), ("XAA", "XCC")))


def test_when_it_shows_is_told(tmp_path: Path) -> None:
    """A factor has the date from which it shows and, where it ends, the date of that."""
    yes = _claim("harbour", "yes", _BEARER, "established", when=", from: 2024-05-03")
    no = _claim("harbour", "no", _BEARER, "established", when=", from: 2024-05-10")
    (shown,) = _lists(tmp_path, yes, no, raises=Leaf("harbour"))["XAA", "XBB"].shown
    assert (shown.since, shown.until) == ("2024-05-03", "2024-05-10")
    (lasting,) = _lists(tmp_path, yes, raises=Leaf("harbour"))["XAA", "XBB"].shown
    assert (lasting.since, lasting.until) == ("2024-05-03", "")


def test_a_factor_without_a_question_is_in_no_list(tmp_path: Path) -> None:
    """It is given in the reasons of an appraisal, and nobody is said to have kept silent on it."""
    told = _lists(tmp_path)["XAA", "XBB"]
    assert (told.shown, told.unproved, told.unspoken) == ((), (), ())
