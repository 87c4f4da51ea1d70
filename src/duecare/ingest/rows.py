"""Rows of a CSV file, one after the other; a row that cannot be read is told, and the next one is read."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.ingest.limits import CELL, COLUMNS, CSV_BYTES, ROWS, check_packed, refuse

_SURROGATES = range(0xD800, 0xE000)
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it ends in, its cells by column, and what is wrong with it (empty: nothing)."""

    line: int
    cells: dict[str, str]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: its columns (one that comes again has a number), and a way through its rows."""

    file: str
    sha256: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]


def open_table(path: Path, delimiter: str = "") -> Table:
    """Return a CSV file that is read row by row; InputError if it is none, or too large."""
    file, digest, encoding = str(path), _digest(path), _encoding(path)
    head = next(_lines(path, encoding, delimiter or ","), None)
    if head is None:
        refuse(file, "this file is empty", "name a CSV file with a header")
    sign = delimiter or _delimiter(path, encoding)
    header = next(_lines(path, encoding, sign))[1]
    if len(header) > COLUMNS:
        refuse(file, f"this file has {len(header):,} columns", f"the limit is {COLUMNS:,}")
    columns = _named(header)
    return Table(file, digest, columns, lambda: _rows(path, encoding, sign, columns))


def _rows(path: Path, encoding: str, delimiter: str, columns: tuple[str, ...]) -> Iterator[Row]:
    lines = _lines(path, encoding, delimiter)
    next(lines)
    for number, (line, cells) in enumerate((one for one in lines if one[1]), 1):
        if number > ROWS:
            raise InputError(
                [Diagnostic(Span(str(path), line, 1), f"there are more than {ROWS:,} rows", "split the file")]
            )
        if len(cells) != len(columns):
            padded = dict(zip(columns, cells, strict=False))
            yield Row(line, padded, f"it has {len(cells)} cells, and the header has {len(columns)}")
        elif any(ord(sign) in _SURROGATES for cell in cells if not cell.isascii() for sign in cell):
            clean = {key: cell.encode("utf-8", "replace").decode() for key, cell in zip(columns, cells, strict=True)}
            yield Row(line, clean, "it holds bytes that are not UTF-8")
        else:
            yield Row(line, dict(zip(columns, cells, strict=True)))


def _lines(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    before = csv.field_size_limit(CELL)
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    try:
        with path.open(encoding=encoding, errors=errors, newline="") as stream:
            reader = csv.reader(stream, delimiter=delimiter)
            for cells in reader:
                csv.field_size_limit(before)
                yield reader.line_num, cells
                csv.field_size_limit(CELL)
    except csv.Error as error:
        place = Span(str(path), reader.line_num, 1)
        message = f"this cannot be read as CSV: {error}"
        advice = f"a cell holds at most {CELL:,} signs; look for a quote that is never closed"
        raise InputError([Diagnostic(place, message, advice)]) from error
    finally:
        csv.field_size_limit(before)


def _named(header: list[str]) -> tuple[str, ...]:
    count: dict[str, int] = {}
    names: list[str] = []
    for cell in header:
        name = cell.strip() or "column"
        count[name] = count.get(name, 0) + 1
        names.append(name if count[name] == 1 else f"{name} ({count[name]})")
    return tuple(names)


def _delimiter(path: Path, encoding: str) -> str:
    counted = {sign: len(next(_lines(path, encoding, sign), (0, []))[1]) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: counted[sign])


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        start = stream.read(8)
    check_packed(start, str(path))
    return "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


def _digest(path: Path) -> str:
    file = str(path)
    if not path.is_file():
        refuse(file, "this is no file", "name a file")
    size = path.stat().st_size
    if size > CSV_BYTES:
        refuse(file, f"this file has {size / 1e6:,.1f} MB", f"the limit is {CSV_BYTES // 1_000_000} MB: split it")
    found = sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            found.update(block)
    return found.hexdigest()
