"""What changed between two assessments, and why: every change is told, and each reason is enough by itself."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from duecare.assess.assess import assess
from duecare.assess.attribute import Difference, Given, difference, difference_of_results
from duecare.assess.difference import outcomes_of
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier
from duecare.dossier.read import parse_dossier, read_dossier
from duecare.report.record import to_json
from duecare.report.reread import read_assessment
from duecare.rulebook.law_at import law_at
from duecare.rulebook.load import load_bundled

_FILE = Path(__file__).parents[2] / "dossiers" / "exercise-harbour.yaml"
_TEXT = _FILE.read_text(encoding="utf-8")
_WARNED = """  - on: 2026-10-30
    what: A log shows that the affected State had been warned in time.
    sources: [inject-northland-log]
    shows:
      - taken: {measure: M51, bearer: XAA, beneficiary: XBB, value: yes, standing: established, from: 2026-02-01}
      - economic_harm: {beneficiary: XBB, value: yes, standing: established}
"""


@cache
def dossier(extra: str = "") -> Dossier:
    """Return the exercise with entries added to its timeline."""
    text = re.sub(r"^timeline:\n", lambda found: found[0] + extra, _TEXT, flags=re.MULTILINE) if extra else _TEXT
    return parse_dossier(text.encode(), str(_FILE), load_bundled().law)


def given(extra: str = "", law: str = "", as_of: str = "2026-11-01", standard: str = "balance") -> Given:
    """Return what an assessment of the exercise is made from."""
    bundle = law_at(load_bundled(), parse_moment(law)) if law else load_bundled()
    return Given(dossier(extra), bundle, parse_moment(as_of), standard)


@cache
def told(extra: str = "", law: str = "", as_of: str = "2026-11-01", standard: str = "balance") -> Difference:
    """Return what differs between the exercise as it is and otherwise."""
    return difference(given(), given(extra, law, as_of, standard))


def test_the_same_differs_in_nothing() -> None:
    """Two assessments of one record, law, date and standard have no change and no reason for one."""
    same = told()
    assert (same.kinds, same.changed, same.claims) == ((), (), ())
    assert same.unchanged == len(assess(dossier(), load_bundled()).findings)


@pytest.mark.parametrize(
    ("side", "kind"),
    [
        ({"extra": _WARNED}, "facts"),
        ({"law": "2016-06-01"}, "law"),
        ({"as_of": "2026-03-01"}, "date"),
    ],
    ids=["facts", "law", "date"],
)
def test_each_kind_is_named(side: dict[str, str], kind: str) -> None:
    """Where two assessments differ in one thing alone, that is the reason of every change, and there are some."""
    found = told(**side)
    assert found.kinds == (kind,)
    assert found.changed
    assert {one.because for one in found.changed} == {((kind,),)}


def test_the_standard_of_proof_is_named() -> None:
    """What was shown by the balance of probabilities, and is not with a high level of certainty, is told so."""
    bundle = load_bundled()
    real = read_dossier(_FILE.with_name("estonia-2007.yaml"), bundle.law)
    sides = [Given(real, bundle, parse_moment("2007-06-30"), standard) for standard in ("balance", "high")]
    found = difference(*sides, views=("coco_dias",))
    assert found.kinds == ("proof",)
    assert found.changed
    assert {one.because for one in found.changed} == {(("proof",),)}


def test_every_change_is_told_and_no_other() -> None:
    """The findings told are those whose outcomes, force or history differ; the others are counted."""
    old = assess(dossier(), load_bundled(), as_of=parse_moment("2026-11-01"))
    new = assess(dossier(_WARNED), load_bundled(), as_of=parse_moment("2026-11-01"))
    differing = {
        (one.bearer, one.beneficiary, one.duty)
        for one, other in zip(old.findings, new.findings, strict=True)
        if (outcomes_of(one), one.force, one.history) != (outcomes_of(other), other.force, other.history)
    }
    found = told(_WARNED)
    assert {(one.bearer, one.beneficiary, one.duty) for one in found.changed} == differing
    assert found.unchanged == len(old.findings) - len(differing)


def test_the_fact_that_did_it_is_named_and_another_is_not() -> None:
    """Of two claims added, the step taken changes the duty to warn; the economic harm, which bears on it, does not."""
    found = told(_WARNED)
    assert {one.leaf for one in found.claims or ()} >= {"taken(M51)", "economic_harm"}
    (warn,) = (
        one
        for one in found.changed
        if (one.bearer, one.beneficiary, one.duty) == ("XAA", "XBB", "corfu_channel_duty.warn")
    )
    assert warn.decisive
    assert warn.facts == ("taken(M51)",)


def test_reasons_are_separated_where_several_things_differ() -> None:
    """With law, facts and proof changed at once, each change has its smallest sets of reasons, none within another."""
    found = told(_WARNED, law="2016-06-01", standard="prima_facie")
    assert found.kinds == ("law", "facts", "proof")
    reasons = {one.because for one in found.changed}
    assert len(reasons) > 1
    for ways in reasons:
        assert all(set(way) <= set(found.kinds) for way in ways)
        assert not [1 for one in ways for other in ways if set(one) < set(other)]
    alone = {kind: {(one.bearer, one.beneficiary, one.duty) for one in told(**side).changed} for kind, side in (
        ("law", {"law": "2016-06-01"}), ("facts", {"extra": _WARNED}), ("proof", {"standard": "prima_facie"}),
    )}  # fmt: skip
    for one in found.changed:
        for way in one.because:
            if len(way) == 1 and not one.only:
                assert (one.bearer, one.beneficiary, one.duty) in alone[way[0]]


def test_claims_are_known_by_what_they_say_and_not_by_their_place() -> None:
    """An entry put before all others shifts every id in the file, and adds no claim but its own."""
    assert {one.leaf for one in told(_WARNED).claims or ()} == {"taken(M51)", "economic_harm"}
    assert all(not one.before for one in told(_WARNED).claims or ())


def test_an_assessment_read_back_is_the_same(tmp_path: Path) -> None:
    """Written as JSON and read again, an assessment differs from itself in nothing, also one of a past law."""
    for law in ("", "2016-06-01"):
        made = given(law=law)
        whole = assess(made.dossier, made.bundle)
        path = tmp_path / f"assessment{law}.json"
        path.write_text(to_json(whole), encoding="utf-8")
        again = read_assessment(path)
        assert again == whole
        assert difference_of_results(whole, again).changed == ()


def test_results_alone_separate_nothing() -> None:
    """From two results one sees what changed, and the reason only where they differ in one thing."""
    old = assess(dossier(), load_bundled())
    one = assess(dossier(_WARNED), load_bundled())
    both = assess(dossier(_WARNED), load_bundled(), standard="prima_facie")
    assert difference_of_results(old, one).separated
    assert not difference_of_results(old, both).separated
    assert {change.because for change in difference_of_results(old, both).changed} == {(("facts", "proof"),)}
    assert difference_of_results(old, one).claims is None
