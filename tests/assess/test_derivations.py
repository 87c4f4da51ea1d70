"""Every derivation implies its outcome, and does not without any one thing that it relies on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from effort import many
from hypothesis import given
from inquiries import DRAWN, TRIED, inquiries, silent_dossier
from random_frames import Example

from duecare.assess.assess import frames_of
from duecare.assess.model import Reason
from duecare.assess.outcomes import ALL
from duecare.assess.reasons.book import Book
from duecare.assess.reasons.inquiry import Established, Inquiry, WrongDerivationError
from duecare.assess.reasons.scene import NO, OPEN, YES
from duecare.assess.why import derive, inquiry_on
from duecare.dossier.read import read_dossier
from duecare.engine.decide import NOT_IN_FORCE, Decider
from duecare.engine.history import History
from duecare.engine.implicant import Literal
from duecare.engine.outcome import if_binds
from duecare.ir.declarations import View
from duecare.rulebook.load import load_bundled

ROOT = Path(__file__).resolve().parents[2]


def _without(found: Established, literal: Literal) -> tuple[Literal, ...]:
    return tuple(one for one in found.literals if one != literal)


def _refused(inquiry: Inquiry, found: Established, literals: tuple[Literal, ...]) -> bool:
    try:
        inquiry.check(found.word, literals, found.stances)
    except WrongDerivationError:
        return True
    return False


@TRIED
@given(DRAWN)
def test_rules_never_say_more_than_the_engine(example: Example) -> None:
    """What the formulas of the chain settle by themselves, the exact engine settles in the same way."""
    for inquiry, view in inquiries(example):
        possible = if_binds(inquiry.decider, inquiry.duty, view.stances).words
        scene = inquiry.scene(inquiry.view)
        words = (NOT_IN_FORCE, *inquiry.decider.history.of[inquiry.duty].words)
        for word in words[:1] if possible == (NOT_IN_FORCE,) else words:  # where it never binds, nothing else is told
            value = scene.value(inquiry.chain.word(inquiry.duty, word), scene.last) if possible else OPEN
            assert value != NO or word not in possible
            assert value != YES or possible == (word,)


@TRIED
@given(DRAWN)
def test_what_is_relied_on_implies_the_outcome_and_nothing_of_it_is_idle(example: Example) -> None:
    """With the literals alone no other outcome is possible; without any one of them that can be dropped another is."""
    for inquiry, view in inquiries(example):
        verdict = if_binds(inquiry.decider, inquiry.duty, view.stances)
        if verdict.settled:
            found = inquiry.establish(verdict.words[0])
            inquiry.check(found.word, found.literals, found.stances)
            assert all(
                _refused(inquiry, found, _without(found, one)) for one in found.literals if not inquiry.fixed(one)
            )


@TRIED
@given(DRAWN)
def test_every_outcome_is_told(example: Example) -> None:
    """Settled, contested or open, each finding has a derivation; an open one tells what would bring each word."""
    for inquiry, view in inquiries(example):
        told = derive(inquiry.decider, silent_dossier(), inquiry.book, inquiry.duty, view)
        outcome = told.outcome
        words = {one.name for one in told.reason.children if one.kind == "word"}
        if outcome.words and not outcome.settled and not outcome.turns_on:
            assert words == set(outcome.words)
        assert told.checked == outcome.settled


# -- the bundled law ------------------------------------------------------------------------------------


def _bundled(name: str, views: tuple[str, ...]) -> Iterator[tuple[Inquiry, View]]:
    bundle = load_bundled()
    book, dossier = Book(bundle.law), read_dossier(ROOT / "dossiers" / f"{name}.yaml", bundle.law)
    for frame in frames_of(dossier, bundle, None, "balance"):
        decider = Decider(History(bundle.compiled, frame))
        for duty in decider.history.of:
            for view in (ALL, *bundle.law.views):
                if view.name in views:
                    yield inquiry_on(decider, dossier, book, duty, view), view


@pytest.mark.parametrize("view", ["coco_dias", "tallinn_manual_2"])
def test_derivations_of_the_exercise_imply_their_outcomes(view: str) -> None:
    """Each settled finding of the exercise is derived by rules, and the engine refuses it without any one literal."""
    seen = 0
    for inquiry, taken in _bundled("exercise-harbour", (view,)):
        verdict = if_binds(inquiry.decider, inquiry.duty, taken.stances)
        if verdict.settled:
            found = inquiry.establish(verdict.words[0])
            assert any(one.kind == "link" for one in _walk(found.reasons))
            literal = found.literals[0]
            assert _refused(inquiry, found, _without(found, literal))
            seen += 1
    assert seen


@pytest.mark.slow
@pytest.mark.parametrize("name", ["estonia-2007", "exercise-harbour", "hse-2021", "medibank-2022", "revil-2021"])
def test_every_finding_of_the_dossiers_is_derived(name: str) -> None:
    """Every finding under all readings and under the first view has a derivation that the engine has checked."""
    bundle = load_bundled()
    book, dossier = Book(bundle.law), read_dossier(ROOT / "dossiers" / f"{name}.yaml", bundle.law)
    for frame in frames_of(dossier, bundle, None, "balance"):
        decider = Decider(History(bundle.compiled, frame))
        for duty in decider.history.of:
            for view in (ALL, *bundle.law.views[: many(1)]):
                told = derive(decider, dossier, book, duty, view)
                assert told.reason.children
                assert told.checked == told.outcome.settled


@pytest.mark.slow
def test_nothing_in_the_derivations_of_the_exercise_is_idle() -> None:
    """Without any one literal the engine finds another outcome possible."""
    for inquiry, taken in _bundled("exercise-harbour", ("coco_dias", "tallinn_manual_2")[: many(1)]):
        verdict = if_binds(inquiry.decider, inquiry.duty, taken.stances)
        if verdict.settled:
            found = inquiry.establish(verdict.words[0])
            assert all(
                _refused(inquiry, found, _without(found, one)) for one in found.literals if not inquiry.fixed(one)
            )


def _walk(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    for reason in reasons:
        yield reason
        yield from _walk(reason.children)
