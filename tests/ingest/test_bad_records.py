"""Bad input: limits with their names, mistakes with their places, the rest read where that is safe; never a crash."""

from __future__ import annotations

import codecs
import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from invented_records import given as said_of
from invented_records import misp, opened, sdo, stix

from duecare.base.errors import InputError
from duecare.base.yaml_nodes import FORBIDDEN
from duecare.dossier.model import Dossier
from duecare.ingest import json_text, limits
from duecare.ingest.dates import moment_of
from duecare.ingest.draft import Draft, text_of
from duecare.ingest.json_text import read_json
from duecare.ingest.stix import read_stix

Readable = Callable[[Draft], Dossier]


def _refused(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        opened(path)
    return str(refused.value)


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    """One gigabyte is refused by its size alone, with the limit named; the file has no blocks on the disk."""
    path = tmp_path / "large.json"
    with path.open("wb") as stream:
        stream.write(b"{")
        stream.truncate(1_000_000_000)
    with pytest.raises(InputError, match=r"1,000\.0 MB; the limit is 64 MB"):
        opened(path)
    path.write_bytes(b"a,b\n")
    with path.open("ab") as stream:
        stream.truncate(1_000_000_000)
    with pytest.raises(InputError, match="the limit is 256 MB"):
        opened(path)


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"objects":['])
def test_deep_nesting_is_refused_with_its_place(tmp_path: Path, opening: str) -> None:
    """A thousand levels, or a million, are refused before anything is built of them; brackets in texts do not count."""
    for times in (1_000, 300_000):
        assert "nested more than 64 deep" in _refused(tmp_path / "deep.json", (opening * times).encode())
    read_json(json.dumps({"a": "[" * 500 + '"{'}).encode(), "x.json")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would take more memory than is stated is refused while it is still a text."""
    monkeypatch.setattr(json_text, "PARTS", 100)
    with pytest.raises(InputError, match="more than 100 texts, lists and objects"):
        read_json(b"[" + b"[]," * 100 + b"[]]", "x.json")


@pytest.mark.parametrize("pack", ["gzip", "zip"])
def test_packed_files_are_not_opened(tmp_path: Path, pack: str) -> None:
    """An archive is refused by its first bytes, so that none can burst."""
    path = tmp_path / "bomb.json"
    if pack == "gzip":
        path.write_bytes(gzip.compress(b"0" * 10_000_000))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("x.json", b"0" * 10_000_000)
    for form in ("", "stix", "misp", "eurepoc"):
        with pytest.raises(InputError, match=rf"packed \({pack}\); unpack it first"):
            opened(path, form=form)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "this file is empty"),
        (b'{"type": "bundle", "objects": [', "x.json:1:32: this is not JSON"),
        (b'{"type": "bundle",\n "objects": {}}', "`objects` of this bundle is no list"),
        (b'{"a": "\xff"}', "x.json:1:8: the byte 0xFF is not UTF-8"),
        (b'{"a": 1}\n{"b": 2}', "x.json:2:1: this is not JSON"),
        (b'{"a": 1}', "this is no STIX bundle"),
        (b"[]", "this bundle has no objects"),
        (b'{"response": 3}', "no list of events"),
        (b'{"response": []}', "no MISP event"),
        (b'[{"Event": 3}]', ""),
        (b"\xff\xfe{", "is not"),
    ],
)
def test_what_is_no_record(tmp_path: Path, content: bytes, said: str) -> None:
    """Each is refused with its place and what to do, or read as far as it goes."""
    path = tmp_path / "x.json"
    path.write_bytes(content)
    try:
        drafts = opened(path)
    except InputError as error:
        assert said in str(error)
        assert said
    else:
        assert not said
        assert all(draft.refused for draft in drafts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with or without its mark and UTF-16 with one are the same record."""
    bundle = {"type": "bundle", "id": "bundle--1", "objects": [sdo("campaign", 1, name="Überfall")]}
    path = tmp_path / "x.json"
    sign = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else b""
    path.write_bytes(sign + json.dumps(bundle, ensure_ascii=False).encode(encoding))
    assert [draft.title for draft in opened(path)] == ["STIX 2.1 record titled 'Überfall'"]


def test_numbers_that_are_none_and_keys_that_come_twice(readable: Readable) -> None:
    """NaN, Infinity, 1e999 and a number of a thousand digits are told and left, and the object is read."""
    text = """{"type": "bundle", "id": "bundle--1", "objects": [{"type": "campaign", "id": "campaign--1", "name": "A",
      "name": "B", "created": "2024-01-01T00:00:00Z", "confidence": NaN, "x": [Infinity, -Infinity],
      "y": 1e999, "z": %s}]}"""
    draft = read_stix(read_json((text % ("9" * 1000)).encode(), "x.json"), said_of())
    told = [(trouble.at, trouble.what) for item in draft.items for trouble in item.troubles]
    assert [at for at, _ in told] == [
        "objects/0/confidence", "objects/0/x/0", "objects/0/x/1", "objects/0/y", "objects/0/z", "objects/0",
    ]  # fmt: skip
    assert "'name' comes twice; the first counts" in told[-1][1]
    dossier = readable(draft)
    assert dossier.title == "STIX 2.1 record titled 'A'"
    assert {"NaN", '["Infinity", "-Infinity"]'} <= {left.value for left in dossier.imports[0].left}


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01",
        "9999-12-31",
        "1969-12-31",
        "2101-01-01",
        "2024-02-30",
        "2024-13-01",
        "99999999999",
        "-1",
        "soon",
        "",
    ],
)
def test_dates_out_of_range(text: str) -> None:
    """What is no date, or lies where no operation can, is none."""
    assert moment_of(text) is None


