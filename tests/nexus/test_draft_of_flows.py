"""From a log to a folder in one command: a draft that the strict reader accepts, an assessment, lists by territory."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from made_flows import written

from duecare.cli.main import run
from duecare.dossier.read import read_dossier
from duecare.rulebook.load import load_bundled
from duecare.rulebook.nexus_facts import nexus_facts

FIRST = "cidr,country\n1.0.0.0/8,FR\n2.0.0.0/8,EE\n3.0.0.0/24,HK\n4.0.0.0/8,DE\n2a00::/16,NO\n"
SECOND = "start,end,country\n1.0.0.0,1.127.255.255,FR\n4.0.0.0,4.255.255.255,NL\n3.0.0.0,3.0.0.255,CN\n"
FLOWS = [
    (1_772_000_000 + n, source, "2.0.0.9", 100)
    for n, source in enumerate(
        ("1.0.0.1", "1.0.0.2", "1.200.0.1", "3.0.0.1", "4.0.0.1", "2a00::5", "10.0.0.1", "9.9.9.9")
    )
]
SIGNS = "value,role\n" + "".join(f"{source},bot\n" for _, source, *_ in FLOWS)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Return a log, two tables and a list of indicators."""
    for name, text in (("first.csv", FIRST), ("second.csv", SECOND), ("signs.csv", SIGNS)):
        (tmp_path / name).write_text(text)
    return {
        "log": str(written(FLOWS, tmp_path, "zeek")),
        "first": f"{tmp_path / 'first.csv'},kind=geolocated,source=First,date=2026-02-01",
        "second": f"{tmp_path / 'second.csv'},kind=registered,source=Second,date=2026-02-01",
        "signs": str(tmp_path / "signs.csv"),
        "out": str(tmp_path / "out"),
    }


def _run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["duecare", "nexus", *words])
    try:
        run()
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out, said.err


def test_one_command_from_a_log_to_an_assessment(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The draft holds the claims that the rules of standing give and nothing else; everything named is written."""
    code, _, err = _run(
        monkeypatch, capsys, "dossier", files["log"], "--geo", files["first"], "--geo", files["second"],
        "--affected", "EST", "--indicators", files["signs"], "-o", files["out"],
    )  # fmt: skip
    assert (code, err) == (0, "")
    bundle, out = load_bundled(), Path(files["out"])
    found = read_dossier(out / "dossier.yaml", bundle.law)
    facts = nexus_facts(bundle.folder, bundle.law)
    claims = {(one.leaf, one.bearer or one.beneficiary, one.standing) for one in found.claims}
    origin = facts["origin"]
    assert claims == {
        (origin, "FRA", "probable"),
        (origin, "CHN", "alleged"),
        (origin, "DEU", "alleged"),
        (origin, "NLD", "alleged"),
        (origin, "NOR", "alleged"),
        (facts["victim"], "EST", "alleged"),
    }
    assert all(one.reason and one.sources for one in found.claims)
    assert {one.value for one in found.indicators} == {source for _, source, *_ in FLOWS[:6]}
    assert sum(pq.read_table(out / "pairs.parquet")["flows"].to_pylist()) == len(FLOWS)
    assert json.loads((out / "assessment.json").read_text())["findings"]
    told = json.loads((out / "nexus.json").read_text())
    assert {one["status"] for one in told["no_territory"]} == {"special: private", "no table"}
    notices = {path.stem: path.read_text().replace("\\", "") for path in (out / "notices").glob("*.md")}
    assert set(notices) == {"FRA", "CHN", "DEU", "NLD", "NOR"}
    placed = {"1[.]0[.]0[.]1": {"FRA"}, "4[.]0[.]0[.]1": {"DEU", "NLD"}}
    for address, states in placed.items():
        assert {state for state, text in notices.items() if address in text} == states
    with (out / "territories" / "DEU.csv").open() as file:
        assert [(row["address"], row["territories"]) for row in csv.DictReader(file)] == [("4.0.0.1", "DEU|NLD")]


def test_without_indicators_nothing_is_more_than_alleged(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing then ties the addresses to the operation, and the draft says so with each claim."""
    code, out, _ = _run(
        monkeypatch, capsys, "resolve", files["log"], "--geo", files["first"], "--geo", files["second"],
        "--affected", "estonia", "--json",
    )  # fmt: skip
    told = json.loads(out)
    assert code == 0
    assert {one["standing"] for one in told["territories"]} == {"alleged"}
    assert all("No indicator ties" in one["grounds"] for one in told["territories"] if one["role"] == "origin")


def test_indicators_alone_are_resolved_at_a_date(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list is placed at the date given, and tables of another year then show little."""
    words = ("resolve", files["signs"], "--geo", files["first"], "--geo", files["second"], "--json")
    near, far = (_run(monkeypatch, capsys, *words, "--at", day)[1] for day in ("2026-03-01", "2007-04-27"))
    standing = [{one["territory"]: one["standing"] for one in json.loads(text)["territories"]} for text in (near, far)]
    assert standing[0] == {"FRA": "probable", "CHN": "alleged", "HKG": "alleged", "DEU": "alleged", "NLD": "alleged",
                           "NOR": "alleged"}  # fmt: skip
    assert standing[1] == {"FRA": "alleged", "CHN": "", "HKG": "", "DEU": "", "NLD": "", "NOR": ""}


def test_tables_are_listed_with_their_age(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each table is told with source, kind, day and age; the built-in ranges stand beside them."""
    words = ("tables", "--geo", files["first"], "--at", "2027-03-01")
    _, shown, _ = _run(monkeypatch, capsys, *words)
    _, data, _ = _run(monkeypatch, capsys, *words, "--json")
    assert "393 days, over a year" in shown
    assert [(one["kind"], one["ranges"]) for one in json.loads(data)["tables"]][1:] == [("geolocated", 5)]


@pytest.mark.parametrize("missing", ["numpy", "pyarrow", "maxminddb"])
def test_what_is_not_installed_is_named(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says which extra to install."""
    monkeypatch.setitem(sys.modules, missing, None)  # as if it was not there
    (tmp_path / "x.mmdb").write_bytes(b"x")
    code, _, err = _run(monkeypatch, capsys, "tables", "--geo", str(tmp_path / "x.mmdb"))
    assert (code, err.count("\n")) == (1, 1)
    assert missing in err
    assert "duecare[nexus]" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("resolve", "{log}", "--geo", "{first}"), "--affected"),
        (("resolve", "{log}", "--geo", "{first}", "--affected", "QQQ"), "no State"),
        (("resolve", "nowhere.txt", "--geo", "{first}"), "cannot be read"),
        (("tables", "--geo", "nowhere.csv"), "cannot be read"),
        (("tables", "--geo", "x,kind=guessed"), "kind cannot be"),
        (("resolve", "{log}", "--geo", "{first}", "--affected", "EST", "--columns", "when=x"), "maps nothing"),
        (("dossier", "{log}", "--geo", "{first}", "--affected", "EST", "-o", "."), "exists"),
        (("dossier", "{log}", "--geo", "{first}", "--affected", "ISL", "-o", "{out}"), "no table near in time"),
        (
            ("dossier", "{log}", "--geo", "{first}", "--affected", "EST", "-o", "{out}", "--name", "A B"),
            "name of a dossier",
        ),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    files: dict[str, str], words: tuple[str, ...], said: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Every refusal says what and what to do, and leaves nothing behind."""
    code, _, err = _run(monkeypatch, capsys, *(word.format(**files) for word in words))
    assert (code, said in err) == (1, True), err
    assert not Path(files["out"]).exists()
