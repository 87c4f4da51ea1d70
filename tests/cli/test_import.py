"""`duecare import` and `duecare export` end to end: what is written, what is told, and that nothing is ever changed."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
import yaml
from done import Duecare
from jsonschema import Draft202012Validator

_HERE = Path(__file__).parent / "imported"
RECORD = _HERE / "harbour.json"
Golden = Callable[[Path, str], None]
_ROWS = ("1,A,2020-02-02,x,Estonia", "2,B,,x,Latvia", "3,C,2021-02-02,x,Latvia")
_TABLE = "\n".join(("ID,name,start_date,incident_type,receiver_country", *_ROWS, ""))


@pytest.fixture
def dossier(duecare: Duecare, tmp_path: Path) -> Path:
    """Return the dossier of the record."""
    path = tmp_path / "harbour.yaml"
    assert duecare("import", RECORD, "-o", path).code == 3
    return path


def test_what_an_import_tells_and_writes(duecare: Duecare, tmp_path: Path, golden: Golden) -> None:
    """The account is on one screen, the dossier is a draft, and both say the same each time."""
    path = tmp_path / "harbour.yaml"
    done = duecare("import", RECORD, "-o", path)
    assert (done.code, done.err) == (3, "")
    golden(_HERE / "harbour.txt", done.out.replace(str(tmp_path), "DIR"))
    golden(_HERE / "harbour.yaml", path.read_text(encoding="utf-8"))


def test_an_import_can_be_assessed(duecare: Duecare, dossier: Path) -> None:
    """What was imported is a dossier like any other, and an alleged claim leaves every duty open."""
    done = duecare("assess", dossier, "--json")
    assert done.code == 3
    made = json.loads(done.out)
    assert {finding["bearer"] for finding in made["findings"]} == {"NLD", "EST"}
    halt = next(
        one for one in made["findings"] if one["duty"] == "corfu_channel_duty.halt" and one["beneficiary"] == "EST"
    )
    assert not halt["if_binds"][0]["settled"]


def test_an_import_fits_the_schema(duecare: Duecare, dossier: Path) -> None:
    """What is written is what the published schema of a dossier says."""
    schema = json.loads(duecare("schema").out)
    found = yaml.load(dossier.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert [one.message for one in Draft202012Validator(schema).iter_errors(found)] == []


def test_importing_twice_changes_nothing(duecare: Duecare, dossier: Path) -> None:
    """The same record again leaves the dossier as it is, and so it does once an analyst has worked on it."""
    before = dossier.read_bytes()
    assert "nothing was changed" in duecare("import", RECORD, "-o", dossier).out
    assert dossier.read_bytes() == before
    worked = before.replace(b"standing: alleged", b"standing: probable", 1)
    dossier.write_bytes(worked)
    assert "worked on since; nothing was changed" in duecare("import", RECORD, "-o", dossier).out
    assert dossier.read_bytes() == worked


def test_another_dossier_is_never_written_over(duecare: Duecare, scaffold: Path) -> None:
    """A dossier that is there and not of this record is refused, and stays."""
    before = scaffold.read_bytes()
    done = duecare("import", RECORD, "-o", scaffold)
    assert done.code == 1
    assert "an import changes no dossier" in done.err
    assert scaffold.read_bytes() == before


def test_the_report_accounts_for_everything(duecare: Duecare, tmp_path: Path) -> None:
    """The written report holds every object with what became of each property, and is what --json prints."""
    report = tmp_path / "report.json"
    duecare("import", RECORD, "-o", tmp_path / "a.yaml", "--report", report)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["format"], told["format_version"]) == ("duecare-import", 1)
    objects = json.loads(RECORD.read_text(encoding="utf-8"))["objects"]
    assert [one["id"] for one in told["objects"]] == [one["id"] for one in objects]
    assert {line["id"] for line in told["objects"] if line["left"]} >= {objects[6]["id"], objects[10]["id"]}
    assert sum(told["counts"]["properties"].values()) > len(objects)
    again = json.loads(duecare("import", RECORD, "-o", tmp_path / "a.yaml", "--json").out)
    assert again == told


def test_a_dataset_is_a_folder(duecare: Duecare, tmp_path: Path) -> None:
    """Each row is a file, or is told; the folder is whole, and a second import leaves it as it is."""
    table, folder = tmp_path / "e.csv", tmp_path / "out"
    table.write_text(_TABLE, encoding="utf-8")
    done = duecare("import", table, "-o", folder)
    assert done.code == 3
    assert "no dossier  eurepoc-2: it has no start date that can be used" in done.out
    assert sorted(path.name for path in folder.iterdir()) == ["eurepoc-1.yaml", "eurepoc-3.yaml"]
    assert "holds all 2 dossiers already" in duecare("import", table, "-o", folder).out
    (folder / "eurepoc-3.yaml").unlink()
    assert "wrote 1 of the 2 dossiers" in duecare("import", table, "-o", folder).out
    (folder / "eurepoc-1.yaml").write_text("mine", encoding="utf-8")
    done = duecare("import", table, "-o", folder)
    assert (done.code, (folder / "eurepoc-1.yaml").read_text(encoding="utf-8")) == (1, "mine")
    assert "not as in this record, such as eurepoc-1.yaml" in done.err
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as", "xml"), "'xml' is no format that is read; write stix or misp or eurepoc or csv"),
        (("--as", "eurepoc"), "this is not EuRepoC's dataset"),
        (("--affected", "Estnia"), "'Estnia' is no State; did you mean EST (Estonia)?"),
        (("--began", "soon"), "--began: 'soon' is not a date"),
        (("--report", "r.txt"), "names no format that Duecare writes"),
    ],
)
def test_mistakes_of_use(duecare: Duecare, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    """Each is told in a line with what to do, and nothing is written."""
    done = duecare("import", RECORD, "-o", tmp_path / "x.yaml", *words)
    assert done.code == 1
    assert said in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_not_written_over_the_record(duecare: Duecare, tmp_path: Path) -> None:
    """Nor is a dossier made then; by whatever name the record is called."""
    record, alias = tmp_path / "record.json", tmp_path / "alias.json"
    record.write_bytes(RECORD.read_bytes())
    alias.symlink_to(record)
    for name in (record, alias):
        done = duecare("import", record, "-o", tmp_path / "x.yaml", "--report", name)
        assert (done.code, "is what is read; name another file" in done.err) == (1, True)
    assert record.read_bytes() == RECORD.read_bytes()
    assert not (tmp_path / "x.yaml").exists()


def test_a_record_without_a_date_or_a_state(duecare: Duecare, tmp_path: Path) -> None:
    """Who imports may say when the operation began and who was harmed; a State is not needed, a date is."""
    bundle = {"type": "bundle", "id": "b", "objects": [{"type": "url", "id": "url--1", "value": "http://a.example"}]}
    (tmp_path / "x.json").write_text(json.dumps(bundle), encoding="utf-8")
    done = duecare("import", tmp_path / "x.json", "-o", tmp_path / "x.yaml")
    assert done.code == 1
    assert "say when the operation began with --began" in done.err
    assert duecare("import", tmp_path / "x.json", "-o", tmp_path / "x.yaml", "--began", "2024-01").code == 0
    assert duecare("assess", tmp_path / "x.yaml").code == 0
    words = ("--began", "2024-01", "--affected", "Estonia")
    assert duecare("import", tmp_path / "x.json", "-o", tmp_path / "y.yaml", *words).code == 0
    assert "states: [EST]" in (tmp_path / "y.yaml").read_text(encoding="utf-8")


def test_exports(duecare: Duecare, dossier: Path, tmp_path: Path) -> None:
    """An imported dossier goes out as STIX, as X-ARF and as lists, one a territory."""
    assert duecare("export", dossier, "--to", "stix", "-o", tmp_path / "out.json").code == 0
    kinds = {one["type"] for one in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["objects"]}
    assert {"report", "note", "opinion", "location", "ipv4-addr"} <= kinds
    words = ("--org", "Team", "--contact", "desk@team.example")
    assert duecare("export", dossier, "--to", "xarf", "-o", tmp_path / "lists", *words).code == 0
    assert duecare("export", dossier, "--to", "indicators", "-o", tmp_path / "lists").code == 0
    assert sorted(path.name for path in (tmp_path / "lists").iterdir()) == ["indicators-NLD.csv", "xarf-NLD.jsonl"]
    (row,) = csv.DictReader(StringIO((tmp_path / "lists" / "indicators-NLD.csv").read_text(encoding="utf-8")))
    assert (row["value"], row["territory"], row["role"]) == ("198.51.100.24", "NLD", "command-and-control")


@pytest.mark.parametrize("form", ["indicators", "xarf"])
def test_lists_for_a_level_hold_what_may_be_shared_at_it(
    duecare: Duecare, dossier: Path, tmp_path: Path, form: str
) -> None:
    """An indicator above the level is left out, and where none is left no list is made."""
    text = dossier.read_text(encoding="utf-8").replace("type: ipv4", "tlp: red\n    type: ipv4", 1)
    head, _, rest = text.partition("\ntlp: ")
    dossier.write_text(f"{head}\ntlp: clear\n{rest.partition(chr(10))[2]}", encoding="utf-8")
    words = ("export", dossier, "--to", form, "--org", "Team", "--contact", "desk@team.example")
    assert duecare(*words, "-o", tmp_path / "all", "--tlp", "red").code == 0
    assert "198.51.100.24" in "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "all").iterdir())
    done = duecare(*words, "-o", tmp_path / "some", "--tlp", "clear")
    assert (done.code, (tmp_path / "some").exists()) == (1, False)
    assert "no indicators that may be shared at TLP:CLEAR" in done.err


def test_a_list_comes_back_by_a_mapping(duecare: Duecare, dossier: Path, tmp_path: Path) -> None:
    """A list that was exported and is imported again has the same indicators, with place, role and dates."""
    duecare("export", dossier, "--to", "indicators", "-o", tmp_path / "lists")
    fields = ("value", "type", "first_seen", "last_seen", "territory", "role", "tlp")
    columns = "".join(f"  {name}: {name}\n" for name in fields)
    head = "of: indicators\ndossier: back\ntitle: T\npublisher: P\ndate: 2024-03-02\ntlp: green\n"
    (tmp_path / "m.yaml").write_text(f"{head}columns:\n{columns}", encoding="utf-8")
    words = ("--mapping", tmp_path / "m.yaml", "-o", tmp_path / "back.yaml")
    assert duecare("import", tmp_path / "lists" / "indicators-NLD.csv", *words).code == 0
    made, back = (yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in (dossier, tmp_path / "back.yaml"))
    kept = [
        [{key: one.get(key) for key in fields if key != "tlp"} for one in data["indicators"]] for data in (made, back)
    ]
    assert kept[0] == kept[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "xml", "-o", "x.json"), "'xml' is no format that is written"),
        (("--to", "xarf", "-o", "lists"), "say --org NAME and --contact EMAIL"),
        (("--to", "stix", "-o", "x.txt"), "names no format that Duecare writes"),
    ],
)
def test_mistakes_of_export(
    duecare: Duecare, dossier: Path, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written is refused before any work is done."""
    monkeypatch.chdir(dossier.parent)
    done = duecare("export", dossier, *words)
    assert done.code == 1
    assert said in done.err
    assert [path.name for path in dossier.parent.iterdir()] == ["harbour.yaml"]


def test_a_dossier_without_indicators_has_no_lists(duecare: Duecare, scaffold: Path, tmp_path: Path) -> None:
    """Nothing is written where there is nothing to list."""
    done = duecare("export", scaffold, "--to", "indicators", "-o", tmp_path / "lists")
    assert done.code == 1
    assert "has no indicators" in done.err
    assert not (tmp_path / "lists").exists()
