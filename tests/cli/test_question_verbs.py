"""`duecare gaps`, `readings`, `remedies`, `chance` and `--assume`: what they write, as words and as JSON; bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from done import Duecare

from duecare.assess.why import why
from duecare.dossier.assumed import assume
from duecare.dossier.read import read_dossier
from duecare.rulebook.load import load_bundled

HARBOUR = Path(__file__).parents[2] / "dossiers" / "exercise-harbour.yaml"
HALT = "corfu_channel_duty.halt"
NARROW = ("--state", "XAA", "--duty", HALT, "--view", "coco_dias")


def test_gaps_of_one_duty(duecare: Duecare) -> None:
    """The question to ask next, what can matter, and the smallest sets of answers that settle it."""
    done = duecare("gaps", HARBOUR, *NARROW)
    assert (done.code, done.err) == (3, "")
    assert "\x1b" not in done.out
    for words in ("Ask next", "1. Did Northland", "unknown facts can matter, and no other", "One answer is enough:"):
        assert words in done.out


@pytest.mark.parametrize("verb", ["gaps", "remedies", "chance", "ask"])
def test_a_duty_that_a_state_is_not_asked_about_is_refused(duecare: Duecare, verb: str) -> None:
    """Nothing is said of a finding that there is not, such as that nothing is open in it."""
    done = duecare(verb, HARBOUR, "--state", "XBB", "--duty", "corfu_channel_duty.halt")
    assert (done.code, done.out) == (1, "")
    assert "there is no finding on corfu_channel_duty.halt for Southland; run `duecare assess`" in done.err


def test_no_step_to_take_does_not_say_that_duties_are_met(duecare: Duecare) -> None:
    """Duties that nobody has put in question are open, and no word is said of how they stand."""
    done = duecare("remedies", HARBOUR, "--state", "XBB")
    assert done.code == 0
    assert "No duty that is in question could be met by further steps." in done.out


def test_gaps_as_json(duecare: Duecare) -> None:
    """Without --duty the facts are ranked and no sets are searched; every number is told."""
    found = json.loads(duecare("gaps", HARBOUR, "--state", "XAA", "--most", 2, "--json").out)
    assert (found["format"], found["cap"], len(found["questions"])) == ("duecare-gaps", 0, 2)
    assert found["unknown"] > 2
    assert all(one["matter"] and not one["sets"] for one in found["findings"])


def test_every_set_told_settles_the_finding(duecare: Duecare) -> None:
    """Who assumes the answers of a set finds the finding settled on the word that was told."""
    found = json.loads(duecare("gaps", HARBOUR, *NARROW, "--json").out)
    (open_finding,) = found["findings"]
    assert open_finding["sets"]
    bundle = load_bundled()
    dossier = read_dossier(HARBOUR, bundle.law)
    for one in open_finding["sets"]:
        answers = [f"{answer['leaf']}@XAA/XBB={answer['value']}" for answer in one["answers"]]
        frame = {"bearer": "XAA", "beneficiary": "XBB", "duty": HALT, "view": "coco_dias"}
        outcome = why(assume(dossier, bundle.law, answers), bundle, **frame).outcome
        assert (outcome.settled, outcome.words) == (True, (one["word"],))


def test_readings_in_words(duecare: Duecare) -> None:
    """Each outcome with the positions under which it comes about, and what those positions say."""
    done = duecare("readings", HARBOUR, "--state", "XAA", "--duty", "corfu_channel_duty.warn")
    assert (done.code, done.err) == (0, "")
    for words in ("Breached whenever", "is not “", ", or\n", "It binds whenever", "The issues"):
        assert words in done.out


def test_remedies_look_back_and_on(duecare: Duecare) -> None:
    """What would have been enough, by which date; what is still to be done; on what it turns where nothing is."""
    done = duecare("remedies", HARBOUR, *NARROW)
    assert (done.code, done.err) == (0, "")
    assert "In time, this would have been enough:" in done.out
    assert ", by 3 March 2026" in done.out
    assert "The steps" in done.out
    turns = duecare("remedies", HARBOUR, "--state", "XAA", "--duty", "corfu_channel_duty.warn", "--view", "coco_dias")
    assert "it turns on an appraisal" in turns.out
    assert "(on the record no; enough if yes)" in turns.out


def test_no_word_of_force_or_of_blame(duecare: Duecare) -> None:
    """Remedies are steps of the State's own care; nothing advises force or countermeasures."""
    for verb in ("remedies", "gaps", "readings"):
        said = duecare(verb, HARBOUR, "--state", "XAA", "--duty", "corfu_channel_duty.account").out.casefold()
        assert not {"retaliat", "armed force", "hack back", "guilty", "strike"} & set(said.split())


