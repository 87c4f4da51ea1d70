"""What a table of frames looks like: which columns it has, and what its cells mean.

One column of nullable booleans a leaf instance (`notice_received`, `taken(M12)`), null where it is not known. What is
known counts as asserted, so that no presumption holds of it; what is known to be so raises the exceptions that hang
on it. Where claims say more than that, optional columns do: `asserted:LEAF` (a claim speaks to it, though it is
disputed or not proved), `raised:NAME` (an exception or defence was pleaded), `late(MEASURE)` (a step came late),
`other:K` (what is asked of some other affected State holds of one). Columns that name a frame are passed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from duecare.base.errors import Diagnostic, InputError
from duecare.base.known import Known
from duecare.base.spans import NOWHERE
from duecare.batch.plan import Plan
from duecare.batch.planes import Plane, known_and_value, may_be, words_for
from duecare.engine.compiled import Compiled
from duecare.engine.frame import Frame

KEYS = ("frame", "dossier", "bearer", "beneficiary", "at")
_DERIVED = ("asserted:", "raised:", "shown:")
_OPTIONAL = (*_DERIVED[:2], "late(", "other:")
_CELLS = ("true, false, or null: unknown", "numbers from 0 to 1, or null: unknown")
_NONE = np.uint64(0)
_ALL = ~_NONE


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that a plan reads: those it needs, those it takes if they are there, and names of frames."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]


def layout(plan: Plan) -> Layout:
    """Return the columns of the tables that a plan works out."""
    variables = plan.circuit.variables
    raising = {leaf for leaves in plan.raised_by.values() for leaf in leaves}
    about = {name.partition(":")[2] for name in variables if name.startswith(("asserted:", "shown:"))}
    plain = {name for name in variables if not name.startswith(_OPTIONAL + _DERIVED)}
    optional = [name for name in variables if name.startswith(_OPTIONAL)]
    return Layout(tuple(sorted(plain | raising | about)), tuple(sorted(optional)))


def check_columns(plan: Plan, schema: pa.Schema, file: str, *, chances: bool = False) -> None:
    """Refuse a table with missing, unknown or wrongly typed columns; every one of them is named.

    chances  cells may be numbers too.
    """
    wanted = layout(plan)
    found = {field.name: field.type for field in schema}
    wrong = [_missing(file, name) for name in wanted.needed if name not in found]
    for name, kind in found.items():
        if name in (*wanted.needed, *wanted.optional):
            if not pa.types.is_boolean(kind) and not (chances and pa.types.is_floating(kind)):
                wrong.append(
                    _told(
                        file,
                        f"column '{name}' holds {kind}, not {'chances' if chances else 'booleans'}",
                        _CELLS[chances],
                    )
                )
        elif name not in KEYS and not name.startswith(_OPTIONAL) and name not in plan_leaves(plan):
            advice = f"take it out; names of frames go in {', '.join(KEYS)}"
            wrong.append(_told(file, f"column '{name}' is no fact that these questions turn on", advice))
    if len(set(schema.names)) != len(schema.names):
        twice = sorted({name for name in schema.names if schema.names.count(name) > 1})
        wrong += [_told(file, f"column '{name}' is there twice", "keep one of them") for name in twice]
    if wrong:
        raise InputError(wrong)


def plan_leaves(plan: Plan) -> frozenset[str]:
    """Return every leaf instance of the law, whether or not a plan turns on it."""
    return frozenset(plan.leaves)


def literals(plan: Plan, batch: pa.RecordBatch) -> Plane:
    """Return two planes a variable of the plan: the frames in which it may be true, and may be false."""
    rows, names = words_for(batch.num_rows), set(batch.schema.names)
    planes = np.empty((2 * len(plan.circuit.variables), rows), np.uint64)
    read: dict[str, tuple[Plane | None, Plane]] = {}

    def column(name: str) -> tuple[Plane | None, Plane]:
        if name not in read:
            read[name] = known_and_value(batch.column(name))
        return read[name]

    def surely(name: str) -> Plane:
        known, value = column(name)
        return value if known is None else known & value

    for place, name in enumerate(plan.circuit.variables):
        true, false = planes[2 * place], planes[2 * place + 1]
        if name in names and not name.startswith((*_DERIVED, "late(")):
            may_be(*column(name), true, false)
            continue
        kind, _, about = name.partition(":")
        if name in names:
            np.copyto(true, surely(name))
        elif kind == "asserted":
            known = column(about)[0]
            true[:] = _ALL if known is None else known
        elif kind == "shown":
            np.copyto(true, surely(about))
        elif kind == "raised":
            true[:] = _NONE
            for leaf in plan.raised_by[about]:
                true |= surely(leaf)
        elif kind == "other":
            true[:], false[:] = _ALL, _ALL
            continue
        else:
            true[:] = _NONE  # not said to have come late
        np.invert(true, out=false)
    return planes


def law_layout(compiled: Compiled) -> Layout:
    """Return the columns of a table that any plan of a law can work out."""
    needed = tuple(sorted(name for _, name in compiled.of_kind("leaf")))
    optional = [f"late({name[6:]}" for name in needed if name.startswith("taken(")]
    for kind in ("asserted", "raised", "other"):
        optional += [f"{kind}:{name}" for _, name in compiled.of_kind(kind)]
    return Layout(needed, tuple(sorted(optional)))


def table_of(
    compiled: Compiled, frames: Iterable[Frame], keys: Mapping[str, list[str]] | None = None
) -> pa.RecordBatch:
    """Return frames of one kind as a table, each as it stands at its last slice.

    What is known of other affected States is not in it: whether one of them answers a condition is left unknown,
    unless the list is closed and nobody else is on it.
    """
    wanted, rows = law_layout(compiled), list(frames)
    raises: dict[str, list[str]] = {}
    for defence in compiled.law.defences:
        for leaf in defence.raised_by:
            raises.setdefault(leaf, []).append(f"raised:{defence.name}")
    data: dict[str, list[bool | None]] = {
        name: [_silent(name)] * len(rows) for name in (*wanted.needed, *wanted.optional)
    }
    for row, frame in enumerate(rows):
        for leaf, slices in frame.known.items():
            for name, value in _said(leaf, slices, raises):
                if name in data:
                    data[name][row] = value
        if frame.closed and not frame.others:
            for name in wanted.optional:
                if name.startswith("other:"):
                    data[name][row] = False
    named = keys or {}
    types = [*((name, pa.string()) for name in named), *((name, pa.bool_()) for name in data)]
    return pa.record_batch({**named, **data}, schema=pa.schema(types))


def _silent(name: str) -> bool | None:
    """Return what a cell holds where nothing is claimed."""
    return False if name.startswith(("asserted:", "raised:")) else None


def _said(leaf: str, slices: Sequence[Known], raises: Mapping[str, list[str]]) -> Iterator[tuple[str, bool | None]]:
    """Yield the cells that say what is known of a leaf."""
    yield leaf, slices[-1].value
    yield f"asserted:{leaf}", slices[-1].asserted
    if any(one.raised for one in slices):
        for name in raises.get(leaf, ()):
            yield name, True


def _missing(file: str, name: str) -> Diagnostic:
    return _told(file, f"column '{name}' is missing", "add it; nulls say that it is not known")


def _told(file: str, message: str, advice: str) -> Diagnostic:
    return Diagnostic(NOWHERE, f"{file}: {message}", advice)
