"""The STIX bundle of an assessment is valid, whole, the same each time, and marked as its strictest part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from stix2validator import ValidationOptions, validate_string

from duecare.assess.assess import assess
from duecare.assess.model import Assessment
from duecare.dossier.model import Dossier
from duecare.dossier.read import read_dossier
from duecare.exchange.stix import to_stix
from duecare.exchange.stix_parts import EXTENSION, NAMESPACE
from duecare.ingest.draft import Given
from duecare.ingest.stix import read_stix
from duecare.report.record import plain
from duecare.rulebook.load import Bundle

# Of what STIX recommends, two are left aside on purpose: identifiers drawn at random, and a closed list of kinds of
# report, none of which is an assessment.
_NOT_FOLLOWED = "103,218"
_DOSSIERS = Path(__file__).resolve().parents[2] / "dossiers"


@pytest.fixture(scope="module")
def text(assessment: Assessment, dossier: Dossier, bundle: Bundle) -> str:
    return to_stix(assessment, dossier, bundle.law)


@pytest.fixture(scope="module")
def objects(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["objects"]
    return found


def test_the_validator_finds_nothing(text: str) -> None:
    """The bundle follows STIX 2.1, and its recommendations but two."""
    found = validate_string(text, ValidationOptions(version="2.1", strict=True, disabled=_NOT_FOLLOWED))
    assert [str(one) for one in found.errors] == []
    assert found.is_valid


def test_every_finding_and_question_is_there_whole(objects: list[dict[str, Any]], assessment: Assessment) -> None:
    """What the notes carry is exactly the findings and questions of the assessment, and the report carries the rest."""
    held = [one["extensions"][EXTENSION] for one in objects if EXTENSION in one.get("extensions", {})]
    through = json.loads(json.dumps(plain(assessment)))
    assert [one["finding"] for one in held if "finding" in one] == through.pop("findings")
    assert [one["question"] for one in held if "question" in one] == through.pop("questions")
    assert next(one["assessment"] for one in held if "assessment" in one) == through


def test_every_view_has_an_opinion_that_takes_no_side(objects: list[dict[str, Any]], assessment: Assessment) -> None:
    """One opinion for each view of each finding, always neutral, with that view's words."""
    opinions = [one for one in objects if one["type"] == "opinion"]
    expected = [outcome for finding in assessment.findings for outcome in finding.if_binds if outcome.view]
    assert {one["opinion"] for one in opinions} == {"neutral"}
    assert [one["authors"] for one in opinions] == [[outcome.view] for outcome in expected]
    for one, outcome in zip(opinions, expected, strict=True):
        assert all(word in one["explanation"] for word in outcome.words)


def test_all_is_marked_as_the_strictest_part(objects: list[dict[str, Any]]) -> None:
    """One entry is amber+strict, so everything is; the marking stands in the bundle."""
    marking = next(one for one in objects if one["type"] == "marking-definition")
    assert marking["name"] == "TLP:AMBER+STRICT"
    framework = {"marking-definition", "extension-definition"}
    made = [one for one in objects if one["type"] not in framework and one.get("name") != "Duecare (software)"]
    assert {tuple(one["object_marking_refs"]) for one in made} == {(marking["id"],)}


def test_no_id_twice_and_no_reference_to_nothing(objects: list[dict[str, Any]]) -> None:
    """Identifiers are unique, all references are to objects of the bundle, and the report names all of them."""
    ids = [one["id"] for one in objects]
    assert len(ids) == len(set(ids))
    refs = {ref for one in objects for ref in one.get("object_refs", ())}
    assert refs <= set(ids)
    report = next(one for one in objects if one["type"] == "report")
    framework = {"marking-definition", "extension-definition"}
    told = {one["id"] for one in objects if one["type"] not in framework and one.get("name") != "Duecare (software)"}
    assert told - set(report["object_refs"]) == {report["id"]}


def test_nothing_says_who_did_it(objects: list[dict[str, Any]]) -> None:
    """No type of STIX that stands for an author, and no relationship at all, is ever written."""
    written = {one["type"] for one in objects}
    assert not written & {"threat-actor", "intrusion-set", "campaign", "relationship", "malware"}
    assert {"report", "note", "opinion", "course-of-action", "location", "extension-definition"} <= written


def test_the_same_assessment_gives_the_same_bytes(
    text: str, assessment: Assessment, dossier: Dossier, bundle: Bundle
) -> None:
    """Identifiers follow from content, and nothing is dated by a clock."""
    assert to_stix(assessment, dossier, bundle.law) == text
    assert str(NAMESPACE) not in text


def test_indicators_come_back(objects: list[dict[str, Any]], text: str, dossier: Dossier) -> None:
    """Read again as a foreign record, the bundle gives the indicators it can express; the others are listed."""
    back = read_stix(json.loads(text), Given("x.json", "0" * 64))
    report = next(one for one in objects if one["type"] == "report")
    left = report["extensions"][EXTENSION]["not_expressed"]
    assert left == [one.id for one in dossier.indicators if one.type == "other"]
    kept = {(one.type, one.value) for one in dossier.indicators if one.id not in left}
    assert {(one.type, one.value) for one in back.traces} == kept
    assert back.tlp == "amber+strict"


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.stem for path in _DOSSIERS.glob("*.yaml")))
def test_every_bundled_dossier(name: str, bundle: Bundle) -> None:
    """Of every dossier that comes with Duecare the bundle is valid and holds each finding and question, whole."""
    dossier = read_dossier(_DOSSIERS / f"{name}.yaml", bundle.law)
    assessment = assess(dossier, bundle)
    text = to_stix(assessment, dossier, bundle.law)
    found = validate_string(text, ValidationOptions(version="2.1", strict=True, disabled=_NOT_FOLLOWED))
    assert [str(one) for one in found.errors] == []
    objects = json.loads(text)["objects"]
    held = [one["extensions"][EXTENSION] for one in objects if EXTENSION in one.get("extensions", {})]
    through = json.loads(json.dumps(plain(assessment)))
    assert [one["finding"] for one in held if "finding" in one] == through["findings"]
    assert [one["question"] for one in held if "question" in one] == through["questions"]
