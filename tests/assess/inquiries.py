"""Inquiries into random laws and frames: what derivations are tried on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import HealthCheck, settings
from random_frames import Example, examples

from duecare.assess.outcomes import ALL
from duecare.assess.reasons.book import Book
from duecare.assess.reasons.inquiry import Inquiry
from duecare.assess.why import inquiry_on
from duecare.engine.compile import compile_law
from duecare.engine.decide import Decider
from duecare.engine.history import History
from duecare.ir.declarations import View

OTHERS = ("CCC", "DDD")
DRAWN = examples(most=300)
TRIED = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


def decider_of(example: Example) -> Decider | None:
    """Return the frame worked out; None if what it holds cannot all be true."""
    labels = tuple(f"slice {number}" for number in range(len(example.frame.slices)))
    frame = replace(example.frame, bearer="BBB", labels=labels)
    decider = Decider(History(compile_law(example.law), frame))
    return decider if decider.consistent() else None


def silent_dossier() -> Any:
    """Return a dossier that says nothing: a derivation takes names and claims from it."""
    claims = tuple(SimpleNamespace(id=f"T{code}", bearer="", beneficiary=code) for code in OTHERS)
    return SimpleNamespace(claims=claims, states=OTHERS, state_name=lambda code: code or "any")


def inquiries(example: Example) -> Iterator[tuple[Inquiry, View]]:
    """Yield an inquiry into every duty under all readings and under the law's view."""
    decider, book = decider_of(example), Book(example.law)
    for duty in decider.history.of if decider else ():
        for view in (ALL, *example.law.views):
            yield inquiry_on(decider, silent_dossier(), book, duty, view), view
