"""`duecare practice draft`, `try` and `impact`: what is written, where, and with which exit code."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from drafts import NAMES, POSITIONS, ROOT, written

from duecare.cli.main import run

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def duecare(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Return the command `duecare practice`, as a shell would run it."""

    def call(*words: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["duecare", "practice", *(str(word) for word in words)])
        try:
            run()
            code = 0
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else int(bool(stop.code))
        done = capsys.readouterr()
        assert "Traceback" not in done.err
        return Done(code, done.out, done.err)

    return call


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """Return the file of a sound draft."""
    path = tmp_path / "draft.yaml"
    path.write_text(written(POSITIONS), encoding="utf-8")
    return path


def _dossier(name: str) -> Path:
    return ROOT / "dossiers" / f"{name}.yaml"


def test_a_draft_is_written_once(duecare, tmp_path: Path) -> None:
    """The file is made, nothing is overwritten, and what was written can be tried at once."""
    file = tmp_path / "est.yaml"
    assert duecare("draft", "Estonia", "-o", file).code == 0
    text = file.read_text(encoding="utf-8")
    again = duecare("draft", "EST", "-o", file)
    assert (again.code, file.read_text(encoding="utf-8")) == (1, text)
    told = duecare("try", file, "--on", _dossier("hse-2021"))
    assert told.code == 0
    assert "none would change" in told.out


def test_the_answer_comes_first(duecare, draft: Path) -> None:
    """Whose words, how many findings in how many cases, and in which parts, stand in the first lines; no marks."""
    told = duecare("try", draft)
    first = told.out.split("\n")
    assert (told.code, told.err) == (0, "")
    assert first[0].startswith("Ireland (IRL): positions taken by the draft, as of 2026-11-23: ")
    assert re.match(r"- Of \d+ findings in question in 4 past cases, \d+ would change: ", first[1])
    assert first[2].startswith("- As the State that was harmed it could say, and as the State asked to answer it could")
    assert "hse-2021 is a case of IRL's own, in which it was harmed." in told.out
    assert "\x1b" not in told.out
    assert "not opposable" in told.out
    assert "EXERCISE" not in told.out  # the exercise is tried only if it is named


def test_json_says_all_of_it(duecare, draft: Path) -> None:
    """Every change has its attribution and its parts; own cases are marked; the counts are those of the headline."""
    data = json.loads(duecare("try", draft, "--json").out)
    assert (data["format"], data["format_version"], data["records"], data["draft"]) == (
        "duecare-trial", 1, ["a_draft"], True,
    )  # fmt: skip
    (tried,) = data["tried"]
    assert [case["dossier"] for case in tried["cases"]] == list(NAMES)
    changes = [one for case in tried["cases"] for one in case["changes"]]
    for one in changes:
        changed = one["before"]["words"] != one["after"]["words"]
        assert bool(one["outcome_by"]) or bool(one["binds_by"])
        assert bool(one["words_by"]) == changed
        assert one["parts"][0]["part"] == "asked"
    asked = sum(one["asked"] for one in changes)
    assert f"{asked} would change" in tried["headline"][1]
    own = {case["dossier"] for case in tried["cases"] for one in case["changes"] for p in one["parts"] if p["own_case"]}
    assert own == {"hse-2021"}


def test_cases_can_be_named(duecare, draft: Path) -> None:
    """One or several dossiers after `--on`, each tried once, exercises included."""
    files = [_dossier("hse-2021"), _dossier("exercise-harbour"), _dossier("hse-2021")]
    data = json.loads(duecare("try", draft, "--on", *files, "--json").out)
    assert [case["dossier"] for case in data["tried"][0]["cases"]] == ["hse-2021", "exercise-harbour"]
    assert data["tried"][0]["cases"][1]["exercise"]


