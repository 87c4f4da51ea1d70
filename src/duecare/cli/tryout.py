"""`duecare practice draft`, `try` and `impact`: draft a position, and see what it would change in past cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from duecare.cli.practice import Flagged, Json, LawFolder, Organs

if TYPE_CHECKING:
    from duecare.dossier.model import Dossier
    from duecare.ir.declarations import Law
    from duecare.rulebook.load import Bundle
    from duecare.tryout.model import Trial

_T = TypeVar("_T")
On = Annotated[
    list[Path] | None,
    typer.Option("--on", metavar="DOSSIERS...", help="Past cases; else those that come with Duecare."),
]
More = Annotated[list[Path] | None, typer.Argument(metavar="[DOSSIERS...]", help="Further cases.", show_default=False)]
Day = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The date of the draft; else today.")]
At = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="By what is said up to this date; else that of the text.")
]
Figure = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Draw it as well: a .svg or .png file.")
]
Proof = Annotated[
    str, typer.Option("--proof", metavar="STANDARD", help="prima_facie, balance, high or conclusive (evidence).")
]


def draft(
    state: Annotated[str, typer.Argument(metavar="STATE", help="A State or group, by code or name.")],
    *,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Else CODE-draft.yaml.")] = None,
    as_of: Day = None,
    law: LawFolder = None,
) -> None:
    """Write a draft of a position to fill in.

    It takes none, lists every issue with its positions, and reads without error.
    """
    from duecare.base.states import is_state, state_name
    from duecare.cli.choose_practice import choose_author
    from duecare.cli.output import check_target, refuse_existing, write_whole
    from duecare.cli.practice import day, opened
    from duecare.practice.scaffold import draft_position

    bundle, register = opened(law)
    who = choose_author(state, register)
    file = output or Path(f"{who}-draft.yaml")
    refuse_existing(file)
    check_target(file)
    name = state_name(who) if is_state(who) else register.groups[who].name
    write_whole(file, draft_position(who, name, bundle.law, register, day(as_of)))
    typer.echo(f"wrote {file}")


def try_(
    file: Annotated[Path, typer.Argument(metavar="DRAFT", help="A draft, in the form of a record of the register.")],
    more: More = None,
    *,
    on: On = None, output: Figure = None, proof: Proof = "balance", as_of: At = None, flagged: Flagged = False,
    organs: Organs = False, json: Json = False, law: LawFolder = None,
) -> None:  # fmt: skip
    """Tell which findings in past cases a draft would change, and which issue does it.

    It is heard after all that its author said by its date (or by --as-of).
    """
    from duecare.cli.choose import choose_standard
    from duecare.cli.practice import day, opened
    from duecare.practice.current import Counting
    from duecare.practice.draft import read_draft
    from duecare.tryout.trial import try_draft

    standard = choose_standard(proof)
    _check_figure(output)
    bundle, register = opened(law)
    counting = Counting(day(as_of), flagged, organs)
    drafts, dossiers = _together(lambda: read_draft(file, register, bundle.law), (*(on or ()), *(more or ())), bundle)
    if as_of is None:
        counting = Counting(max((one.date for one in drafts), key=lambda date: date.latest), flagged, organs)
    _leave(try_draft(drafts, register, bundle, dossiers, counting, standard=standard), bundle.law, output, json=json)


def impact(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="A record of the register, such as est_2021.")],
    more: More = None,
    *,
    on: On = None, output: Figure = None, proof: Proof = "balance", as_of: At = None, flagged: Flagged = False,
    organs: Organs = False, json: Json = False, law: LawFolder = None,
) -> None:  # fmt: skip
    """Tell which findings in past cases a record of the register changes, and which issue does it.

    As of its date (or of --as-of): the register with it, beside the register without it.
    """
    from duecare.cli.choose import choose_standard
    from duecare.cli.choose_practice import choose_record
    from duecare.cli.practice import day, opened
    from duecare.practice.current import Counting
    from duecare.tryout.trial import try_record

    standard = choose_standard(proof)
    _check_figure(output)
    bundle, register = opened(law)
    counted = Counting(day(as_of), flagged, organs)
    chosen, dossiers = _together(lambda: choose_record(record, register), (*(on or ()), *(more or ())), bundle)
    counting = counted if as_of else Counting(chosen.date, flagged, organs)
    _leave(try_record(chosen, register, bundle, dossiers, counting, standard=standard), bundle.law, output, json=json)


def register(app: typer.Typer) -> None:
    """Put these verbs beside the others on the register."""
    app.command()(draft)
    app.command(name="try")(try_)
    app.command()(impact)


def _together(read: Callable[[], _T], files: Iterable[Path], bundle: Bundle) -> tuple[_T, list[Dossier]]:
    """Return what is tried and the cases; the mistakes in all of them are told at once."""
    from duecare.base.errors import Diagnostic, InputError
    from duecare.cli.start import bundled_dossiers
    from duecare.dossier.read import read_dossier

    given, wrong = tuple(dict.fromkeys(files)), list[Diagnostic]()
    found: list[_T] = []
    try:
        found.append(read())
    except InputError as error:
        wrong += error.diagnostics
    dossiers: list[Dossier] = []
    for path in given or bundled_dossiers():
        try:
            dossiers.append(read_dossier(path, bundle.law))
        except InputError as error:
            wrong += error.diagnostics
    if wrong:
        raise InputError(wrong)
    return found[0], [one for one in dossiers if given or not one.exercise]


def _check_figure(output: Path | None) -> None:
    """Refuse, before any work is done, a figure that could not be written."""
    from duecare.cli.output import check_target
    from duecare.report.tried_figure import FORMATS, check_format

    if output is not None:
        check_target(output, FORMATS)
        check_format(output.suffix.lower())


def _leave(trial: Trial, law: Law, output: Path | None, *, json: bool) -> None:
    from duecare.cli.output import as_json, write_whole
    from duecare.cli.show_tried import write_trial
    from duecare.report.table import console
    from duecare.report.tried_data import trial_data
    from duecare.report.tried_figure import drawn

    if output is not None:
        write_whole(output, drawn(trial, law, output.suffix.lower()))
    if json:
        typer.echo(as_json(trial_data(trial, law)))
        return
    write_trial(trial, law, console())
    if output is not None:
        typer.echo(f"wrote {output}")
