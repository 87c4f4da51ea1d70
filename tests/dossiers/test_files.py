"""The bundled dossiers are sound files: read without a mistake, fit the schema, and keep the house's manners."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator
from record import FOLDER, NAMES, loaded

from duecare.dossier.model import Dossier
from duecare.dossier.read import read_dossier
from duecare.dossier.schema import dossier_schema
from duecare.rulebook.load import load_bundled

_SECTIONS = ("timeline", "patterns", "requests", "replies", "searches", "account", "appraisals")
_PARKED = (".top", ".asia")


def _read(name: str) -> Dossier:
    return read_dossier(FOLDER / f"{name}.yaml", load_bundled().law)


@pytest.mark.parametrize("name", NAMES)
def test_dossier_reads_with_the_bundled_law(name: str) -> None:
    """It is read without a single mistake, under its own file name, and expected outcomes stand beside it."""
    assert _read(name).id == name
    assert (FOLDER / "expected" / f"{name}.yaml").exists()


@pytest.mark.parametrize("name", NAMES)
def test_dossier_fits_the_schema(name: str) -> None:
    """The schema for editors accepts what the reader reads."""
    validator = Draft202012Validator(dossier_schema(load_bundled().law))
    assert [found.message for found in validator.iter_errors(loaded(FOLDER / f"{name}.yaml"))] == []


@pytest.mark.parametrize("name", NAMES)
def test_sources_are_used_and_addresses_plain(name: str) -> None:
    """Every source bears something; every address is a web address, and none leads to a parked domain."""
    sources = _read(name).sources
    assert set(sources) == _cited(loaded(FOLDER / f"{name}.yaml"))
    for url in filter(None, (source.url for source in sources.values())):
        parts = urlsplit(url)
        assert parts.scheme in {"http", "https"}, url
        assert "." in parts.netloc, url
        assert " " not in url, url
        assert not parts.netloc.endswith(_PARKED), url


@pytest.mark.parametrize("name", NAMES)
def test_standing_follows_from_the_sources(name: str) -> None:
    """Nothing rests on memory alone, and nothing is established on somebody else's summary alone."""
    dossier = _read(name)
    grades = {name: source.grade for name, source in dossier.sources.items()}
    for claim in dossier.claims:
        if claim.sources:
            best = {grades[source] for source in claim.sources}
            assert best != {"memory"}, claim
            assert claim.standing != "established" or "seen" in best, claim
            assert claim.standing != "probable" or best != {"secondary"}, claim


def _cited(file: Any) -> set[str]:
    entries = [entry for key in _SECTIONS for entry in file.get(key, ())]
    offered = [entry.get("evidence", ()) for entry in entries]
    named = [entry.get("sources", ()) for entry in entries] + [e for e in offered if not isinstance(e, str)]
    return {source for listed in named for source in listed}
