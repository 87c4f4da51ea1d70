"""The bundled dossiers: assessed in process under all views, and as a command; the demo as a command."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from crowd import crowded, twelfth_date
from duecare.assess.assess import assess
from duecare.dossier.read import read_dossier
from duecare.rulebook.load import load_bundled
from harness import HERE, Row, commanded, timed, write
from replayed import noted, replayed

_COMMAND = (sys.executable, "-c", "from duecare.cli.main import run; run()")


def main() -> None:
    """Measure and write the results."""
    rows: list[Row] = []
    for path in sorted((HERE.parent / "dossiers").glob("*.yaml")):
        rows += _of(path)
    rows += _of_crowd()
    rows.append(commanded("demo: command", (*_COMMAND, "demo"), note="writes its memo to `out`"))
    write("dossiers", rows)


def _of(path: Path) -> list[Row]:
    bundle = load_bundled()
    dossier = read_dossier(path, bundle.law)
    found = assess(dossier, bundle)
    note = f"{len(dossier.states)} States, {len(found.findings)} findings, {len(found.views)} views"
    return [
        timed(f"{path.stem}: read", lambda: read_dossier(path, bundle.law)),
        timed(f"{path.stem}: assess", lambda: assess(dossier, bundle), repeats=3, note=note),
        commanded(f"{path.stem}: command", (*_COMMAND, "assess", f"dossiers/{path.name}")),
    ]


def _of_crowd() -> list[Row]:
    bundle = load_bundled()
    dossier = crowded(read_dossier(HERE.parent / "dossiers" / "exercise-harbour.yaml", bundle.law))
    until = twelfth_date(dossier)
    with noted() as made:
        found = assess(dossier, bundle, as_of=until)
    note = f"{len(dossier.states)} States, 12 dates, {len(found.findings)} findings, {len(found.views)} views"
    alone = median(sum(map(replayed, made)) for _ in range(5))
    steps = sum(len(one.steps) for one in made)
    return [
        timed("5 States x 12 dates: assess", lambda: assess(dossier, bundle, as_of=until), note=note),
        Row("of which operations on diagrams", alone, "s", "warm", 5, f"the same {steps:,} once more, nothing else"),
    ]


if __name__ == "__main__":
    main()
