"""`--assume`, on every verb that works out a dossier: what is supposed for one answer, and what it changes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duecare.assess.attribute import Difference
    from duecare.assess.model import Assessment, Outcome
    from duecare.dossier.model import Dossier
    from duecare.ir.declarations import Law
    from duecare.rulebook.load import Bundle

_LEFT_OUT = {"Compared", "The record", "The law"}

Assume = Annotated[
    list[str] | None,
    typer.Option(
        "--assume",
        metavar="FACT=VALUE",
        help="Suppose this for this answer only, as FACT@BEARER/BENEFICIARY=yes; may be repeated.",
    ),
]


def supposed(dossier: Dossier, bundle: Bundle, assume: Iterable[str] | None) -> Dossier:
    """Return the dossier with what is assumed, which is stored nowhere."""
    from duecare.dossier.assumed import assume as with_assumptions

    return with_assumptions(dossier, bundle.law, assume or ())


def shifted(before: Assessment, after: Assessment) -> Difference:
    """Return what an assumption changes."""
    from duecare.assess.attribute import difference_of_results

    return difference_of_results(before, after)


def write_shifted(told: Difference, law: Law, names: Iterable[tuple[str, str]]) -> None:
    """Write what an assumption changes in the findings of a dossier."""
    from rich.text import Text

    from duecare.report.difference_words import difference_words
    from duecare.report.table import console

    out = console()
    out.print()
    out.print(Text("What the assumption changes", style="bold" if out.is_terminal else ""))
    for section in difference_words(told, law, dict(names)):
        if section.title not in _LEFT_OUT:
            for line in (section.title, *section.lines):
                out.print(Text(f"  {line}"), soft_wrap=not out.is_terminal)
    if not told.changed:
        out.print(Text("  No finding."))


def tell_change(without: Assessment, result: Assessment, law: Law) -> None:
    """Write what an assumption changes, after a document that rests on it was written."""
    write_shifted(shifted(without, result), law, result.states)


def write_without(before: Outcome, after: Outcome) -> None:
    """Write one outcome as it is without the assumption, beside what it is with it."""
    from duecare.report.wording import full

    same = "the same" if before == after else full(before)
    typer.echo(f"\nWithout the assumption: {same}.")