def test_chances_and_shares(duecare: Duecare, tmp_path: Path) -> None:
    """Shares are called shares; where a claim carries a probability, chances are told with what they rest on."""
    plain = duecare("chance", HARBOUR, *NARROW)
    assert (plain.code, plain.err) == (0, "")
    assert "No claim carries a probability. What follows is no likelihood" in plain.out
    given = tmp_path / "given.yaml"
    text = HARBOUR.read_text(encoding="utf-8")
    old = "territorial_origin: {bearer: XAA, value: yes, standing: established}"
    assert old in text
    given.write_text(text.replace(old, old.replace("}", ", probability: 0.8}")), encoding="utf-8")
    done = duecare("chance", given, *NARROW)
    assert "taken as independent of one another" in done.out
    assert "territorial origin (0.8): moves the chance" in done.out
    found = json.loads(duecare("chance", given, *NARROW, "--json").out)
    assert found["chances"]["counted"] is False


@pytest.mark.parametrize("given", ["1.2", "-0.1", "80%", "nan", "1e-3"])
def test_a_probability_outside_its_bounds_is_refused_with_its_place(
    duecare: Duecare, tmp_path: Path, given: str
) -> None:
    """Refused where it stands, with what to write, by every verb that reads the dossier."""
    path = tmp_path / "case.yaml"
    old = "territorial_origin: {bearer: XAA, value: yes, standing: established}"
    text = HARBOUR.read_text(encoding="utf-8").replace(old, old.replace("}", f", probability: {given}}}"))
    path.write_text(text, encoding="utf-8")
    done = duecare("chance", path)
    assert (done.code, done.out) == (1, "")
    assert f"`probability` cannot be '{given}'; write a number from 0 to 1" in done.err
    line = next(number for number, one in enumerate(text.splitlines(), 1) if "probability:" in one)
    assert f"case.yaml:{line}:" in done.err


VERBS = {
    "assess": ("--view", "coco_dias"),
    "why": ("--state", "XAA", "--duty", HALT),
    "gaps": NARROW,
    "readings": ("--state", "XAA", "--duty", HALT),
    "remedies": NARROW,
    "chance": NARROW,
    "diff": ("--view", "coco_dias"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_assumes_and_tells_what_that_changes(duecare: Duecare, verb: str) -> None:
    """The difference to the result without the assumption is shown, and the next call knows nothing of it."""
    if verb != "diff":
        before = duecare(verb, HARBOUR, *VERBS[verb])
    done = duecare(
        verb, HARBOUR, *VERBS[verb], "--assume", "admitted_knowledge@XAA=no", "--assume", "risk_known@XAA=no"
    )
    assert done.code in {0, 3}, done.err
    assert any(
        words in done.out for words in ("What the assumption changes", "Without the assumption", "findings changed")
    )
    if verb != "diff":
        assert duecare(verb, HARBOUR, *VERBS[verb]) == before
        assert "assumption" not in before.out


@pytest.mark.parametrize("verb", [*VERBS, "memo"])
def test_a_bad_assumption_is_refused_by_every_verb(duecare: Duecare, tmp_path: Path, verb: str) -> None:
    """One message, exit 1, nothing written."""
    options = ("-o", tmp_path / "memo.md") if verb == "memo" else VERBS[verb]
    done = duecare(verb, HARBOUR, *options, "--assume", "admited_knowledge@XAA=no")
    assert (done.code, done.out) == (1, "")
    assert "--assume admited_knowledge@XAA=no: the law asks nothing by the name" in done.err
    assert "did you mean `admitted_knowledge`?" in done.err
    assert not list(tmp_path.iterdir())


def test_a_memo_says_that_it_assumes(duecare: Duecare, tmp_path: Path) -> None:
    """Its title and its facts tell what was assumed."""
    memo = tmp_path / "memo.md"
    duecare("memo", HARBOUR, "-o", memo, "--view", "coco_dias", "--assume", "admitted_knowledge@XAA=no")
    text = memo.read_text(encoding="utf-8")
    assert "assuming admitted" in text
    assert "Assumed for this answer only" in text


def test_a_figure_tells_what_an_assumption_changes(duecare: Duecare, tmp_path: Path) -> None:
    """The change is told beside the drawing, which is another than that of the record."""
    drawings = [tmp_path / "plain.svg", tmp_path / "assumed.svg"]
    duecare("figure", HARBOUR, "--kind", "matrix", "-o", drawings[0])
    done = duecare("figure", HARBOUR, "--kind", "matrix", "-o", drawings[1], "--assume", "admitted_knowledge@XAA=no")
    assert (done.code, done.err) == (0, "")
    assert "What the assumption changes" in done.out
    assert drawings[0].read_bytes() != drawings[1].read_bytes()
