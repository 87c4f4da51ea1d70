"""Bad input end to end: one clear message with its place, nothing written, exit 1, within seconds, no traceback."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from done import Done, Duecare

from duecare.dossier.scaffold import new_dossier

SECONDS = 10
TEXT = new_dossier("case")
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def swapped(old: str, new: str) -> Callable[[Path], None]:
    """Return what writes the dossier with one piece of it changed."""
    assert old in TEXT

    def write(path: Path) -> None:
        path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")

    return write


def large(path: Path) -> None:
    """Write a file of 100 MB that takes no room."""
    with path.open("wb") as file:
        file.truncate(100_000_000)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "not YAML": (lambda path: path.write_text("dossier: [a\n"), "this is not YAML"),
    "unknown key": (swapped("affected_closed:", "afected_closed:"), "did you mean `affected_closed`?"),
    "misspelt fact": (swapped("- notice_received:", "- notice_recieved:"), "did you mean `notice_received`?"),
    "no such State": (swapped("{XAA: Northland, XBB: Southland}", "[IRL, QQQ]"), "'QQQ'"),
    "dates out of order": (swapped("ended: 2024-03-20", "ended: 2023-03-20"), "is before `began`"),
    "claim without a source": (swapped("    sources: [southland-note]\n", ""), "`sources`"),
    "100 MB": (large, "this file is larger than 10 MB; split the dossier"),
    "YAML bomb": (lambda path: path.write_text(BOMB), "more than 200,000 parts; split the dossier"),
    "not UTF-8": (lambda path: path.write_bytes(b"dossier: caf\xe9\n"), "the byte 0xE9 is not UTF-8"),
    "a folder": (lambda path: path.mkdir(), "this file cannot be read: Is a directory"),
    "missing": (Path.exists, "this file cannot be read: No such file or directory"),
    "empty": (lambda path: path.write_text(""), "empty"),
    "one sign": (lambda path: path.write_text("\x00"), "U+0000"),
}


@pytest.mark.parametrize("verb", ["assess", "memo"])
@pytest.mark.parametrize("name", BAD)
def test_bad_dossier(duecare: Duecare, tmp_path: Path, name: str, verb: str) -> None:
    """Each mistake in a dossier is told once, where it stands, and leaves nothing behind."""
    path = tmp_path / "case.yaml"
    write, says = BAD[name]
    write(path)
    before, started = sorted(tmp_path.rglob("*")), time.monotonic()
    done = duecare(verb, path, *(("-o", tmp_path / "memo.md") if verb == "memo" else ()))
    assert time.monotonic() - started < SECONDS
    told = _told(done, path)
    assert any(says in line for line in told), told
    assert len({line.split(": ")[0] for line in told}) == len(told)
    assert sorted(tmp_path.rglob("*")) == before


def _told(done: Done, path: Path) -> list[str]:
    """Return the messages of a refusal, each of which names file, line and column."""
    assert (done.code, done.out) == (1, "")
    told = [line for line in done.err.splitlines() if line.startswith(str(path))]
    assert told
    assert all(re.match(r":[1-9]\d*:[1-9]\d*: \S", line.removeprefix(str(path))) for line in told)
    assert f"{len(told)} mistake" in done.err.splitlines()[-1]
    return told


LAW = Path(__file__).parents[1] / "lang" / "base"
CYCLE = """```rule
element first
  "One."
  source scholar
  met when
    second

element second
  "Two."
  source scholar
  met when
    first
```
"""


@pytest.mark.parametrize("verb", [("law", "check"), ("law", "test")])
@pytest.mark.parametrize("name", ["cycle", "truncated", "not UTF-8", "100 MB", "no law", "missing"])
def test_bad_law(duecare: Duecare, tmp_path: Path, name: str, verb: tuple[str, ...]) -> None:
    """Each mistake in a law is told where it stands, by every verb that needs the law."""
    law = tmp_path / "law"
    spoil_law(law, name)
    started = time.monotonic()
    done = duecare(*verb, "--law", law)
    assert time.monotonic() - started < SECONDS
    assert (done.code, done.out) == (1, "")
    assert re.search(rf"^{law}[^:]*(:\d+:\d+)?: ", done.err, re.MULTILINE), done.err
    if name == "cycle":
        assert "more.md" in done.err
        assert "cycle" in done.err or "in a circle" in done.err


def spoil_law(law: Path, name: str) -> None:
    """Write a law with a mistake of its kind."""
    if name == "missing":
        return
    if name == "no law":
        law.mkdir()
        return
    shutil.copytree(LAW, law)
    base = law / "base.md"
    if name == "cycle":
        (law / "more.md").write_text(CYCLE, encoding="utf-8")
    elif name == "truncated":
        base.write_bytes(base.read_bytes()[: base.stat().st_size // 2])
    elif name == "not UTF-8":
        base.write_bytes(base.read_bytes() + b"\xff")
    else:
        large(law / "more.md")


def test_day_later_than_the_dossier(duecare: Duecare, scaffold: Path) -> None:
    """Of days after it was written a dossier says nothing, which must not pass for silence; an earlier day will do."""
    refused = duecare("assess", scaffold, "--as-of", "2199-01-01")
    assert (refused.code, refused.out) == (1, "")
    assert "which is later, it says nothing" in refused.err
    assert "choose an earlier day" in refused.err
    assert duecare("memo", scaffold, "--as-of", "2199-01-01", "-o", scaffold.with_name("memo.md")).code == 1
    assert not scaffold.with_name("memo.md").exists()
