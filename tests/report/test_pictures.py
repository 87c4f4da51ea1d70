"""Figures of a memo: no two words touch at any size, nothing is told by colour, the same case gives the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from measured import SVG, faults, written
from sample import LAW, assessment, dossier, real_assessment, real_dossier

from duecare.assess.model import Derivation, HistoryLine, Reason
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier
from duecare.dossier.release import released
from duecare.drawing.picture import as_png
from duecare.drawing.sheet import points
from duecare.report.document import Figure
from duecare.report.memo_record import Desk
from duecare.report.pictures.argument import argument_map
from duecare.report.pictures.axis import axis_of, instant
from duecare.report.pictures.chosen import desk_of
from duecare.report.pictures.ladder import ladders
from duecare.report.pictures.lanes import TALLEST
from duecare.report.pictures.readings import CODES, readings
from duecare.report.pictures.timeline import timeline, timelines
from duecare.report.wording import SENTENCES

_HOSTILE = {
    "markup": "</text></svg><script>alert(1)</script>\"'&<image href=x>",
    "formula": "=cmd|' /C calc'!A0",
    "typst": '#eval("1") $x$ @y *a* _b_ ]',
    "control": "a\x1b[31mb\x07\x9bc\ufffe\uffff\udc80",
    "bidi": "a\u202eb\u2066c",
    "long": "w" * 3_000,
    "arabic": "هجوم سيبراني على الميناء أدى إلى توقف الرافعات ﷽",
    "chinese": "港口起重机因网络攻击而停止运行，货物堆放倒塌，两名工人受伤。" * 4,
    "emoji": "👩‍💻🔥 𝕏 ﹏",
}


def _desk(dossier_: Dossier | None = None) -> Desk:
    return desk_of(assessment(), dossier_ or dossier(), LAW)


def _many(
    number: int, text: str = "Something of some length happens in the harbour, and it is told in a few words"
) -> Desk:
    """Return a case with so many entries in its timeline, of which each third is dated to the month alone."""
    read, first = dossier(), dossier().timeline[0]
    began = first.on.earliest
    entries = []
    for place in range(number):
        day = f"{began + timedelta(days=place % 27, hours=place):%Y-%m-%dT%H:%MZ}"
        when = parse_moment(day if place % 3 else day[:7])
        entries.append(replace(first, id=f"T{place + 1}", on=when, what=f"{text} ({place})."))
    return desk_of(replace(assessment(), as_of="2026-01-01"), replace(read, timeline=tuple(entries)), LAW)


def _derivation(text: str = "It knew of the danger.", breadth: int = 3) -> Derivation:
    """Return a derivation with every kind of step, three deep."""
    leaf = Reason("fact", "yes", "knowledge", text, claims=("T2.1",), against=("T1.2",), since="2024-05-03")
    rule = Reason("rule", "open", "knowing", text, children=(leaf,) * breadth)
    kinds = ("link", "measure", "measure", "duty", "issue", "position", "exception", "presumed", "other way")
    steps = tuple(
        Reason(kind, "no" if kind == "duty" else "open", "harbour_duty.warn" if kind == "duty" else "M51",
               f"{text}: open", children=() if kind == "measure" else (rule,) * breadth) for kind in kinds
    )  # fmt: skip
    aside = (Reason("footing", "yes", "own", text), Reason("not raised", "no", "consent", text))
    warn = assessment().findings[1]
    root = Reason("outcome", "yes", "harbour_duty.warn", warn.text, children=(*steps, *aside))
    return Derivation("XAA", "XBB", "harbour_duty.warn", "", warn.if_binds[0], "open", (), root, checked=True)


def _all(desk: Desk, derivation: Derivation, width: float = points(170)) -> Iterator[Figure]:
    yield from timelines(desk, width)
    yield timeline(desk, width)
    yield from ladders(desk, width)
    yield from readings(desk, width)
    yield argument_map(derivation, desk, width)


def _height(figure: Figure) -> float:
    return float(fromstring(figure.svg).get("viewBox", "").split()[3])


@pytest.mark.parametrize("millimetres", [120, 170, 297])
def test_no_words_touch_or_leave_the_sheet(millimetres: float) -> None:
    """Of every figure, narrow and wide, no two words run into each other and none leaves the sheet."""
    for figure in _all(_desk(), _derivation(), points(millimetres)):
        assert faults(figure.svg) == [], figure.name


@pytest.mark.parametrize("number", [3, 60, 500])
def test_a_timeline_of_any_length_is_legible(number: int) -> None:
    """At three, sixty and five hundred events nothing overlaps, and no page is taller than one has room for."""
    desk = _many(number)
    pages = timelines(desk)
    for page in (*pages, timeline(desk)):
        assert faults(page.svg) == []
        sizes = [float(one.get("font-size", "")) for one in fromstring(page.svg).iter(f"{SVG}text")]
        assert min(sizes) >= 5.5
    assert all(_height(page) < TALLEST + 130 for page in pages)
    shown = " ".join(written(page.svg) for page in pages)
    folded = "several are drawn as one" in shown
    assert folded is (number == 500)
    assert number > 3 or all(f"({place})" in shown for place in range(number))
    assert len(re.findall(r"\d+ entries, in paras \d+ to \d+", shown)) == (0 if number < 500 else 101)


def test_every_event_has_a_mark() -> None:
    """However many entries are drawn as one row, each keeps a mark; one that is not dated to the day, a bar."""
    for number in (3, 60, 500):
        root = fromstring(timeline(_many(number)).svg)
        bars = [one for one in root.iter(f"{SVG}rect") if one.get("fill") == "#eeeeee"]
        points_ = [one for one in root.iter(f"{SVG}path") if one.get("d", "").count("L") == 3]
        months = len([place for place in range(number) if place % 3 == 0])
        assert (len(bars), len(points_)) == (months + 1, number - months + 1 + 2)  # the key, a request and an account


@pytest.mark.parametrize("text", _HOSTILE.values(), ids=_HOSTILE)
def test_whatever_stands_in_a_dossier_stays_text(text: str) -> None:
    """Hostile text, other scripts and endless words become no shape of their own, and run into nothing."""
    calm, spoilt = _spoilt("calm"), _spoilt(text)
    for figure, other in zip(_all(*spoilt), _all(*calm), strict=False):
        assert faults(figure.svg) == [], figure.name
        tags = {one.tag for one in fromstring(figure.svg).iter()}
        assert tags <= {one.tag for one in fromstring(other.svg).iter()}
        assert "<script" not in figure.svg
        assert "<image" not in figure.svg


def _spoilt(text: str) -> tuple[Desk, Derivation]:
    read = dossier()
    made = replace(
        read,
        title=text, summary=text, names={"XAA": text, "XBB": text},
        timeline=tuple(replace(one, what=text) for one in read.timeline),
        requests=tuple(replace(one, what=text) for one in read.requests),
        account=tuple(replace(one, what=text) for one in read.account),
        claims=tuple(replace(one, reason=text, author=text) for one in read.claims),
    )  # fmt: skip
    told = replace(assessment(), title=text, states=(("XAA", text), ("XBB", text)))
    return desk_of(told, made, LAW), _derivation(text)


def test_nothing_is_told_by_colour() -> None:
    """Every colour is a grey, so that a copy loses nothing."""
    for figure in _all(_desk(), _derivation()):
        colours = re.findall(r'"#([0-9a-f]{6})"', figure.svg)
        assert colours
        assert all(one[:2] == one[2:4] == one[4:] for one in colours)


def test_figures_tell_those_who_cannot_see_them() -> None:
    """Each has a title and a description of its own, so that several can stand on one page, and a text for it."""
    ids: list[str] = []
    for figure in [*timelines(_desk()), *ladders(_desk()), *readings(_desk()), argument_map(_derivation(), _desk())]:
        root = fromstring(figure.svg)
        title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and told is not None
        assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
        assert title.text == figure.caption
        assert figure.alt and (told.text or "").startswith(figure.alt)
        ids += [one.get("id", "") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_figures_say_what_they_rest_on() -> None:
    """Marking, draft, dossier, law and that nothing is attributed stand on each, and the level if one was asked for."""
    for figure in _all(_desk(), _derivation()):
        told = written(figure.svg)
        assert "EXERCISE" in told and "TLP:AMBER. Draft, cleared by nobody." in told
        assert "Nothing here attributes the operation to anybody." in told.replace("\n", " ")
        assert "d" * 12 in told
    lower = released(dossier(), "green")
    desk = desk_of(replace(assessment(), released="green"), lower, LAW)
    for figure in _all(desk, _derivation()):
        assert "TLP:GREEN" in written(figure.svg)
        assert "the outcome may differ" in written(figure.svg)


def test_the_same_case_gives_the_same_bytes() -> None:
    """No figure hangs on the order in which a set happens to be kept, nor on where it is drawn."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1].split(':'); import test_pictures as t; from hashlib import sha256; "
        "print(sha256(''.join(one.svg for one in t._all(t._desk(), t._derivation())).encode()).hexdigest())"
    )
    here = Path(__file__).parent
    folders = f"{here}:{here.parent / 'common'}"
    told = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        where = {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": zone}
        made = subprocess.run(
            [sys.executable, "-c", code, folders], env=where, check=True, capture_output=True, text=True
        )
        told.add(made.stdout)
    assert len(told) == 1


def test_png_of_each() -> None:
    """Each figure can be turned into a picture."""
    pytest.importorskip("vl_convert", reason="PNG needs duecare[figures]")
    for figure in [
        timeline(_desk()),
        readings(_desk())[0],
        *ladders(_desk())[:1],
        argument_map(_derivation(), _desk()),
    ]:
        assert as_png(figure.svg).startswith(b"\x89PNG")


def test_the_axis_keeps_the_order_of_time() -> None:
    """A later time never stands left of an earlier one, however far apart they are; ends stay within the axis."""
    instants = [parse_moment(text).earliest for text in ("1997", "2021-05-14T03:00Z", "2021-05-14T03:01Z", "2026")]
    axis = axis_of(instants, 10, 100)
    between = sorted([*instants, *(one + timedelta(days=40) for one in instants)])
    places = [axis.at(one) for one in between]
    assert places == sorted(places)
    assert (places[0], axis.at(instants[-1])) == (10, 100)
    assert len({round(axis.at(one), 3) for one in instants}) == 4


def test_labels_of_slices_are_times() -> None:
    """The label of a slice names the time at which it stands."""
    assert instant("2024-05-03") == parse_moment("2024-05-03").earliest
    assert instant("start of 2024-05") == parse_moment("2024-05").earliest
    assert instant("end of 2024-05/2024-06") == parse_moment("2024-06").latest
    assert instant("just before 2024-05-03T10:00Z") == parse_moment("2024-05-03T10:00Z").earliest


def test_what_is_later_than_the_date_is_not_drawn() -> None:
    """Entries and claims that begin after the as-of date are on no lane."""
    early = desk_of(replace(assessment(), as_of="2024-05-04"), dossier(), LAW)
    told = written(timeline(early).svg)
    assert "The crane of Southland stops" in told
    assert "asks Northland to end it" not in told
    assert "Nothing was known" not in told


def test_bars_tell_possible_from_certain() -> None:
    """A duty is drawn from when it is possible, and from when it is certain; what is never certain stays open."""
    desk = _desk()
    warn = desk.assessment.findings[1]
    only = replace(
        warn, history=(HistoryLine("due", "2024-05-03", ""), HistoryLine("breached", "2024-05-03", "2024-05-04"))
    )
    svg = timeline(replace(desk, assessment=replace(desk.assessment, findings=(only,)))).svg
    bars = [one for one in fromstring(svg).iter(f"{SVG}rect") if one.get("height") == "2.8"]
    key = 4
    assert len(bars) == key + 3
    assert sum(one.get("fill") == "#c4c4c4" for one in bars) == 1  # of the key alone


def test_a_ladder_tells_which_way_claims_point() -> None:
    """A rung shows claims for, against and neither by its sign, with the paragraphs in which they stand."""
    told = {figure.caption: written(figure.svg) for figure in ladders(_desk())}
    harbour = next(
        text for title, text in told.items() if title.startswith("Harbour duty") and "toward Southland" in title
    )
    assert "Does the harbour lie in Northland?" in harbour
    assert "For: probable (para 2)." in harbour
    assert "Depends on, and nobody has claimed" not in harbour  # knowledge has a claim
    real = " ".join(written(one.svg) for one in ladders(desk_of(real_assessment(), real_dossier(), LAW)))
    assert "Russian Federation toward Ireland" in real


def test_the_matrix_has_a_code_for_every_word() -> None:
    """Every outcome word has a code of its own, and the key explains each that is used."""
    assert set(CODES) == set(SENTENCES)
    assert len(set(CODES.values())) == len(CODES)
    told = written(readings(_desk())[0].svg)
    assert "breached" in told and "turns on an issue that the view leaves free" in told
    assert "it does not bind" in told


def test_the_map_has_the_conclusion_on_top_and_numbers_its_steps() -> None:
    """The conclusion comes first, then its steps by number, with paragraphs; the other side has a frame of its own."""
    figure = argument_map(_derivation(breadth=1), _desk())
    told = written(figure.svg)
    assert told.index("Under all held readings, if it binds: breached or not met") < told.index("It knew of the danger")
    assert "para 1 (established)" in told
    assert "Not raised by anybody, and left aside: consent." in told
    assert len(re.findall(r"M51, M51: open", told)) == 1
    root = fromstring(figure.svg)
    assert any(one.get("stroke-dasharray") == "2 1.6" for one in root.iter(f"{SVG}rect"))
    assert "further steps below this one" not in told


def test_a_map_that_is_too_large_counts_what_it_leaves_out() -> None:
    """Where a page has no room for all steps the deepest are counted, and none is lost without a word."""
    text = "It knew of the danger, and of more than can be told in one short line of words."
    derivation = _derivation(text, 9)
    figure = argument_map(derivation, _desk())
    assert faults(figure.svg) == []
    assert _height(figure) < TALLEST + 130
    shown = len(re.findall(r"It knew of the danger|M51, M51", written(figure.svg)))
    left_out = sum(map(int, re.findall(r"\((\d+) further steps? below", written(figure.svg))))
    merged = 1  # two measures of which the same is said
    aside = 1  # what nobody raised: told below the map by its name
    assert left_out
    assert shown + left_out == _steps_in(derivation.reason) - 1 - merged - aside


def _steps_in(reason: Reason) -> int:
    return 1 + sum(map(_steps_in, reason.children))
