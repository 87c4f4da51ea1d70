"""What somebody with clingo does with a certificate: the two questions of its README."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import clingo


def laid_out(files: Mapping[str, str], folder: Path) -> Path:
    """Write a certificate's files."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def confirmed(finding: Path) -> bool:
    """Nothing else is possible, and each answer is."""
    return nothing_else(finding) and missed(finding) == []


def nothing_else(finding: Path) -> bool:
    """`clingo NAME.lp only.lp` says UNSATISFIABLE."""
    control = loaded(finding, "only.lp")
    return bool(control.solve().unsatisfiable)


def missed(finding: Path) -> list[str] | None:
    """What `clingo --enum-mode=cautious NAME.lp each.lp` leaves; None if it says UNSATISFIABLE."""
    left: list[str] | None = None
    control = loaded(finding, "each.lp", "--enum-mode=cautious")
    with control.solve(yield_=True) as models:
        for model in models:
            left = [str(symbol) for symbol in model.symbols(shown=True)]
    return left


def loaded(finding: Path, check: str, *options: str) -> clingo.Control:
    """A finding and a check, grounded; whatever clingo remarks is an error."""
    control = clingo.Control(options, logger=_complain)
    for file in (finding, finding.parents[1] / check):
        control.load(str(file))
    control.ground([("base", [])])
    return control


def _complain(code: clingo.MessageCode, message: str) -> None:
    raise AssertionError(f"clingo: {code}: {message}")
