"""Logs that hold one JSON object a line: Zeek's JSON form and Suricata's EVE; a line that is none is counted."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from duecare.flows.batch import flow_batch, unreadable
from duecare.nexus.flow_columns import Tally

_ROWS = 65_536
LONGEST = 1_000_000  # characters of one line
LARGEST_ARRAY = 200_000_000  # bytes of a file that is one JSON list
_PEEKED = 2_000
_FLOW_EVENTS = ("flow", "netflow")

Event = Mapping[str, Any]
Row = tuple[Any, str, str, int]


def read_zeek_json(path: Path, tally: Tally) -> Iterator[pa.RecordBatch]:
    """Yield the flows of a Zeek conn.log in its JSON form."""
    yield from _batches(_rows(_objects(path, tally), _zeek_row, tally))


def read_eve(path: Path, tally: Tally) -> Iterator[pa.RecordBatch]:
    """Yield the flows of an EVE log: its flow records, or its alerts where the beginning holds no flow record."""
    peeked = [event.get("event_type") for event in islice(_objects(path, Tally()), _PEEKED)]
    wanted = _FLOW_EVENTS if set(peeked) & set(_FLOW_EVENTS) else ("alert",)
    events = _of_type(_objects(path, tally), wanted, tally)
    yield from _batches(_rows(events, _eve_row, tally))


def _of_type(events: Iterator[Event], wanted: tuple[str, ...], tally: Tally) -> Iterator[Event]:
    for event in events:
        if event.get("event_type") in wanted:
            yield event
        else:
            tally.skip("event that is no flow")


def _zeek_row(event: Event) -> Row:
    volume = sum(number for key in ("orig_bytes", "resp_bytes") if isinstance(number := event.get(key), int))
    return event["ts"], event["id.orig_h"], event["id.resp_h"], volume


def _eve_row(event: Event) -> Row:
    flow = event.get("flow") or event.get("netflow") or {}
    sides = ("bytes_toserver", "bytes_toclient", "bytes")
    volume = sum(number for key in sides if isinstance(number := flow.get(key), int))
    return flow.get("start") or event["timestamp"], event["src_ip"], event["dest_ip"], volume


def _rows(events: Iterator[Event], row_of: Callable[[Event], Row], tally: Tally) -> Iterator[Row]:
    for event in events:
        try:
            at, source, destination, volume = row_of(event)
            usable = isinstance(source, str) and isinstance(destination, str) and abs(volume) < 1 << 62
        except (KeyError, TypeError, AttributeError):
            usable = False
        if usable:
            tally.rows += 1
            yield at, source, destination, volume
        else:
            tally.skip("event without time or addresses")


def _batches(rows: Iterator[Row]) -> Iterator[pa.RecordBatch]:
    while part := list(islice(rows, _ROWS)):
        at, source, destination, volume = zip(*part, strict=True)
        numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in at)
        moments = pa.array([float(one) for one in at]) if numbers else pa.array([str(one) for one in at])
        yield flow_batch(moments, pa.array(source), pa.array(destination), [pa.array(volume, pa.int64())])


def _objects(path: Path, tally: Tally) -> Iterator[Event]:
    try:
        with pa.input_stream(str(path), compression="detect") as stream:
            listed = stream.read(1) == b"["
        yield from _listed(path) if listed else _lines(path, tally)
    except (OSError, EOFError, zlib.error, pa.ArrowException) as error:
        said = " ".join(str(error).split())[:120]
        message = f"this log cannot be read beyond row {tally.rows:,}: {said}"
        raise unreadable(path, message, "fetch it again, or cut it there") from error


def _lines(path: Path, tally: Tally) -> Iterator[Event]:
    for line in _split(path, tally):
        try:
            event = json.loads(line)
        except (ValueError, RecursionError):
            tally.skip("line that is no JSON object")
            continue
        if isinstance(event, dict):
            yield event
        else:
            tally.skip("line that is no JSON object")


def _split(path: Path, tally: Tally) -> Iterator[bytes]:
    """Yield lines; one beyond the limit is counted and never held whole."""
    with pa.input_stream(str(path), compression="detect") as stream:
        rest, dropping = b"", False
        while block := stream.read(1 << 22):
            *lines, rest = (rest + block).split(b"\n")
            if dropping and lines:
                lines, dropping = lines[1:], False
            if len(rest) > LONGEST:
                tally.skip(f"line of more than {LONGEST:,} bytes", 0 if dropping else 1)
                rest, dropping = b"", True
            yield from (line for line in lines if line.strip())
        if rest.strip() and not dropping:
            yield rest


def _listed(path: Path) -> Iterator[Event]:
    with pa.input_stream(str(path), compression="detect") as stream:
        data = stream.read(LARGEST_ARRAY + 1)
    if len(data) > LARGEST_ARRAY:
        limit = f"{LARGEST_ARRAY // 1_000_000:,} MB"
        raise unreadable(path, f"this log is one JSON list of more than {limit}", "write one object a line")
    try:
        events = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise unreadable(path, f"this log is no JSON: {str(error)[:120]}", "fetch it again") from error
    yield from (event for event in events if isinstance(event, dict))
