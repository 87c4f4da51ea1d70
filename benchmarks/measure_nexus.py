"""Addresses to territories beside maxminddb and DuckDB: lookups, flows to territory pairs by hour, a whole run, growth.

All figures of a table come from one run, and those that are compared from turns in it. Needs the registry tables beside
the project (see README); without them there is nothing to measure.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from ipaddress import IPv4Address, summarize_address_range
from pathlib import Path

import numpy as np
import pyarrow as pa

from botnet import Botnet, data_folder, write_zeek
from duecare.flows.follow import follow, question
from duecare.flows.read import read_flows_of
from duecare.nexus.flow_columns import Tally
from duecare.nexus.joint import Joint, joined
from duecare.nexus.keys import halves
from duecare.nexus.pairs import merged_pairs, over_batches
from duecare.tables.read import read_tables
from duecare.tables.spec import parse_spec
from harness import HERE, Row, child, write

sys.path.append(str(HERE.parent / "tests" / "nexus"))
from mmdb_writer import mmdb

N, ZEEK_LINES, TURNS, SAMPLE = 10_000_000, 2_000_000, 5, 100_000
_LIMIT = 600.0
_FOUR, _SIX = "rir_ipv4_country_20260201.csv.gz", "rir_ipv6_country_20260201.csv.gz"


def main() -> None:
    """Measure and write the results."""
    data = data_folder()
    if data is None:
        print("the registry tables are not there; nothing is measured")
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rows = _lookups(data)
        net = Botnet(data / _FOUR)
        for name, text in (("numbers", False), ("text", True)):
            net.write(folder / f"{name}.parquet", N, text=text)
        net.write(folder / "million.parquet", N // 10, text=False)
        net.write_signs(folder / "signs.csv")
        write_zeek(folder / "conn.log", net, ZEEK_LINES)
        for name in ("numbers", "text"):
            rows += _side_by_side(folder / f"{name}.parquet", name)
        rows += _zeek(folder)
        rows += [_cluster(data, folder / "million.parquet")]
        rows += _growth(folder)
        rows += _whole_run(folder)
    write("nexus", rows)


def tables(data: Path) -> Joint:
    """Return the registry's tables of both families as one lookup."""
    return joined(read_tables(parse_spec(f"{data / name},kind=delegated,source=ipverse") for name in (_FOUR, _SIX)))


def _turns(*runs: Callable[[], object]) -> list[float]:
    """Return the median time of each of several things done in turns; a first turn warms up."""
    taken: list[list[float]] = [[] for _ in runs]
    for turn in range(TURNS + 1):
        for run, times in zip(runs, taken, strict=True):
            start = time.perf_counter()
            run()
            if turn:
                times.append(time.perf_counter() - start)
    return [statistics.median(times) for times in taken]


def _lookups(data: Path) -> list[Row]:
    import duckdb
    import maxminddb

    joint, random = tables(data), np.random.default_rng(1)
    some = random.integers(0, 1 << 32, 1_000_000, dtype=np.uint32)
    drawn = {
        "uniform": random.integers(0, 1 << 32, N, dtype=np.uint32),
        "Zipf": some[np.minimum(random.zipf(1.2, N) - 1, len(some) - 1)],
    }
    base = duckdb.connect()
    base.execute("set threads = 1")
    ranges = pa.table({"start": joint.four.starts, "code": joint.four.codes})  # noqa: F841 - DuckDB finds it by name
    base.execute("create table ranges as select * from ranges order by start")
    rows = []
    with tempfile.TemporaryDirectory() as scratch, maxminddb.open_database(_as_mmdb(joint, Path(scratch))) as reader:
        for name, addresses in drawn.items():
            texts = [_text(number) for number in addresses[:SAMPLE].tolist()]
            wanted = pa.table({"address": addresses})  # noqa: F841 - as above
            base.execute("create or replace table wanted as select * from wanted")
            ours, grouped, duck, loop = _turns(
                lambda addresses=addresses: joint.four(addresses),
                lambda addresses=addresses: np.bincount(joint.four(addresses)),
                lambda: base.execute(
                    "select code, count(*) from wanted asof join ranges on address >= start group by code"
                ).fetchall(),
                lambda texts=texts: [reader.get(text) for text in texts],
            )
            speeds = [N / ours, N / grouped, N / duck, SAMPLE / loop]
            rows += _speeds(name, speeds)
    rows += _six(joint, random)
    return rows


