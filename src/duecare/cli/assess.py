"""`duecare assess`, `why` and `memo`: what a dossier amounts to, why, and as a memo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duecare.cli.release import Tlp, for_level
from duecare.cli.what_if import Assume

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duecare.assess.model import Assessment
    from duecare.base.moments import Moment
    from duecare.dossier.model import Dossier
    from duecare.rulebook.load import Bundle

OPEN_QUESTIONS = 3

DossierFile = Annotated[Path, typer.Argument(metavar="DOSSIER", help="The dossier, a YAML file.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Assess as of this date.")]
LawAt = Annotated[str | None, typer.Option("--law-at", metavar="DATE", help="Under the law of this day, throughout.")]
Views = Annotated[list[str] | None, typer.Option("--view", metavar="VIEW", help="Only this view; may be repeated.")]
Proof = Annotated[
    str, typer.Option("--proof", metavar="STANDARD", help="prima_facie, balance, high or conclusive (evidence).")
]
Declared = Annotated[
    bool, typer.Option("--declared", help="Tell too what becomes of each duty under every State's declared view.")
]
Reader = Annotated[
    str | None, typer.Option("--for", metavar="STATE", help="Written for this State; else the first affected.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Write none that cites an authority nobody has read.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON.")]


def assess(
    dossier: DossierFile,
    *,
    as_of: AsOf = None,
    law_at: LawAt = None,
    view: Views = None,
    proof: Proof = "balance",
    declared: Declared = False,
    tlp: Tlp = None,
    assume: Assume = None,
    json: Json = False,
) -> None:
    """Tell who owed what, since when, and if it was done.

    Exit 3: done, with open questions.
    """
    from duecare.cli.what_if import shifted, write_shifted

    read, bundle, result = assessed(dossier, as_of, view, proof, law_at, declared=declared, tlp=tlp, assume=assume)
    told = shifted(assessed(dossier, as_of, view, proof, law_at, tlp=tlp)[2], result) if assume else None
    if json:
        from duecare.assess.factors import factors_of
        from duecare.report.record import to_json

        typer.echo(to_json(result, factors_of(result, read, bundle), told))
    else:
        from duecare.report.table import console, write_assessment

        say_release(result)
        write_assessment(result, bundle.law, console())
        if told:
            write_shifted(told, bundle.law, result.states)
    leave(result)


def why(
    dossier: DossierFile,
    *,
    state: Annotated[str, typer.Option("--state", help="The State assessed, by code or name.")],
    duty: Annotated[str, typer.Option("--duty", help="The duty, as OBLIGATION.DUTY or its last part.")],
    toward: Annotated[str | None, typer.Option("--toward", help="The State it is owed to.")] = None,
    view: Annotated[str, typer.Option("--view", help="Under this view; else under all held readings.")] = "",
    as_of: AsOf = None,
    law_at: LawAt = None,
    proof: Proof = "balance",
    assume: Assume = None,
    json: Json = False,
) -> None:
    """Tell why an outcome is what it is: conclusion first, every step with its rule, authority and claims."""
    from duecare.assess.consequences import after
    from duecare.assess.why import why as derive
    from duecare.cli.choose import choose_beneficiary, choose_duty, choose_standard, choose_state, choose_views
    from duecare.cli.output import as_json
    from duecare.cli.show_reason import write_derivation, write_following
    from duecare.cli.what_if import supposed, write_without
    from duecare.report.table import console

    plain, bundle = read_with(dossier, law_at)
    read = supposed(plain, bundle, assume)
    bearer, wanted = choose_state(state, read), choose_duty(duty, bundle.law)
    beneficiary = choose_beneficiary(toward, wanted, bearer, read, bundle.law)
    chosen = choose_views([view], bundle.law)[0] if view else ""
    frame = {"bearer": bearer, "beneficiary": beneficiary, "duty": wanted, "view": chosen}
    when, standard = moment(as_of), choose_standard(proof)
    told = derive(read, bundle, **frame, as_of=when, standard=standard)
    if json:
        typer.echo(as_json(told))
    else:
        write_derivation(told, read, bundle.law, console(), proof)
        found = after(told, read, bundle, as_of=when, standard=standard)
        write_following(found, told, read, bundle.law, console())
        if assume:
            write_without(derive(plain, bundle, **frame, as_of=when, standard=standard).outcome, told.outcome)


def memo(
    dossier: DossierFile,
    *,
    output: Annotated[
        list[Path],
        typer.Option("-o", "--output", metavar="FILE", help="A .pdf, .docx, .html or .md file; may be repeated."),
    ],
    as_of: AsOf = None,
    law_at: LawAt = None,
    view: Views = None,
    proof: Proof = "balance",
    tlp: Tlp = None,
    assume: Assume = None,
    reader: Reader = None,
    strict: Strict = False,
) -> None:
    """Write a memo on a dossier for one State, as PDF, DOCX, HTML or Markdown.

    Exit 3: done, with open questions.
    """
    from duecare.cli.choose import choose_state
    from duecare.cli.write_document import check_document

    for one in output:
        check_document(one)
    read, bundle, result = assessed(dossier, as_of, view, proof, law_at, declared=True, tlp=tlp, assume=assume)
    wanted = choose_state(reader, read) if reader is not None else ""
    write_memo(output, read, bundle, result, wanted, strict=strict)
    typer.echo(f"wrote {', '.join(map(str, output))}")
    if assume:
        from duecare.cli.what_if import tell_change

        tell_change(assessed(dossier, as_of, view, proof, law_at, tlp=tlp)[2], result, bundle.law)
    leave(result)


def assessed(
    file: Path,
    as_of: str | None,
    views: list[str] | None,
    proof: str,
    law_at: str | None = None,
    *,
    declared: bool = False,
    tlp: str | None = None,
    assume: list[str] | None = None,
) -> tuple[Dossier, Bundle, Assessment]:
    """Read a dossier under the bundled law, or that of a day, and its register of practice, and assess it."""
    from duecare.assess.assess import assess as compute
    from duecare.cli.choose import choose_standard, choose_views
    from duecare.cli.what_if import supposed
    from duecare.practice.check import register_of

    at, standard = moment(as_of), choose_standard(proof)
    whole, bundle = read_with(file, law_at)
    plain = for_level(whole, tlp)
    read = supposed(plain, bundle, assume)
    chosen = choose_views(views or (), bundle.law)
    check_begun(read, at)
    register = register_of(bundle.law, bundle.folder)
    found = compute(read, bundle, as_of=at, standard=standard, views=chosen, register=register, declared=declared)
    return read, bundle, found


def write_memo(
    outputs: Sequence[Path],
    dossier: Dossier,
    bundle: Bundle,
    assessment: Assessment,
    reader: str = "",
    *,
    strict: bool = False,
) -> None:
    """Write a memo in the format that each file's name asks for; strict: none that cites what nobody read."""
    from duecare.cli.write_document import write_documents
    from duecare.report.release_words import with_release
    from duecare.report.written_memo import check_read, memo_of

    document = memo_of(assessment, dossier, bundle, reader=reader)
    if strict:
        check_read(document)
    write_documents(outputs, with_release(document, dossier.released))


