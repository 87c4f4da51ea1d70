"""Chances of a dossier are what setting each fact, one way and the other, and weighing the outcomes gives."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from duecare.assess.assess import decided, frames_of
from duecare.assess.chance import ChanceFinding, chances
from duecare.assess.outcomes import outcomes
from duecare.base.errors import InputError
from duecare.dossier.model import Claim, Dossier
from duecare.dossier.read import read_dossier
from duecare.ir.declarations import View
from duecare.rulebook.load import load_bundled

HARBOUR = Path(__file__).parents[2] / "dossiers" / "exercise-harbour.yaml"
DUTY = "corfu_channel_duty.warn"
GIVEN = {"territorial_origin": 0.8, "admitted_knowledge": 0.9, "source_is_non_state": 0.7, "operation_imminent": 0.6}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return read_dossier(HARBOUR, load_bundled().law)


def _is_meant(claim: Claim) -> bool:
    return claim.leaf in GIVEN and claim.bearer in {"", "XAA"} and claim.value == "yes"


def _with_chances(dossier: Dossier) -> Dossier:
    return replace(
        dossier,
        claims=tuple(replace(one, probability=GIVEN[one.leaf]) if _is_meant(one) else one for one in dossier.claims),
    )


def _view(name: str) -> View:
    return next(view for view in load_bundled().law.views if view.name == name)


def _found(dossier: Dossier, view: View) -> ChanceFinding:
    report = chances(dossier, load_bundled(), (view,), bearer="XAA", duty=DUTY, together=False)
    (found,) = (one for one in report.findings if one.beneficiary == "XBB")
    return found


def _settled(dossier: Dossier, view: View) -> tuple[str, ...]:
    frames = [one for one in frames_of(dossier, load_bundled(), None, "balance") if one.beneficiary == "XBB"]
    fitting = [one for one in frames if one.bearer == "XAA"]
    ((_, decider),) = decided(dossier, load_bundled(), fitting, frozenset({DUTY}))
    return outcomes(decider, DUTY, view)[0].words


def test_weighing_every_case_gives_the_same(dossier: Dossier) -> None:
    """Each fact so, or otherwise as the claim's contrary has it: the outcomes of all cases, weighed."""
    view, least, most, whole = _view("coco_dias"), dict[str, float](), dict[str, float](), 0.0
    leaves = sorted({one.leaf for one in dossier.claims if _is_meant(one)})
    for values in product((True, False), repeat=len(leaves)):
        so, weight = dict(zip(leaves, values, strict=True)), 1.0
        for leaf, value in so.items():
            weight *= GIVEN[leaf] if value else 1 - GIVEN[leaf]
        claims = tuple(
            _contrary(one, dossier) if _is_meant(one) and not so[one.leaf] else one for one in dossier.claims
        )
        try:
            words = _settled(replace(dossier, claims=claims), view)
        except InputError:  # the constraints of the law rule the case out: it has no share
            continue
        whole += weight
        for word in words:
            most[word] = most.get(word, 0.0) + weight
        if len(words) == 1:
            least[words[0]] = least.get(words[0], 0.0) + weight
    found = _found(_with_chances(dossier), view)
    assert 0 < whole <= 1
    for one in found.likely:
        assert one.most == pytest.approx(most.get(one.word, 0.0) / whole, abs=1e-12)
        assert one.least == pytest.approx(least.get(one.word, 0.0) / whole, abs=1e-12)
    assert {one.word for one in found.likely} == set(most)


def _contrary(claim: Claim, dossier: Dossier) -> Claim:
    """A claim of the contrary; that an event was not so is said of all the time."""
    events = {leaf.name for leaf in load_bundled().law.leaves if leaf.event or leaf.onset}
    other = replace(claim, value="no")
    return replace(other, since=dossier.written, until=None) if claim.leaf in events else other


def test_sensitivities_are_finite_differences(dossier: Dossier) -> None:
    """A step of a probability moves the chance of an adverse outcome by the sensitivity told, there and back."""
    view, step = _view("coco_dias"), 1e-4
    given = _with_chances(dossier)
    found = _found(given, view)
    assert found.weights
    for weight in found.weights:
        sides = []
        for sign in (1, -1):
            moved = tuple(
                replace(one, probability=(one.probability or 0) + sign * step)
                if one.leaf == weight.leaf and one.probability is not None
                else one
                for one in given.claims
            )
            other = _found(replace(given, claims=moved), view).adverse
            sides.append((other.least, other.most))
        for number, told in enumerate(weight.sensitivity):
            slope = (sides[0][number] - sides[1][number]) / (2 * step)
            assert slope == pytest.approx(told, abs=1e-7)


def test_a_probability_changes_no_assessment(dossier: Dossier) -> None:
    """Outside the question of chances a claim counts by its standing alone."""
    view = _view("tallinn_manual_2")
    assert _settled(_with_chances(dossier), view) == _settled(dossier, view)


def test_shares_are_told_where_no_claim_gives_a_number(dossier: Dossier) -> None:
    """Without probabilities the shares of the completions add up to one in each reading, and it says so."""
    report = chances(dossier, load_bundled(), (_view("coco_dias"),), bearer="XAA", together=False)
    assert report.counted
    for one in (one for one in report.findings if one.readings == 1):
        assert sum(likely.least for likely in one.likely) == pytest.approx(1.0, abs=1e-9)
        assert all(likely.least == pytest.approx(likely.most, abs=1e-12) for likely in one.likely)
        assert not one.weights


def test_certain_probabilities_are_the_assessment(dossier: Dossier) -> None:
    """Given as 1, claims come out as they do when they are known."""
    sure = tuple(replace(one, probability=1.0) if _is_meant(one) else one for one in dossier.claims)
    for name in ("coco_dias", "tallinn_manual_2"):
        found, words = _found(replace(dossier, claims=sure), _view(name)), _settled(dossier, _view(name))
        assert tuple(one.word for one in found.likely if one.most > 0) == words


def test_unclear_probabilities_are_refused(dossier: Dossier) -> None:
    """Of a step taken late, of what is not known, and two of one leaf that do not agree."""
    late = next(one for one in dossier.claims if one.leaf == "taken")
    for value, words in (("late", "a step taken late"), ("unknown", "`unknown`")):
        changed = replace(dossier, claims=(*dossier.claims, replace(late, value=value, probability=0.5)))
        with pytest.raises(InputError, match=words):
            _found(changed, _view("coco_dias"))
    twice = next(one for one in dossier.claims if one.leaf == "territorial_origin" and one.bearer == "XAA")
    other = (replace(twice, probability=0.5), replace(twice, probability=0.6, id="Z9.1"))
    with pytest.raises(InputError, match="another chance than"):
        _found(replace(dossier, claims=(*dossier.claims, *other)), _view("coco_dias"))
