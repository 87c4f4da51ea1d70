"""A derivation that does not imply its outcome never reaches a user."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from duecare.assess.reasons.inquiry import WrongDerivationError
from duecare.assess.reasons.proving import Proof, Prover
from duecare.assess.reasons.scene import Scene
from duecare.assess.why import why
from duecare.dossier.read import read_dossier
from duecare.rulebook.load import load_bundled

EXERCISE = Path(__file__).resolve().parents[2] / "dossiers" / "exercise-harbour.yaml"
WARN = {"bearer": "XAA", "beneficiary": "XBB", "duty": "corfu_channel_duty.warn", "view": "coco_dias"}


def _forgetful(prove: object) -> object:
    """Return a prover that tells the whole proof and forgets one literal of it."""

    def forget(self: Prover, scene: Scene, *rest: object) -> Proof:
        proof: Proof = prove(self, scene, *rest)  # type: ignore[operator]
        kept = sorted(proof.literals)[1:] if len(proof.literals) > 5 else proof.literals
        return replace(proof, literals=frozenset(kept))

    return forget


def test_derivation_that_forgets_a_fact_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the rules leave out a fact that they rest on, the engine finds the outcome not implied."""
    monkeypatch.setattr(Prover, "prove", _forgetful(Prover.prove))
    with pytest.raises(WrongDerivationError):
        why(read_dossier(EXERCISE, load_bundled().law), load_bundled(), **WARN)


def test_derivation_of_another_word_is_refused() -> None:
    """Literals that imply one outcome are refused as reasons for another."""
    bundle = load_bundled()
    from duecare.assess.assess import decided, frames_of
    from duecare.assess.reasons.book import Book
    from duecare.assess.why import inquiry_on

    dossier, book = read_dossier(EXERCISE, bundle.law), Book(bundle.law)
    frames = [
        one for one in frames_of(dossier, bundle, None, "balance") if (one.bearer, one.beneficiary) == ("XAA", "XBB")
    ]
    _, decider = decided(dossier, bundle, frames, frozenset({WARN["duty"]}))[0]
    inquiry = inquiry_on(decider, dossier, book, WARN["duty"], book.views["coco_dias"])
    found = inquiry.establish("breached")
    inquiry.check("breached", found.literals, found.stances)
    with pytest.raises(WrongDerivationError):
        inquiry.check("met", found.literals, found.stances)
    flipped = [
        replace(one, value=not one.value) if one.instance == "act_materialised" else one for one in found.literals
    ]
    with pytest.raises(WrongDerivationError):
        inquiry.check("breached", flipped, found.stances)
    with pytest.raises(WrongDerivationError):
        inquiry.check("breached", found.literals, ())


def test_wrong_derivation_is_a_mistake_of_duecare_and_shows_no_tree(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says that the mistake is its own, and writes nothing else."""
    import sys

    from duecare.cli.main import run

    monkeypatch.setattr(Prover, "prove", _forgetful(Prover.prove))
    words = ["duecare", "why", str(EXERCISE), "--state", "XAA", "--duty", WARN["duty"], "--view", "coco_dias"]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as stop:
        run()
    written = capsys.readouterr()
    assert stop.value.code == 1
    assert written.out == ""
    assert "a mistake in Duecare" in written.err
