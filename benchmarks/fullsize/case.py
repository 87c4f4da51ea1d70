"""The invented law read, checked and compiled, and the frames of the invented dossiers on it."""

from __future__ import annotations

import json
from dataclasses import replace
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

ORDER = Path(__file__).with_name("order.json")


@cache
def law(seed: int = SEED) -> Law:
    """Return the invented law."""
    return read_texts(dict(law_texts(seed))).law


def kept_order() -> tuple[str, ...]:
    """Return the order of its variables that was searched for and kept, as the bundled law keeps its own."""
    return tuple(json.loads(ORDER.read_text(encoding="utf-8")))


@cache
def bundle(*, kept: bool = True) -> Bundle:
    """Return the invented law compiled: in the order kept for it, or in the one the compiler begins with."""
    read = law()
    return Bundle(read, law_hash(read), Path(), compile_law(read, kept_order() if kept else ()))


def dossier(known: float, law: Law) -> Dossier:
    """Return an invented dossier in which so large a share is known."""
    return parse_dossier(dossier_text(known=known).encode(), f"known-{known}.yaml", law)


def frames(known: float, bundle: Bundle) -> tuple[Frame, ...]:
    """Return the frames of that dossier."""
    return frames_of(dossier(known, bundle.law), bundle, None, "balance")


def last_slices(frame: Frame, count: int) -> Frame:
    """Return the frame at its last slices alone."""
    return replace(
        frame,
        slices=frame.slices[-count:],
        labels=frame.labels[-count:],
        known={key: known[-count:] for key, known in frame.known.items()},
        others=tuple({key: known[-count:] for key, known in other.items()} for other in frame.others),
    )
