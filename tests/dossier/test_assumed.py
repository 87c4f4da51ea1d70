"""What is assumed outranks the record for one answer, is stored nowhere, and says of itself that it is assumed."""

from __future__ import annotations

from pathlib import Path

import pytest

from duecare.assess.assess import decided, frames_of
from duecare.assess.model import Outcome
from duecare.assess.outcomes import ALL, outcomes
from duecare.base.errors import InputError
from duecare.base.moments import parse_moment
from duecare.dossier.assumed import assume
from duecare.dossier.model import STANDARDS, Dossier
from duecare.dossier.read import parse_dossier, read_dossier
from duecare.rulebook.load import load_bundled

_FRAME, _DUTY = ("XAA", "XBB"), "corfu_channel_duty.warn"
HARBOUR = Path(__file__).parents[2] / "dossiers" / "exercise-harbour.yaml"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return read_dossier(HARBOUR, load_bundled().law)


def _assessed(dossier: Dossier) -> tuple[Outcome, Outcome]:
    bundle = load_bundled()
    frames = [one for one in frames_of(dossier, bundle, None, "balance") if (one.bearer, one.beneficiary) == _FRAME]
    ((_, decider),) = decided(dossier, bundle, frames, frozenset({_DUTY}))
    return outcomes(decider, _DUTY, ALL)


def _known(dossier: Dossier, leaf: str, bearer: str, beneficiary: str, standard: str = "balance") -> list[bool | None]:
    frames = frames_of(dossier, load_bundled(), None, standard)
    frame = next(one for one in frames if (one.bearer, one.beneficiary) == (bearer, beneficiary))
    return [one.value for one in frame.known.get(leaf, ())]


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("value", ["yes", "no"])
@pytest.mark.parametrize("leaf", ["territorial_origin", "admitted_knowledge", "risk_known"])
def test_outranks_every_claim_at_every_standard(dossier: Dossier, leaf: str, value: str, standard: str) -> None:
    """States of affairs and events, claimed as established or not, are as assumed at every date."""
    changed = assume(dossier, load_bundled().law, [f"{leaf}@XAA={value}"])
    assert set(_known(changed, leaf, "XAA", "XBB", standard)) == {value == "yes"}


def test_from_a_date_on(dossier: Dossier) -> None:
    """With a date the record speaks before it and the assumption from it on."""
    before = _known(dossier, "territorial_origin", "XCC", "XBB")
    changed = assume(dossier, load_bundled().law, ["territorial_origin@XCC=yes:2026-03-07"])
    after = _known(changed, "territorial_origin", "XCC", "XBB")
    assert before[0] is False
    assert (after[0], after[-1]) == (False, True)


@pytest.mark.parametrize("began", ["2026-01", "2025-12-30/2026-01-02", "2026-01-01T10:00Z", "2026-01-01"])
@pytest.mark.parametrize("value", ["yes", "no"])
def test_the_whole_time_has_no_uncertain_beginning(began: str, value: str) -> None:
    """However roughly the record says when it begins, what is assumed of it all is so from the first instant."""
    law, moment = load_bundled().law, parse_moment(began)
    text = HARBOUR.read_text(encoding="utf-8").replace("\n  began: 2026-03-04\n", f"\n  began: {began}\n")
    rough = parse_dossier(text.encode(), "rough.yaml", law)
    assert rough.operation.began == moment
    changed = assume(rough, law, [f"territorial_origin@XAA={value}"])
    assert set(_known(changed, "territorial_origin", "XAA", "XBB")) == {value == "yes"}
    before, after = (frames_of(one, load_bundled(), None, "balance")[0] for one in (rough, changed))
    assert (after.slices, after.labels) == (before.slices, before.labels)


def test_of_one_beneficiary_and_of_names(dossier: Dossier) -> None:
    """A State may be named in words, and a leaf about the affected State alone needs no stroke."""
    law = load_bundled().law
    for text in (
        "notice_received@Northland/Southland=yes",
        "notice_received @ XAA / XBB = yes",
        "notice_received@XAA=yes",
    ):
        assert set(_known(assume(dossier, law, [text]), "notice_received", "XAA", "XBB")) == {True}
    for text in ("harm_felt_there@XBB=no", "harm_felt_there@/XBB=no"):
        assert False in _known(assume(dossier, law, [text]), "harm_felt_there", "XAA", "XBB")


def test_late_is_not_before_and_then_so(dossier: Dossier) -> None:
    """A step assumed to be taken late was not taken just before."""
    measure = load_bundled().law.measures[0].name
    changed = assume(dossier, load_bundled().law, [f"taken({measure})@XAA=late:2026-03-05"])
    row = _known(changed, f"taken({measure})", "XAA", "XBB")
    assert row[0] is False
    assert row[-1] is True


def test_nothing_is_stored_and_nothing_leaks(dossier: Dossier) -> None:
    """The dossier, its file and every later answer are what they were; the changed one says what it is."""
    text, bundle = HARBOUR.read_bytes(), load_bundled()
    plain = _assessed(dossier)
    changed = assume(dossier, bundle.law, ["territorial_origin@XAA=no"])
    other = _assessed(changed)
    assert _assessed(dossier) == plain == _assessed(read_dossier(HARBOUR, bundle.law))
    assert other != plain
    assert (HARBOUR.read_bytes(), changed.sha256 == dossier.sha256) == (text, False)
    assert "assuming territorial_origin@XAA=no" in changed.title
    assert assume(dossier, bundle.law, []) is dossier


def test_assuming_what_is_so_changes_no_outcome(dossier: Dossier) -> None:
    """What the record establishes of the whole time may be assumed without any effect."""
    changed = assume(dossier, load_bundled().law, ["controls_source@XAA=no"])
    assert _assessed(changed) == _assessed(dossier)


BAD = {
    "territorial_orign@XAA=yes": "did you mean `territorial_origin`?",
    "territorial_origin=yes": "of which bearer",
    "territorial_origin@XYZ=yes": "the dossier names no State 'XYZ'",
    "territorial_origin@XAA=perhaps": "cannot be 'perhaps'; write yes or no",
    "territorial_origin@XAA=late": "cannot be 'late'",
    "territorial_origin(M1)@XAA=yes": "not about a measure or a duty",
    "publicly_reported@XAA=yes": "not about a bearer",
    "taken@XAA=yes": "of which measure",
    "taken(nothing)@XAA=yes": "the law has no measure 'nothing'",
    "territorial_origin@XAA=yes:soon": "is not a date",
    "territorial_origin@XAA=yes:2031-01-01": "after the date of writing",
    "anything": "this is no assumption",
    "": "this is no assumption",
}


@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_assumed_is_refused(dossier: Dossier, text: str) -> None:
    """Each with what is wrong, and what to write."""
    with pytest.raises(InputError) as refused:
        assume(dossier, load_bundled().law, [text])
    assert BAD[text] in str(refused.value)


def test_all_mistakes_are_told_at_once(dossier: Dossier) -> None:
    """Several assumptions are read to the end; contrary ones are refused."""
    with pytest.raises(InputError) as refused:
        assume(dossier, load_bundled().law, ["a=yes", "b", "risk_known@XAA=yes", "risk_known@XAA=no"])
    assert len(refused.value.diagnostics) == 3
    assert "is assumed to be yes and no" in str(refused.value)
