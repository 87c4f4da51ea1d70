"""Text with one flow a line through Arrow's CSV reader: CSV, and Zeek's own form."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv

from duecare.flows.batch import flow_batch, unreadable
from duecare.flows.columns import Columns, columns_of
from duecare.flows.readable import Readable
from duecare.nexus.flow_columns import Tally

_BLOCK = 1 << 23
_HEADER = 1 << 16  # no header of a log is longer
_ZEEK = Columns("ts", "id.orig_h", "id.resp_h", ("orig_bytes", "resp_bytes"))


def read_csv(path: Path, said: dict[str, str], tally: Tally) -> Iterator[pa.RecordBatch]:
    """Yield the flows of a CSV file, whose first line names its columns."""
    head = _head(path)
    line = head.lstrip("\ufeff").partition("\n")[0]
    mark = max(",;\t|", key=line.count)
    names = [name.strip().strip('"') for name in line.strip().split(mark)]
    columns = columns_of(names, said, path)
    types = dict.fromkeys((columns.source, columns.destination), pa.string())
    yield from _read(path, columns, tally, delimiter=mark, names=None, types=types)


def read_zeek(path: Path, tally: Tally) -> Iterator[pa.RecordBatch]:
    """Yield the flows of a Zeek conn.log in its tab-separated form."""
    lines = _head(path).splitlines()
    named = next((line for line in lines if line.startswith("#fields")), "")
    separator = next((line.split(" ", 1)[1] for line in lines if line.startswith("#separator ")), "\\x09")
    mark = separator.encode().decode("unicode_escape") or "\t"
    names = named.split(mark)[1:]
    missing = [name for name in _ZEEK.all[:3] if name not in names]
    if missing:
        message = f"this Zeek log names no `{missing[0]}` in its #fields line"
        raise unreadable(path, message, "name a conn.log with its header")
    volumes = tuple(name for name in _ZEEK.volumes if name in names)
    types = {"ts": pa.float64()} | dict.fromkeys(volumes, pa.int64())
    types |= dict.fromkeys(("id.orig_h", "id.resp_h"), pa.string())
    columns = Columns(_ZEEK.at, _ZEEK.source, _ZEEK.destination, volumes)
    skip = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    if skip == len(lines):
        return  # a log of nothing
    yield from _read(path, columns, tally, delimiter=mark, names=names, types=types, skip=skip, quote=False)


def _read(
    path: Path, columns: Columns, tally: Tally, *, delimiter: str, names: list[str] | None, types: dict[str, Any],
    skip: int = 0, quote: bool = True,
) -> Iterator[pa.RecordBatch]:  # fmt: skip
    def bad_row(row: Any) -> str:
        tally.skip("line of another shape" if not str(row.text).startswith("#") else "comment")
        return "skip"

    try:
        reader = pa_csv.open_csv(
            pa.PythonFile(Readable(pa.input_stream(str(path), compression="detect")), mode="r"),
            pa_csv.ReadOptions(block_size=_BLOCK, column_names=names, skip_rows=skip),
            pa_csv.ParseOptions(delimiter=delimiter, quote_char='"' if quote else False, invalid_row_handler=bad_row),
            pa_csv.ConvertOptions(
                include_columns=columns.all, column_types=types, null_values=["-", "", "(empty)", "NULL", "nan"],
                strings_can_be_null=True, check_utf8=False,
            ),
        )  # fmt: skip
        for batch in reader:
            tally.rows += len(batch)
            yield flow_batch(
                batch.column(columns.at), batch.column(columns.source), batch.column(columns.destination),
                [batch.column(name) for name in columns.volumes],
            )  # fmt: skip
    except (pa.ArrowInvalid, pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _broken(path, error, tally) from error


def _broken(path: Path, error: Exception, tally: Tally) -> Exception:
    said = " ".join(str(error).split())[:160]
    return unreadable(path, f"this log cannot be read beyond row {tally.rows:,}: {said}", "mend it, or cut it there")


def _head(path: Path) -> str:
    with pa.input_stream(str(path), compression="detect") as stream:
        return BytesIO(stream.read(_HEADER)).read().decode("utf-8", errors="replace")
