"""What the tests of exports share: one assessment of a real dossier, and one dossier with every kind of indicator."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from duecare.assess.assess import assess
from duecare.assess.model import Assessment
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier, Indicator
from duecare.dossier.read import read_dossier
from duecare.rulebook.load import Bundle, load_bundled

_DOSSIER = Path(__file__).resolve().parents[2] / "dossiers" / "hse-2021.yaml"


def _indicators() -> tuple[Indicator, ...]:
    seen = parse_moment("2021-05-14T03:00Z")
    values = (
        ("ipv4", "198.51.100.7", "RUS", "botnet"), ("ipv6", "2001:db8::7", "RUS", "command-and-control"),
        ("domain", "a.example", "", ""), ("url", "https://a.example/x", "IRL", "phishing"),
        ("email", "a@a.example", "", ""), ("file-hash", "a" * 64, "", "md5"), ("asn", "64500", "RUS", "transit"),
        ("other", "=cmd|' /C calc'!A0", "", "+role"),
    )  # fmt: skip
    return tuple(
        Indicator(f"i{number}", kind, value, ("s",), "green", seen, None, place, role, "@note")
        for number, (kind, value, place, role) in enumerate(values, 1)
    )


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    return load_bundled()


@pytest.fixture(scope="session")
def dossier(bundle: Bundle) -> Dossier:
    read = read_dossier(_DOSSIER, bundle.law)
    first = replace(read.timeline[0], tlp="amber+strict")
    return replace(read, indicators=_indicators(), timeline=(first, *read.timeline[1:]))


@pytest.fixture(scope="session")
def assessment(dossier: Dossier, bundle: Bundle) -> Assessment:
    return assess(dossier, bundle, views=tuple(view.name for view in bundle.law.views[:3]))