def test_impact_is_told_at_the_date_of_the_record(duecare) -> None:
    """Without a date, that of the record; with a later one, what is left of it then."""
    then = json.loads(duecare("impact", "est_2019", "--on", _dossier("estonia-2007"), "--json").out)
    assert (then["as_of"], then["draft"], len(then["tried"][0]["moves"])) == ("2019-05-29", False, 3)
    later = ("--on", _dossier("estonia-2007"), "--as-of", "2026-11-23")
    now = json.loads(duecare("impact", "est_2019", *later, "--json").out)
    assert now["tried"][0]["moves"] == []


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("impact", "est_2022"), 1, "the register has no record 'est_2022'; did you mean"),
        (("impact", "EST"), 1, "it is one of est_2019, est_2021"),
        (("impact", "est_2021", "--as-of", "soon"), 1, "--as-of: 'soon' is not a date"),
        (("impact", "est_2021", "--proof", "balanse"), 1, "balance"),
        (("impact", "est_2021", "-o", "x.gif"), 1, "end the name in .svg or .png"),
        (("impact", "est_2021", "-o", "nowhere/x.svg"), 1, "there is no folder 'nowhere'"),
        (("draft", "Estland"), 1, "did you mean EST (Estonia)"),
        (("impact",), 2, "Missing argument"),
        (("try",), 2, "Missing argument"),
    ],
)
def test_bad_input_is_refused(duecare, words: tuple[str, ...], code: int, message: str) -> None:
    """What cannot be meant is refused with what could be, and nothing is written."""
    done = duecare(*words)
    assert (done.code, done.out) == (code, "")
    assert message in done.err


def test_mistakes_in_draft_and_dossiers_are_told_together(duecare, tmp_path: Path) -> None:
    """Neither hides the other, and the figure is not begun."""
    draft, figure = tmp_path / "draft.yaml", tmp_path / "f.svg"
    draft.write_text(written(["auther.any"]), encoding="utf-8")
    done = duecare("try", draft, "--on", _dossier("hse-2021"), tmp_path / "none.yaml", "-o", figure)
    assert (done.code, done.out, figure.exists()) == (1, "", False)
    assert "draft.yaml:8:15: there is no issue 'auther'; did you mean `author`?" in done.err
    assert "none.yaml" in done.err
    assert "2 mistakes" in done.err


def test_a_figure_is_drawn_in_greys_and_can_be_read_aloud(duecare, draft: Path, tmp_path: Path) -> None:
    """Well-formed, the same each time, without colour, script or outside part; every mark used is explained."""
    texts = []
    for name in ("one.svg", "two.svg"):
        assert duecare("try", draft, "--on", _dossier("revil-2021"), "-o", tmp_path / name).code == 0
        texts.append((tmp_path / name).read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    root = ElementTree.fromstring(texts[0])
    described = [root.find(f"{_SVG}{name}") for name in ("title", "desc")]
    assert all(one is not None and one.text for one in described)
    assert root.get("aria-labelledby") == " ".join(str(one.get("id")) for one in described if one is not None)
    colours = set(re.findall(r"#[0-9a-f]{6}", texts[0]))
    assert colours
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in colours)
    assert not re.search(r"<script|<image|href=|url\(", texts[0])
    said = [text.text for text in root.iter(f"{_SVG}text")]
    rows = [one for one in said if one and "→" in one]
    assert len(rows) > 4
    assert max(float(one.get("y", "0")) for one in root.iter(f"{_SVG}text")) < float(root.get("height", "0"))


def test_png_is_drawn_or_refused_before_any_work(
    duecare, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the drawing of PNG is not installed, that is said, and nothing is written."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    done = duecare("try", draft, "-o", tmp_path / "f.png")
    assert (done.code, done.out, (tmp_path / "f.png").exists()) == (1, "", False)
    assert "end the name in .svg" in done.err


def test_hostile_names_do_nothing_in_a_figure(duecare, tmp_path: Path) -> None:
    """What a dossier is called is text, in the table and in the figure."""
    text = _dossier("hse-2021").read_text(encoding="utf-8")
    title = next(line for line in text.split("\n") if line.startswith("title:"))
    dossier, draft, figure = tmp_path / "h.yaml", tmp_path / "draft.yaml", tmp_path / "f.svg"
    dossier.write_text(text.replace(title, 'title: "<script>x</script> & [bold]"'), encoding="utf-8")
    draft.write_text(written(POSITIONS), encoding="utf-8")
    done = duecare("try", draft, "--on", dossier, "-o", figure)
    assert done.code == 0, done.err
    assert "<script>x</script> & [bold]" in done.out
    drawn = figure.read_text(encoding="utf-8")
    assert "<script" not in drawn
    assert "&lt;script&gt;x&lt;/script&gt; &amp; [bold]" in drawn
