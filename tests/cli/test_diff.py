"""`duecare diff`: two dossiers, one dossier under two laws, dates or standards, or two results; bad input."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from done import Duecare

from duecare.assess.assess import assess
from duecare.dossier.read import read_dossier
from duecare.report.record import to_json
from duecare.rulebook.load import load_bundled

ESTONIA = Path(__file__).parents[2] / "dossiers" / "estonia-2007.yaml"


@pytest.fixture
def result(scaffold: Path, tmp_path: Path) -> Path:
    """Return an assessment as JSON."""
    bundle = load_bundled()
    path = tmp_path / "result.json"
    path.write_text(to_json(assess(read_dossier(scaffold, bundle.law), bundle)), encoding="utf-8")
    return path


def test_two_laws_of_one_dossier(duecare: Duecare) -> None:
    """An option given twice is for the one and the other; text in a pipe is plain, and says what and why."""
    done = duecare("diff", ESTONIA, "--law-at", "2007-06-01", "--law-at", "2026-11-23")
    assert (done.code, done.err) == (0, "")
    assert "\x1b" not in done.out
    assert "They differ in the law." in done.out
    assert "Comes into force: norm 13(a)" in done.out
    assert "because of the law" in done.out


def test_one_option_is_for_the_first(duecare: Duecare) -> None:
    """With one dossier the second side is made as usual: the law as restated, the day of writing."""
    found = json.loads(duecare("diff", ESTONIA, "--law-at", "2007-06-01", "--json").out)
    assert (found["before"]["law_at"], found["after"]["law_at"]) == ("2007-06-01", "")
    assert found["kinds"] == ["law"]
    assert (found["format"], found["format_version"]) == ("duecare-difference", 1)


def test_two_files(duecare: Duecare, scaffold: Path, tmp_path: Path) -> None:
    """An option given once is for both files; what only the second says is told with its id."""
    text = scaffold.read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    assert "value: yes" in text
    other.write_text(text.replace("value: yes", "value: no", 1), encoding="utf-8")
    done = duecare("diff", scaffold, other, "--law-at", "2020-01-01")
    assert done.code == 0
    assert "They differ in the facts." in done.out
    assert done.out.count("the law of 1 January 2020") == 2


def test_results_are_compared(duecare: Duecare, result: Path) -> None:
    """Two assessments as JSON need no dossier; the same twice differs in nothing."""
    done = duecare("diff", result, result)
    assert (done.code, done.err) == (0, "")
    assert "They were made from the same." in done.out
    assert "0 of " in done.out


def swapped(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text[: len(text) // 2], "no JSON, or not all of it"),
        (lambda _: "", "no JSON, or not all of it"),
        (lambda _: "[" * 100_000, "no JSON"),
        (lambda _: "[1, 2]", "no assessment of Duecare"),
        (swapped('"duecare-assessment"', '"other"'), "no assessment of Duecare"),
        (swapped('"format_version": 1', '"format_version": 99'), "version 99 of the format"),
        (swapped('"settled": true', '"settled": "perhaps"'), "not whole: 'perhaps' stands where a bool belongs"),
        (swapped('"findings"', '"found"'), "not whole: 'findings' is missing"),
        (swapped('"findings": [', '"findings": [7, '), "not whole: '7' stands where an object belongs"),
    ],
    ids=["cut", "empty", "deep", "list", "other", "version", "kind", "missing", "item"],
)
def test_no_assessment(duecare: Duecare, result: Path, tmp_path: Path, spoil: Callable[[str], str], words: str) -> None:
    """What is no whole assessment of this version is refused with its file and what to do."""
    bad = tmp_path / "bad.json"
    bad.write_text(spoil(result.read_text(encoding="utf-8")), encoding="utf-8")
    done = duecare("diff", result, bad)
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert "bad.json:" in done.err
    assert "make it anew" in done.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "one dossier differs from itself in nothing"),
        (("--law-at", "2007", "--law-at", "2015", "--law-at", "2020"), "--law-at is given 3 times"),
        (("--law-at", "1700-01-01"), "none of the law's authorities had spoken"),
        (("--law-at", "2090"), "the law stands as at"),
        (("--law-at", "yesterday"), "--law-at: 'yesterday' is not a date"),
        (("--as-of", "1990-01-01"), "lies before the first date"),
        (("--as-of", "2099-01-01"), "which is later, it says nothing"),
        (("--proof", "beyond"), "there is no standard of proof 'beyond'"),
        (("--as-of", "2007-05-10", "--view", "nobody"), "the law has no view 'nobody'"),
    ],
)
def test_bad_options(duecare: Duecare, options: tuple[str, ...], words: str) -> None:
    """What cannot be compared is refused in one message."""
    done = duecare("diff", ESTONIA, *options)
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert done.err.count("error") <= 1


def test_a_result_is_compared_with_a_result(duecare: Duecare, scaffold: Path, result: Path) -> None:
    """A result has no record: it is compared with a result, and options do nothing to it."""
    assert "give two .json files" in duecare("diff", result, scaffold).err
    assert "give two .json files" in duecare("diff", result).err
    assert "changes nothing in an assessment made already" in duecare("diff", result, result, "--law-at", "2007").err
    assert duecare("diff", result, result.with_name("gone.json")).code == 1
    assert duecare("diff").code == 2


@pytest.mark.parametrize("verb", ["assess", "memo", "why"])
def test_law_at_elsewhere(duecare: Duecare, tmp_path: Path, verb: str) -> None:
    """Assessments, memos and reasons under the law of a day say so, or give the norm as not expected."""
    more = {
        "assess": (), "memo": ("-o", tmp_path / "memo.md"),
        "why": ("--state", "RUS", "--duty", "norm_13c", "--toward", "EST"),
    }[verb]  # fmt: skip
    done = duecare(verb, ESTONIA, "--law-at", "2007-06-01", *more)
    assert done.code in (0, 3), done.err
    written = (tmp_path / "memo.md").read_text(encoding="utf-8") if verb == "memo" else done.out
    assert ("read as that of 1 June 2007" in written) is (verb != "why")
    assert re.search("not expected|nothing expected", written, re.IGNORECASE)
