"""From dossiers to a table of frames, each as it stands at the end of what its dossier tells.

The table knows one moment. That a duty was breached earlier and the breach made good since, or that a window closed
between two dates, is told by `duecare assess`, which follows a dossier through time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa

from duecare.base.errors import Diagnostic, InputError
from duecare.base.known import Known
from duecare.batch.frames import table_of
from duecare.dossier.evidence import Evidence
from duecare.dossier.model import Claim, Dossier, bearers_of, beneficiaries_of
from duecare.dossier.read import read_dossier
from duecare.engine.frame import Frame
from duecare.rulebook.dated import calendar
from duecare.rulebook.load import Bundle, load_bundled
from duecare.rulebook.participation import claims_of, participation

_AT_ONCE = 250


def end_frames(dossier: Dossier, bundle: Bundle, kind: str, standard: str) -> Iterator[Frame]:
    """Yield the frames of a kind at the end of a dossier."""
    at = (dossier.written.latest,)
    heard = Evidence(dossier, bundle.law, at, standard, _public(bundle, dossier)).about
    bearers, affected = bearers_of(dossier), beneficiaries_of(dossier)
    closed = dossier.affected_closed
    if kind.startswith("people"):
        own = {leaf.name: (Known(leaf.own_people == "yes", True),) for leaf in bundle.law.leaves if leaf.own_people}
        for state in affected:
            if kind == "people":
                yield Frame(state, at, own | heard(state, state), (), True, state, (), people=True)
            elif state not in bearers:
                yield Frame("", at, heard(state, None), (), True, state, (), people=True)
        return
    for bearer in bearers:
        toward = {state: heard(bearer, state) for state in affected if state != bearer}
        if kind == "alone":
            yield Frame("", at, heard(bearer, None), tuple(toward.values()), closed, bearer)
            continue
        for state, known in toward.items():
            others = tuple(other for other in toward.values() if other is not known)
            yield Frame(state, at, known, others, closed, bearer)


def tables(
    paths: Sequence[Path], kind: str, standard: str, workers: int, tell: Callable[[int, int], object] = max
) -> Iterator[pa.RecordBatch]:
    """Yield the frames of dossiers in their order, a batch for every few hundred; all mistakes are told together."""
    parts = [(tuple(part), kind, standard) for part in batched_paths(paths)]
    wrong: list[Diagnostic] = []
    with _running(min(workers, len(parts))) as run:
        for done, (batch, mistakes) in enumerate(run(_table, parts)):
            tell(done * _AT_ONCE, len(paths))
            wrong += mistakes
            if not wrong and batch.num_rows:
                yield batch
    tell(len(paths), len(paths))
    if wrong:
        raise InputError(wrong)


def batched_paths(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Yield paths a few hundred at a time."""
    for first in range(0, len(paths), _AT_ONCE):
        yield paths[first : first + _AT_ONCE]


def _public(bundle: Bundle, dossier: Dossier) -> tuple[Claim, ...]:
    """Return what is claimed of the States of a dossier beside it; the table is read once for the same States."""
    return (*_treaties(tuple(dossier.states)), *calendar(bundle.law, dossier.operation.ended))


@cache
def _treaties(states: tuple[str, ...]) -> tuple[Claim, ...]:
    law = load_bundled()
    return claims_of(participation(law.folder, law.law, states), law.law)


Part = tuple[tuple[Path, ...], str, str]
Table = tuple[pa.RecordBatch, list[Diagnostic]]


@contextmanager
def _running(workers: int) -> Iterator[Callable[[Callable[[Part], Table], Iterable[Part]], Iterable[Table]]]:
    """Run a function over parts, in this process or in several."""
    if workers <= 1:
        yield map
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        yield pool.map


@cache
def _law() -> Bundle:
    return load_bundled()


def _table(part: Part) -> Table:
    """Return the frames of some dossiers as a batch, and what is wrong with them."""
    paths, kind, standard = part
    frames: list[Frame] = []
    keys: dict[str, list[str]] = {"dossier": [], "bearer": [], "beneficiary": [], "at": []}
    wrong: list[Diagnostic] = []
    for path in paths:
        try:
            dossier = read_dossier(path, _law().law)
        except InputError as error:
            wrong += error.diagnostics
            continue
        for frame in end_frames(dossier, _law(), kind, standard):
            frames.append(frame)
            row = (dossier.id, frame.bearer, frame.beneficiary, dossier.written.text)
            for name, value in zip(keys, row, strict=True):
                keys[name].append(value)
    return table_of(_law().compiled, frames, keys), wrong