def _as_mmdb(joint: Joint, folder: Path) -> str:
    """Write the ranges of a lookup as an MMDB; return its path."""
    starts, codes = joint.four.starts.tolist(), joint.four.codes.tolist()
    networks = []
    for start, past, code in zip(starts, [*starts[1:], 1 << 32], codes, strict=True):
        label = joint.placements[code].label
        if label != "?":
            spans = summarize_address_range(IPv4Address(start), IPv4Address(past - 1))
            networks += [(str(network), {"country": {"iso_code": label[:2]}}) for network in spans]
    path = folder / "same.mmdb"
    path.write_bytes(mmdb(networks, "Same-Country", version=4))
    return str(path)


def _speeds(name: str, speeds: list[float]) -> list[Row]:
    ours, grouped, duck, loop = speeds
    note = f"{N:,} addresses, one core"
    return [
        Row(f"IPv4, {name}: Duecare", ours, "/s", "warm", TURNS, note),
        Row(f"IPv4, {name}: Duecare, counted by territory", grouped, "/s", "warm", TURNS, note),
        Row(f"IPv4, {name}: DuckDB ASOF join, counted", duck, "/s", "warm", TURNS, "the same table, one thread"),
        Row(f"IPv4, {name}: maxminddb in a loop", loop, "/s", "warm", TURNS, f"{SAMPLE:,} addresses, the same ranges"),
        Row(f"IPv4, {name}: Duecare to maxminddb", ours / loop, "x", "warm", TURNS, "aim: 50"),
        Row(f"IPv4, {name}: counted, Duecare to DuckDB", grouped / duck, "x", "warm", TURNS, "aim: 2"),
    ]


def _six(joint: Joint, random: np.random.Generator) -> list[Row]:
    starts = halves(joint.six.starts)[0]
    high = starts[random.integers(0, len(starts), N)] + random.integers(0, 1 << 32, N, dtype=np.uint64)
    low = random.integers(0, 1 << 63, N, dtype=np.uint64)
    (taken,) = _turns(lambda: joint.six(high, low))
    return [Row("IPv6: Duecare", N / taken, "/s", "warm", TURNS, f"{N:,} addresses within ranges, one core")]


def _text(number: int) -> str:
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def _side_by_side(path: Path, name: str) -> list[Row]:
    """Measure a pass over flows, each in a process of its own so that memory can be told."""
    kinds = ("duecare", "duckdb")
    found = {kind: [child("measure_nexus.py", kind, str(path), limit=_LIMIT) for _ in range(3)] for kind in kinds}
    rows, medians = [], {}
    for kind, said in (("duecare", "Duecare"), ("duckdb", "DuckDB")):
        runs = found[kind]
        medians[kind] = statistics.median(float(str(one["seconds"])) for one in runs)
        memory = max(float(str(one["megabytes"])) for one in runs)
        note = f"{N:,} flows, two threads; at most {memory:,.0f} MB in all; {runs[0]['rows']} pairs by hour"
        rows.append(Row(f"Parquet, addresses as {name}, to pairs: {said}", medians[kind], "s", "warm", 3, note))
    agree = found["duecare"][0]["digest"] == found["duckdb"][0]["digest"]
    note = "the same rows" if agree else "THE ROWS DIFFER"
    rows.append(Row(f"as {name}: DuckDB to Duecare", medians["duckdb"] / medians["duecare"], "x", "warm", 3, note))
    return rows


def of_duecare(path: str, repeat: str = "1") -> dict[str, object]:
    """Turn flows into pairs, and tell what it took."""
    data = data_folder()
    assert data is not None
    asked = question(joined(read_tables([parse_spec(f"{data / _FOUR},kind=delegated,source=ipverse")])))
    start = time.perf_counter()
    found = follow([Path(path)] * int(repeat), asked, {})
    taken = time.perf_counter() - start
    rows = zip(*(found.pairs[name].to_pylist() for name in ("source", "destination", "flows", "bytes")), strict=True)
    return _told(taken, list(rows))


def of_duckdb(path: str) -> dict[str, object]:
    """Have DuckDB do the same: the same places by the same starts, the same sums."""
    import duckdb

    data = data_folder()
    assert data is not None
    joint = joined(read_tables([parse_spec(f"{data / _FOUR},kind=delegated,source=ipverse")]))
    labels = [one.label for one in joint.placements]
    ranges = pa.table({"start": joint.four.starts, "place": [labels[code] for code in joint.four.codes.tolist()]})  # noqa: F841
    base = duckdb.connect()
    base.execute("set threads = 2")
    base.execute("create table ranges as select * from ranges order by start")
    text = "text" in Path(path).name
    number = "(split_part({0},'.',1)::ubigint << 24) + (split_part({0},'.',2)::ubigint << 16)" \
        " + (split_part({0},'.',3)::ubigint << 8) + split_part({0},'.',4)::ubigint"  # fmt: skip
    ends = [number.format(name) if text else name for name in ("src_ip", "dst_ip")]
    start = time.perf_counter()
    rows = base.execute(
        f"with f as (select ts, bytes, {ends[0]} as s, {ends[1]} as d from read_parquet('{path}')) "
        "select epoch_us(ts) // 3600000000 as hour, a.place, b.place, count(*), sum(bytes), min(ts), max(ts) "
        "from f asof join ranges a on f.s >= a.start asof join ranges b on f.d >= b.start "
        "group by all order by 1, 2, 3"
    ).fetchall()
    taken = time.perf_counter() - start
    told = [(source, destination, int(flows), int(total)) for _, source, destination, flows, total, *_ in rows]
    return _told(taken, told)


