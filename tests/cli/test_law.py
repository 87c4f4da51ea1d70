"""`duecare law`: what each verb writes, where, and with which exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from duecare.cli.law import app
from duecare.ir.codec import law_hash
from duecare.lang.book import read_law
from duecare.rulebook.load import load_bundled

BASE = Path(__file__).parents[1] / "lang" / "base"
BAD = '```rule\nfact calm about operation\n  "Was the sea calm?"\n```\n'
CASE = """```rule
case rocks of harbour_duty
  "Rocks."
  source harbour_case at p 9
  given
    harbour
  expect warn breached
```
"""


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """Return a copy of the base law, to be spoilt at will."""
    return Path(shutil.copytree(BASE, tmp_path / "law"))


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_check_of_a_good_law(law: Path) -> None:
    """A law without mistakes is told so on the output, with exit code 0."""
    result = _run("check", "--law", law)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "no mistakes\n", "")
    assert _run("check", law).exit_code == 0


def test_check_tells_mistakes_with_paths_as_typed(law: Path) -> None:
    """Mistakes go to the error stream, by the path the user gave, with exit code 1."""
    (law / "more.md").write_text(BAD, encoding="utf-8")
    result = _run("check", "--law", law)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"{law}/more.md:2:6: fact 'calm' is never used; name it in a condition, or leave it out\n"
        "    fact calm about operation\n"
        "         ^\n"
        "1 mistake\n"
    )


def test_check_of_one_file_of_the_law(law: Path) -> None:
    """A file named is checked within its law, and only its own mistakes are told."""
    (law / "more.md").write_text(BAD, encoding="utf-8")
    assert _run("check", "--law", law, law / "base.md").exit_code == 0
    assert _run("check", "--law", law, law / "more.md").exit_code == 1


def test_check_of_cases_beside_the_law(law: Path, tmp_path: Path) -> None:
    """A file outside the law holds cases, which the checks of the law look through."""
    cases = tmp_path / "cases.md"
    cases.write_text(CASE, encoding="utf-8")
    result = _run("check", "--law", law, cases)
    assert result.exit_code == 1
    assert [line.split(": ")[1].split(";")[0] for line in result.stderr.split("\n") if str(cases) in line] == [
        "the pinpoint 'p 9' of 'harbour_case' is not registered",
        "there is no fact 'harbour'",
    ]
    cases.write_text(CASE.replace("p 9", "p 4").replace("harbour\n", "harbour_there\n"), encoding="utf-8")
    assert _run("check", "--law", law, cases).exit_code == 0


def test_check_reads_the_table_of_participation(law: Path) -> None:
    """A row that asks what the law does not ask is told where it stands."""
    head = "state,fact,since,until,grade,source,note\n"
    (law / "participation.csv").write_text(f"{head}IRL,nonsense,1990,,seen,somewhere,\n", encoding="utf-8")
    result = _run("check", "--law", law)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{law}/participation.csv:2:1: the law asks no question 'nonsense' about a bearer" in result.stderr


def test_check_reads_the_table_of_capacity(law: Path) -> None:
    """Whoever checks a law hears of a row that no memo could show, though nothing else reads the table."""
    head = "state,indicator,value,year,grade,source,note\n"
    (law / "capacity.csv").write_text(f"{head}IRL,itu_tier,6,2024,seen,somewhere,\n", encoding="utf-8")
    told = (
        f"{law}/capacity.csv:2:1: '6' is no value of itu_tier; write a number from 1 to 5; what is unknown has no row"
    )
    for words in (["--law", law], [law]):
        result = _run("check", *words)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"{told}\n1 mistake\n"
    assert _run("facts", "--law", law).exit_code == 0


@pytest.mark.parametrize("verb", [("check",), ("facts",), ("hash",), ("show", "told"), ("format",)])
def test_missing_folder(verb: tuple[str, ...], tmp_path: Path) -> None:
    """A folder that is not there is told in words by every verb."""
    result = _run(*verb, "--law", tmp_path / "none")
    assert result.exit_code == 1
    assert "there is no such" in result.stderr
    assert "1 mistake\n" in result.stderr


@pytest.mark.parametrize("verb", ["check", "format"])
def test_missing_file(verb: str, law: Path) -> None:
    """A file that is not there is told, inside the law's folder too."""
    result = _run(verb, "--law", law, law / "none.md")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no such file or folder; look at its name" in result.stderr


def test_format_writes_and_checks(law: Path) -> None:
    """`format` writes what it changes, `format --check` only says so, and a second run finds nothing."""
    path = law / "base.md"
    tidy = path.read_bytes()
    path.write_bytes(tidy.replace(b"  source scholar\n", b"  source   scholar \n").replace(b"\n", b"\r\n"))
    checked = _run("format", "--check", "--law", law)
    assert (checked.exit_code, checked.stdout) == (1, f"would format {path}\n")
    assert path.read_bytes() != tidy
    assert _run("format", law).stdout == f"formatted {path}\n"
    assert path.read_bytes() == tidy
    assert (_run("format", law).stdout, _run("format", "--check", path).exit_code) == ("", 0)


