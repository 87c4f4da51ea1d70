"""The table of who is bound by which treaty: its rows are claims, and what it lacks is unknown."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from duecare.base.errors import InputError
from duecare.dossier.settle import settle
from duecare.ir.declarations import Law
from duecare.rulebook.load import bundle_hash, load_bundled
from duecare.rulebook.participation import TABLE, claims_of, participation

HEAD = "state,fact,since,until,grade,source,note\n"


@pytest.fixture
def law() -> Law:
    return load_bundled().law


def _fact(law: Law) -> str:
    """Return any question about a bearer; which one does not matter here."""
    return next(leaf.name for leaf in law.leaves if leaf.scope == "bearer")


def _at(folder: Path, law: Law, year: int) -> bool | None:
    claims = claims_of(participation(folder, law, {"IRL"}))
    return settle(claims, [datetime(year, 7, 1, tzinfo=UTC)], event=False, standard="balance")[0].value


@pytest.mark.parametrize(
    ("since", "until", "answers"),
    [
        ("1990-03-08", "", {1980: False, 2021: True}),
        ("1990-03-08", "2022-09-16", {1980: False, 2021: True, 2023: False}),
        ("", "", {1980: False, 2021: False}),
        ("1986-10-21/2011-12-31", "", {1980: False, 1990: None, 2021: True}),
    ],
)
def test_a_state_is_bound_between_its_dates(
    tmp_path: Path, law: Law, since: str, until: str, answers: dict[int, bool | None]
) -> None:
    """Not before and not after; within a window of dates it is open; an empty beginning means never."""
    (tmp_path / TABLE).write_text(f"{HEAD}IRL,{_fact(law)},{since},{until},seen,somewhere,\n")
    assert {year: _at(tmp_path, law, year) for year in answers} == answers


def test_a_state_without_a_row_is_unknown(tmp_path: Path, law: Law) -> None:
    """Nothing follows from a table's silence, nor from there being no table."""
    assert participation(tmp_path, law) == ()
    (tmp_path / TABLE).write_text(f"{HEAD}FRA,{_fact(law)},1990,,seen,somewhere,\n")
    assert _at(tmp_path, law, 2021) is None


def test_every_mistake_is_told_with_its_line(tmp_path: Path, law: Law) -> None:
    """Rows of strangers: no such State, question, date or grade, too few fields, an end before the beginning."""
    fact = _fact(law)
    rows = ["XQQ,{},1990,,seen,s,", "IRL,nothing,1990,,seen,s,", "IRL,{},199,,seen,s,", "IRL,{},1990,,sure,s,"]
    rows += ["IRL,{}", "IRL,{},1990,1980,seen,s,"]
    (tmp_path / TABLE).write_text(HEAD + "\n".join(rows).replace("{}", fact) + "\n")
    with pytest.raises(InputError) as refused:
        participation(tmp_path, law)
    assert [d.span.line for d in refused.value.diagnostics] == [2, 3, 4, 5, 6, 7]
    (tmp_path / TABLE).write_text("state\nIRL\n")
    with pytest.raises(InputError, match="the columns differ"):
        participation(tmp_path, law)


def test_the_table_is_part_of_what_a_law_is_called(tmp_path: Path, law: Law) -> None:
    """Two results with one law hash were made from one table."""
    without = bundle_hash(law, tmp_path)
    (tmp_path / TABLE).write_text(HEAD)
    first = bundle_hash(law, tmp_path)
    (tmp_path / TABLE).write_text(f"{HEAD}FRA,{_fact(law)},1990,,seen,somewhere,\n")
    assert len({without, first, bundle_hash(law, tmp_path)}) == 3
