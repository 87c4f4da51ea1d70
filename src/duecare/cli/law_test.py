"""`duecare law test`: run the cases of the law, and of any other Markdown file, as tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from duecare.assess.cases import CaseResult


def test(
    files: Annotated[list[Path] | None, typer.Argument(help="Markdown files with further cases.")] = None,
    law: Annotated[Path | None, typer.Option(help="Folder of the law; default: the bundled one.")] = None,
) -> None:
    """Run every case; exit 1 when a gating one comes out otherwise than its source says."""
    from duecare.assess.cases import run_case
    from duecare.base.errors import InputError
    from duecare.lang.book import read_cases
    from duecare.lang.review import review
    from duecare.rulebook.load import load_bundled, load_law

    if law is not None and (mistakes := review(law, ())):
        raise InputError(mistakes)
    bundle = load_law(law) if law else load_bundled()
    cases = bundle.law.cases
    for file in files or ():
        cases += read_cases(file, bundle.law)
    results = [result for case in cases for result in run_case(case, bundle.compiled)]
    for result in results:
        if not result.passed:
            typer.echo(_told(result))
    failed = [result for result in results if result.case.gates and not result.passed]
    advisory = sum(1 for result in results if not result.case.gates and not result.passed)
    passed = sum(1 for result in results if result.passed)
    typer.echo(
        f"{len(cases)} cases: {passed} expectations as expected, {len(failed)} gating and {advisory} advisory differ"
    )
    raise typer.Exit(1 if failed else 0)


def register(app: typer.Typer) -> None:
    """Add the verb to `duecare law`."""
    app.command("test")(test)


def _told(result: CaseResult) -> str:
    expected = ", ".join(result.expectation.words) or "open"
    found = ", ".join(result.found)
    kind = "gating" if result.case.gates else "advisory"
    what = f"{kind} case {result.case.name}: {result.expectation.duty}"
    return f"{result.expectation.span}: {what}: expected {expected}; came out {found}"
