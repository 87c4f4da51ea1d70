"""The table of outcomes in dossiers/README.md says what comes out today."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from record import FOLDER, NAMES, OPEN, assessed, outcome

from duecare.assess.model import Finding

_COLUMNS = ("coco_dias", "tallinn_manual_2", "")  # the last: all readings together
_BEGIN, _END = "<!-- outcomes: begin -->\n", "<!-- outcomes: end -->"


def test_table_of_outcomes_is_true(request: pytest.FixtureRequest) -> None:
    """README lists every finding as it comes out; `--accept` writes the table anew."""
    path = FOLDER / "README.md"
    before, _, rest = path.read_text(encoding="utf-8").partition(_BEGIN)
    table, _, after = rest.partition(_END)
    made = "\n".join(_section(name) for name in NAMES)
    if request.config.getoption("--accept"):
        path.write_text(before + _BEGIN + made + _END + after, encoding="utf-8")
        return
    assert table == made


def _section(name: str) -> str:
    head = "| | duties | `coco_dias` | `tallinn_manual_2` | all readings |\n|---|---|---|---|---|\n"
    rows: dict[tuple[str, ...], list[str]] = {}
    for finding in assessed(name).findings:
        frame = f"{finding.bearer} toward {finding.beneficiary}" if finding.beneficiary else finding.bearer
        rows.setdefault((frame, *(_cell(finding, view) for view in _COLUMNS)), []).append(finding.duty)
    lines = (f"| {frame} | {_duties(duties)} | {' | '.join(cells)} |" for (frame, *cells), duties in rows.items())
    return f"### {name}\n\n{head}" + "\n".join(lines) + "\n"


def _cell(finding: Finding, view: str) -> str:
    found = outcome(finding, view)
    return found.words[0] if found.settled else f"{OPEN}: {', '.join(found.words)}"


def _duties(names: Iterable[str]) -> str:
    short = {"corfu_channel_duty": "Corfu", "no_harm_duty": "no-harm"}
    by_obligation: dict[str, list[str]] = {}
    for name in names:
        obligation, _, duty = name.partition(".")
        by_obligation.setdefault(short.get(obligation, obligation), []).append(duty)
    return "; ".join(f"{named} {', '.join(filter(None, duties))}".strip() for named, duties in by_obligation.items())
