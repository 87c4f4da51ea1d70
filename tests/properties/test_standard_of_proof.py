"""Raising the standard of proof never creates a fact nor revives a presumption."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

from hypothesis import strategies as st
from tried import at_length, each, seeds

from duecare.assess.assess import frames_of
from duecare.base.known import UNKNOWN, Known
from duecare.dossier.model import STANDARDS, STANDINGS, Dossier
from duecare.dossier.read import read_dossier
from duecare.engine.frame import Frame
from duecare.rulebook.load import load_bundled

FOLDER = Path(__file__).resolve().parents[2] / "dossiers"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def dossier(name: str) -> Dossier:
    """A dossier that comes with Duecare."""
    return read_dossier(FOLDER / f"{name}.yaml", load_bundled().law)


def restated(name: str, seed: int) -> Dossier:
    """A dossier of which some claims are gone, and the others stand otherwise than they did."""
    rng, found = Random(seed), dossier(name)
    kept = [claim for claim in found.claims if rng.random() < 0.8]
    return replace(found, claims=tuple(replace(claim, standing=rng.choice(STANDINGS)) for claim in kept))


def nothing_gained(lower: Frame, higher: Frame) -> None:
    """What is known at the higher standard is known at the lower; what is asserted and raised is the same."""
    for name in {*lower.known, *higher.known}:
        for less, more in zip(_row(lower, name), _row(higher, name), strict=True):
            assert more.value in (None, less.value), name
            assert (more.asserted, more.raised) == (less.asserted, less.raised), name


def _row(frame: Frame, name: str) -> tuple[Known, ...]:
    return frame.known.get(name, (UNKNOWN,) * len(frame.slices))


@at_length(10, 80)
def test_on_random_dossiers(most: int) -> None:
    """Of the bundled dossiers with their claims restated at random; presumptions hold where nothing is asserted."""

    def check(name: str, seed: int) -> None:
        found = restated(name, seed) if seed else dossier(name)
        frames = [frames_of(found, load_bundled(), None, standard) for standard in STANDARDS]
        for lower, higher in pairwise(frames):
            for less, more in zip(lower, higher, strict=True):
                nothing_gained(less, more)

    each(check, most, st.sampled_from(NAMES), seeds)
