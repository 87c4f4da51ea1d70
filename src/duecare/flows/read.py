"""Reads a log of flows whatever its format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from duecare.flows.batch import flow_batch, unreadable
from duecare.flows.columns import columns_of
from duecare.flows.delimited import read_csv, read_zeek
from duecare.flows.json_lines import read_eve, read_zeek_json
from duecare.nexus.flow_columns import Tally

_ROWS = 1 << 18
_PEEK = 1 << 16
_STORED_AS_NUMBERS = 8  # bytes a value: an address as text takes more


def read_flows_of(path: Path, said: dict[str, str], tally: Tally) -> Iterator[pa.RecordBatch]:
    """Yield the flows of a log in batches; InputError if it cannot be read or beyond where it can."""
    form = flow_format(path)
    if form == "Parquet":
        yield from _parquet(path, said, tally)
    elif form == "Zeek":
        yield from read_zeek(path, tally)
    elif form == "Zeek JSON":
        yield from read_zeek_json(path, tally)
    elif form == "EVE":
        yield from read_eve(path, tally)
    else:
        yield from read_csv(path, said, tally)


def flow_format(path: Path) -> str:
    """Return the format of a log, by how it begins: Parquet, Zeek, Zeek JSON, EVE or CSV."""
    try:
        if path.is_dir():
            raise unreadable(path, "this is a folder", "name a file in it")
        with path.open("rb") as file:
            if file.read(4) == b"PAR1":
                return "Parquet"
        with pa.input_stream(str(path), compression="detect") as stream:
            head = stream.read(_PEEK)
    except (OSError, pa.ArrowException) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise unreadable(path, f"this file cannot be read: {reason}", "check the path and that it is whole") from error
    return _format(head, path)


def _format(head: bytes, path: Path) -> str:
    if head.startswith((b"#separator", b"#fields")):
        return "Zeek"
    if head[:1] in {b"{", b"["}:
        return "Zeek JSON" if "id.orig_h" in _first(head) else "EVE"
    if b"\x00" in head[:1000]:
        raise unreadable(path, "this is no log of flows: it is not text", "name a Zeek, EVE, CSV or Parquet file")
    return "CSV"


def _first(head: bytes) -> dict[str, Any]:
    for line in head.splitlines()[:5]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return {}


def _parquet(path: Path, said: dict[str, str], tally: Tally) -> Iterator[pa.RecordBatch]:
    try:
        with pq.ParquetFile(path) as file:
            columns = columns_of(file.schema_arrow.names, said, path)
            repeated = _repeated(file.metadata, (columns.source, columns.destination))
        with pq.ParquetFile(path, read_dictionary=repeated) as file:
            for batch in file.iter_batches(batch_size=_ROWS, columns=columns.all):
                tally.rows += len(batch)
                yield flow_batch(
                    batch.column(columns.at), batch.column(columns.source), batch.column(columns.destination),
                    [batch.column(name) for name in columns.volumes],
                )  # fmt: skip
    except (pa.ArrowException, OSError) as error:
        message = f"this Parquet file is broken: {' '.join(str(error).split())[:160]}"
        raise unreadable(path, message, "write it again") from error


def _repeated(meta: pq.FileMetaData, wanted: tuple[str, ...]) -> list[str]:
    """Return the columns of text that are stored as numbers of a dictionary: each distinct address is then read once.

    Where a writer has given that up, because there are too many, building one again would cost more than it saves.
    """
    if not meta.num_row_groups or not meta.num_rows:
        return []
    group = meta.row_group(0)
    columns = (group.column(index) for index in range(group.num_columns))
    return [
        one.path_in_schema
        for one in columns
        if one.path_in_schema in wanted
        and one.physical_type == "BYTE_ARRAY"
        and one.total_uncompressed_size < _STORED_AS_NUMBERS * max(one.num_values, 1)
    ]
