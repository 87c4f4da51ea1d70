"""What is done with each batch of a run: picked once, the same on one machine and on many."""

from __future__ import annotations

import pyarrow as pa

from duecare.batch.plan import Plan
from duecare.batch.run import Work


def work_for(plan: Plan) -> Work:
    """Return the function from a batch of frames, and the row it begins with, to a batch of answers."""
    if plan.chance:
        from duecare.batch.chance import evaluate_chances

        return lambda batch, row: evaluate_chances(plan, batch, first_row=row)
    from duecare.batch.evaluate import evaluate

    def answered(batch: pa.RecordBatch, _: int) -> pa.RecordBatch:
        return evaluate(plan, batch)

    return answered
