"""`duecare demo`, `assess`, `memo`, `new` and `schema`: what they write, where, and how they leave."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from done import Duecare

HSE = Path(__file__).parents[2] / "dossiers" / "hse-2021.yaml"
RUN = "from duecare.cli.main import run; run()"


def test_assess_answers_first(duecare: Duecare, scaffold: Path) -> None:
    """The answer comes before the tables, the questions last; open questions have an exit code of their own."""
    done = duecare("assess", scaffold)
    assert (done.code, done.err) == (3, "")
    places = [done.out.index(part) for part in ("if it binds:", "Whether it binds:", "What decides", "Ask next")]
    assert places == sorted(places)


@pytest.mark.parametrize("case", ["invented", "real"])
def test_the_same_input_gives_the_same_bytes(scaffold: Path, case: str) -> None:
    """No order of a set or a dict shows in what is written, of States with declared views either."""
    if case == "real":
        scaffold.write_bytes(HSE.read_bytes())
    written = []
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        told = subprocess.run(
            [sys.executable, "-c", RUN, "assess", scaffold], env=env, capture_output=True, check=False
        )
        memo = scaffold.with_name("memo.html")
        words = [sys.executable, "-c", RUN, "memo", scaffold, "-o", memo]
        assert subprocess.run(words, env=env, capture_output=True, check=False).returncode == 3
        written.append((told.stdout, memo.read_bytes()))
    assert written[0] == written[1]


def test_json_is_what_the_schema_says(duecare: Duecare, scaffold: Path) -> None:
    """JSON carries its format and version, and every field that the published schema asks for, and no other."""
    made = json.loads(duecare("assess", scaffold, "--json").out)
    schema = json.loads(duecare("schema", "assessment").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(made, schema)
    assert (made["format"], made["format_version"]) == ("duecare-assessment", 1)
    assert [*made, "assumed"] == list(schema["properties"])
    assert str(scaffold.parent) not in json.dumps(made)
    assumed = json.loads(duecare("assess", scaffold, "--json", "--assume", "operation_continues=no").out)
    jsonschema.validate(assumed, schema)
    assert list(assumed) == list(schema["properties"])


def test_schema_of_a_dossier(duecare: Duecare) -> None:
    """Without a word the schema is that of a dossier, as it is with the word."""
    assert json.loads(duecare("schema").out) == json.loads(duecare("schema", "dossier").out)
    refused = duecare("schema", "assesment")
    assert refused.code == 1
    assert "did you mean 'assessment'?" in refused.err


@pytest.mark.parametrize("suffix", [".md", ".html", ".HTML", ".pdf", ".docx"])
def test_memo_is_written_whole(duecare: Duecare, scaffold: Path, suffix: str) -> None:
    """A memo is written where it was asked for, nothing is left beside it, and a second run writes the same."""
    memo = scaffold.with_name(f"memo{suffix}")
    done = duecare("memo", scaffold, "-o", memo)
    assert (done.code, done.out) == (3, f"wrote {memo}\n")
    first = memo.read_bytes()
    duecare("memo", scaffold, "-o", memo)
    assert memo.read_bytes() == first
    beside = {file.name for file in scaffold.parent.iterdir()} - {"case.yaml", memo.name}
    assert all(name.startswith("memo.") and name.endswith(".svg") for name in beside)
    assert bool(beside) == (memo.suffix == ".md")  # Markdown alone has its figures beside it


def test_demo_says_where_its_memo_is(duecare: Duecare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo runs in an empty folder, leaves its memo there, and says where and how to open it."""
    monkeypatch.chdir(tmp_path)
    done = duecare("demo")
    assert done.code == 3
    assert "if it binds:" in done.out
    page = tmp_path / "out" / "hse-2021-memo.html"
    assert page.as_uri() in done.out
    assert "open it in a browser" in done.out
    assert sorted(file.name for file in page.parent.iterdir() if file.suffix != ".svg") == [
        f"hse-2021-memo.{suffix}" for suffix in ("docx", "html", "md", "pdf")
    ]
    drawn = {file.name for file in page.parent.iterdir() if file.suffix == ".svg"}
    assert drawn == {"hse-2021-memo.timeline.svg", "hse-2021-memo.argument-RUS-IRL.svg"}


def test_demo_where_nothing_can_be_written(duecare: Duecare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the way of the folder `out` is told."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").write_text("mine")
    done = duecare("demo")
    assert done.code == 1
    assert "out" in done.err
    assert (tmp_path / "out").read_text() == "mine"