def test_a_bad_date_is_told_and_the_rest_read(readable: Readable) -> None:
    """Reversed times keep the first; a date out of range is left; the object still counts."""
    seen = sdo(
        "observed-data",
        1,
        first_observed="2024-02-02T00:00:00Z",
        last_observed="2024-02-01T00:00:00Z",
        number_observed=1,
    )
    dated = sdo("campaign", 2, name="C", first_seen="9999-01-01T00:00:00Z")
    draft = stix(seen, dated)
    assert [trouble.at for item in draft.items for trouble in item.troubles] == [
        "objects/1/first_seen", "objects/0/last_observed",
    ] or [trouble.at for item in draft.items for trouble in item.troubles] == [
        "objects/0/last_observed", "objects/1/first_seen",
    ]  # fmt: skip
    assert str(readable(draft).operation.began) == "2024-02-02T00:00Z"


def test_hostile_texts_reach_no_terminal(readable: Readable) -> None:
    """Control signs, marks that turn text round and lone surrogates are spelled out in the dossier."""
    evil = "a\u202eb\x1b[31mc\x00d\ud800e\u2028f"
    for draft in (stix(sdo("campaign", 1, name=evil), sdo("x-y", 2, z=evil)), misp(info=evil, comment=evil)):
        text = text_of(draft)
        assert FORBIDDEN.search(text) is None
        assert "[U+202E]" in readable(draft).title


def test_a_dossier_has_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """More indicators than one dossier holds are refused with the limit named, never cut off."""
    listed = [{"type": "domain", "value": f"{number}.example"} for number in range(limits.INDICATORS + 1)]
    assert len(misp(Attribute=listed[1:]).traces) == limits.INDICATORS
    with pytest.raises(InputError, match="more than 5,000 indicators, which is what a dossier holds"):
        misp(Attribute=listed)
    monkeypatch.setattr("duecare.ingest.bundle.OBJECTS", 2)
    with pytest.raises(InputError, match="3 objects; the limit is 2"):
        stix(*(sdo("campaign", number, name="x") for number in range(3)))


def test_what_is_left_is_counted_when_it_is_too_much(readable: Readable, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit a dossier says how many parts are in the report alone; a long value says that it was cut."""
    monkeypatch.setattr("duecare.ingest.draft.LEFT", 3)
    dossier = readable(stix(sdo("x-y", 1, **{f"p{number}": "v" * 5_000 for number in range(5)})))
    left = dossier.imports[0].left
    assert [one.at for one in left[:3]] == ["objects/0/p0", "objects/0/p1", "objects/0/p2"]
    assert left[3].value.startswith("2 more parts")
    assert left[0].value.endswith("[cut here; 5000 signs in all]")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'a,b\n"never closed' + b"x" * 1_100_000, "field larger than field limit"),
        (b",".join(b"c" for _ in range(1_001)) + b"\n", "1,001 columns; the limit is 1,000"),
    ],
)
def test_bad_tables(tmp_path: Path, content: bytes, said: str) -> None:
    """A quotation that never ends and a header without end are refused with their place."""
    head = b"ID,start_date,incident_type,receiver_country," if b"never" in content else b""
    assert said in _refused(tmp_path / "t.csv", head + content)


def test_rows_in_another_encoding_are_left(tmp_path: Path) -> None:
    """A row that is not UTF-8 is told and left; the rows around it are read."""
    head = b"ID,name,start_date,incident_type,receiver_country\n"
    rows = [
        b"1,A,2020-02-02,Disruption,Estonia\n",
        b"2,\xe9t\xe9,2020-02-02,Disruption,France\n",
        b"3,C,2020-02-02,x,Latvia\n",
    ]
    (tmp_path / "t.csv").write_bytes(head + b"".join(rows))
    assert [draft.refused for draft in opened(tmp_path / "t.csv")] == ["", "it holds bytes that are not UTF-8", ""]
    (tmp_path / "u.csv").write_bytes((head + rows[0] + rows[2]).decode().encode("utf-16"))
    assert [draft.refused for draft in opened(tmp_path / "u.csv")] == ["", ""]


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit of rows is named, with the line at which it was reached."""
    monkeypatch.setattr("duecare.ingest.rows.ROWS", 2)
    rows = "1,2020-02-02,x,Estonia\n" * 3
    text = f"ID,start_date,incident_type,receiver_country\n{rows}"
    assert "t.csv:4:1: there are more than 2 rows" in _refused(tmp_path / "t.csv", text.encode())
