"""How likely each conclusion is, exactly, where facts come with probabilities and are independent of each other.

A cell is the chance that a fact is true; null: unknown, and both answers count alike once no presumption decides. A
fact with a chance counts as asserted. Where a view leaves issues free, a conclusion may be true in some of its readings
and not in others: `least` is the chance that it is true in all of them, `most` in at least one. Under constraints a
chance is that among the completions which satisfy them. All of it is told on the footing that the duty binds.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.batch.circuit import Circuit, cone
from duecare.batch.frames import KEYS, layout
from duecare.batch.kernels import Means, Numbers, chances, sensitivities
from duecare.batch.plan import Answer, Plan

_HALF = 0.5


def evaluate_chances(
    plan: Plan, batch: pa.RecordBatch, *, means: Means | None = None, first_row: int = 0
) -> pa.RecordBatch:
    """Return the chances of a batch of frames; null where no completion satisfies the constraints."""
    check_range(plan, batch, first_row)
    found = chances(plan.circuit, weights(plan, batch), means)
    columns = {name: batch.column(name) for name in batch.schema.names if name in KEYS}
    for answer in plan.answers:
        columns |= dict(_columns(answer, found))
    return pa.record_batch(columns)


def least_and_most(answer: Answer, found: Numbers) -> tuple[Numbers, Numbers]:
    """Return the chance that a conclusion is true in all readings of a view, and in at least one.

    Readings count in which some completion brings a duty into force; without any, the answer is no.
    """
    given = found[answer.place]
    least, most = np.zeros_like(given), np.zeros_like(given)
    with np.errstate(invalid="ignore", divide="ignore"):
        for case in reversed(range(answer.cases)):
            yes, no, binds = found[answer.place + 1 + 3 * case : answer.place + 4 + 3 * case]
            least, most = np.where(binds > 0, 1.0 - no / given, least), np.where(binds > 0, yes / given, most)
    return least, most


def weights(plan: Plan, batch: pa.RecordBatch) -> Numbers:
    """Return two rows a variable of the plan: the chance that it is true, and that it is false."""
    names = set(batch.schema.names)
    rows = np.empty((2 * len(plan.circuit.variables), batch.num_rows))
    for place, name in enumerate(plan.circuit.variables):
        rows[2 * place] = _chance(plan, batch, name, names)
        rows[2 * place + 1] = 1.0 - rows[2 * place]
    return rows


def what_it_turns_on(plan: Plan, rests_on: Circuit, batch: pa.RecordBatch, means: Means | None = None) -> Numbers:
    """Return, for every variable of the plan and every frame, how fast `most` grows with its chance.

    rests_on  what the conclusion rests on (`resting`), made once for many batches.
    Where constraints tie facts of the conclusion, what grows is the chance that it and they hold.
    """
    slopes = sensitivities(rests_on, weights(plan, batch), np.ones(1), means)
    return slopes[0::2] - slopes[1::2]


def resting(plan: Plan, answer: Answer) -> Circuit:
    """Return the part of a plan's circuit that says whether a conclusion may be true, in the first of its cases."""
    return cone(plan.circuit, [answer.place + 1])


def check_range(plan: Plan, batch: pa.RecordBatch, first_row: int = 0) -> None:
    """Refuse chances that are none, each with its place."""
    wrong = []
    for name in (name for name in (*layout(plan).needed, *layout(plan).optional) if name in batch.schema.names):
        column = batch.column(name)
        if not pa.types.is_floating(column.type) and not pa.types.is_boolean(column.type):
            wrong.append(
                Diagnostic(NOWHERE, f"column '{name}' holds {column.type}, not numbers", "chances from 0 to 1")
            )
        elif pa.types.is_floating(column.type):
            values = column.to_numpy(zero_copy_only=False)
            outside = np.flatnonzero(
                (values < 0) | (values > 1) | (np.isnan(values) & column.is_valid().to_numpy(False))
            )
            for row in outside[:3]:
                message = f"row {first_row + int(row) + 1}, column '{name}': {values[row]:g} is no chance"
                wrong.append(Diagnostic(NOWHERE, message, "a chance lies between 0 and 1; null says unknown"))
    if wrong:
        raise InputError(wrong)


def _columns(answer: Answer, found: Numbers) -> Iterator[tuple[str, pa.Array]]:
    least, most = least_and_most(answer, found)
    impossible = found[answer.place] <= 0
    for name, values in (("least", least), ("most", most)):
        yield f"{answer.column}/{name}", pa.array(np.clip(values, 0.0, 1.0), mask=impossible)


def _chance(plan: Plan, batch: pa.RecordBatch, name: str, names: set[str]) -> NDArray[np.float64] | float:
    kind, _, about = name.partition(":")
    if name in names:
        return _numbers(
            batch.column(name), 0.0 if kind in {"asserted", "raised"} or kind.startswith("late(") else _HALF
        )
    if kind == "asserted":
        return np.asarray(batch.column(about).is_valid(), np.float64)
    if kind == "shown":
        return np.asarray(_numbers(batch.column(about), 0.0) == 1.0, np.float64)
    if kind == "raised":
        raised = [_numbers(batch.column(leaf), 0.0) > 0.0 for leaf in plan.raised_by[about]]
        return np.asarray(np.logical_or.reduce(raised), np.float64)
    return _HALF if kind == "other" else 0.0


def _numbers(column: pa.Array, unknown: float) -> NDArray[np.float64]:
    filled: NDArray[np.float64] = pc.fill_null(column.cast(pa.float64()), unknown).to_numpy(zero_copy_only=False)
    return filled
