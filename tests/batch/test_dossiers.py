"""The frames of dossiers are those that an assessment follows, as they stand at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from duecare.assess.assess import frames_of
from duecare.batch.conclusions import KINDS, frame_kind
from duecare.batch.dossiers import end_frames
from duecare.dossier.read import read_dossier
from duecare.rulebook.load import load_bundled

DOSSIERS = sorted((Path(__file__).resolve().parents[2] / "dossiers").glob("*.yaml"))


@pytest.mark.parametrize("path", DOSSIERS, ids=lambda path: path.stem)
def test_the_same_frames_as_an_assessment(path: Path) -> None:
    """Value, standing of what is claimed and order are those of the last slice of every history."""
    bundle = load_bundled()
    dossier = read_dossier(path, bundle.law)
    followed = frames_of(dossier, bundle, None, "balance")
    for kind in KINDS:
        theirs = [frame for frame in followed if frame_kind(frame) == kind]
        ours = list(end_frames(dossier, bundle, kind, "balance"))
        assert [(one.bearer, one.beneficiary, one.closed, one.people) for one in ours] == [
            (one.bearer, one.beneficiary, one.closed, one.people) for one in theirs
        ]
        for mine, other in zip(ours, theirs, strict=True):
            last = {leaf: row[-1] for leaf, row in other.known.items()}
            assert {leaf: row[-1] for leaf, row in mine.known.items()} == last
