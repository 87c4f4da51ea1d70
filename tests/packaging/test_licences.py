"""Whoever gets Duecare gets its licences, and can see what each covers."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def _project() -> Any:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_licence_named_has_its_file_and_no_other() -> None:
    """The licence expression and the files that ship agree."""
    assert _project()["license"] == "Apache-2.0 AND CC-BY-4.0"
    assert sorted(_project()["license-files"]) == sorted(path.name for path in ROOT.glob("LICENSE*"))


def test_the_code_has_the_whole_apache_licence() -> None:
    """The text is complete: its nine sections and its appendix."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert re.findall(r"^   (\d)\. ", text, re.MULTILINE) == list("123456789")
    assert "END OF TERMS AND CONDITIONS" in text
    assert "APPENDIX: How to apply the Apache License to your work." in text


def test_the_notice_on_law_and_dossiers_names_what_exists() -> None:
    """It names the folders it covers, where the legal code is, and the work the law builds on."""
    text = (ROOT / "LICENSE-CC-BY-4.0").read_text(encoding="utf-8")
    covered = re.findall(r"^  (\S+/) ", text, re.MULTILINE)
    assert covered == ["src/duecare/law/", "dossiers/"]
    assert all((ROOT / folder).is_dir() for folder in covered)
    assert "SPDX-License-Identifier: CC-BY-4.0" in text
    assert "https://creativecommons.org/licenses/by/4.0/legalcode\n" in text
    assert "doi 10.1093/ejil/chab056" in text