def say_release(assessment: Assessment) -> None:
    """Say for which level a result was made, if one was asked for."""
    from duecare.report.release_words import release_words

    if assessment.released:
        typer.echo(f"{release_words(assessment.released)}\n")


def leave(assessment: Assessment) -> None:
    """Leave with an exit code of its own where facts that nobody has shown still decide."""
    from duecare.report.wording import is_open

    if assessment.questions or any(is_open(finding) for finding in assessment.findings):
        raise typer.Exit(OPEN_QUESTIONS)


def read_with(file: Path, law_at: str | None = None) -> tuple[Dossier, Bundle]:
    """Read a dossier under the bundled law, or under that of a day."""
    from duecare.dossier.read import read_dossier
    from duecare.rulebook.law_at import law_at as law_of
    from duecare.rulebook.load import load_bundled

    day, bundle = moment(law_at, "--law-at"), load_bundled()
    return read_dossier(file, bundle.law), law_of(bundle, day) if day else bundle


def moment(text: str | None, option: str = "--as-of") -> Moment | None:
    """Return the date that an option gives."""
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.moments import parse_moment
    from duecare.base.spans import NOWHERE

    if text is None:
        return None
    try:
        return parse_moment(text)
    except ValueError as error:
        raise InputError([Diagnostic(NOWHERE, f"{option}: {error}", "write a date such as 2021-05-14")]) from error


def check_begun(dossier: Dossier, at: Moment | None) -> None:
    """Refuse a date before which the dossier has nothing at all."""
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE

    begun = min((dossier.operation.began, *(claim.since for claim in dossier.claims)))
    if at is not None and at.latest < begun.earliest:
        message = f"--as-of {at} lies before the first date of dossier '{dossier.id}', {begun}"
        raise InputError([Diagnostic(NOWHERE, message, "choose a later date")])
