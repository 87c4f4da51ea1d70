"""The operations that make the conclusions of a table from its facts, for peers that want to do them their own way."""

from __future__ import annotations

import sys
from unittest.mock import patch

from circuit import Recorder
from duecare.batch.conclusions import conclusions
from duecare.batch.one_slice import OneSlice
from duecare.engine import unknowns as unknowns_module
from duecare.engine.frame import Frame
from duecare.rulebook.load import load_bundled
from harness import HERE


def recorded(view: str, only: tuple[str, ...]) -> dict[str, object]:
    """Return steps (var, and, ite), what they are about, and the conclusions, for breach under a view.

    A function is twice the number of its step, plus one for the contrary.
    """
    bundle = load_bundled()
    chosen = next(one for one in bundle.law.views if one.name == view)
    asked = conclusions(bundle.law, "toward", ["breached"], only=frozenset(only))
    duties = tuple(duty for one in asked for duty in one.duties)
    with patch.object(unknowns_module, "Diagram", Recorder):
        one = OneSlice(bundle.compiled, "toward", duties, chosen, apart=False)
    diagram = one.diagram
    assert isinstance(diagram, Recorder)
    roots = {
        each.about: diagram.disjunction([one.function(duty, "breached") for duty in each.duties]) for each in asked
    }
    return {"steps": diagram.steps, "roots": roots}


def rows_for(count: int) -> list[Frame]:
    """Return random frames of one slice, as the oracles try them."""
    sys.path.insert(0, str(HERE.parent / "tests" / "oracle"))
    from bundled_frames import random_frame

    found, seed = [], 0
    while len(found) < count:
        seed += 1
        frame = random_frame(seed, 10, 1)
        found += [frame] if frame.beneficiary else []
    return found
