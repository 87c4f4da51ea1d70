"""Lookups against the standard library and by hand: overlaps, boundaries, both families, IPv4 in IPv6 form."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Address, ip_address

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_tables import Row, by_hand, head, marks, table

from duecare.nexus.addresses import number_of, read_addresses
from duecare.nexus.joint import joined
from duecare.nexus.keys import ALL_32, ALL_128, after6, key6, keys6
from duecare.nexus.special import built_in_marks

FEW = settings(max_examples=30, deadline=None)  # each builds a table of all blocks
MANY = settings(max_examples=100, deadline=None)
LABELS = ("FRA", "DEU", "EST", "BRA")
BASE6 = 0x2A00 << 112


@st.composite
def ranges4(draw: st.DrawFn) -> Row:
    """Return a range whose ends fall on and beside the ends of blocks of 256."""
    first = draw(st.integers(0, 2000)) + draw(st.sampled_from((0, 0xC0A80000, ALL_32 - 4000)))
    return 4, first, min(first + draw(st.integers(0, 1500)), ALL_32), draw(st.sampled_from(LABELS))


@st.composite
def ranges6(draw: st.DrawFn) -> Row:
    """Return a range that may begin or end within an upper half."""
    first = BASE6 + (draw(st.integers(0, 6)) << 64) + draw(st.sampled_from((0, 0, 1, 5, (1 << 64) - 1)))
    last = first + (draw(st.integers(0, 3)) << 64) + draw(st.integers(0, 6)) - draw(st.integers(0, 1))
    return 6, first, max(first, last), draw(st.sampled_from(LABELS))


@FEW
@given(st.lists(ranges4(), max_size=12), st.lists(ranges4(), max_size=4))
def test_ipv4_is_what_the_narrowest_range_says(rows: list[Row], others: list[Row]) -> None:
    """Each table's most specific range has its say, at every boundary and beside it, and tables are kept apart."""
    joint = joined([table(rows), table(others, head(source="B"))])
    ends = {end + by for _, *span, _ in (*rows, *others) for end in span for by in (-1, 0, 1)}
    wanted = sorted(end for end in ends | {0, ALL_32} if 0 <= end <= ALL_32)
    said = [joint.placements[n].said for n in joint.four(np.asarray(wanted, dtype=np.uint32)).tolist()]
    assert said == [(by_hand(rows, 4, number), by_hand(others, 4, number)) for number in wanted]


@FEW
@given(st.lists(ranges6(), max_size=12))
def test_ipv6_is_what_the_narrowest_range_says(rows: list[Row]) -> None:
    """The same holds where a boundary lies within the lower half of an address, and at both ends of the family."""
    joint = joined([table([*rows, (6, ALL_128, ALL_128, "EST")])])
    ends = {end + by for _, *span, _ in rows for end in span for by in (-1, 0, 1)} | {0, ALL_128, ALL_128 - 1}
    wanted = sorted(ends)
    high, low = (
        np.asarray([n >> 64 for n in wanted], np.uint64),
        np.asarray([n & (1 << 64) - 1 for n in wanted], np.uint64),
    )
    said = [joint.placements[n].said[0] for n in joint.six(high, low).tolist()]
    rows = [*rows, (6, ALL_128, ALL_128, "EST")]
    assert said == [by_hand(rows, 6, number) for number in wanted]


@FEW
@given(st.lists(st.tuples(st.integers(0, ALL_32), st.integers(8, 32)), min_size=1, max_size=20))
def test_networks_are_found_as_the_standard_library_finds_them(found: list[tuple[int, int]]) -> None:
    """Of networks that hold an address the longest prefix wins."""
    networks = [IPv4Network((number, length), strict=False) for number, length in found]
    rows = [(4, int(n[0]), int(n[-1]), LABELS[i % 4]) for i, n in enumerate(networks)]
    joint = joined([table(rows)])
    for number in (end for n in networks for end in (int(n[0]), int(n[-1]))):
        holding = [(n.prefixlen, i) for i, n in enumerate(networks) if ip_address(number) in n]
        best = LABELS[max(holding)[1] % 4]
        assert joint.placements[int(joint.four(np.asarray([number], np.uint32))[0])].said == (best,)


@MANY
@given(st.lists(st.integers(0, ALL_128), max_size=30))
def test_keys_sort_as_numbers_do(numbers: list[int]) -> None:
    """Sixteen bytes compare as the numbers they stand for, and the address after each is the next number."""
    keys = keys6(numbers)
    assert np.argsort(keys, kind="stable").tolist() == sorted(range(len(numbers)), key=lambda at: (numbers[at], at))
    assert after6(keys).tolist() == keys6((number + 1) & ALL_128 for number in numbers).tolist()
    halves = (
        np.asarray([n >> 64 for n in numbers], np.uint64),
        np.asarray([n & (1 << 64) - 1 for n in numbers], np.uint64),
    )
    assert key6(*halves).tolist() == keys.tolist()


