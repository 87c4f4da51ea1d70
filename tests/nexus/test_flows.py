"""Flows to territory pairs and roles: every format, the cluster's form and DuckDB give the same sums."""

from __future__ import annotations

import gzip
import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_flows import FORMS, Flow, written
from made_tables import DATA, marks, table

from duecare.base.errors import InputError
from duecare.flows import json_lines
from duecare.flows.follow import Followed, follow, question
from duecare.flows.read import read_flows_of
from duecare.nexus.addresses import number_of
from duecare.nexus.contacts import Contacts
from duecare.nexus.flow_columns import Tally
from duecare.nexus.joint import Joint, joined
from duecare.nexus.pairs import PAIRS, merged_pairs, over_batches
from duecare.nexus.special import built_in_marks
from duecare.nexus.watch import ROLES, watched

ROWS = [
    (4, 0x01000000, 0x01FFFFFF, "FRA"),
    (4, 0x02000000, 0x02FFFFFF, "EST"),
    (4, 0x03000000, 0x030000FF, "DEU"),
    (6, 0x2A00 << 112, (0x2A01 << 112) - 1, "FRA"),
    (6, 0x2A02 << 112, (0x2A03 << 112) - 1, "EST"),
]
JOINT = joined([table(ROWS), marks(built_in_marks())])
SOURCES = ("1.0.0.1", "1.0.0.2", "1.255.0.9", "3.0.0.7", "2.0.0.4", "10.0.0.1", "9.9.9.9", "2a00::1", "2a00::2")
TARGETS = ("2.0.0.1", "2.0.0.2", "2a02::9", "1.0.0.2", "3.0.0.7", "192.168.1.1")
FLOWS = st.lists(
    st.tuples(st.integers(1_772_000_000, 1_772_020_000), st.sampled_from(SOURCES), st.sampled_from(TARGETS),
              st.integers(0, 3000)),
    max_size=40,
)  # fmt: skip
SENT: Joint = pickle.loads(pickle.dumps(JOINT))
BASE = duckdb.connect()
SOME = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _label(text: str) -> str:
    version, number = number_of(text) or (0, 0)
    for family, first, last, label in [*built_in_marks(), *ROWS]:
        if family == version and first <= number <= last:
            return label
    return "?"


def _expected(flows: Sequence[Flow]) -> list[tuple[object, ...]]:
    """Return the pairs as DuckDB counts them."""
    rows = [(at, _label(source), _label(destination), volume) for at, source, destination, volume in flows]
    with BASE.cursor() as base:
        base.execute("create or replace temp table f (t bigint, s varchar, d varchar, b bigint)")
        if rows:
            base.executemany("insert into f values (?, ?, ?, ?)", rows)
        found = base.execute(
            "select t - t % 3600, s, d, count(*), sum(b), min(t), max(t) from f group by all order by 1, 2, 3"
        ).fetchall()
    return [tuple(int(one) if not isinstance(one, str) else one for one in row) for row in found]


def _rows(pairs: pa.Table) -> list[tuple[object, ...]]:
    def plain(value: object) -> object:
        return int(value.timestamp()) if isinstance(value, datetime) else value

    return [tuple(plain(value) for value in row.values()) for row in pairs.to_pylist()]


def _followed(path: Path, joint: Joint = JOINT, affected: str = "", **signs: str) -> Followed:
    known = {number_of(address.replace("_", ".")): role for address, role in signs.items()}
    watch = watched({key: role for key, role in known.items() if key}) if signs else None
    return follow([path], question(joint, affected, watch), {})


@pytest.mark.parametrize("form", FORMS)
@SOME
@given(flows=FLOWS)
def test_every_format_gives_the_pairs_that_duckdb_counts(tmp_path: Path, form: str, flows: list[Flow]) -> None:
    """Hour, territories, flows, bytes, first and last are what another engine makes of the same flows."""
    if not flows and form in {"zeek.json", "eve", "zeek"}:
        return  # an empty file has no format
    found = _followed(written(flows, tmp_path, form))
    assert _rows(found.pairs) == _expected(flows)
    assert found.tally.rows == len(flows)


