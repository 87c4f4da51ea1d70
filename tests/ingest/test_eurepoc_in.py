"""EuRepoC: its notations, its ways to say nothing, its dates and its two versions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_records import opened

from duecare.dossier.model import Dossier
from duecare.ingest.cells import said, unsaid, values_of
from duecare.ingest.draft import Draft

Readable = Callable[[Draft], Dossier]
_MIDDLE = (
    "name,description,start_date,end_date,incident_type,receiver_country,receiver_category,initiator_country,"
    "data_theft,disruption,hijacking"
)
_HEAD_1_1 = f"ID,{_MIDDLE},sources_url"
_HEAD_1_3 = f"incident_id,{_MIDDLE},source_url,source_url"


def _draft(tmp_path: Path, row: str, head: str = _HEAD_1_1) -> Draft:
    path = tmp_path / "e.csv"
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    return opened(path)[0]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("['United States', 'Iran, Islamic Republic of']", ("United States", "Iran, Islamic Republic of")),
        ("[['NATO', \"L'Est\"], ['EU']]", ("NATO", "L'Est", "EU")),
        ("Estonia; Latvia", ("Estonia", "Latvia")),
        ("[]", ()),
        ("[nan, None, 'x']", ("nan", "", "x")),
        ("[broken", ("[broken",)),
        ("['a' 'b'", ("['a' 'b'",)),
        ("[x]", ("[x]",)),
    ],
)
def test_three_notations_of_lists(cell: str, found: tuple[str, ...]) -> None:
    """A list, a list of lists and a joined text are read alike; what is none of them stays one text."""
    assert values_of(cell) == found


@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=4))
def test_lists_as_python_writes_them(value: list[list[str]]) -> None:
    """Any nested list of texts that Python wrote comes back flat."""
    if all(text.isprintable() for inner in value for text in inner):  # others are written with escapes that differ
        assert values_of(repr(value)) == tuple(text.strip() for inner in value for text in inner)


@given(st.text(max_size=60))
def test_no_cell_stops_the_reader(text: str) -> None:
    """Any text is some list of values, and what says something does say it."""
    assert all(not unsaid(value) for value in said(text))


def test_ways_to_say_nothing_differ() -> None:
    """Not available, unknown, not attributed, none and blank are five things, and none is a value."""
    cells = ("Not available", "Unknown", "Unknown - not attributed", "none", "")
    assert len({unsaid(cell) for cell in cells}) == 5
    assert said("; ".join(cells)) == ()


def test_states_once_regions_and_organisations_told(tmp_path: Path, readable: Readable) -> None:
    """Parallel repeats count once; a region or an organisation is no State, and is told."""
    receivers = (
        "\"['Vietnam', 'Viet Nam', 'EU (region)', 'NATO (region)', 'United Nations', 'Unknown', 'Korea, Republic of']\""
    )
    dossier = readable(
        _draft(tmp_path, f"5,N,D,2020-03-04,2020-03-05,Disruption,{receivers},x,China,none,none,none,[]")
    )
    assert dossier.states == ("VNM", "KOR")
    assert any("EU (region); NATO (region); United Nations" in note for note in dossier.notes)
    assert any("also says: unknown" in note for note in dossier.notes)


def test_effects_are_claimed_where_one_state_is_named(tmp_path: Path, readable: Readable) -> None:
    """What is coded for the incident is no claim about each of several States; of one it is, alleged."""
    rest = "Critical infrastructure,Russia,For private targets,Short-term disruption,none,['https://a.example']"
    one = readable(_draft(tmp_path, f"5,N,D,2020-03-04,,Disruption,['Estonia'],{rest}"))
    assert {(claim.leaf, claim.beneficiary, claim.standing) for claim in one.claims} == {
        ("act_materialised", "EST", "alleged"),
        ("data_taken_there", "EST", "alleged"),
        ("loss_of_functionality_there", "EST", "alleged"),
        ("critical_infrastructure_hit", "EST", "alleged"),
    }
    assert one.operation.harms == ("H2", "H3")
    two = readable(_draft(tmp_path, f"5,N,D,2020-03-04,,Disruption,\"['Estonia', 'Latvia']\",{rest}"))
    assert {(claim.leaf, claim.beneficiary) for claim in two.claims} == {
        ("act_materialised", "EST"),
        ("act_materialised", "LVA"),
    }
    assert not any(claim.bearer for claim in (*one.claims, *two.claims))
    assert "RUS" not in one.states


@pytest.mark.parametrize(
    ("start", "end", "began", "ended", "troubles"),
    [
        ("2017-01-01", "2017-01-01", "2017", "2017", 0),
        ("2017-03-04", "2017-01-01", "2017-03-04", "2017", 0),
        ("2017-03-04", "2016-05-06", "2017-03-04", "None", 1),
        ("04.03.2017", "05.03.2017", "2017-03-04", "2017-03-05", 0),
        ("2017-03-04 00:00:00", "", "2017-03-04", "None", 0),
        ("2017-03-04", "2017-02-30", "2017-03-04", "None", 1),
        ("Not available", "2017-03-04", "None", "2017-03-04", 0),
        ("0017-03-04", "", "None", "None", 1),
    ],
)
def test_dates(tmp_path: Path, start: str, end: str, began: str, ended: str, troubles: int) -> None:
    """1 January means the year; an end before the beginning is left and told; no start, no dossier."""
    draft = _draft(tmp_path, f"5,N,D,{start},{end},Disruption,Estonia,x,China,none,none,none,[]")
    assert str(draft.began) == began
    assert str(draft.ended) == ended or draft.refused
    assert len(draft.items[0].troubles) == troubles
    assert bool(draft.refused) == (began == "None")


def test_version_1_3(tmp_path: Path, readable: Readable) -> None:
    """German dates, joined lists and two columns of one name: both are kept apart."""
    row = "5,N,D,04.03.2017,05.03.2017,Disruption;Data theft,Estonia;Estonia,State institutions,China,none,none,none,https://a.example,https://b.example"
    draft = _draft(tmp_path, row, _HEAD_1_3)
    dossier = readable(draft)
    assert dossier.imports[0].format == "EuRepoC 1.3"
    assert dossier.operation.kind == "Disruption, Data theft"
    assert dossier.states == ("EST",)
    kept = {left.at: left.value for left in dossier.imports[0].left}
    assert kept["row 2/source_url (2)"] == "https://b.example"
    assert any("https://a.example" in note for note in dossier.notes)


def test_a_number_that_comes_twice(tmp_path: Path) -> None:
    """Two rows of one number cannot both be one file: the second is left, and told."""
    path = tmp_path / "e.csv"
    row = "5,N,D,2020-03-04,,Disruption,Estonia,x,China,none,none,none,[]\n"
    path.write_text(f"{_HEAD_1_1}\n{row}{row}", encoding="utf-8")
    assert ["another row" in draft.refused for draft in opened(path)] == [False, True]