def test_new_reads_without_error(duecare: Duecare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `new` writes can be assessed at once, and is never written over."""
    monkeypatch.chdir(tmp_path)
    assert duecare("new", "clinic-2024").out == "wrote clinic-2024.yaml\n"
    assert duecare("assess", "clinic-2024.yaml").code == 3
    again = duecare("new", "clinic-2024")
    assert (again.code, "exists; choose another file with -o" in again.err) == (1, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--view", "tallin"), "the law has no view 'tallin'; did you mean 'tallinn_manual_2'?"),
        (("--view", "Tallinn Manual"), "did you mean 'tallinn_manual_2'?"),
        (("--view", "nonsense"), "write one of coco_dias, "),
        (("--proof", "balanc"), "there is no standard of proof 'balanc'; did you mean 'balance'?"),
        (("--as-of", "1999-01-01"), "--as-of 1999-01-01 lies before the first date of dossier 'case', "),
        (("--as-of", "2024-13-01"), "--as-of: '2024-13-01' is not a date of the calendar; write a date such as"),
        (("--as-of", "yesterday"), "--as-of: 'yesterday' is not a date such as"),
        (("--as-of", ""), "--as-of: '' is not a date such as"),
    ],
)
def test_options_that_mean_nothing(duecare: Duecare, scaffold: Path, words: tuple[str, str], says: str) -> None:
    """An option that names nothing is refused in one line that says what could be meant."""
    done = duecare("assess", scaffold, *words)
    assert (done.code, done.out) == (1, "")
    assert says in done.err
    assert done.err.count("\n") == 1


def test_one_view(duecare: Duecare, scaffold: Path) -> None:
    """With one view chosen no other is spoken of."""
    out = duecare("assess", scaffold, "--view", "kenny").out
    assert "Kenny" in out
    assert "Tallinn" not in out


@pytest.mark.parametrize("words", [("frobnicate",), ("assess",), ("assess", "--bogus"), ("memo", "x.yaml"), ()])
def test_misuse_is_told_with_the_usage(duecare: Duecare, words: tuple[str, ...]) -> None:
    """A command that was misused leaves with 2."""
    done = duecare(*words)
    assert done.code == 2
    assert "Usage: duecare" in done.out + done.err


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("memo.odt", "names no format that Duecare writes; end the name in .md or .html or .pdf or .docx"),
        ("memo", "names no format that Duecare writes; end the name in .md or .html or .pdf or .docx"),
        ("folder.md", "is a folder; name a file in it"),
        ("none/memo.md", "there is no folder"),
        ("case.yaml/memo.md", "there is no folder"),
    ],
)
def test_targets_that_cannot_be(duecare: Duecare, scaffold: Path, target: str, says: str) -> None:
    """A target that cannot be written is refused before any work, and nothing is written."""
    (scaffold.parent / "folder.md").mkdir()
    before = sorted(scaffold.parent.rglob("*"))
    done = duecare("memo", scaffold, "-o", scaffold.parent / target)
    assert (done.code, done.out) == (1, "")
    assert says in done.err
    assert sorted(scaffold.parent.rglob("*")) == before


def test_folder_that_takes_no_file(duecare: Duecare, scaffold: Path) -> None:
    """Where the system refuses a file, that is told with the name that was asked for."""
    target = Path("/proc/self/memo.md")
    done = duecare("memo", scaffold, "-o", target)
    assert (done.code, done.out) == (1, "")
    assert f"'{target}' cannot be written: " in done.err


def test_full_disk_leaves_the_old_file(scaffold: Path) -> None:
    """When there is room for a part only, the old memo stays whole and no part is left."""
    memo = scaffold.with_name("memo.md")
    memo.write_text("old")
    words = [sys.executable, "-c", RUN, "memo", str(scaffold), "-o", str(memo)]
    done = subprocess.run(words, preexec_fn=_little_room, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"'{memo}' cannot be written: File too large; nothing was written" in done.stderr
    assert memo.read_text() == "old"
    assert sorted(file.name for file in memo.parent.iterdir()) == ["case.yaml", "memo.md"]


def _little_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


def test_reader_that_has_read_enough(scaffold: Path) -> None:
    """A pipe that is closed early is no mistake to tell of."""
    words = [sys.executable, "-c", RUN, "assess", str(scaffold), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as command:
        assert command.stdout and command.stderr
        command.stdout.read(10)
        command.stdout.close()
        assert command.stderr.read() == b""


def test_terminal_that_lacks_a_sign() -> None:
    """A sign that the output's encoding lacks is replaced, and stops nothing."""
    words = [sys.executable, "-c", RUN, "law", "show", "doerr_2015"]
    told = subprocess.run(words, capture_output=True, env={**os.environ, "PYTHONIOENCODING": "koi8-r"}, check=False)
    assert (told.returncode, told.stderr) == (0, b"")
    assert b"D?rr" in told.stdout
