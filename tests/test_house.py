"""The house's own rules: small files, small functions, said purposes, and walls between law, engine and facts."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from duecare.rulebook.load import load_bundled

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "duecare"
_LONGEST_FILE, _LONGEST_FUNCTION = 400, 50
_ENGINE = (
    "assess",
    "cli",
    "drawing",
    "engine",
    "export",
    "figures",
    "flows",
    "nexus",
    "practice",
    "report",
    "rulebook",
    "tables",
    "tryout",
    "weave",
)
# What is known to break the wall between the law and the code above it, package by package; it may only shrink.
_NAMED = {
    "practice": {"evidence"},  # a column of the survey bears the name of an issue
    "report": {"manifest_failure", "open_to_bearer", "reasonable_overall", "reasonable_time_passed", "within_capacity"},
}
_WORDS_OF_THE_LANGUAGE = {"status"}  # what became of a duty: an expression of the IR, and an issue of the law
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_DOCUMENTED = (*_DEFINITIONS, ast.Module)
# Places on one machine, and hosts that hand out packages: neither belongs into a public repository.
_PLACES = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/\w|\b[A-Z]:\\Users\b|\bfile:///")
_REGISTRIES = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|crates\.io|anaconda\.org|artifactory)\b|index-url"
)
# Words of whoever writes the code, which say nothing about it.
_WORKPLACE = re.compile(
    r"\b(?:anthropic|chatgpt|claude|copilot|openai|worktree|sub-?agent|coding session|system prompt)s?\b"
    r"|\b(?:HELPERS|SEMANTICS|DESIGN|SPEC)\.md\b|\bissue #\d|\bissues show\b",
    re.IGNORECASE,
)
_PROGRAMMING = re.compile(
    r"\bpython\b|\.py\b|^\s*(?:import|from) \w+|\bdef \w+\(|\blambda\b|\bduecare\.\w", re.IGNORECASE | re.MULTILINE
)


@cache
def _tracked() -> tuple[Path, ...]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return _unpacked()
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in listed.split("\0") if name and (path := ROOT / name).is_file())


def _unpacked() -> tuple[Path, ...]:
    """Return what stands in a copy without its history, as far as that was tracked."""
    folders = (ROOT / name for name in ("benchmarks", "docs", "dossiers", "src", "tests"))
    found = [path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]
    return tuple(sorted(path for path in [*found, *ROOT.glob("[!.]*")] if path.is_file()))


def _texts() -> Iterator[tuple[Path, str]]:
    for path in _tracked():
        if path != Path(__file__):
            yield path, path.read_text(encoding="utf-8", errors="replace")


def _code(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (SOURCE / folder).rglob("*.py"))


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [f"{_shown(path)}: {match[0]!r}" for path, text in _texts() for match in pattern.finditer(text)]


def test_files_are_short() -> None:
    """A file does one job; no file of code has four hundred lines."""
    assert [_shown(path) for path in _tracked() if path.suffix == ".py" and _lines(path) >= _LONGEST_FILE] == []


def test_functions_are_short() -> None:
    """A function whose body has fifty lines is two functions."""
    long = [
        f"{_shown(path)}: {node.name}"
        for path in _tracked()
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, _DEFINITIONS[:2]) and _body(node) >= _LONGEST_FUNCTION
    ]
    assert long == []


def _body(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has below its head and its docstring."""
    said = len(node.body) > 1 and ast.get_docstring(node) is not None
    return (node.end_lineno or 0) - node.body[1 if said else 0].lineno + 1


def test_public_names_say_what_they_answer() -> None:
    """Every module, public function and public class has a docstring."""
    silent = [f"{_shown(path)}: {name}" for path in _code(".") for name in _silent(path)]
    assert silent == []


def _silent(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not ast.get_docstring(tree):
        yield "the module"
    for node in tree.body:
        if isinstance(node, _DEFINITIONS) and not node.name.startswith("_") and not ast.get_docstring(node):
            yield node.name


def test_no_file_is_a_drawer() -> None:
    """A file is named for its job; nothing is called utils."""
    assert [_shown(path) for path in _tracked() if path.stem.lower() in {"util", "utils", "misc", "helpers"}] == []


@pytest.mark.parametrize("pattern", [_PLACES, _REGISTRIES, _WORKPLACE], ids=["places", "registries", "workplace"])
def test_nothing_tells_where_it_was_written(pattern: re.Pattern[str]) -> None:
    """No tracked file holds a path of a machine, the host of a package registry, or words of the workplace."""
    assert _found(pattern) == []


@pytest.mark.parametrize("package", _ENGINE)
def test_nothing_above_the_law_names_a_rule(package: str) -> None:
    """No obligation, duty, element, question, issue, view or measure is known to the code by its name."""
    named = {name for path in _code(package) for name in _rules_named(path)}
    assert named == _NAMED.get(package, set())


def _rules_named(path: Path) -> set[str]:
    """Return the law's names that a file of code uses, docstrings aside.

    A name that is also an ordinary word counts only where it stands alone in a text, as a key would.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, _DOCUMENTED)}
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    names = {
        getattr(node, key) for node in ast.walk(tree) for key in ("id", "attr", "arg", "name") if hasattr(node, key)
    }
    used = {word for text in texts - said for word in re.findall(r"\w+", text)} | names
    return {name for name in _names() if name in (used if _is_peculiar(name) else texts)}


def _is_peculiar(name: str) -> bool:
    return "_" in name or any(sign.isdigit() for sign in name)


@cache
def _names() -> frozenset[str]:
    law = load_bundled().law
    declared = (law.obligations, law.duties, law.norms, law.elements, law.leaves, law.issues, law.views, law.measures)
    names = {rule.name.partition("@")[0] for rules in declared for rule in rules}
    return frozenset(names - {duty.phase for duty in law.duties} - _WORDS_OF_THE_LANGUAGE)


def test_the_law_names_no_code() -> None:
    """The law is text for lawyers: no programming language occurs in it."""
    files = [path for path in (SOURCE / "law").rglob("*") if path.suffix in {".md", ".yaml"}]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    assert files
    assert [f"{_shown(path)}: {m[0]!r}" for path, text in texts.items() for m in _PROGRAMMING.finditer(text)] == []