TEXTS = st.one_of(
    st.ip_addresses(v=4).map(str),
    st.ip_addresses(v=6).map(str),
    st.ip_addresses(v=4).map(lambda address: f"::ffff:{address}"),
    st.ip_addresses(v=6).map(lambda address: address.exploded.upper()),
    st.sampled_from(("", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.04", "1..2.3", "1.2.3.4 ", "::1%eth0",
                     "0.0.0.0", "255.255.255.255", "a.b.c.d", "1.2.3.-4", ".1.2.3", "1.2.3.", "1.2.3.4444", ":::",
                     "٣.1.1.1")),
    st.none(),
)  # fmt: skip


@pytest.mark.parametrize("form", ["plain", "dictionary", "large"])
@MANY
@given(texts=st.lists(TEXTS, max_size=20))
def test_texts_are_read_as_the_standard_library_reads_them(form: str, texts: list[str | None]) -> None:
    """A column gives the same numbers as `ipaddress`, IPv4 in IPv6 form as IPv4; what that refuses is no address."""
    column = pa.array(texts, pa.string())
    column = {"plain": column, "dictionary": column.dictionary_encode(), "large": column.cast(pa.large_string())}[form]
    read = read_addresses(column)
    six = iter(zip(read.high.tolist(), read.low.tolist(), strict=True))
    for row, text in enumerate(texts):
        version = int(read.version[row])
        found = (4, int(read.four[row])) if version == 4 else (6, _whole(*next(six))) if version else None
        assert found == _plain(text)
        if text is not None and text == text.strip():
            assert number_of(text) == _plain(text)


def _whole(high: int, low: int) -> int:
    return high << 64 | low


def _plain(text: str | None) -> tuple[int, int] | None:
    try:
        found = ip_address(text or "")
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        if found.scope_id:
            return None
        return (4, int(found.ipv4_mapped)) if found.ipv4_mapped else (6, int(found))
    return 4, int(found)


@MANY
@given(st.lists(st.ip_addresses(v=4).map(int), min_size=1, max_size=50))
def test_every_form_of_a_column_gives_the_same(numbers: list[int]) -> None:
    """Texts, whole numbers and bytes of the same addresses are the same addresses."""
    texts = pa.array([str(ip_address(number)) for number in numbers])
    mapped = pa.array([(0xFFFF << 32 | number).to_bytes(16, "big") for number in numbers], pa.binary(16))
    forms = [texts, pa.array(numbers, pa.int64()), pa.array(numbers, pa.uint32()), mapped]
    forms.append(pa.array([number.to_bytes(4, "big") for number in numbers], pa.binary(4)))
    forms.append(pa.concat_arrays([pa.array(["x"]), texts]).slice(1))
    assert all(read_addresses(form).four.tolist() == numbers for form in forms)


def test_addresses_for_special_purposes_have_no_territory() -> None:
    """Whatever a table says, a private, documentation or reserved address is in no territory."""
    everywhere = table([(4, 0, ALL_32, "FRA"), (6, 0, ALL_128, "FRA")])
    joint = joined([everywhere, marks(built_in_marks())])
    column = pa.array(["10.1.2.3", "192.0.2.77", "127.0.0.1", "224.0.0.1", "255.255.255.255", "2001:db8::1", "fe80::1",
                       "::ffff:192.168.0.1", "100.64.0.1", "203.0.113.9", "ff02::1", "fd00::1"])  # fmt: skip
    placed = [joint.placements[n] for n in read_addresses(column).placed(joint).tolist()]
    assert [one.candidates for one in placed] == [()] * len(placed)
    assert all(one.status.startswith("special: ") for one in placed)
    teredo = read_addresses(pa.array(["2001::1", "8.8.8.8"])).placed(joint).tolist()
    assert [joint.placements[n].label for n in teredo] == ["indeterminate: tunnel", "FRA"]


def test_special_ipv4_ranges_are_not_global_to_the_standard_library() -> None:
    """Of IPv4, whose registry changes no more, the standard library says the same of every range.

    Within the block for protocols it knows exceptions, as later registrations made them; so the first address is asked.
    """
    for version, first, last, label in built_in_marks():
        if version == 4 and label.startswith("special") and label != "special: multicast":
            assert not ip_address(first).is_global
            assert label == "special: protocol" or not ip_address(last).is_global
