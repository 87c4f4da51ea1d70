"""`duecare diff`: what changed between two assessments, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from duecare.cli.assess import Json, Views
from duecare.cli.what_if import Assume

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duecare.assess.attribute import Difference, Given
    from duecare.rulebook.load import Bundle

FORMAT = "duecare-difference"
Twice = "may be given twice, for the one and the other"
First = Annotated[Path, typer.Argument(metavar="BEFORE", help="A dossier, or an assessment as JSON.")]
Second = Annotated[Path | None, typer.Argument(metavar="AFTER", help="Another; none: the same dossier.")]
AsOf = Annotated[list[str] | None, typer.Option("--as-of", metavar="DATE", help=f"Assess as of this date; {Twice}.")]
LawAt = Annotated[list[str] | None, typer.Option("--law-at", metavar="DATE", help=f"The law of this day; {Twice}.")]
Proof = Annotated[list[str] | None, typer.Option("--proof", metavar="STANDARD", help=f"Standard of proof; {Twice}.")]


def diff(
    before: First,
    after: Second = None,
    *,
    law_at: LawAt = None,
    as_of: AsOf = None,
    proof: Proof = None,
    view: Views = None,
    assume: Assume = None,
    json: Json = False,
) -> None:
    """Tell which findings differ between two assessments, and whether the law, the facts or the date did it.

    With one dossier an option given once is for the first; the second is made as usual. What is assumed counts
    in the second, and in both if there are two dossiers.
    """
    from duecare.report.record import as_json, plain
    from duecare.report.table import console
    from duecare.rulebook.load import load_bundled

    bundle = load_bundled()
    options = {"--law-at": law_at or [], "--as-of": as_of or [], "--proof": proof or []}
    if _is_result(before) or (after is not None and _is_result(after)):
        told, names = _of_results(before, after, {**options, "--view": view or [], "--assume": assume or []})
    else:
        told, names = _of_dossiers(before, after, options, tuple(view or ()), bundle, tuple(assume or ()))
    if json:
        typer.echo(as_json({"format": FORMAT, "format_version": 1, **plain(told)}))
        return
    from duecare.cli.show_difference import write_difference

    write_difference(told, bundle.law, names, console())


def _is_result(path: Path) -> bool:
    return path.suffix.lower() == ".json"


def _of_results(
    before: Path, after: Path | None, options: Mapping[str, list[str]]
) -> tuple[Difference, dict[str, str]]:
    from duecare.assess.attribute import difference_of_results
    from duecare.report.reread import read_assessment

    if after is None or not (_is_result(before) and _is_result(after)):
        _refuse("an assessment is compared with an assessment", "give two .json files, or dossiers alone")
    given = [name for name, values in options.items() if values]
    if given:
        _refuse(f"{given[0]} changes nothing in an assessment made already", "give the dossiers instead")
    old, new = read_assessment(before), read_assessment(after)
    return difference_of_results(old, new), dict((*old.states, *new.states))


def _of_dossiers(
    before: Path,
    after: Path | None,
    options: Mapping[str, list[str]],
    views: tuple[str, ...],
    bundle: Bundle,
    assume: tuple[str, ...],
) -> tuple[Difference, dict[str, str]]:
    from duecare.assess.attribute import difference
    from duecare.cli.choose import choose_views

    choose_views(views, bundle.law)
    if after is None and not any(options.values()) and not assume:
        _refuse("one dossier differs from itself in nothing", "give another, or --law-at, --as-of, --proof or --assume")
    sides = {name: _both(name, values, one_file=after is None) for name, values in options.items()}
    first, second = (
        _given(path, {name: values[side] for name, values in sides.items()}, bundle, assume if after or side else ())
        for side, path in enumerate((before, after or before))
    )
    named = [(state, given.dossier.state_name(state)) for given in (first, second) for state in given.dossier.states]
    return difference(first, second, views), dict(named)


def _both(name: str, values: list[str], *, one_file: bool) -> tuple[str, str]:
    """Return what an option says of the one side and of the other; empty: as usual."""
    if len(values) > 2:
        _refuse(f"{name} is given {len(values)} times", "give it once or twice")
    if len(values) == 2:
        return values[0], values[1]
    only = values[0] if values else ""
    return only, "" if one_file else only


def _given(path: Path, options: Mapping[str, str], bundle: Bundle, assume: tuple[str, ...]) -> Given:
    from duecare.assess.attribute import Given
    from duecare.cli.assess import check_begun, moment
    from duecare.cli.choose import choose_standard
    from duecare.cli.what_if import supposed
    from duecare.dossier.read import read_dossier
    from duecare.rulebook.law_at import law_at as law_of

    dossier, at = supposed(read_dossier(path, bundle.law), bundle, assume), moment(options["--as-of"] or None)
    day = moment(options["--law-at"] or None, "--law-at")
    check_begun(dossier, at)
    standard = choose_standard(options["--proof"] or "balance")
    return Given(dossier, law_of(bundle, day) if day else bundle, at or dossier.written, standard)


def _refuse(message: str, advice: str) -> NoReturn:
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE

    raise InputError([Diagnostic(NOWHERE, message, advice)])
