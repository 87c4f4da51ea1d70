"""Figures of the register: readable, honest about what they rest on, and the same for the same content."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from measured import SVG, clash, texts, written
from small import LAW, TODAY, entry, register_of, texts_of

from duecare.base.states import state_codes
from duecare.cli.write_figures import KINDS, Asked, drawn
from duecare.drawing.canvas import width_of, wrapped
from duecare.drawing.picture import as_png
from duecare.figures import world
from duecare.figures.marks import sign
from duecare.figures.matrix import grid_of
from duecare.ir.declarations import Law
from duecare.practice.current import authors, words_of
from duecare.practice.model import Register
from duecare.practice.tally import BIAS, bottom_line, rule_of

_ALL = replace(TODAY, flagged=True, organs=True)
_SIZES = [
    ("acceptance", None), ("acceptance", 84.0), ("matrix", None), ("matrix", 84.0), ("matrix", 400.0), ("map", None),
    ("map", 260.0),
]  # fmt: skip


@pytest.fixture(scope="session")
def figure(law: Law, register: Register) -> Callable[..., str]:
    """Return a function that draws a figure of the bundled register."""

    def draw(kind: str, **asked: object) -> str:
        return drawn(kind, Asked(law, register, **{"counting": TODAY, **asked}))  # type: ignore[arg-type]

    return draw


@pytest.mark.parametrize("counting", [TODAY, _ALL])
@pytest.mark.parametrize(("kind", "width"), _SIZES)
def test_no_words_overlap_or_leave_the_sheet(figure: Callable[..., str], kind: str, width: float | None,
                                             counting: object) -> None:  # fmt: skip
    """With the whole register, wide and narrow, no two words touch, and all stand on the sheet."""
    root = fromstring(figure(kind, width=width, counting=counting))
    wide, high = map(float, root.get("viewBox", "").split()[2:])
    found = sorted(texts(root), key=lambda one: one.top)
    assert len(found) > 100
    assert [one for one in found if one.left < 0 or one.right > wide or one.top < 0 or one.bottom > high] == []
    assert [(one.words, other.words) for one, other in combinations(found, 2) if clash(one, other)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_says_what_it_rests_on(figure: Callable[..., str], register: Register, kind: str) -> None:
    """Rule, date, number of records, register, grades, who does not count, and who publishes stand on each figure."""
    said = written(figure(kind))
    told = (BIAS, rule_of(TODAY), register.hash[:12], f"{len(register.records)} records", "Evidence: seen")
    assert [one for one in told if one not in said] == []
    assert all(who in said for who, _ in bottom_line(register, TODAY)[0].uncounted)
    assert "flagged records counted as well" not in said
    assert "flagged records counted as well; texts adopted by an organ" in written(figure(kind, counting=_ALL))


@pytest.mark.parametrize("kind", KINDS)
def test_figures_tell_those_who_cannot_see_them(figure: Callable[..., str], kind: str) -> None:
    """A figure has a title and a description, which names the States by answer or how many they are."""
    root = fromstring(figure(kind))
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and told is not None
    assert title.text and told.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert re.search(r"recognised: (in their own words \d+ seen, \d+ secondary|\w{3}, \w{3})", told.text, re.IGNORECASE)
    assert BIAS in told.text


@pytest.mark.parametrize("kind", KINDS)
def test_figures_need_no_colour(figure: Callable[..., str], kind: str) -> None:
    """Every colour is a grey, so that a copy loses nothing."""
    colours = re.findall(r'"#([0-9a-f]{6})"', figure(kind))
    assert colours
    assert all(one[:2] == one[2:4] == one[4:] for one in colours)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mark_tells_evidence_by_form(figure: Callable[..., str], kind: str) -> None:
    """Statements read, reported and remembered differ in filling or frame."""
    svg = figure(kind, issues=("sovereignty",))
    wanted = {"acceptance": ("url(#secondary)", "url(#memory)"), "matrix": ("#d6d6d6", "stroke-dasharray")}
    assert all(one in svg for one in wanted.get(kind, wanted["matrix"]))


def test_the_same_content_gives_the_same_bytes(figure: Callable[..., str], tmp_path: Path) -> None:
    """SVG does not hang on the order in which a set happens to be kept, nor on where it is drawn."""
    code = "import sys; from duecare.cli.practice import app; app(sys.argv[1:])"
    for seed, kind in (("1", "matrix"), ("2", "acceptance")):
        out = tmp_path / f"{kind}.svg"
        words = ("figure", kind, "-o", str(out), "--as-of", "2030-01-01")
        where = {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": "Asia/Tokyo"}
        subprocess.run([sys.executable, "-c", code, *words], env=where, check=True, capture_output=True)
        assert out.read_text(encoding="utf-8") == figure(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_png_is_the_same_twice(figure: Callable[..., str], kind: str) -> None:
    """The same figure gives the same PNG, at a resolution for print."""
    pytest.importorskip("vl_convert", reason="PNG needs duecare[figures]")
    svg = figure(kind)
    first = as_png(svg)
    assert first.startswith(b"\x89PNG")
    assert first == as_png(svg)
    points_wide = float(fromstring(svg).get("viewBox", "").split()[2])
    assert int.from_bytes(first[16:20]) >= points_wide / 72 * 200 - 1


def test_the_matrix_marks_each_state_as_it_says(law: Law, register: Register) -> None:
    """Each State that takes a position has one row, and each cell the sign of what it says there."""
    issues = [issue.name for issue in law.issues]
    grid = grid_of(register, law, issues, TODAY)
    spoken = {who: words_of(register, who, TODAY) for who in authors(register)}
    assert sorted(words.who for words in grid.states) == [
        who for who, words in spoken.items() if words.answers or words.doubts
    ]
    shown = [issue.name for issue in grid.issues]
    answered = {said.answer.issue for words in spoken.values() for said in (*words.answers, *words.doubts)}
    assert set(shown) == answered | {issues[0]}


def test_signs_tell_mode_group_and_doubt(law: Law, register: Register) -> None:
    """A letter for each position; brackets, minus, question mark, plus and star for the rest."""
    positions = {issue.name: [one.name for one in issue.positions] for issue in law.issues}

    def signs(who: str, issue: str) -> list[str]:
        words = words_of(register, who, TODAY)
        found = [said for said in (*words.answers, *words.doubts) if said.answer.issue == issue]
        return [sign(said, positions[issue]) for said in found]

    status, knowledge = "status@corfu_channel_duty", "knowledge_standard@corfu_channel_duty"
    assert [signs(who, status) for who in ("FRA", "AUS", "ESP", "NZL", "SGP")] == [
        ["c"], ["c*"], ["c+"], ["b", "\N{MINUS SIGN}c"], ["?", "\N{MINUS SIGN}c"],
    ]  # fmt: skip
    assert signs("NZL", knowledge) == ["(a)", "\N{MINUS SIGN}b"]


def test_every_state_has_one_tile() -> None:
    """The map has a place for each code of the table of States, and no place for two."""
    text = (Path(world.__file__).parent / "tiles.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert sorted(row["iso3"] for row in rows) == sorted(state_codes())
    assert len({(row["column"], row["row"]) for row in rows}) == len(rows)


def test_the_map_stands_beside_a_matrix_and_says_what_it_is_not(figure: Callable[..., str]) -> None:
    """No map without the matrix, nor without the note on boundaries."""
    said = written(figure("map"))
    assert world.BOUNDARIES in said
    assert "Recognised" in said and "knowledge standard" in said


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_register_gives_a_figure_that_says_so(kind: str) -> None:
    """Nothing found is drawn as nothing found."""
    said = written(drawn(kind, Asked(LAW, register_of({}), TODAY)))
    assert "which holds no record by 2030-01-01" in said
    assert "nothing was found and not that nothing was said" in said
    assert BIAS in said


@pytest.mark.parametrize("kind", KINDS)
def test_a_partial_register_says_how_little_it_is(kind: str) -> None:
    """One record of one State: the figure says that of all other codes nothing is known."""
    register = register_of(texts_of(SWE=entry("swe_2021", "SWE", "2021-03-01", stance="accepts")))
    said = written(drawn(kind, Asked(LAW, register, TODAY)))
    assert "it holds 1 record, of 1 State and 0 groups, of which 0 do not count" in said
    assert f"{len(state_codes()) - 1} have no record of their own" in said


def test_names_from_a_register_are_text() -> None:
    """What a register says cannot become part of the drawing."""
    texts = texts_of()
    texts["practice/groups.yaml"] += 'ODD:\n  name: "<script>&"\n  kind: group\n'
    texts["practice/ODD.yaml"] = entry("odd_2020", "ODD", "2020-01-01", stance="accepts")
    svg = drawn("matrix", Asked(LAW, register_of(texts), TODAY, states=("ODD",)))
    assert "<script" not in svg
    assert "<script>&" in written(svg)


def test_lines_are_no_wider_than_asked() -> None:
    """Text is broken at words, and a word that is too long within."""
    for width in (20.0, 55.0, 200.0):
        lines = wrapped("An incommensurabilissimus word and others", width, 7)
        assert all(width_of(line, 7) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == "Anincommensurabilissimuswordandothers"