@SOME
@given(flows=FLOWS, sizes=st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_a_cluster_gives_the_same_rows(flows: list[Flow], sizes: list[int]) -> None:
    """However flows are cut into batches and partitions, and sent to where the work is done, the sums are the same."""
    at, source, destination, volume = zip(*flows, strict=True) if flows else ((), (), (), ())
    columns = [
        pa.array(at, pa.timestamp("s", "UTC")),
        pa.array(source, pa.string()),
        pa.array(destination, pa.string()),
    ]
    whole = pa.table([*columns, pa.array(volume, pa.int64())], names=["when", "from", "to", "size"])
    parts: list[pa.RecordBatch] = []
    for size in sizes:
        run = over_batches(SENT, at="when", source="from", destination="to", volume="size")
        share, whole = whole.slice(0, size * 3), whole.slice(size * 3)
        parts += list(run(iter(share.to_batches(max_chunksize=size))))
    parts += list(over_batches(JOINT, at="when", source="from", destination="to", volume="size")(whole.to_batches()))
    assert all(part.schema == PAIRS for part in parts)
    assert _rows(merged_pairs(parts)) == _expected(flows)


@pytest.mark.slow
def test_spark_gives_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """So does Spark itself, where it is installed."""
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    sql = pytest.importorskip("pyspark.sql", reason="Spark is not installed")
    spark = sql.SparkSession.builder.master("local[1]").getOrCreate()
    flows = [(datetime.fromtimestamp(1_772_000_000 + n, UTC), SOURCES[n % 9], TARGETS[n % 6], n) for n in range(200)]
    frame = spark.createDataFrame(flows, "at timestamp, source string, destination string, bytes long")
    schema = (
        "hour timestamp, source string, destination string, flows long, bytes long, first timestamp, last timestamp"
    )
    rows = frame.mapInArrow(over_batches(JOINT, volume="bytes"), schema).toArrow()
    plain = [(int(at.timestamp()), *rest) for at, *rest in flows]
    assert _rows(merged_pairs(rows.cast(PAIRS).to_batches())) == _expected(plain)


def _sums(contacts: Contacts) -> dict[tuple[str, str], tuple[int, int]]:
    from ipaddress import ip_address

    rows = [row for part in contacts.tables() for row in part.to_pylist()]
    return {(ROLES[row["role"]], str(ip_address(row["address"]))): (row["flows"], row["bytes"]) for row in rows}


@SOME
@given(flows=FLOWS)
def test_without_indicators_whatever_reaches_the_affected_state_counts(tmp_path: Path, flows: list[Flow]) -> None:
    """Sources of flows to the affected State are origins and their targets victims, by address."""
    expected: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for _, source, destination, volume in flows:
        if _label(destination) == "EST":
            for key in (("origin", source), ("victim", destination)):
                expected[key][0] += 1
                expected[key][1] += volume
    found = _followed(written(flows, tmp_path, "csv"), affected="EST")
    assert _sums(found.contacts) == {key: tuple(counts) for key, counts in expected.items()}


@SOME
@given(flows=FLOWS)
def test_with_indicators_only_what_they_touch_counts(tmp_path: Path, flows: list[Flow]) -> None:
    """An indicator with a role counts in it; one without is an origin or, contacted, control."""
    expected: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    signs = {"1.0.0.2": "", "3.0.0.7": "control infrastructure"}
    for _, source, destination, volume in flows:
        hit = _label(destination) == "EST"
        keys = [("origin", source)] if signs.get(source) == "" and hit else []
        keys += [("control infrastructure", one) for one in (source, destination) if signs.get(one)]
        keys += [("control infrastructure", destination)] if signs.get(destination) == "" else []
        keys += [("victim", destination)] if source in signs and hit else []
        for key in keys:
            expected[key][0] += 1
            expected[key][1] += volume
    path = written(flows, tmp_path, "csv")
    watch = watched({number_of(address) or (0, 0): role for address, role in signs.items()})
    found = follow([path], question(JOINT, "EST", watch), {})
    assert _sums(found.contacts) == {key: tuple(counts) for key, counts in expected.items()}


def test_times_are_read_in_every_usual_form(tmp_path: Path) -> None:
    """Seconds, thousandths and millionths since 1970, and ISO texts with and without zone, are the same moments."""
    iso = ("2026-02-25T06:13:20", "2026-02-25 08:13:20+02:00", "2026-02-25T06:13:20Z")
    for number, at in enumerate(("1772000000", "1772000000.0", "1772000000000", "1772000000000000", *iso)):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"ts,src,dst\n{at},1.0.0.1,2.0.0.1\n")
        assert [row[5] for row in _rows(_followed(path).pairs)] == [1_772_000_000], at


