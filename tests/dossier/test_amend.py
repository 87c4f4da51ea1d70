"""An item is added to a dossier's file, and every other sign of the file stays as it was."""

from __future__ import annotations

from difflib import ndiff
from pathlib import Path

import pytest

from duecare.base.errors import InputError
from duecare.dossier.amend import amended
from duecare.dossier.read import parse_dossier
from duecare.dossier.scaffold import new_dossier
from duecare.rulebook.load import load_bundled

FOLDER = Path(__file__).parents[2] / "dossiers"
NAMES = ("estonia-2007", "exercise-harbour", "hse-2021", "medibank-2022", "revil-2021")
NOTE = ('"What nobody knows: #1."',)


def _add(text: str, section: str = "notes", item: tuple[str, ...] = NOTE) -> str:
    return amended(text.encode(), "case.yaml", load_bundled().law, section, item).decode()


def _entry(text: str) -> tuple[str, ...]:
    bearer = parse_dossier(text.encode(), "case.yaml", load_bundled().law).states[0]
    shows = f"  - territorial_origin: {{bearer: {bearer}, value: yes, standing: alleged, author: A, reason: B}}"
    written = parse_dossier(text.encode(), "case.yaml", load_bundled().law).written
    return f"on: {written}", 'what: "Somebody: says # so."', "shows:", shows


@pytest.mark.parametrize("section", ["timeline", "notes"])
@pytest.mark.parametrize("name", NAMES)
def test_only_lines_are_added(name: str, section: str) -> None:
    """In every bundled dossier each line, comment and space stays; what is read differs by the item alone."""
    text, law = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), load_bundled().law
    item = _entry(text) if section == "timeline" else NOTE
    new = _add(text, section, item)
    changes = [line for line in ndiff(text.splitlines(), new.splitlines()) if line[0] in "+-?"]
    assert all(line.startswith("+ ") for line in changes)
    assert len(changes) - len(item) in {0, 1}  # a section that is not there begins with its name
    before, after = (parse_dossier(one.encode(), "case.yaml", law) for one in (text, new))
    assert len(getattr(after, section)) == len(getattr(before, section)) + 1
    assert after.claims[: len(before.claims)] == before.claims or section == "timeline"
    assert len(after.claims) == len(before.claims) + (section == "timeline")


SHAPES = {
    "empty brackets": ("notes: []  # none yet\n", "notes:  # none yet\n  - {}\n"),
    "no value": ("notes:\n", "notes:\n  - {}\n"),
    "indented": ("notes:\n    - a  # said\n    # a remark\n", "notes:\n    - a  # said\n    - {}\n    # a remark\n"),
    "not indented": ("notes:\n- a\n", "notes:\n- a\n- {}\n"),
    "block scalar": ("notes:\n  - |\n    a\n    # b\n\n", "notes:\n  - |\n    a\n    # b\n  - {}\n"),
    "folded": ("notes:\n  - >-\n    a\n    b\n", "notes:\n  - >-\n    a\n    b\n  - {}\n"),
    "no end of line": ("notes:\n  - a", "notes:\n  - a\n  - {}\n"),
    "missing": ("", "notes:\n  - {}\n"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_however_the_list_is_written(shape: str) -> None:
    """Empty, indented or not, ending in a block, followed by a remark, or not there at all."""
    was, then = SHAPES[shape]
    head = new_dossier("case").partition("\nnotes:")[0] + "\n"
    new = _add(head + was)
    assert parse_dossier(new.encode(), "case.yaml", load_bundled().law).notes[-1] == NOTE[0].strip('"')
    if shape != "block scalar":
        assert new == head + then.format(NOTE[0])


def test_line_ends_and_the_mark_at_the_beginning_stay() -> None:
    """A file of another system keeps its line ends, and its byte order mark."""
    text = "\ufeff" + new_dossier("case").replace("\n", "\r\n")
    new = _add(text)
    assert new.startswith("\ufeff")
    assert new.count("\n") == new.count("\r\n") == text.count("\n") + new.count("\n") - text.count("\n")


def test_brackets_with_something_in_them_are_left_alone() -> None:
    """A list on one line is not taken apart: the place is told, and what to do."""
    head = new_dossier("case").partition("\nnotes:")[0]
    with pytest.raises(InputError, match="`notes` is written in brackets; write each item on a line of its own"):
        _add(f"{head}\nnotes: [a, b]\n")


def test_what_does_not_read_is_refused() -> None:
    """An item that breaks a rule of dossiers is told as any mistake, and nothing comes out."""
    text = new_dossier("case")
    with pytest.raises(InputError, match="the law asks nothing by the name"):
        _add(text, "timeline", ("on: 2024-03-01", "what: x", "shows:", "  - nothing: {value: yes, standing: probable}"))
