"""The PDF is checked by a hand that did not set it: outloud, which asks what PDF/UA-1 asks of a file, and more."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from bundled import EVERY, memo_on
from test_formats import everything

from duecare.report.document import Document, Table
from duecare.report.pdf import to_pdf

OUTLOUD = Path(__file__).parents[2] / ".tools" / "pdf" / "bin" / "outloud"  # where `.ci/run` puts it
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not OUTLOUD.exists(), reason="outloud is not installed: .ci/run does that, from PyPI"),
]


def _findings(document: Document, folder: Path) -> list[dict[str, Any]]:
    (file := folder / "memo.pdf").write_bytes(to_pdf(document).content)
    report = folder / "report.json"
    asked = [str(OUTLOUD), str(file), "--quiet", "--json", str(report)]
    subprocess.run(asked, capture_output=True, check=False, timeout=300)
    result: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))["results"][0]
    assert not result["error"]
    assert len(result["rules"]) > 50
    found: list[dict[str, Any]] = result["findings"]
    return found


@pytest.mark.parametrize("name", ["everything", *EVERY])
def test_nothing_of_the_profile_is_missing(name: str, tmp_path: Path) -> None:
    """No error, but one that is none: heads of tables that go on, said once to the ear and printed on each page."""
    document = everything() if name == "everything" else memo_on(name)
    heads = {"".join("".join(block.head).split()) for block in document.blocks if isinstance(block, Table)}
    for one in _findings(document, tmp_path):
        if one["severity"] == "error":
            assert one["rule"] == "TAG-002", one
            line = "".join(one["evidence"].split())
            assert any(_is_from(line, head) for head in heads), one


def _is_from(line: str, head: str) -> bool:
    """Say whether a printed line has its signs from a head, the lines of whose cells stand side by side, in order."""
    rest = iter(head)
    return all(sign in rest for sign in line)


def test_it_finds_what_is_wrong(tmp_path: Path) -> None:
    """A PDF without tags does not pass, so that passing says something."""
    from typst import compile as plain

    (file := tmp_path / "plain.pdf").write_bytes(plain(b"= A heading\nText.", format="pdf", pdf_tags=False))
    report = tmp_path / "report.json"
    subprocess.run([str(OUTLOUD), str(file), "--json", str(report)], capture_output=True, check=False, timeout=60)
    assert json.loads(report.read_text(encoding="utf-8"))["results"][0]["verdict"] == "fail"