def test_format_leaves_a_file_with_mistakes(law: Path) -> None:
    """A file with mistakes is told and not written; the others are."""
    (law / "bad.md").write_text("```rule\nelment a\n```\n", encoding="utf-8")
    result = _run("format", "--law", law)
    assert result.exit_code == 1
    assert "there is no declaration 'elment'; did you mean 'element'?" in result.stderr
    assert (law / "bad.md").read_text(encoding="utf-8") == "```rule\nelment a\n```\n"


def test_show(law: Path) -> None:
    """A declaration is shown with its rule, its authorities and their grades, its place and its users."""
    assert _run("show", "warn", "--law", law).stdout == (
        "duty 'harbour_duty.warn'  law/base.md:21:6\n"
        "\n"
        "  duty warn of harbour_duty\n"
        '    "To warn those who come."\n'
        "    source harbour_case at p 5\n"
        "    phase prevent\n"
        "    due when\n"
        "      danger_known\n"
        "    served by any of W1, W2\n"
        "    breached when\n"
        "      warn not performed\n"
        "\n"
        "sources\n"
        "  Harbour Case (A v B), Judgment\n"
        "    harbour_case at p 5 [seen]\n"
        "\n"
        "used by\n"
        "  nothing\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("name", "first", "user"),
    [
        ("harbour_duty", "obligation 'harbour_duty'", "duty 'harbour_duty.warn'"),
        ("harbour_duty.warn", "duty 'harbour_duty.warn'", "nothing"),
        ("informed", "fact 'told'", "element 'danger_known'"),
        ("W1", "measure 'W1'", "duty 'harbour_duty.warn'"),
        ("binding", "issue 'binding'", "obligation 'harbour_duty'"),
        ("binding@harbour_duty", "issue 'binding'", "obligation 'harbour_duty'"),
        ("scholar", "source 'scholar'", "`step` rule"),
        ("hit_before", "exception 'hit_before'", "nothing"),
        ("able", "fact 'able'", "`step` rule"),
    ],
)
def test_show_finds_any_name(name: str, first: str, user: str, law: Path) -> None:
    """A declaration is found by its name, its id, its full name or an alias, and knows its users."""
    shown = _run("show", name, "--law", law).stdout
    assert shown.startswith(f"{first}  law/")
    used = shown.partition("used by\n")[2]
    kind, _, named = user.partition(" '")
    assert f"  {kind}: {named.rstrip(chr(39))}" in used if named else f"  {user}\n" in used


def test_show_of_nothing(law: Path) -> None:
    """An unknown name is told with the nearest that is known."""
    result = _run("show", "danger_knwon", "--law", law)
    assert result.exit_code == 1
    assert result.stderr == "the law declares nothing named 'danger_knwon'; did you mean 'danger_known'?\n"


def test_facts(law: Path) -> None:
    """Questions are listed one a line with tabs, or as JSON with the same columns."""
    rows = [line.split("\t") for line in _run("facts", "--law", law).stdout.rstrip("\n").split("\n")]
    assert rows[1] == ["told", "fact", "bearer", "Was {bearer} told?", "informed"]
    listed = json.loads(_run("facts", "--json", "--law", law).stdout)
    assert listed[1] == {
        "name": "told",
        "kind": "fact",
        "scope": "bearer",
        "question": "Was {bearer} told?",
        "aliases": ["informed"],
    }
    assert len(rows) == len(listed) == 8


def test_hash(law: Path) -> None:
    """The hash is that of the law's content."""
    assert _run("hash", "--law", law).stdout == law_hash(read_law(BASE)) + "\n"


def test_one_hash_names_the_law_wherever_it_is_told(tmp_path: Path) -> None:
    """In the edition and the counts it is the one that results name, which covers the table of treaties too."""
    named = load_bundled().hash
    assert _run("hash").stdout == f"{named}\n"
    assert _run("stats").stdout.splitlines()[0] == f"law {named}"
    assert _run("weave", "-o", tmp_path / "book").exit_code == 0
    page = (tmp_path / "book" / "index.html").read_text(encoding="utf-8")
    assert (f"<code>{named}</code>" in page, f"({named[:12]})</title>" in page) == (True, True)


def test_verbs_that_are_not_run_import_nothing_heavy() -> None:
    """Loading the command line loads no parser and no YAML, so that help comes at once."""
    heavy = {"lark", "yaml", "markdown_it", "rich.table"}
    code = f"import sys, duecare.cli.law; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
