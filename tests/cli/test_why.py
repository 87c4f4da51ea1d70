"""`duecare why`: a derivation that can be read, kept and found again, and clear refusals."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

DOSSIERS = Path(__file__).resolve().parents[2] / "dossiers"
EXERCISE, HSE = DOSSIERS / "exercise-harbour.yaml", DOSSIERS / "hse-2021.yaml"
WARN = ("--state", "XAA", "--duty", "corfu_channel_duty.warn")
HALT = ("--state", "RUS", "--duty", "corfu_channel_duty.halt", "--view", "tallinn_manual_2")
Duecare = Callable[..., Any]


def _walk(reason: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield reason
    for child in reason["children"]:
        yield from _walk(child)


def _lines(text: str) -> str:
    """Return a text without its line breaks, so that words can be looked for."""
    return " ".join(text.split())


@pytest.mark.parametrize(("file", "words"), [(EXERCISE, WARN), (HSE, HALT)])
def test_lines_are_narrow_and_plain_in_a_pipe(duecare: Duecare, file: Path, words: tuple[str, ...]) -> None:
    """No line is wider than a hundred columns, none ends in blanks, and nothing depends on colour."""
    done = duecare("why", file, *words)
    assert done.code == 0, done.err
    assert max(len(line) for line in done.out.splitlines()) <= 100
    assert all(line == line.rstrip() for line in done.out.splitlines())
    assert "\x1b" not in done.out


def test_settled_outcome_is_told_from_the_conclusion_down(duecare: Duecare) -> None:
    """Conclusion, links, rules with sources and grades, claims with standing, contrary claims, what implies it."""
    told = _lines(duecare("why", EXERCISE, *WARN, "--view", "coco_dias").out)
    assert "EXERCISE, all invented." in told
    assert told.index("Breached. The record shows") < told.index("The obligation applied.")
    assert (
        told.index("The obligation applied.")
        < told.index("The duty was due.")
        < told.index("The conditions of a breach were met.")
    )
    assert "Corfu Channel, p 22 [seen]" in told
    assert "shown by T3.1 established, 1 March 2026 12:00 UTC" in told
    assert "against it: A5.1 alleged" in told
    assert "presumed: A step is presumed available and lawful" in told
    assert "On “knowledge standard: constructive”: What knowledge brings" in told
    assert "the view takes this position" in told
    assert "The best argument the other way" in told
    assert "On the footing that the operation is not the State's own act, and without prejudice to that." in told
    assert "Not raised by anybody, and left aside: content apart; trifles;" in told
    assert "What alone implies this outcome" in told


def test_contested_outcome_is_told_side_by_side(duecare: Duecare) -> None:
    """Each side stands on the positions that divide, with the views that hold it."""
    told = _lines(duecare("why", EXERCISE, *WARN).out)
    assert "Contested: not applicable, not due or breached, by the position taken on" in told
    for word in ("not applicable", "not due", "breached"):
        assert f"On these positions: {word}." in told
    assert "this position divides" in told
    assert "so under Coco and de Souza Dias 2021; Tallinn Manual 2.0; Cyber Law Toolkit" in told


def test_open_outcome_is_told_by_what_is_missing(duecare: Duecare) -> None:
    """What is shown is told, what is missing said to be, and what would bring each outcome about."""
    told = _lines(duecare("why", HSE, *HALT).out)
    assert "Open between “breached”, “nothing within its power” and “met”. Not established on this record." in told
    assert "It would be breached if this were so:" in told
    assert "It would be met if this were so:" in told
    assert "Only alleged otherwise, which defeats no presumption." in told
    assert "What alone implies this outcome" not in told


def test_what_never_binds_is_told_with_the_fact_that_keeps_it_out(duecare: Duecare) -> None:
    """A treaty that was not joined: that it was not is the reason, and what is relied on."""
    told = json.loads(duecare("why", HSE, "--state", "RUS", "--duty", "institutions", "--json").out)
    assert told["outcome"]["words"] == ["not in force"]
    assert told["checked"] is True
    assert any(one["kind"] == "link" and one["name"] == "in force" for one in _walk(told["reason"]))
    assert [(one["leaf"], one["value"]) for one in told["relied"]] == [("party_to_malabo", "no")]


def test_json_tells_the_whole_tree(duecare: Duecare) -> None:
    """The same as data: outcome, what is relied on, and reasons down to claims and presumptions."""
    told = json.loads(duecare("why", EXERCISE, *WARN, "--view", "coco_dias", "--json").out)
    reasons = list(_walk(told["reason"]))
    assert told["outcome"]["words"] == ["breached"]
    assert told["checked"] is True
    assert {"link", "rule", "fact", "appraisal", "presumed", "position", "measure"} <= {one["kind"] for one in reasons}
    assert all(one["claims"] for one in reasons if one["kind"] == "fact")
    assert any(one["leaf"] == "open_to_bearer(M51)" and one["value"] == "unasserted" for one in told["relied"])
    assert {one["issue"] for one in told["positions"]} >= {"author", "capacity_effect"}


def test_what_cannot_be_meant_is_refused_with_what_could_be(duecare: Duecare) -> None:
    """An unknown State, duty, view or frame is told in a line, with the nearest name or what to do."""
    cases = (
        (("--state", "Irland", "--duty", "warn"), "the dossier names no State 'Irland'; did you mean 'Ireland'?"),
        (("--state", "RUS", "--duty", "hlt"), "the law has no duty 'hlt'; did you mean 'halt'?"),
        (("--state", "RUS", "--duty", "halt"), "write one of corfu_channel_duty.halt, human_rights_duty.halt, "),
        (("--state", "IRL", "--duty", "corfu_channel_duty.halt"), "there is no finding on corfu_channel_duty.halt for"),
        ((*HALT[:4], "--view", "coco_dia"), "the law has no view 'coco_dia'; did you mean 'coco_dias'?"),
    )
    for words, message in cases:
        done = duecare("why", HSE, *words)
        assert done.code == 1
        assert done.out == ""
        assert message in _lines(done.err)


def test_duty_toward_several_states_must_say_toward_which(duecare: Duecare) -> None:
    """Where a duty is owed to several States, the command asks which is meant."""
    done = duecare("why", DOSSIERS / "revil-2021.yaml", "--state", "RUS", "--duty", "corfu_channel_duty.halt")
    assert done.code == 1
    assert "it must be said toward which State" in done.err
    assert "--toward SWE" in done.err


def test_what_follows_from_a_breach_is_told_after_it(duecare: Duecare) -> None:
    """A breach that is found is followed by its consequences; one that is only possible by what would follow."""
    found = _lines(duecare("why", EXERCISE, *WARN, "--view", "coco_dias").out)
    assert "What follows from the breach, if the duty binds - The State answers for its own omission" in found
    possible = _lines(duecare("why", HSE, *HALT).out)
    assert "If it was breached - The State answers for its own omission" in possible
    none = _lines(duecare("why", EXERCISE, "--state", "XAA", "--duty", "norm_13c").out)
    assert "answers for its own omission" not in none


@pytest.mark.parametrize("duty", ["no_harm_duty.prevent", "corfu_channel_duty.prevent"])
def test_what_is_so_in_an_open_outcome_is_shown_to_be(duecare: Duecare, duty: str) -> None:
    """No element is called met, knowledge least of all, without what shows it: claims, presumptions or positions."""
    words = ("--state", "XDD", "--duty", duty, "--view", "coco_dias", "--json")
    told = json.loads(duecare("why", EXERCISE, *words).out)
    met = [one for one in _reasons(told) if one["kind"] == "rule" and one["truth"] == "yes"]
    assert any(one["text"].startswith("The State knew") for one in met)
    assert [one["text"] for one in met if not one["children"] and not one["claims"]] == []


def _reasons(told: Any) -> Iterator[dict[str, Any]]:
    """Yield every reason, wherever it stands."""
    for part in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from _reasons(part)
    if isinstance(told, dict) and {"kind", "truth", "children"} <= told.keys():
        yield told
