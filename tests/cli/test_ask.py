"""`duecare ask`: an interview with a scripted tongue; what was answered is in the file, and nothing else changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from done import Done, Duecare

from duecare.assess.assess import frames_of
from duecare.dossier.model import Dossier
from duecare.dossier.read import read_dossier
from duecare.rulebook.load import load_bundled

HARBOUR = Path(__file__).parents[2] / "dossiers" / "exercise-harbour.yaml"
NARROW = ("--state", "XAA", "--duty", "corfu_channel_duty.halt", "--view", "coco_dias")
Talk = Callable[..., tuple[Done, Dossier]]


@pytest.fixture
def talk(duecare: Duecare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Return an interview on a copy of a dossier: each line is typed in turn, an exception raised, then the end."""
    path = tmp_path / "case.yaml"
    path.write_bytes(HARBOUR.read_bytes())

    def held(*lines: str | BaseException) -> tuple[Done, Dossier]:
        typed: Iterator[str | BaseException] = iter(lines)

        def answer(prompt: str = "") -> str:
            print(prompt)
            line = next(typed, EOFError())
            if isinstance(line, BaseException):
                raise line
            return line

        monkeypatch.setattr("builtins.input", answer)
        return duecare("ask", path, *NARROW), read_dossier(path, load_bundled().law)

    return held


def _added(dossier: Dossier) -> list[tuple[str, str, str, str, str]]:
    old = {claim.id for claim in read_dossier(HARBOUR, load_bundled().law).claims}
    return [(c.key, c.value, c.standing, c.author, str(c.since)) for c in dossier.claims if c.id not in old]


def test_an_answer_stands_in_the_file(talk: Talk) -> None:
    """With name, standing and date; a bare word is not taken as established."""
    done, dossier = talk("A. Analyst", "", "y", "e", "p", "2026-03-03", "q")
    assert "Your own word alone is not enough for that." in done.out
    (claim,) = _added(dossier)
    assert claim[1:] == ("yes", "probable", "A. Analyst", "2026-03-03")
    assert "1 answer is kept" in done.out


def test_a_source_bears_what_is_established(talk: Talk) -> None:
    """An unknown source is refused with those there are; on a listed one an answer may be established."""
    done, dossier = talk("A. Analyst", "no-such-source", "inject-northland-log", "n", "e", "", "q")
    assert "The dossier lists no source 'no-such-source'" in done.out
    added = {claim.id for claim in dossier.claims} - {c.id for c in read_dossier(HARBOUR, load_bundled().law).claims}
    (claim,) = (one for one in dossier.claims if one.id in added)
    assert (claim.standing, claim.sources, claim.value) == ("established", ("inject-northland-log",), "no")


def test_what_has_been_so_all_along_is_so_from_the_first_instant(
    duecare: Duecare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However roughly the record says when it begins, the date proposed leaves nothing of it open."""
    rough = tmp_path / "rough.yaml"
    text = HARBOUR.read_text(encoding="utf-8")
    rough.write_text(text.replace("\n  began: 2026-03-04\n", "\n  began: 2025-12-30/2026-01-02\n"), encoding="utf-8")
    typed = iter(("A. Analyst", "", "n", "p", "", "q"))
    monkeypatch.setattr("builtins.input", lambda prompt="": print(prompt) or next(typed))
    done = duecare("ask", rough, "--state", "XAA", "--view", "coco_dias")
    assert "Since when? [2025-12-30T00:00Z]" in done.out
    read = read_dossier(rough, load_bundled().law)
    row = frames_of(read, load_bundled(), None, "balance")[0].known["activity_planned_or_run"]
    assert {one.value for one in row} == {False}


def test_a_question_says_whom_a_step_is_about(talk: Talk) -> None:
    """Where its words do not: the same step toward two States is two questions."""
    done, _ = talk("A. Analyst", "", "q")
    assert "[taken(M57)@XAA/XBB]" in done.out


def test_what_is_not_known_is_never_asked_again(talk: Talk) -> None:
    """Neither in this interview nor in the next; it is noted, and no claim is made of it."""
    done, dossier = talk("A. Analyst", "", *["d"] * 40)
    assert "Nothing more to ask. What is left is not known, or turns on the law." in done.out
    assert done.code == 3
    assert not _added(dossier)
    notes = [note for note in dossier.notes if note.startswith("Asked on")]
    assert len(notes) == len(set(notes)) == done.out.count("  Ask: ") > 1
    again, _ = talk("B. Analyst", "")
    assert "Nothing more to ask" in again.out
    assert "  Ask: " not in again.out


@pytest.mark.parametrize("end", [EOFError(), KeyboardInterrupt(), "q"])
def test_whoever_leaves_keeps_what_was_answered(talk: Talk, end: str | BaseException) -> None:
    """Ctrl-D, Ctrl-C or q, in the middle of a question too: the answers before it are whole, that one is not there."""
    done, dossier = talk("A. Analyst", "", "n", "p", "", "y", end)
    assert done.code == 3
    assert len(_added(dossier)) == 1
    assert "1 answer is kept" in done.out
    assert not done.err


def test_nothing_answered_changes_nothing(talk: Talk, tmp_path: Path) -> None:
    """Who leaves at once leaves the file as it was."""
    talk(KeyboardInterrupt())
    assert (tmp_path / "case.yaml").read_bytes() == HARBOUR.read_bytes()


def test_it_says_why_and_stops_when_nothing_is_open(talk: Talk) -> None:
    """Each question says what hangs on it; once the findings are settled there is nothing to ask."""
    done, _ = talk("A. Analyst", "inject-northland-log", "y", "e", "2026-03-02")
    assert "Yes settles 1 finding" in done.out
    assert "It bears on Northland toward Southland" in " ".join(done.out.split())
    assert done.code == 0
    assert done.out.count("  Ask: ") == 1


def test_what_is_typed_wrongly_is_asked_again(talk: Talk) -> None:
    """A letter that means nothing, a date that is none, a date after the dossier was written."""
    done, dossier = talk("", "A. Analyst", "", "x", "y", "z", "a", "tomorrow", "2031-01-01", "2026-03-03", "q")
    for words in ("Type one of the letters.", "is not a date", "The dossier was written on"):
        assert words in done.out
    assert len(_added(dossier)) == 1


def test_a_dossier_that_cannot_be_written_is_refused_first(duecare: Duecare, tmp_path: Path) -> None:
    """A folder, or no file: one message before any question."""
    for path in (tmp_path, tmp_path / "none.yaml"):
        done = duecare("ask", path)
        assert (done.code, "Your name" in done.out) == (1, False)
        assert done.err
