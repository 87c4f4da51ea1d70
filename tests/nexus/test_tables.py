"""Reading tables: every format against an oracle, and what is broken refused or counted, never a crash."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from ipaddress import ip_address, ip_network
from pathlib import Path

import maxminddb
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_tables import DATA
from mmdb_writer import mmdb

from duecare.base.errors import InputError
from duecare.base.territories import territory_of
from duecare.nexus.joint import Joint, joined
from duecare.nexus.partition import code_at
from duecare.tables import content
from duecare.tables.indicators import read_indicators, type_of
from duecare.tables.mmdb_tree import BrokenTreeError, networks
from duecare.tables.read import read_table, read_tables
from duecare.tables.spec import Spec, parse_spec

FRA, DEU = {"country": {"iso_code": "FR"}}, {"country": {"iso_code": "DE"}}
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def said_of(joint: Joint, text: str) -> str:
    """Return the label of one address."""
    from duecare.nexus.addresses import number_of

    version, number = number_of(text) or (0, 0)
    if version == 4:
        return joint.placements[int(joint.four(np.asarray([number], np.uint32))[0])].label
    halves = np.asarray([number >> 64], np.uint64), np.asarray([number & (1 << 64) - 1], np.uint64)
    return joint.placements[int(joint.six(*halves)[0])].label


def test_an_mmdb_says_what_its_own_library_says(tmp_path: Path) -> None:
    """At both ends of every network, and beside them, the lookup gives what `maxminddb` gives."""
    path = tmp_path / "country.mmdb"
    networks = [("1.0.0.0/8", FRA), ("1.2.3.0/24", DEU), ("1.2.3.128/25", FRA), ("2a00::/16", DEU),
                ("2a00:1::/33", FRA), ("9.9.9.9/32", DEU)]  # fmt: skip
    path.write_bytes(mmdb(networks, "Test-Country"))
    _agrees(path, [text for text, _ in networks])


@pytest.mark.skipif(DATA is None, reason="needs the test databases of shared/data")
def test_a_database_of_another_maker_says_the_same(tmp_path: Path) -> None:
    """So does a database that we did not write."""
    assert DATA is not None
    path = DATA / "nexus" / "GeoLite2-Country-Test.mmdb"
    with maxminddb.open_database(str(path)) as reader:
        networks = [str(network) for network, _ in reader]
    _agrees(path, networks)


def _agrees(path: Path, networks: list[str]) -> None:
    joint = joined(read_table(Spec(path)))
    with maxminddb.open_database(str(path)) as reader:
        for network in map(ip_network, networks):
            for number in (int(network[0]), int(network[-1])):
                for at in {number, max(number - 1, 0), number + 1}:
                    address = ip_address(at) if network.version == 4 else ip_address(at.to_bytes(16, "big"))
                    record = reader.get(address) or {}
                    country = record.get("country", {}).get("iso_code", "") if isinstance(record, dict) else ""
                    label = said_of(joint, str(address))
                    known = territory_of(country)
                    assert label == (known.iso3 if known else "?"), address


def test_an_mmdb_is_dated_and_named_by_itself(tmp_path: Path) -> None:
    """Source and day come from the metadata; a user's word goes before."""
    path = tmp_path / "x.mmdb"
    path.write_bytes(mmdb([("1.0.0.0/8", FRA)], "Test-Country"))
    own, said = read_table(Spec(path))[0].head, read_table(parse_spec(f"{path},source=Me,date=2020-05-01"))[0].head
    assert (own.source, own.kind, own.date) == ("Test-Country", "geolocated", date(2026, 2, 2))
    assert (said.source, said.date, said.dated) == ("Me", date(2020, 5, 1), "the user")


