"""A State and its own people: what the law itself answers, and what a table says, each told as such."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from duecare.assess.assess import frames_of
from duecare.assess.model import Reason
from duecare.assess.why import why
from duecare.dossier.model import Dossier
from duecare.dossier.read import read_dossier
from duecare.engine.frame import Frame
from duecare.rulebook.load import Bundle, load_bundled

HSE = Path(__file__).resolve().parents[2] / "dossiers" / "hse-2021.yaml"


def _read() -> tuple[Dossier, Bundle]:
    bundle = load_bundled()
    return read_dossier(HSE, bundle.law), bundle


def _own(dossier: Dossier, bundle: Bundle) -> Frame:
    frames = frames_of(dossier, bundle, None, "balance")
    return next(frame for frame in frames if frame.people and frame.beneficiary)


def _walk(reason: Reason) -> Iterator[Reason]:
    yield reason
    for child in reason.children:
        yield from _walk(child)


def test_its_own_people_are_on_its_territory() -> None:
    """What the law answers of a State and its own people is known there, and in no other frame."""
    dossier, bundle = _read()
    known = _own(dossier, bundle).known["persons_in_territory"]
    assert {one.value for one in known} == {True}
    for frame in frames_of(dossier, bundle, None, "balance"):
        rows = frame.known.get("persons_in_territory", ())
        assert frame.people or not any(one.value for one in rows)


def test_a_dossier_goes_before_the_law_s_own_answer() -> None:
    """A claim about a State's own people stands against what is so by itself: they may be abroad."""
    dossier, bundle = _read()
    claim = next(one for one in dossier.claims if one.leaf == "persons_in_territory")
    abroad = replace(claim, id="T99.1", bearer="IRL", beneficiary="IRL")
    told = _own(replace(dossier, claims=(*dossier.claims, abroad)), bundle)
    assert {one.value for one in told.known["persons_in_territory"]} == {False}


def test_derivation_says_where_such_answers_come_from() -> None:
    """No answer stands in a derivation without a word on where it comes from."""
    dossier, bundle = _read()
    told = why(dossier, bundle, bearer="IRL", beneficiary="IRL", duty="human_rights_duty.halt")
    notes = {one.name: one.note for one in _walk(told.reason) if one.kind == "fact" and one.truth == "yes"}
    assert notes["persons_in_territory"] == "so of a State and its own people"
    assert notes["party_to_iccpr"].startswith("the table of participation: ")