def test_what_cannot_be_used_is_counted(tmp_path: Path) -> None:
    """Flows without time or address, lines of another shape and other events are left out and counted by reason."""
    path = tmp_path / "a.csv"
    path.write_text("ts,src,dst\n1772000000,1.0.0.1,2.0.0.1\n,1.0.0.1,2.0.0.1\n1772000000,x,2.0.0.1\n1,2\n")
    found = _followed(path)
    assert (found.tally.rows, [row[3] for row in _rows(found.pairs)]) == (3, [1])
    assert found.tally.skipped == {
        "line of another shape": 1,
        "flow without a time or with an address that cannot be read": 2,
    }
    path.write_text('{"event_type": "flow", "timestamp": "x", "src_ip": "1.0.0.1"}\n{"event_type": "dns"}\n{"a"\n[1]\n')
    assert _followed(path).tally.skipped == {
        "event without time or addresses": 1,
        "event that is no flow": 1,
        "line that is no JSON object": 2,
    }


@pytest.mark.skipif(DATA is None, reason="needs the sample of shared/data")
def test_a_real_eve_log_is_read_whole() -> None:
    """Every event of a real log is used or counted; where there are no flow records, alerts are what was seen."""
    assert DATA is not None
    path = DATA / "flows" / "suricata_eve_first-org-conf-2015.json"
    events = json.loads(path.read_text())
    tally = Tally()
    rows = sum(len(batch) for batch in read_flows_of(path, {}, tally))
    assert rows == tally.rows == sum(event["event_type"] == "alert" for event in events)
    assert rows + sum(tally.skipped.values()) == len(events)


def test_a_broken_log_is_refused_with_its_place(tmp_path: Path) -> None:
    """A file that is cut, packed badly or no log says where and what to do."""
    cases = {
        "a.log.gz": gzip.compress(b'{"ts": 1, "id.orig_h": "1.1.1.1"}\n' * 50_000)[:-30],
        "b.parquet": b"PAR1 nothing",
        "c.bin": bytes(500),
        "d.csv": b"a,b,c\n1,2,3\n",
        "e.log": b"#separator \\x09\n#fields\tts\tuid\n1\t2\n",
        "f.json": b'[{"event_type": ',
    }
    for name, data in cases.items():
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(InputError) as error:
            _followed(path)
        assert all(one.span.file == str(path) and one.advice for one in error.value.diagnostics), name


def test_a_line_without_end_is_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line beyond the limit is counted once, and what follows it is read."""
    monkeypatch.setattr(json_lines, "LONGEST", 1000)
    good = '{"event_type": "flow", "timestamp": "2026-02-25T06:13:20Z", "src_ip": "1.0.0.1", "dest_ip": "2.0.0.1"}\n'
    path = tmp_path / "a.json"
    path.write_text(good + "{" + "x" * 10_000_000 + "}\n" + good)
    tally = Tally()
    assert sum(len(batch) for batch in read_flows_of(path, {}, tally)) == 2
    assert sum(tally.skipped.values()) == 1


BEGINNINGS = (
    "",
    "ts,src,dst\n",
    '{"event_type": "flow", ',
    "[",
    "#separator \\x09\n#fields\tts\tid.orig_h\tid.resp_h\n",
)


@SOME
@given(head=st.sampled_from(BEGINNINGS), data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, head: str, data: bytes) -> None:
    """No bytes make the readers of logs fail in any other way than by a message."""
    path = tmp_path / "a.log"
    path.write_bytes(head.encode() + data)
    try:
        _followed(path)
    except InputError as error:
        assert error.diagnostics