DELEGATED = """\
2.3|ripencc|1770000000|7|19830705|20260131|+0100
ripencc|*|ipv4|*|3|summary
ripencc|FR|ipv4|2.0.0.0|1048576|20100712|allocated|a
ripencc|EE|ipv4|193.40.0.0|65536|19930901|assigned|b
ripencc||ipv4|5.0.0.0|256||available|
ripencc|EU|ipv4|6.0.0.0|256|20100101|allocated|c
ripencc|EE|ipv6|2001:bb8::|32|20000101|allocated|d
ripencc|EE|asn|3221|2|19930901|allocated|b
ripencc|FR|ipv4|300.0.0.0|256|20100101|allocated|e
ripencc|FR|ipv4|9.0.0.0|0|20100101|allocated|f
nonsense
"""


def test_a_delegated_file_says_who_was_handed_what(tmp_path: Path) -> None:
    """Counts of addresses, prefixes and AS numbers are read; regions, free blocks and nonsense are counted."""
    path = tmp_path / "delegated-ripencc-extended-latest"
    path.write_text(DELEGATED)
    table = read_table(Spec(path))[0]
    joint = joined([table])
    assert (table.head.kind, table.head.source, table.head.date) == (
        "delegated",
        "RIPE NCC delegated",
        date(2026, 1, 31),
    )
    wanted = {"2.15.255.255": "FRA", "2.16.0.0": "?", "193.40.1.1": "EST", "2001:bb8:1::1": "EST", "6.0.0.1": "?"}
    assert {text: said_of(joint, text) for text in wanted} == wanted
    assert [table.labels[int(code_at(table.systems, np.asarray([n]))[0])] for n in (3220, 3221, 3222, 3223)] == [
        "", "EST", "EST", ""
    ]  # fmt: skip
    assert table.skipped == {
        "numbers not handed out": 1,
        "code of no territory (region or none)": 1,
        "address or number that cannot be read": 2,
        "line that is no record": 1,
    }


def test_a_line_that_only_looks_like_a_version_is_no_record(tmp_path: Path) -> None:
    """A number alone on a line of a delegated file is counted as no record."""
    path = tmp_path / "delegated"
    path.write_text(DELEGATED + "0\n")
    assert read_table(Spec(path))[0].skipped["line that is no record"] == 2


def test_a_csv_table_counts_what_it_cannot_use(tmp_path: Path) -> None:
    """Reversed ranges, bad addresses, unknown codes and overlaps are counted, and the rest is used."""
    path = tmp_path / "ranges-20260201.csv"
    rows = ["start,end,country", "1.0.0.0,1.0.0.255,FR", "1.0.0.9,1.0.0.3,FR", "1.2.3,1.2.4,FR", "2.0.0.0,2.0.0.1,QQ",
            "1.0.0.128,1.0.0.130,DE", "::ffff:7.0.0.0,::ffff:7.0.0.9,ee", "16777216,16777217,US",
            "1.0.0.0,2a00::,FR"]  # fmt: skip
    path.write_text("\n".join(rows))
    table = read_tables([parse_spec(f"{path},kind=registered")])[1]
    joint = joined([table])
    wanted = {"1.0.0.127": "FRA", "1.0.0.129": "DEU", "1.0.0.0": "USA", "7.0.0.9": "EST", "2.0.0.0": "?"}
    assert {text: said_of(joint, text) for text in wanted} == wanted
    assert table.head.dated == "the file's name"
    assert table.skipped["reversed range"] == table.skipped["unknown code"] == 1
    assert table.skipped["address that cannot be read"] == table.skipped["range from one IP version to the other"] == 1
    assert table.skipped["overlapping ranges, the most specific wins"] == 3


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("t.csv", b"1.0.0.0,1.0.0.255,FR\n", "does not name its columns"),
        ("t.csv", b"start,end,country\n1.0.0.0,1.0.0.9,FR\n", "what kind of table"),
        ("t.csv", b"start,end,country\nx,y,FR\n", "nothing says"),
        ("t.csv.gz", gzip.compress(b"start,end,country\n" * 9000, mtime=0)[:-20], "ends before its end"),
        ("t.csv.gz", gzip.compress(b"start,end,country\n", mtime=0)[:12] + b"\xff" * 30, "gzip file is broken"),
        ("t.bin", b"\x00\x01\x02\xff\xfe" * 100, "not text"),
        ("t.csv", "start,end,country\n1.0.0.0,1.0.0.9,é".encode("latin-1"), "not UTF-8"),
        ("t.mmdb", b"no database", "broken or cut short"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    """A message says which file, what is wrong and what to do."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as found:
        read_table(Spec(path))
    assert said in str(found.value)
    assert all(one.span.file == str(path) and one.advice for one in found.value.diagnostics)


def test_a_packed_file_is_never_unpacked_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than the limit is refused with the limit named."""
    monkeypatch.setattr(content, "LARGEST", 3_000_000)
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"0" * 20_000_000))
    with pytest.raises(InputError, match="more than 3 MB"):
        read_table(Spec(path))


