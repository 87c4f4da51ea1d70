"""A CSV is read by a mapping that says what its columns mean, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from invented_records import opened

from duecare.base.errors import InputError
from duecare.dossier.model import Dossier
from duecare.ingest.draft import Draft
from duecare.ingest.mapping import parse_mapping

Readable = Callable[[Draft], Dossier]
_HEAD = "dossier: feed\ntitle: A feed\npublisher: A team\ndate: 2024-03-01\ntlp: green\n"
INDICATORS = f"""of: indicators
{_HEAD}columns:
  value: ip
  first_seen: from
  last_seen: until
  territory: cc
  role: {{is: botnet}}
  tlp: mark
  note: remark
"""
EVENTS = f"of: events\n{_HEAD}columns: {{on: day, what: text, affected: where}}\nshows: [loss_of_functionality_there]\n"


def _drafts(tmp_path: Path, rules: str, table: str) -> Draft:
    (tmp_path / "m.yaml").write_text(rules, encoding="utf-8")
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    (draft,) = opened(tmp_path / "t.csv", mapping=tmp_path / "m.yaml")
    return draft


def test_indicators(tmp_path: Path, readable: Readable) -> None:
    """Each row is an indicator with its dates, its place and its marking; columns nobody mapped are kept."""
    table = (
        "ip;from;until;cc;mark;remark;extra\n198.51.100.1;2024-02-01;2024-02-03;NL;amber;seen;kept\n2001:DB8::1;;;;;;\n"
    )
    draft = _drafts(tmp_path, INDICATORS, table)
    dossier = readable(draft)
    first, second = dossier.indicators
    assert (first.type, first.value, str(first.last_seen), first.territory) == (
        "ipv4",
        "198.51.100.1",
        "2024-02-03",
        "NLD",
    )
    assert (first.role, first.tlp, dossier.tlp, dossier.states) == ("botnet", "amber", "amber", ("NLD",))
    assert (second.type, second.value, second.territory) == ("ipv6", "2001:db8::1", "")
    assert [(left.at, left.value) for left in dossier.imports[0].left] == [("row 2/extra", "kept")]
    assert dossier.claims == ()


def test_events(tmp_path: Path, readable: Readable) -> None:
    """Each row is an entry; what the mapping says it shows is claimed of the State of that row, alleged."""
    dossier = readable(_drafts(tmp_path, EVENTS, "day,text,where\n2024-02-01,Offline,EST\n2024-02-02,Still,Nowhere\n"))
    assert [entry.what for entry in dossier.timeline] == ["Offline", "Still"]
    assert [(claim.leaf, claim.beneficiary, claim.read_from) for claim in dossier.claims] == [
        ("loss_of_functionality_there", "EST", "row 2")
    ]
    assert ("row 3/where", "Nowhere") in {(left.at, left.value) for left in dossier.imports[0].left}


def test_rows_that_cannot_be_read_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """A short row, a value that is none, reversed times, a false date: each has its place, and the others count."""
    table = (
        "ip,from,until,cc,mark,remark\n"
        "198.51.100.1,2024-02-03,2024-02-01,XX,clear,\n"
        "198.51.100.2\n"
        ",,,,,x\n"
        "198.51.100.3,31.02.2024,,,,\n"
    )
    draft = _drafts(tmp_path, INDICATORS, table)
    assert [trace.value for trace in draft.traces] == ["198.51.100.1", "198.51.100.3"]
    assert [trouble.at for item in draft.items for trouble in item.troubles] == [
        "row 2/until", "row 2/cc", "row 3", "row 4", "row 5/from",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (INDICATORS.replace("value: ip", "valu: ip"), "`columns` has no `valu`"),
        (INDICATORS.replace("  value: ip\n", ""), "`columns` lacks `value`"),
        (INDICATORS.replace("value: ip", "value: [ip]"), "`value` must name a column"),
        (INDICATORS.replace("tlp: green", "tlp: white"), "`tlp` cannot be 'white'"),
        (INDICATORS.replace("of: indicators", "of: things"), "`of` cannot be 'things'"),
        (INDICATORS + "  type: {is: ip}\n", "`type` cannot be 'ip'"),
        (INDICATORS + "shows: [economic_harm]\n", "only events show anything"),
        (EVENTS.replace("loss_of_functionality_there", "bearer_is_source"), "cannot show 'bearer_is_source'"),
        (EVENTS.replace("loss_of_functionality_there", "territorial_origin"), "cannot show 'territorial_origin'"),
        (EVENTS.replace("date: 2024-03-01", "date: soon"), "'soon' is not a date"),
    ],
)
def test_mistakes_in_a_mapping(rules: str, said: str) -> None:
    """A mapping is strict: what it cannot say is refused with its place, an author's tie to a State above all."""
    with pytest.raises(InputError) as refused:
        parse_mapping(rules.encode(), "m.yaml")
    assert any(said in one.message and one.span.line > 0 for one in refused.value.diagnostics)


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    """A mapping that names another column is refused with what it may have meant."""
    with pytest.raises(InputError, match="no column 'ip'") as refused:
        _drafts(tmp_path, INDICATORS, "ipp,from,until,cc,mark,remark\n")
    assert "`ipp`" in refused.value.diagnostics[0].advice


def test_a_csv_without_a_mapping_is_not_guessed(tmp_path: Path) -> None:
    """Nobody knows what a stranger's columns mean."""
    (tmp_path / "t.csv").write_text("ip\n198.51.100.1\n", encoding="utf-8")
    with pytest.raises(InputError, match="needs a mapping"):
        opened(tmp_path / "t.csv")
