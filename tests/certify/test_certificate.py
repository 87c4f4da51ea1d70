"""A certificate is confirmed by clingo alone, and no longer once any answer in it is changed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from clingo_check import confirmed, laid_out
from effort import many

from duecare.assess.assess import assess, frames_of
from duecare.assess.model import Assessment
from duecare.certify.certificate import Certificate, certificate
from duecare.dossier.read import read_dossier
from duecare.engine.chain import DUTY_WORDS, NORM_WORDS
from duecare.engine.decide import NOT_IN_FORCE
from duecare.engine.frame import Frame
from duecare.rulebook.load import load_bundled

DOSSIERS = Path(__file__).parents[2] / "dossiers"
WORDS = sorted({*DUTY_WORDS, *NORM_WORDS.values(), NOT_IN_FORCE})
_ANSWER = re.compile(r'^finding\("([a-z ]+)","(\w*)","([^"]+)"\)\.$', re.MULTILINE)
_SINCE = re.compile(r'^since\("([a-z ]+)",(\d+),(\d+)\)\.', re.MULTILINE)


@cache
def assessed(name: str) -> tuple[Assessment, tuple[Frame, ...]]:
    """The assessment of a bundled dossier, and the frames it was made from."""
    bundle = load_bundled()
    dossier = read_dossier(DOSSIERS / f"{name}.yaml", bundle.law)
    return assess(dossier, bundle), frames_of(dossier, bundle, None, "balance")


@cache
def made(name: str, written: str = "2026-11-23") -> Certificate:
    """The certificate of a bundled dossier."""
    return certificate(*assessed(name), load_bundled().law, written)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of a real incident."""
    return laid_out(made("hse-2021").files, tmp_path_factory.mktemp("certificate"))


def findings(folder: Path) -> list[Path]:
    return sorted((folder / "findings").iterdir())


def changed(text: str, rng: Random) -> str:
    """A finding with one answer changed: another word, or a date one slice off."""
    answers, dates = list(_ANSWER.finditer(text)), list(_SINCE.finditer(text))
    at = rng.choice(answers + dates)
    if at in dates:
        return _another_date(text, at, rng)
    kind, view, word = at.groups()
    said = {one[3] for one in answers if one.group(1, 2) == (kind, view)}
    offered = ["yes", "no"] if kind == "binds" else [one for one in WORDS if one not in said]
    other = rng.choice([one for one in offered if one != word and one not in said] or [f"not {word}"])
    return text[: at.start(3)] + other + text[at.end(3) :]


def _another_date(text: str, at: re.Match[str], rng: Random) -> str:
    group = rng.choice((2, 3))
    number = int(at[group])
    moved = number + 1 if number == 0 or (group == 2 and rng.random() < 0.5) else number - 1
    return text[: at.start(group)] + str(moved) + text[at.end(group) :]


def refused(finding: Path, rng: Random) -> None:
    """A changed answer is not confirmed; the file is put back."""
    text = finding.read_text(encoding="utf-8")
    altered = changed(text, rng)
    assert altered != text
    try:
        finding.write_text(altered, encoding="utf-8")
        assert not confirmed(finding), f"{finding.name} is confirmed though changed to:\n{altered}"
    finally:
        finding.write_text(text, encoding="utf-8")


def test_findings_are_confirmed(folder: Path) -> None:
    """Of a State's own apparatus, of duties toward another State, of treaties perhaps not joined, and of a norm."""
    names = ("RUS-IRL-corfu_channel_duty.warn", "RUS-cybercrime_duty.contact_point", "IRL-IRL-human_rights_duty.remedy")
    for name in (*names, "RUS-IRL-health_duty.notify", "RUS-IRL-norm_13h"):
        assert confirmed(folder / "findings" / f"{name}.lp"), name


def test_what_binds_only_on_unknown_facts_is_looked_at_twice(folder: Path) -> None:
    """Whether it binds and what became of it are asked of two completions of one reading."""
    text = (folder / "findings" / "RUS-cybercrime_duty.contact_point.lp").read_text(encoding="utf-8")
    assert "\nbesides." in text
    assert "\nbesides." not in (folder / "findings" / "RUS-IRL-corfu_channel_duty.warn.lp").read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", range(8))
def test_a_changed_answer_is_not_confirmed(folder: Path, seed: int) -> None:
    """Whichever answer of whichever finding is changed."""
    rng = Random(seed)
    small = [file for file in findings(folder) if "norm" in file.name or "health" in file.name or "warn" in file.name]
    refused(rng.choice(small), rng)


@pytest.mark.slow
def test_every_finding_of_an_incident_is_confirmed(folder: Path) -> None:
    """All findings, under all readings and every named view."""
    wrong = [file.name for file in findings(folder) if not confirmed(file)]
    assert len(findings(folder)) == made("hse-2021").findings
    assert wrong == []


@pytest.mark.slow
def test_changed_answers_are_not_confirmed(folder: Path) -> None:
    """Many changes, each to one answer of one finding."""
    rng = Random(5)
    for _ in range(many(15)):
        refused(rng.choice(findings(folder)), rng)


def test_every_file_says_what_it_belongs_to_and_does_not_cover() -> None:
    """Law, dossier and day stand in every file, and what no file confirms."""
    bundle, found = load_bundled(), made("hse-2021")
    dossier = read_dossier(DOSSIERS / "hse-2021.yaml", bundle.law)
    for name, text in found.files.items():
        head = text if name == "README.md" else "\n".join(text.splitlines()[:4])
        for said in (bundle.hash, dossier.sha256, "2026-11-23", "not cover", "not established"):
            assert said in head.replace("Not cover", "not cover"), name


def test_the_readme_has_ten_lines_and_the_number_of_findings() -> None:
    """Nobody has to read more than ten lines to check a certificate."""
    found = made("hse-2021")
    lines = found.files["README.md"].splitlines()
    assert len(lines) == 10
    assert str(found.findings) in lines[0]
    assert str(2 * found.findings) in lines[8]
    assert found.findings == sum(name.startswith("findings/") for name in found.files)


def test_only_the_day_of_writing_tells_two_certificates_apart() -> None:
    """The same dossier and law give the same files."""
    first, second = made("hse-2021"), made("hse-2021", "2027-01-31")
    assert {n: t.replace("2026-11-23", "2027-01-31") for n, t in first.files.items()} == {
        name: text.replace("2026-11-23", "2027-01-31") for name, text in second.files.items()
    }


def test_a_hostile_title_stays_a_remark() -> None:
    """A line break in a text of the dossier or the law begins no rule."""
    bundle, (assessment, frames) = load_bundled(), assessed("hse-2021")
    bad = "x\n:- not there.\r\u2028bad. %* \x00"
    hostile = replace(assessment, dossier=bad, version=bad, findings=(replace(assessment.findings[0], text=bad),))
    for name, text in certificate(hostile, frames, bundle.law, "2026-11-23").files.items():
        if name != "README.md":
            assert not any(line.startswith((":- not there", "bad.")) for line in text.splitlines()), name
