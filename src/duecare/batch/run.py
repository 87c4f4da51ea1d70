"""A run over a Parquet file: row group after row group, each kept when it is done, the whole put together at the end.

What is done lies in a folder beside the output with a manifest of what it belongs to. The same command goes on where
an earlier one was stopped; the output is written once every part is there, and is the same bytes either way.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pyarrow as pa
import pyarrow.parquet as pq

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.batch.frames import KEYS, check_columns, layout
from duecare.batch.plan import Plan

ROWS_AT_ONCE = 1 << 17
ANSWERS, CHANCES = "answers", "chances"
_FORMAT = 1
Work = Callable[[pa.RecordBatch, int], pa.RecordBatch]


class StoppedError(Exception):
    """A run was stopped; what was done is kept."""

    def __init__(self, done: int, of: int, folder: Path) -> None:
        super().__init__(f"stopped with {done} of {of} row groups done, kept in '{folder}'; the same command goes on")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run reads and writes.

    name  says what is worked out, beside the plan: `answers` or `chances`.
    """

    source: Path
    target: Path
    plan: Plan
    name: str

    @property
    def folder(self) -> Path:
        """Where what is done is kept until all is."""
        return self.target.with_name(f"{self.target.name}.unfinished")

    def part(self, group: int) -> Path:
        """The file with the answers of a row group."""
        return self.folder / f"{group:06d}.arrow"

    def done(self, group: int) -> bool:
        """Whether the answers of a row group are kept, to their end: a machine that failed may leave a part of them."""
        try:
            with pa.memory_map(str(self.part(group))) as file, pa.ipc.open_file(file):
                return True
        except (OSError, pa.ArrowInvalid):
            return False


def opened_table(source: Path) -> pq.ParquetFile:
    """Return a Parquet file, or tell why it is none."""
    try:
        return pq.ParquetFile(source)
    except pa.ArrowInvalid as error:
        _refuse(f"'{source}' is no whole Parquet file: {_first_line(error)}", "write it again; it may be cut short")
    except OSError as error:
        _refuse(f"'{source}' cannot be read: {error.strerror or _first_line(error)}", "check the path")


def check(run: Run) -> pq.ParquetFile:
    """Return the table of a run, refused if it does not fit the plan."""
    table = opened_table(run.source)
    schema = table.schema_arrow
    stamped = (schema.metadata or {}).get(b"duecare.kind", run.plan.kind.encode()).decode()
    if stamped != run.plan.kind:
        _refuse(f"'{run.source}' holds frames of the kind '{stamped}'", f"ask with --kind {stamped}")
    check_columns(run.plan, schema, str(run.source), chances=run.name == CHANCES)
    return table


def work_through(run: Run, table: pq.ParquetFile, work: Work, tell: Callable[[int, int], object] = max) -> int:
    """Work out what is not done yet, and return the number of row groups; a stop leaves what was done."""
    groups: int = table.num_row_groups
    if not table.metadata.num_rows:
        _refuse(f"'{run.source}' holds no frames", "give it a row a frame")
    begin(run, table)
    for group in range(groups):
        tell(group, groups)
        if run.done(group):
            continue
        try:
            write_part(run, group, _answers(run, table, group, work))
        except KeyboardInterrupt:
            raise StoppedError(group, groups, run.folder) from None
        except (OSError, pa.ArrowInvalid) as error:
            if isinstance(error, OSError) and error.errno:
                _tell_of_disk(error, run)
            _refuse(f"'{run.source}': row group {group} is damaged: {_first_line(error)}", "write the file again")
    tell(groups, groups)
    return groups


def put_together(run: Run, groups: int) -> int:
    """Write the output from its parts, whole or not at all, and return the number of rows."""
    draft = run.target.with_name(f".{run.target.name}.{os.getpid()}.part")
    rows, writer = 0, None
    try:
        for group in range(groups):
            with pa.memory_map(str(run.part(group))) as file, pa.ipc.open_file(file) as part:
                writer = writer or pq.ParquetWriter(draft, part.schema, compression="zstd", write_statistics=False)
                for number in range(part.num_record_batches):
                    batch = part.get_batch(number)
                    writer.write_batch(batch)
                    rows += batch.num_rows
        if writer is not None:
            writer.close()
            draft.replace(run.target)
        shutil.rmtree(run.folder)
    except OSError as error:
        _tell_of_disk(error, run)
    finally:
        draft.unlink(missing_ok=True)
    return rows


def restart(run: Run) -> None:
    """Throw away what an earlier run left undone."""
    shutil.rmtree(run.folder, ignore_errors=True)


def manifest_of(run: Run, table: pq.ParquetFile) -> dict[str, object]:
    """Return what the parts of a run belong to: the table, as its footer tells it, and what is asked."""
    meta = table.metadata
    groups = [(meta.row_group(g).num_rows, meta.row_group(g).total_byte_size) for g in range(meta.num_row_groups)]
    with run.source.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 65_536))
        end = sha256(file.read()).hexdigest()
    asked = [run.name, run.plan.law, run.plan.kind, [answer.column for answer in run.plan.answers], run.plan.contested]
    return {
        "format": _FORMAT,
        "asked": json.loads(json.dumps(asked)),
        "size": size,
        "end": end,
        "groups": [*map(list, groups)],
    }


def begin(run: Run, table: pq.ParquetFile) -> None:
    """Make the folder of a run, or find it as an earlier one left it."""
    file, now = run.folder / "manifest.json", manifest_of(run, table)
    try:
        if file.exists():
            if json.loads(file.read_text(encoding="utf-8")) != now:
                _refuse(f"'{run.folder}' is left from a run over something else", "add --restart, or remove it")
            return
        run.folder.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(now), encoding="utf-8")
    except OSError as error:
        _tell_of_disk(error, run)


def _answers(run: Run, table: pq.ParquetFile, group: int, work: Work) -> Iterator[pa.RecordBatch]:
    wanted = {*layout(run.plan).needed, *layout(run.plan).optional, *KEYS}
    columns = [name for name in table.schema_arrow.names if name in wanted]
    row = sum(table.metadata.row_group(before).num_rows for before in range(group))
    for batch in table.iter_batches(ROWS_AT_ONCE, row_groups=[group], columns=columns):
        yield work(batch, row)
        row += batch.num_rows


def write_part(run: Run, group: int, batches: Iterator[pa.RecordBatch]) -> None:
    """Keep the answers of a row group, whole or not at all."""
    draft = run.part(group).with_suffix(".part")
    try:
        writer = None
        with pa.OSFile(str(draft), "wb") as file:
            for batch in batches:
                writer = writer or pa.ipc.new_file(file, batch.schema)
                writer.write_batch(batch)
            if writer is not None:
                writer.close()
        draft.replace(run.part(group))
    finally:
        draft.unlink(missing_ok=True)


def _tell_of_disk(error: OSError, run: Run) -> NoReturn:
    if error.errno == errno.ENOSPC:
        _refuse(
            f"no room on the disk of '{run.target}'",
            f"what was done is kept in '{run.folder}'; make room, and the same command goes on",
        )
    _refuse(f"'{run.target}' cannot be written: {error.strerror or _first_line(error)}", "name another file")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _refuse(message: str, advice: str) -> NoReturn:
    raise InputError([Diagnostic(NOWHERE, message, advice)])
