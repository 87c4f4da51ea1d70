"""Tables of random frames in Parquet, for runs."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from agreement import frames_of_kind

from duecare.batch.frames import table_of
from duecare.rulebook.load import load_bundled

VIEWS, ONLY = ("coco_dias", "icrc"), ("cybercrime_duty", "health_duty")


def table(frames: int, copies: int = 1) -> pa.Table:
    """So many random frames toward a State, repeated, with a name each."""
    batch = table_of(load_bundled().compiled, frames_of_kind("toward", range(frames)))
    found = pa.Table.from_batches([batch] * copies).combine_chunks()
    names = pa.array([f"row {number}" for number in range(found.num_rows)])
    return found.add_column(0, "frame", names)


def written(path: Path, found: pa.Table, group: int) -> Path:
    """The table as a file, with so many rows a group."""
    pq.write_table(found, path, row_group_size=group)
    return path
