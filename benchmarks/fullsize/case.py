"""The invented law read, checked and compiled, and the frames of the invented dossiers on it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from duecare.assess.assess import frames_of
from duecare.dossier.model import Dossier
from duecare.dossier.read import parse_dossier
from duecare.engine.compile import compile_law
from duecare.engine.frame import Frame
from duecare.ir.codec import law_hash
from duecare.ir.declarations import Law
from duecare.lang.book import read_texts
from duecare.rulebook.load import Bundle
from fullsize.dossier import dossier_text
from fullsize.law import SEED, law_texts


@cache
def law(seed: int = SEED) -> Law:
    """Return the invented law."""
    return read_texts(dict(law_texts(seed))).law


@cache
def bundle(seed: int = SEED) -> Bundle:
    """Return the invented law compiled."""
    read = law(seed)
    return Bundle(read, law_hash(read), Path(), compile_law(read))


def dossier(known: float, law: Law) -> Dossier:
    """Return an invented dossier in which so large a share is known."""
    return parse_dossier(dossier_text(known=known).encode(), f"known-{known}.yaml", law)


def frames(known: float, bundle: Bundle) -> tuple[Frame, ...]:
    """Return the frames of that dossier."""
    return frames_of(dossier(known, bundle.law), bundle, None, "balance")
