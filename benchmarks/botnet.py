"""An invented botnet on real address ranges: machines in a dozen countries flood some addresses of one."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Collection
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from duecare.nexus.addresses import number_of

U32 = NDArray[np.uint32]
BEGAN, DAYS = 1_772_000_000, 3
BOTS, CONTROLLERS, TARGETS = 200_000, 12, 300
_BOTS_IN = {"BR", "VN", "IN", "ID", "TH", "FR", "DE", "US", "TR", "EG", "UA", "RO"}
_CONTROL_IN, _TARGETS_IN = {"NL", "DE", "RU"}, {"EE"}
_STEP = 1_000_000


def data_folder() -> Path | None:
    """Return where the tables lie beside the project, if they do."""
    found = (folder / "shared" / "data" / "nexus" for folder in Path(__file__).resolve().parents)
    return next((folder for folder in found if folder.is_dir()), None)


class Botnet:
    """Who takes part, drawn once from the ranges of a registry table."""

    def __init__(self, table: Path, seed: int = 7) -> None:
        self.random = np.random.default_rng(seed)
        with gzip.open(table, "rt") as file:
            rows = list(csv.DictReader(file))
        self.bots = self._drawn(rows, _BOTS_IN, BOTS)
        self.controllers = self._drawn(rows, _CONTROL_IN, CONTROLLERS)
        self.targets = self._drawn(rows, _TARGETS_IN, TARGETS)

    def _drawn(self, rows: list[dict[str, str]], countries: Collection[str], count: int) -> U32:
        spans = [[number_of(row[end])[1] for end in ("start", "end")] for row in rows if row["country"] in countries]  # type: ignore[index]
        chosen = np.asarray(spans)[self.random.integers(0, len(spans), count)]
        return self.random.integers(chosen[:, 0], chosen[:, 1] + 1).astype(np.uint32)

    def flows(self, count: int) -> tuple[NDArray[np.int64], U32, U32, NDArray[np.int64]]:
        """Return times, sources, destinations and bytes: Zipf over bots, one flow in twenty to a controller."""
        ranks = np.minimum(self.random.zipf(1.2, count) - 1, BOTS - 1)
        source, destination = self.bots[ranks], self.targets[self.random.integers(0, TARGETS, count)]
        control = self.random.random(count) < 0.05
        destination[control] = self.controllers[self.random.integers(0, CONTROLLERS, int(control.sum()))]
        times = np.sort(self.random.integers(0, DAYS * 86_400 * 1_000_000, count)) + BEGAN * 1_000_000
        return times, source, destination, self.random.integers(40, 1500, count)

    def write(self, path: Path, count: int, *, text: bool) -> None:
        """Write flows as Parquet, addresses as text or as numbers."""
        with pq.ParquetWriter(path, _schema(text=text)) as writer:
            for done in range(0, count, _STEP):
                at, source, destination, volume = self.flows(min(_STEP, count - done))
                ends = [as_text(one) if text else pa.array(one) for one in (source, destination)]
                columns = [pa.array(at, pa.timestamp("us", "UTC")), *ends, pa.array(volume)]
                writer.write_table(pa.table(columns, schema=_schema(text=text)))

    def write_signs(self, path: Path) -> None:
        """Write the indicators that somebody would have: the machines known to take part, with their roles."""
        rows = [(address, role) for found, role in ((self.bots, "bot"), (self.controllers, "c2")) for address in
                as_text(np.unique(found)).to_pylist()]  # fmt: skip
        path.write_text("value,role\n" + "".join(f"{address},{role}\n" for address, role in rows))


def _schema(*, text: bool) -> pa.Schema:
    address = pa.string() if text else pa.uint32()
    columns = [("ts", pa.timestamp("us", "UTC")), ("src_ip", address), ("dst_ip", address), ("bytes", pa.int64())]
    return pa.schema(columns)


_OCTETS = pa.array([str(number) for number in range(256)])


def as_text(addresses: U32) -> pa.Array:
    """Return addresses as text."""
    parts = [_OCTETS.take(pa.array((addresses >> shift) & 255)) for shift in (24, 16, 8, 0)]
    return pc.binary_join_element_wise(*parts, ".")


def write_zeek(path: Path, net: Botnet, count: int) -> None:
    """Write flows as a Zeek conn.log with the columns that Zeek writes."""
    fields = ("ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p", "proto", "service", "duration",
              "orig_bytes", "resp_bytes", "conn_state")  # fmt: skip
    with path.open("wb") as file:
        file.write(("#separator \\x09\n#set_separator\t,\n#fields\t" + "\t".join(fields) + "\n").encode())
        for done in range(0, count, _STEP):
            at, source, destination, volume = net.flows(min(_STEP, count - done))
            seconds = pc.cast(pa.array(at // 1_000_000), pa.string())
            texts = [pc.binary_join_element_wise(seconds, "123456", "."), "CHhAvVGS1DHFjwGM9", as_text(source), "49152",
                     as_text(destination), "443", "tcp", "-", "0.1", pc.cast(pa.array(volume), pa.string()), "-",
                     "SF"]  # fmt: skip
            lines = pc.binary_join_element_wise(*texts, "\t")
            file.write(("\n".join(lines.to_pylist()) + "\n").encode())
