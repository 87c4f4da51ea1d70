"""The same few flows in every format that is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

Flow = tuple[int, str, str, int]  # second, source, destination, bytes
FIELDS = ("ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "proto", "orig_bytes", "resp_bytes")


def written(flows: Sequence[Flow], folder: Path, form: str) -> Path:
    """Write flows in a format; return the file."""
    path = folder / f"flows.{form}"
    if form == "parquet":
        at, source, destination, volume = zip(*flows, strict=True) if flows else ((), (), (), ())
        columns = [pa.array(at, pa.timestamp("s")), pa.array(source, pa.string()), pa.array(destination, pa.string()),
                   pa.array(volume, pa.int32())]  # fmt: skip
        pq.write_table(pa.table(columns, names=["time", "sa", "da", "octets"]), path)
        return path
    path.write_text("\n".join([*_HEADS[form], *(_LINES[form](*flow) for flow in flows), *_TAILS.get(form, ())]) + "\n")
    return path


def _zeek(at: int, source: str, destination: str, volume: int) -> str:
    return "\t".join((f"{at}.000000", "C1", source, "1", destination, "443", "tcp", str(volume), "-"))


def _zeek_json(at: int, source: str, destination: str, volume: int) -> str:
    return json.dumps({"ts": at, "id.orig_h": source, "id.resp_h": destination, "orig_bytes": volume})


def _eve(at: int, source: str, destination: str, volume: int) -> str:
    start = datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.000000+0000")
    flow = {"start": start, "bytes_toserver": volume, "bytes_toclient": 0}
    return json.dumps(
        {"timestamp": start, "event_type": "flow", "src_ip": source, "dest_ip": destination, "flow": flow}
    )


def _csv(at: int, source: str, destination: str, volume: int) -> str:
    return f"{at},{source},{destination},{volume}"


_LINES = {"zeek": _zeek, "zeek.json": _zeek_json, "eve": _eve, "csv": _csv}
_HEADS: dict[str, list[str]] = {
    "zeek": ["#separator \\x09", "#set_separator\t,", "#fields\t" + "\t".join(FIELDS)],
    "zeek.json": [],
    "eve": [],
    "csv": ["start,src_ip,dst_ip,bytes"],
}
_TAILS = {"zeek": ["#close\t2026-01-01-00-00-00"]}
FORMS = ("parquet", *_LINES)
