"""The page passes an HTML validator, and an accessibility check in a browser finds nothing serious."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from sample import LAW, assessment, dossier, figures
from test_formats import everything
from test_hostile_text import HOSTILE

from duecare.report.html import to_html
from duecare.report.memo import memo

MODULES = Path(__file__).parents[2] / ".tools" / "node_modules"  # where `.ci/run` puts both
VALIDATOR, AXE = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar", MODULES / "axe-core" / "axe.min.js"
PAGES = {
    "memo": to_html(memo(assessment(), dossier(), LAW, figures())),
    "everything": to_html(everything()),
    "hostile": to_html(everything(HOSTILE["markup"])),
}
_RUN = """
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}).then(found => {
  const told = found.violations.map(one => [one.impact, one.id, one.nodes.map(node => node.html).slice(0, 3)]);
  document.body.innerHTML = "";
  document.body.textContent = "FOUND" + JSON.stringify([found.passes.length, told]) + "END";
});
"""


@pytest.mark.slow
@pytest.mark.skipif(not VALIDATOR.exists(), reason="the Nu validator is not installed: .ci/run does that, from npm")
@pytest.mark.skipif(shutil.which("java") is None, reason="the Nu validator needs Java")
def test_pages_are_valid(tmp_path: Path) -> None:
    """The validator of the W3C finds no error and has no warning, in any page."""
    for name, page in PAGES.items():
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    asked = ["java", "-jar", str(VALIDATOR), "--format", "json", *map(str, tmp_path.glob("*.html"))]
    told = subprocess.run(asked, capture_output=True, text=True, timeout=120, check=False)
    assert json.loads(told.stderr)["messages"] == []


@pytest.mark.slow
@pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: .ci/run does that, from npm")
@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible(name: str, tmp_path: Path) -> None:
    """Axe, run in the page, finds nothing serious or critical; the page itself lets no script run."""
    open_to_axe = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", PAGES[name])
    assert open_to_axe != PAGES[name]
    script = f"<script>{AXE.read_text(encoding='utf-8')}</script><script>{_RUN}</script></body>"
    (tmp_path / "page.html").write_text(open_to_axe.replace("</body>", script), encoding="utf-8")
    asked = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom"]
    home = f"--user-data-dir={tmp_path / 'profile'}"
    page = subprocess.run(
        [*asked, home, (tmp_path / "page.html").as_uri()], capture_output=True, text=True, timeout=120, check=True
    ).stdout
    found = re.search("FOUND(.*)END", page)
    assert found, page[-2_000:]
    passed, violations = json.loads(unescape(found[1]))
    assert passed > 10
    assert [one for one in violations if one[0] in ("serious", "critical")] == []
