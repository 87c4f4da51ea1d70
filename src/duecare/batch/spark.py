"""The same run on a cluster: Spark deals out the rows, each worker answers batches, and the parts come out the same.

Spark takes care of workers that fail: their tasks are done again by others. What a worker answers goes out as Arrow
bytes with the row it begins at, so that the order of the output is that of the table whoever did what.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.batch.frames import KEYS, layout
from duecare.batch.kept import from_bytes, to_bytes
from duecare.batch.run import ROWS_AT_ONCE, Run, begin, write_part

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_ROW = "row"
_ANSWERS = "first long, answers binary"
_ROWS_AT_ONCE = 1 << 16


def work_on_cluster(run: Run, table: pq.ParquetFile, master: str) -> int:
    """Work out a table on a Spark cluster and return the number of row groups, each kept as a run on one machine would.

    The table and the folder of the output have to be where every worker finds them.
    """
    begin(run, table)
    groups: int = table.num_row_groups
    missing = [group for group in range(groups) if not run.done(group)]
    if missing:
        answered = run.folder / "cluster"
        if not (answered / "_SUCCESS").exists():
            _answer(run, table, master, answered)
        cut = _Recut(_in_order(answered))
        for group in range(groups):
            write_part(run, group, cut.rows(table.metadata.row_group(group).num_rows))
    return groups


def _answer(run: Run, table: pq.ParquetFile, master: str, target: Path) -> None:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.errors import PySparkException

    wanted = {*layout(run.plan).needed, *layout(run.plan).optional, *KEYS}
    names = [name for name in table.schema_arrow.names if name in wanted]
    session = _session(master)
    try:
        plan = session.sparkContext.broadcast(to_bytes(run.plan))
        rows = session.read.parquet(run.source.resolve().as_uri())
        plain = [rows[f"`{name}`"].alias(f"c{place}") for place, name in enumerate(names)]  # Spark trips over dots
        answered = rows.select(*plain, rows["_metadata.row_index"].alias(_ROW)).mapInArrow(
            _answering(plan, names), _ANSWERS
        )
        answered.write.mode("overwrite").parquet(target.resolve().as_uri())
    except PySparkException as error:
        message = f"Spark gave up: {(str(error).splitlines() or ['no reason told'])[0]}"
        advice = "see the logs of its workers; the same command begins again"
        raise InputError([Diagnostic(NOWHERE, message, advice)]) from error
    finally:
        session.stop()


def _session(master: str) -> SparkSession:
    from pyspark.sql import SparkSession

    path = os.pathsep.join(part for part in sys.path if part)
    return (
        SparkSession.builder.master(master)
        .appName("duecare")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.executorEnv.PYTHONPATH", path)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", str(_ROWS_AT_ONCE))
        .getOrCreate()
    )


def _answering(plan: Any, names: list[str]) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return what a worker does: the plan is read once, then one batch after another is answered."""

    def answer(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from duecare.batch.work import work_for

        work = work_for(from_bytes(plan.value))
        for batch in batches:
            for first, piece in _unbroken(batch):
                yield _as_bytes(first, work(piece.rename_columns(names), first))

    return answer


def _unbroken(batch: pa.RecordBatch) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Yield the pieces of a batch whose rows follow one another in the table, each with its first row."""
    rows = batch.column(_ROW).to_pylist()
    plain = batch.drop_columns([_ROW])
    begun = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[place - 1] + 1:
            yield rows[begun], plain.slice(begun, place - begun)
            begun = place


def _as_bytes(first: int, answers: pa.RecordBatch) -> pa.RecordBatch:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, answers.schema) as stream:
        stream.write_batch(answers)
    told = {"first": pa.array([first], pa.int64()), "answers": pa.array([sink.getvalue().to_pybytes()], pa.binary())}
    return pa.record_batch(told)


def _in_order(folder: Path) -> Iterator[pa.RecordBatch]:
    """Yield what the workers answered, in the order of the table; of each file one batch is in memory at a time."""
    places = []
    for path in sorted(folder.glob("*.parquet")):
        firsts = pq.read_table(path, columns=["first"]).column("first").to_pylist()
        places += [(first, path, place) for place, first in enumerate(firsts)]
    for _, path, place in sorted(places):
        yield _row_of(path, place)


def _row_of(path: Path, place: int) -> pa.RecordBatch:
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if place < rows:
                found = file.read_row_group(group, columns=["answers"]).column("answers")[place]
                return next(iter(pa.ipc.open_stream(found.as_buffer())))
            place -= rows
    raise IndexError(place)


class _Recut:
    """Batches cut anew: as a run on one machine cuts a row group."""

    def __init__(self, batches: Iterator[pa.RecordBatch]) -> None:
        self._batches = batches
        self._left: list[pa.RecordBatch] = []

    def rows(self, count: int) -> Iterator[pa.RecordBatch]:
        """Yield the next so many rows."""
        while count:
            wide = min(count, ROWS_AT_ONCE)
            yield self._next(wide)
            count -= wide

    def _next(self, rows: int) -> pa.RecordBatch:
        while sum(batch.num_rows for batch in self._left) < rows:
            self._left.append(next(self._batches))
        together = pa.concat_batches(self._left)
        self._left = [together.slice(rows)] if together.num_rows > rows else []
        return together.slice(0, rows)
