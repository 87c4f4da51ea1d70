"""A dossier for a TLP level is what it would be if nothing above that level had ever been written."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from planted import ABOVE, LEVEL, SIGNS, dumped, loaded, planted

from duecare.base.errors import InputError
from duecare.dossier.model import TLP, Dossier
from duecare.dossier.read import parse_dossier
from duecare.dossier.release import highest, released
from duecare.ir.declarations import Law
from duecare.rulebook.load import load_bundled

_EXERCISE = (Path(__file__).parents[2] / "dossiers" / "exercise-harbour.yaml").read_text(encoding="utf-8")

_OPEN = _EXERCISE.replace("affected_closed: yes", "affected_closed: no")  # that one flag is opened by what is gone


@pytest.fixture(scope="module")
def law() -> Law:
    """Return the bundled law."""
    return load_bundled().law


@pytest.fixture(scope="module")
def plain(law: Law) -> Dossier:
    """Return the exercise as it stands."""
    return parse_dossier(dumped(loaded(_OPEN)), "x.yaml", law)


@pytest.fixture(scope="module")
def secret(law: Law) -> Dossier:
    """Return the exercise with entries of every kind above a level."""
    bearer, beneficiary = list(loaded(_EXERCISE)["states"])[:2]
    return parse_dossier(planted(_OPEN, bearer, beneficiary, "corfu_channel_duty.halt"), "x.yaml", law)


def test_what_is_above_the_level_never_was(plain: Dossier, secret: Dossier) -> None:
    """Two files that differ only above the level give the same release, ids, numbers, States and hash included."""
    assert highest(secret) == ABOVE
    assert len(secret.claims) > len(plain.claims)
    assert released(secret, LEVEL) == released(plain, LEVEL)
    assert repr(released(secret, LEVEL)) == repr(released(plain, LEVEL))
    assert not any(sign in repr(released(secret, LEVEL)) for sign in SIGNS)
    assert all(sign in repr(secret) for sign in SIGNS)


def test_all_that_may_be_shared_is_there(plain: Dossier, secret: Dossier) -> None:
    """At the highest level nothing is gone but places in the file; at a lower one all that is not above it stays."""
    whole = released(secret, "red")
    assert [(one.id, one.key, one.tlp) for one in whole.claims] == [(one.id, one.key, one.tlp) for one in secret.claims]
    assert whole.states == secret.states
    assert whole.notes == secret.notes
    assert whole.sha256 != secret.sha256
    kept = released(plain, LEVEL)
    assert [one.what for one in kept.timeline] == [one.what for one in plain.timeline]
    assert len(kept.claims) == len(plain.claims)


def test_levels_are_nested(secret: Dossier) -> None:
    """What may be shared at a level may be shared at the next, and a release of a release is the lower of the two."""
    levels = TLP[TLP.index(secret.tlp) :]
    texts = [{claim.text for claim in released(secret, level).claims} for level in levels]
    assert all(lower <= higher for lower, higher in pairwise(texts))
    for level in levels:
        assert released(released(secret, "red"), level) == released(secret, level)


def test_a_claim_is_no_freer_than_its_entry(secret: Dossier) -> None:
    """A claim marked below its entry goes with the entry, whose words it repeats."""
    assert any(claim.tlp == "clear" and claim.text == "zqxtimeline" for claim in secret.claims)
    assert not any(claim.text == "zqxtimeline" for claim in released(secret, LEVEL).claims)


def test_an_open_list_of_the_affected(secret: Dossier) -> None:
    """Where an affected State is gone the list of the affected is no longer closed."""
    closed = replace(secret, affected_closed=True)
    assert released(closed, "red").affected_closed
    assert not released(closed, LEVEL).affected_closed


def test_a_head_above_the_level_is_refused(plain: Dossier) -> None:
    """Title, summary and operation have the marking of the dossier; nothing can be made of it below that."""
    with pytest.raises(InputError, match=r"the head of dossier .* is TLP:RED"):
        released(replace(plain, tlp="red"), "amber")


def test_a_reply_to_a_request_that_is_gone(secret: Dossier) -> None:
    """A reply that may be shared does not name a request that may not."""
    freer = replace(secret, replies=tuple(replace(one, tlp="clear") for one in secret.replies))
    assert any(one.answers == "zqx-note" for one in freer.replies)
    assert not any(one.answers == "zqx-note" for one in released(freer, LEVEL).replies)
