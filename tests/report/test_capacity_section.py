"""Indicators of capacity in a memo: shown beside the facts as what they are, and changing nothing else."""

from __future__ import annotations

from dataclasses import replace

from sample import LAW, assessment, dossier, figures, real_assessment, real_dossier

from duecare.report.document import Block, Heading, Items, Table
from duecare.report.markdown import to_markdown
from duecare.report.memo import memo
from duecare.report.memo_capacity import HEADS, NO_DATA, capacity_section
from duecare.rulebook.capacity import INDICATORS, Figure

KNOWN = figures()
OF_FRANCE = tuple(one for one in KNOWN if one.state == "FRA")


def _cells(told: tuple[Figure, ...]) -> dict[str, list[str]]:
    (table,) = (one for one in capacity_section(real_assessment(), told) if isinstance(one, Table))
    assert table.head[1:] == tuple(HEADS.values())
    return {str(first[0]): [str(cell[0]) for cell in rest] for first, *rest in table.rows}


def _heads(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]


def test_every_indicator_has_its_column() -> None:
    """What the table may hold the memo can show."""
    assert tuple(HEADS) == tuple(INDICATORS)


def test_each_bearer_has_a_row_and_nobody_else() -> None:
    """A cell holds value, year and grade, with a dagger on what was not read; what is not in the table is no data."""
    assert _cells(KNOWN) == {
        "Russian Federation": [
            "upper middle (2020) [seen]",
            "12.5 (2020) [secondary]",
            "4 (2024) [memory†]",
            "yes (undated) [memory†]",
        ],
        "Ireland": ["high (2020) [seen]", NO_DATA, "2 (2024) [secondary]", NO_DATA],
    }


def test_a_state_without_figures_has_no_data() -> None:
    """An empty row is a row, with nothing in it that reads as a failing, and no origin to tell."""
    assert set(map(tuple, _cells(OF_FRANCE).values())) == {(NO_DATA,) * len(HEADS)}
    assert not [one for one in capacity_section(real_assessment(), OF_FRANCE) if isinstance(one, Items)]


def test_origins_are_told_once_and_of_whom_where_they_part() -> None:
    """One line for each indicator and origin; States are named only where an indicator has several origins."""
    (listed,) = (one for one in capacity_section(real_assessment(), KNOWN) if isinstance(one, Items))
    lines = to_markdown(memo(real_assessment(), real_dossier(), LAW, KNOWN)).splitlines()
    assert len(listed.items) == 5
    assert "- **Income group:** A Bank, incomes; by its own year." in lines
    assert "- **ITU index, tier (Russian Federation):** A Union, index 2024; derived: from a score." in lines
    assert "- **ITU index, tier (Ireland):** A Union, index 2024." in lines
    assert "- **National response team:** from memory." in lines


def test_nothing_stands_where_there_is_nothing_to_show() -> None:
    """Without a table, and about invented States, a memo says nothing of indicators."""
    assert capacity_section(real_assessment(), ()) == ()
    assert capacity_section(assessment(), KNOWN) == ()
    invented = tuple(replace(one, state="XAA") for one in KNOWN)
    assert memo(assessment(), dossier(), LAW, invented) == memo(assessment(), dossier(), LAW)


def test_figures_add_a_section_to_an_annex_and_change_no_other() -> None:
    """The memo is the same word for word but for the annex in which the section stands alone."""
    without = memo(real_assessment(), real_dossier(), LAW).blocks
    section = capacity_section(real_assessment(), KNOWN)
    blocks = memo(real_assessment(), real_dossier(), LAW, KNOWN).blocks
    at = blocks.index(section[0])
    assert blocks[at : at + len(section)] == section
    assert (*blocks[: at - 1], *blocks[at + len(section) :]) == without
    assert _heads(blocks[:at])[-1] == "Annex H: factors and indicators"
