"""Questions are chosen by what their answers do, and what is told of an answer is what a new assessment finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from inquiries import DRAWN, TRIED, decider_of
from random_frames import Example

from duecare.assess.assess import assess, decided, frames_of
from duecare.assess.model import Assessment, Effect, Question
from duecare.assess.outcomes import ALL
from duecare.assess.questions import ranked_questions
from duecare.assess.waiting import waiting
from duecare.dossier.read import read_dossier
from duecare.engine.answers import Answers, answered, bears_on, is_plain, worked_out
from duecare.engine.decide import Decider
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.engine.outcome import if_binds
from duecare.ir.declarations import View
from duecare.rulebook.load import load_bundled

DOSSIERS = Path(__file__).resolve().parents[2] / "dossiers"
NAMES = ("estonia-2007", "exercise-harbour", "hse-2021", "medibank-2022", "revil-2021")


def _region(decider: Decider, duty: str, view: View) -> int:
    return decider.diagram.both(decider.readings.view(view.stances, gates=False), decider.force(duty))


def _words(decider: Decider, duty: str, view: View) -> tuple[str, ...]:
    return if_binds(decider, duty, view.stances).words


def _unknown(decider: Decider) -> list[str]:
    levels = decider.history.slices.unknown_levels
    return [leaf for leaf, found in levels.items() if found and not leaf.startswith("other:")]


@TRIED
@given(DRAWN)
def test_answer_leaves_what_a_new_history_finds(example: Example) -> None:
    """What a plain answer leaves, read off the words as they stand, is what the frame comes to with the answer."""
    decider = decider_of(example)
    for leaf in _unknown(decider) if decider else ():
        for value in (True, False):
            again = Decider(History(decider.history.compiled, answered(decider.history.frame, leaf, value)))
            answers = Answers(decider)
            assert answers.can_be(leaf, value) == again.consistent() or not is_plain(decider, leaf)
            if again.consistent() and is_plain(decider, leaf):
                for duty in decider.history.of:
                    for view in (ALL, *example.law.views):
                        region, before = _region(decider, duty, view), _words(decider, duty, view)
                        after = answers.left(duty, leaf, value, {region: before})[region]
                        assert after == _words(again, duty, view)


@TRIED
@given(DRAWN)
def test_frame_worked_out_again_for_some_duties_is_the_whole_frame(example: Example) -> None:
    """Duties that are not worked out again with an answer are those that it does not touch."""
    decider = decider_of(example)
    for leaf in _unknown(decider)[:3] if decider else ():
        again = worked_out(decider, leaf, True)
        whole = Decider(History(decider.history.compiled, answered(decider.history.frame, leaf, True)))
        for duty in decider.history.of if whole.consistent() else ():
            for view in (ALL, *example.law.views):
                found = again if duty in again.history.of else decider
                assert _words(whole, duty, view) == _words(found, duty, view)
            assert (duty in again.history.of) == bears_on(decider.history.compiled, duty, leaf)


# -- the bundled dossiers -------------------------------------------------------------------------------


def _told(name: str) -> tuple[Assessment, list[Frame]]:
    bundle = load_bundled()
    dossier = read_dossier(DOSSIERS / f"{name}.yaml", bundle.law)
    return assess(dossier, bundle), list(frames_of(dossier, bundle, None, "balance"))


def _is_about(question: Question, frame: Frame) -> bool:
    return question.bearer in {"", frame.bearer} and question.beneficiary in {"", frame.beneficiary}


def _changes(effects: tuple[Effect, ...]) -> dict[tuple[str, str, str, str], tuple[str, ...]]:
    return {(one.bearer, one.beneficiary, one.duty, view): one.words for one in effects for view in one.views}


def _found(question: Question, frames: list[Frame], value: bool) -> dict[tuple[str, str, str, str], tuple[str, ...]]:
    """Return, for each open finding that an answer changes, what a new history finds."""
    bundle, found = load_bundled(), {}
    for frame in (one for one in frames if _is_about(question, one)):
        before = Decider(History(bundle.compiled, frame))
        after = Decider(History(bundle.compiled, answered(frame, question.leaf, value)))
        for duty in (one for one in before.history.of if one not in waiting(before)):
            for view in (ALL, *bundle.law.views):
                was, now = _words(before, duty, view), _words(after, duty, view)
                if was != now:
                    found[frame.bearer, frame.beneficiary, duty, view.name] = now
    return found


@pytest.mark.parametrize("name", NAMES)
def test_what_a_question_tells_is_what_answering_it_does(name: str) -> None:
    """For each question asked, yes and no do to every finding they are about what is told, under every view."""
    assessment, frames = _told(name)
    assert assessment.questions
    for question in assessment.questions:
        assert _changes(question.yes) == _found(question, frames, True)
        assert _changes(question.no) == _found(question, frames, False)


@pytest.mark.parametrize("name", NAMES)
def test_three_questions_each_settle_something_new(name: str) -> None:
    """No question is asked of which everything hangs on one before it; each says what an answer would settle."""
    assessment, _ = _told(name)
    done: set[tuple[str, str, str, str]] = set()
    for question in assessment.questions:
        settled = {
            pair for side in (question.yes, question.no) for pair, words in _changes(side).items() if len(words) == 1
        }
        assert settled - done
        done |= settled
        assert question.if_yes or question.if_no


def test_each_is_asked_of_who_can_tell() -> None:
    """The bearer is asked of its own steps, the affected State of what it sent and suffered."""
    bearers, affected = {"Russian Federation", "Northland", "Midland", "Eastland"}, {"Ireland", "United States"}
    for name in NAMES:
        for question in _told(name)[0].questions:
            if question.leaf.startswith("taken("):
                assert question.ask in bearers
            if question.leaf == "notice_received":
                assert question.ask in affected | {"Estonia", "Australia", "Sweden"}


def test_no_fact_of_a_whole_frame_settles_more_than_those_told() -> None:
    """Asked to rank all facts, those told first settle as much, answer by answer, as any that is about no one step."""
    bundle = load_bundled()
    dossier = read_dossier(DOSSIERS / "medibank-2022.yaml", bundle.law)
    views = bundle.law.views[:3]
    worked = decided(dossier, bundle, frames_of(dossier, bundle, None, "balance"))
    asked = [(decider, waiting(decider)) for _, decider in worked]

    def settled(question: Question) -> tuple[int, ...]:
        sides = (question.yes, question.no)
        return tuple(sorted(sum(len(one.views) for one in side if len(one.words) == 1) for side in sides))

    ranked, _ = ranked_questions(dossier, bundle.law, asked, views, 4, exactly=True)
    every, _ = ranked_questions(dossier, bundle.law, asked, views, 10_000)
    broad = sorted((settled(one) for one in every if "(" not in one.leaf), reverse=True)
    told = [settled(one) for one in ranked]
    assert told == sorted(told, reverse=True)
    assert all(first >= second for first, second in zip(told, broad, strict=False))