def _told(taken: float, rows: Sequence[tuple[object, ...]]) -> dict[str, object]:
    digest = sha256(json.dumps(rows).encode()).hexdigest()
    return {"seconds": taken, "megabytes": megabytes(), "rows": len(rows), "digest": digest}


def megabytes() -> float:
    """Return the most memory that this process has held; what its parent held does not count."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def _zeek(folder: Path) -> list[Row]:
    found = [child("measure_nexus.py", "duecare", str(folder / "conn.log"), limit=_LIMIT) for _ in range(3)]
    whole = statistics.median(float(str(one["seconds"])) for one in found)
    (read,) = _turns(lambda: sum(len(batch) for batch in read_flows_of(folder / "conn.log", {}, Tally())))
    note = f"{ZEEK_LINES:,} lines"
    return [
        Row("Zeek conn.log: read", ZEEK_LINES / read, "/s", "warm", TURNS, note),
        Row("Zeek conn.log: to pairs", ZEEK_LINES / whole, "/s", "warm", 3, f"{note}, two threads"),
    ]


def _cluster(data: Path, path: Path) -> Row:
    """Compare the rows of the form that runs on a cluster with those of a pass."""
    joint = joined(read_tables([parse_spec(f"{data / _FOUR},kind=delegated,source=ipverse")]))
    batches = list(read_flows_of(path, {}, Tally()))
    parts = over_batches(joint, volume="bytes")(batches)
    same = merged_pairs(parts).equals(follow([path], question(joint), {}).pairs)
    return Row("cluster form, same rows", float(same), "", "", 1, "1: the same as in one process")


def _growth(folder: Path) -> list[Row]:
    rows = []
    for name, repeat, count in (("million", 1, N // 10), ("numbers", 1, N), ("numbers", 10, N * 10)):
        found = child("measure_nexus.py", "duecare", str(folder / f"{name}.parquet"), str(repeat), limit=_LIMIT)
        taken, memory = float(str(found["seconds"])), float(str(found["megabytes"]))
        note = f"{count / taken / 1e6:.1f} M/s; at most {memory:,.0f} MB"
        rows.append(Row(f"growth: {count:,} flows to pairs", taken, "s", "warm", 1, note))
    return rows


def _whole_run(folder: Path) -> list[Row]:
    found = child("measure_nexus.py", "dossier", str(folder), limit=_LIMIT)
    note = str(found.get("said", found.get("stopped", "")))
    return [Row(f"{N:,} flows to dossier, lists, assessment", float(str(found["seconds"])), "s", "cold", 1, note)]


def of_dossier(folder: str) -> dict[str, object]:
    """Run the whole command on the botnet's flows."""
    from typer.testing import CliRunner

    from duecare.cli.main import app

    data, here = data_folder(), Path(folder)
    words = ["nexus", "dossier", str(here / "text.parquet"), "--geo", f"{data}/{_FOUR},kind=delegated,source=ipverse",
             "--geo", f"{data}/GeoLite2-Country-Test.mmdb", "--geo", f"{data}/ipasn_20140513.dat.gz,source=RouteViews",
             "--affected", "EST", "--indicators", str(here / "signs.csv"), "-o", str(here / "case")]  # fmt: skip
    start = time.perf_counter()
    done = CliRunner().invoke(app, words)
    taken = time.perf_counter() - start
    lines = [line.partition(": ")[2] for line in done.stdout.splitlines()]
    return {"seconds": taken, "said": f"{lines[0]}; {lines[3]}; at most {megabytes():,.0f} MB"}


if __name__ == "__main__":
    if len(sys.argv) == 1:
        main()
    else:
        what, *words = sys.argv[1:]
        parts = {"duecare": of_duecare, "duckdb": of_duckdb, "dossier": of_dossier}
        print(json.dumps(parts[what](*words)))
