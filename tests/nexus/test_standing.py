"""How firmly tables show a territory: the rules of standing, and what they may never do."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_tables import DAY, head, marks, table

from duecare.base.moments import parse_moment
from duecare.dossier.model import Indicator
from duecare.nexus.contacts import COLUMNS
from duecare.nexus.joint import Joint, Placement, joined
from duecare.nexus.resolved import Resolved, resolve
from duecare.nexus.signs import Answer, Signs, role_of, roles_by_address, signs_as_contacts, signs_of
from duecare.nexus.special import INDETERMINATE
from duecare.nexus.standing import standing_of
from duecare.nexus.systems import systems_joint
from duecare.nexus.table import KINDS, Head, Ranges, Table, made
from duecare.nexus.watch import CONTROL, ORIGIN, TRANSIT, UNSAID, VICTIM

NEAR = (date(2026, 3, 1), date(2026, 3, 3))
OLD, A, B = date(2014, 1, 1), head(source="A"), head(source="B")
REGISTRY = [head("delegated", "R1"), head("registered", "R2")]


@pytest.mark.parametrize(
    ("heads", "said", "when", "standing"),
    [
        ([A], ["FRA"], NEAR, "alleged"),
        ([A, B], ["FRA", ""], NEAR, "alleged"),
        ([A, B], ["FRA", "FRA"], NEAR, "probable"),
        ([A, B], ["FRA", "DEU"], NEAR, "alleged"),
        ([A, B, REGISTRY[0]], ["FRA", "FRA", "DEU"], NEAR, "alleged"),
        (REGISTRY, ["FRA", "FRA"], NEAR, "alleged"),
        ([A, REGISTRY[0]], ["FRA", "FRA"], NEAR, "probable"),
        ([A, head("announced", "A")], ["FRA", "FRA"], NEAR, "probable"),
        ([A, A], ["FRA", "FRA"], NEAR, "alleged"),
        ([head(day=OLD)], ["FRA"], NEAR, ""),
        ([head(day=OLD), B], ["FRA", "FRA"], NEAR, "alleged"),
        ([head(day=OLD), head(source="B", day=OLD)], ["FRA", "FRA"], NEAR, "alleged"),
        ([head(day=OLD), B], ["FRA", "DEU"], NEAR, ""),
        ([A, B], ["FRA", "FRA"], None, "alleged"),
        ([A, B], ["DEU", "DEU"], NEAR, ""),
        ([A, head(source="B", day=date(2027, 3, 3))], ["FRA", "FRA"], NEAR, "probable"),
        ([A, head(source="B", day=date(2027, 3, 4))], ["FRA", "FRA"], NEAR, "alleged"),
    ],
)
def test_standing_follows_the_rules(
    heads: list[Head], said: list[str], when: tuple[date, date] | None, standing: str
) -> None:
    """One origin gives alleged, two that agree probable, a table of another year a step less."""
    assert standing_of([Placement(tuple(said))], "FRA", heads, when, tied=True) == standing


HEADS = st.builds(head, st.sampled_from(KINDS), st.sampled_from("AB"), st.sampled_from([DAY, OLD]))


@given(
    st.lists(st.tuples(HEADS, st.sampled_from(["", "FRA", "DEU"])), min_size=1, max_size=5),
    st.sampled_from([NEAR, None]), st.booleans(),
)  # fmt: skip
def test_no_tables_establish_anything(rows: list[tuple[Head, str]], when: tuple[date, date] | None, tied: bool) -> None:
    """Never more than probable; one table never more than alleged; no indicators never more; a mark never anything."""
    heads, said = [one for one, _ in rows], tuple(label for _, label in rows)
    found = standing_of([Placement(said)], "FRA", heads, when, tied=tied)
    assert found in {"", "alleged", "probable"}
    if said.count("FRA") < 2 or not tied or when is None or "DEU" in said:
        assert found != "probable"
    if "FRA" not in said:
        assert found == ""
    assert standing_of([Placement(said, "indeterminate: tor")], "FRA", heads, when, tied=tied) == ""


RANK = {"": 0, "alleged": 1, "probable": 2}


@given(st.lists(st.tuples(HEADS, st.sampled_from(["", "FRA", "DEU"])), min_size=1, max_size=5))
def test_age_never_makes_a_claim_firmer(rows: list[tuple[Head, str]]) -> None:
    """Were all tables of the year of the event, no claim would stand less firmly."""
    from dataclasses import replace

    said = (Placement(tuple(label for _, label in rows)),)
    heads = [one for one, _ in rows]
    fresh = [replace(one, date=DAY) for one in heads]
    aged, young = (standing_of(said, "FRA", listed, NEAR, tied=True) for listed in (heads, fresh))
    assert RANK[aged] <= RANK[young]


def _resolved(joint: Joint, rows: list[tuple[int, int, int]], operators: list[Table] | None = None) -> Resolved:
    """Return what addresses (role, number, flows) amount to, all used on one day."""
    columns = [pa.array([row[at] for row in rows]) for at in range(3)]
    at = pa.array(np.full(len(rows), 1_772_400_000_000_000))
    contacts = pa.table([columns[0].cast(pa.int8()), columns[1].cast(pa.uint32()), columns[2], columns[2], at, at],
                        names=list(COLUMNS))  # fmt: skip
    return resolve([contacts], joint, operators or [], None, tied=True, skipped={})


def test_disagreement_and_hidden_places_stay_visible() -> None:
    """A disputed address counts under each territory named, as disputed; a hidden one under none, and is told."""
    first = table([(4, 0, 99, "FRA"), (4, 200, 299, "FRA")], head(source="A"))
    second = table([(4, 0, 49, "FRA"), (4, 50, 99, "DEU")], head(source="B"))
    tor = marks([(4, 250, 299, f"{INDETERMINATE}: tor")])
    found = _resolved(joined([first, second, tor]), [(0, n, 2) for n in (1, 2, 60, 210, 260, 700)])
    counted = {
        one.territory: (one.addresses, one.agreed, one.alone, one.disputed, one.flows, one.standing)
        for one in found.territories
    }
    assert counted == {"FRA": (4, 2, 1, 1, 8, "probable"), "DEU": (1, 0, 0, 1, 2, "alleged")}
    assert [(one.status, one.addresses) for one in found.unplaced] == [("indeterminate: tor", 1), ("no table", 1)]
    assert [(look.table.source, look.addresses) for look in found.territories[0].lookups] == [("A", 4), ("B", 2)]


def test_operators_are_told_by_the_first_table_that_names_one() -> None:
    """Operators are counted by address, and name no territory."""
    where = table([(4, 0, 999, "FRA")])
    first, second = Ranges(), Ranges()
    first.add(4, 0, 9, "AS1 One")
    second.add(4, 0, 99, "AS2 Two")
    tables = [made(head("announced", "X", says="operator"), one) for one in (first, second)]
    found = _resolved(joined([where]), [(0, n, 1) for n in (1, 2, 20, 500)], tables)
    assert found.territories[0].operators == (("AS1 One", 2), ("AS2 Two", 1))


def test_a_victim_is_never_more_than_alleged() -> None:
    """That traffic arrived, however well placed, does not show what it did."""
    joint = joined([table([(4, 0, 99, "EST")], A), table([(4, 0, 99, "EST")], B)])
    roles = {one.role: one.standing for one in _resolved(joint, [(0, 1, 1), (3, 2, 1), (4, 3, 1)]).territories}
    assert roles == {ORIGIN: "probable", VICTIM: "alleged", UNSAID: ""}


def _indicator(kind: str, value: str, role: str = "", first: str = "", last: str = "") -> Indicator:
    begun, ended = (parse_moment(text) if text else None for text in (first, last))
    return Indicator("i", kind, value, (), "clear", begun, ended, role=role)


def _signs(*indicators: Indicator, answers: tuple[Answer, ...] = ()) -> Signs:
    return signs_of(indicators, answers)


def test_indicators_become_addresses() -> None:
    """Addresses, small networks, addresses in URLs and names that passive DNS leads on are looked up; nothing else."""
    when = parse_moment("2026-01-10").earliest
    early = parse_moment("2020-01-10").earliest
    answers = (Answer("A.Example.", "1.0.0.9", when, when), Answer("a.example", "1.0.0.10", early, early))
    found = _signs(
        _indicator("ipv4", "1.0.0.1", "C2"), _indicator("ipv4", "1.0.1.0/30"), _indicator("url", "http://1.0.0.2:80/x"),
        _indicator("domain", "a.example", first="2026-01-01", last="2026-02-01"), _indicator("domain", "b.example"),
        _indicator("file-hash", "0" * 32), _indicator("ipv4", "1.0.0.0/8"), _indicator("asn", "AS64500"),
        _indicator("ipv6", "::ffff:1.0.0.3"), answers=answers,
    )  # fmt: skip
    assert [(one.version, one.number - 0x01000000) for one in found.addresses] == [
        (4, 1), (4, 256), (4, 257), (4, 258), (4, 259), (4, 2), (4, 9), (4, 3)
    ]  # fmt: skip
    assert [one.via for one in found.addresses if one.via] == ["A.Example."]
    assert found.systems == ((64500, UNSAID),)
    assert sum(found.skipped.values()) == 3
    assert roles_by_address(found.addresses)[4, 0x01000001] == CONTROL


@pytest.mark.parametrize(
    ("text", "role"),
    [("C2 server", CONTROL), ("bot", ORIGIN), ("relay", TRANSIT), ("transit", TRANSIT), ("target", VICTIM),
     ("", UNSAID), ("phishing kit", UNSAID)],
)  # fmt: skip
def test_a_few_words_say_a_role(text: str, role: str) -> None:
    """Usual words are understood; what means no role is not said."""
    assert role_of(text) == role


def test_signs_are_resolved_without_flows() -> None:
    """A list of indicators is placed as of when each was seen; one seen in two roles counts in both."""
    signs = _signs(
        _indicator("ipv4", "0.0.1.1", "bot", "2026-01-05"), _indicator("ipv4", "0.0.1.1", "bot", "2026-01-09"),
        _indicator("ipv4", "0.0.1.1", "c2"), _indicator("ipv6", "2a00::1", "c2", "2026-01-05"),
    )  # fmt: skip
    joint = joined([table([(4, 0, 999, "FRA"), (6, 0x2A00 << 112, 0x2A01 << 112, "FRA")], A)])
    found = resolve(signs_as_contacts(signs.addresses), joint, [], None, tied=True, skipped={})
    told = {(one.role, one.addresses, str(one.first)[:10], str(one.last)[:10]) for one in found.territories}
    assert told == {(ORIGIN, 1, "2026-01-05", "2026-01-09"), (CONTROL, 2, "2026-01-05", "2026-01-05")}


def test_an_as_number_is_where_its_operator_is_listed() -> None:
    """AS numbers are looked up in registries' tables, and become no claim."""
    ranges = Ranges()
    ranges.systems.append((64500, 64510, ranges.code("FRA")))
    registry = made(head("delegated"), ranges)
    found = systems_joint([(64505, CONTROL), (1, CONTROL)], [registry])
    assert [[label for _, label in one.said] for one in found] == [["FRA"], []]