@SLOW
@given(data=st.data())
def test_a_damaged_database_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """However an MMDB is cut or changed, there is a table or a message."""
    whole = mmdb([("1.0.0.0/8", FRA), ("2a00::/16", DEU)], "Test-Country")
    at = data.draw(st.integers(0, len(whole) - 1))
    change = data.draw(st.binary(max_size=3))
    cut = whole[:at] + change + (b"" if data.draw(st.booleans()) else whole[at + len(change) :])
    path = tmp_path / "t.mmdb"
    path.write_bytes(cut)
    try:
        assert read_table(Spec(path))
    except InputError as error:
        assert error.diagnostics[0].span.file == str(path)


@pytest.mark.parametrize("leads_to", [lambda node: node + 1, lambda node: node * 0, lambda node: node])
def test_nodes_that_make_no_tree_end_the_walk(leads_to: Callable[[int], int]) -> None:
    """Nodes that share their children, or lead back, would take for ever to walk, or fill the memory."""
    nodes = 128
    data = b"".join(leads_to(node).to_bytes(3) * 2 for node in range(nodes))
    with pytest.raises(BrokenTreeError):
        list(networks(data, nodes, 24, 6))


TEXTS = st.one_of(st.text(max_size=200), st.text("0123456789.:,/|\n\tFRasnipv46", max_size=300))
HEADS = ("", "start,end,country\n", "cidr,asn\n", "2|ripencc|x|1|2|20260101|+0\n", "1.0.0.0/8\t1\n", "network;class\n")


@SLOW
@given(text=TEXTS, head=st.sampled_from(HEADS))
def test_any_text_is_read_or_refused(tmp_path: Path, text: str, head: str) -> None:
    """No text makes the readers of tables and lists fail in any other way than by a message."""
    path = tmp_path / "t-20260101.txt"
    path.write_text(head + text, encoding="utf-8")
    for read in (lambda: read_table(parse_spec(f"{path},kind=delegated")), lambda: read_indicators(path)):
        try:
            assert read()
        except InputError as error:
            assert error.diagnostics


@pytest.mark.parametrize(
    ("value", "kind"),
    [("1.2.3.4", "ipv4"), ("2001:db8::1", "ipv6"), ("10.0.0.0/8", "ipv4"), ("a.example", "domain"), ("AS64500", "asn"),
     ("http://a.example/x", "url"), ("a@b.example", "email"), ("d41d8cd98f00b204e9800998ecf8427e", "file-hash"),
     ("???", "other")],
)  # fmt: skip
def test_the_form_of_an_indicator_says_its_type(value: str, kind: str) -> None:
    """A plain list needs no types."""
    assert type_of(value) == kind


def test_a_list_of_indicators_may_be_text_or_csv(tmp_path: Path) -> None:
    """Both forms give the same indicators; what was written so as not to be followed is restored."""
    plain, table = tmp_path / "a.txt", tmp_path / "a.csv"
    plain.write_text("# comment\n1.2.3[.]4\nhxxp://a[.]example/\n")
    table.write_text("value,role,first_seen\n1.2.3.4,c2,2026-01-05\nhttp://a.example/,,2026-01-05T10:00:01+02:00\n")
    assert [one.value for one in read_indicators(plain)] == [one.value for one in read_indicators(table)]
    assert [str(one.first_seen) for one in read_indicators(table)] == ["2026-01-05", "2026-01-05T10:00+02:00"]
