"""`duecare notify`: a notice to a State, as a response team, a ministry or a point of contact writes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from duecare.cli.assess import AsOf, DossierFile, assessed
from duecare.cli.release import Tlp
from duecare.cli.what_if import Assume

if TYPE_CHECKING:
    from duecare.base.moments import Moment
    from duecare.dossier.model import Dossier
    from duecare.report.notices.notice import Asked
    from duecare.report.notices.template import Template

_LARGEST = 1_000_000
ReplyBy = Annotated[str | None, typer.Option("--reply-by", metavar="DATE", help="An answer is asked for by then.")]


def notify(
    dossier: DossierFile,
    *,
    to: Annotated[str, typer.Option("--to", metavar="STATE", help="The State that is told.")],
    channel: Annotated[str, typer.Option("--channel", help="csirt, note (verbale) or poc (points of contact).")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="A .md, .html, .pdf or .docx file.")],
    sender: Annotated[str | None, typer.Option("--from", metavar="STATE", help="The State that tells it.")] = None,
    reply_by: ReplyBy = None,
    contact: Annotated[str, typer.Option("--contact", help="Whom to reach, and how.")] = "",
    template: Annotated[Path | None, typer.Option("--template", help="A form of your own, as YAML.")] = None,
    as_of: AsOf = None,
    tlp: Tlp = None,
    assume: Assume = None,
) -> None:
    """Write a notice to a State; it attributes nothing, and is never sent by Duecare.

    A gap that only the sender can fill stands in [square brackets].
    """
    from duecare.cli.write_document import check_document, write_document
    from duecare.report.notices.notice import Asked, notice
    from duecare.report.release_words import release_words, with_supposition

    check_document(output)
    form = _template(channel, template)
    read, bundle, result = assessed(dossier, as_of, None, "balance", tlp=tlp, assume=assume)
    told, tells = _parties(to, sender, read)
    on = _moment(as_of) or read.written
    asked = Asked(tells, told, on, _date(reply_by, on), contact)
    made = notice(form, read, asked, bundle.law, result)
    write_document(output, with_supposition(made.document, assume or ()))
    typer.echo(f"wrote {output}: {made.document.marking}")
    for remark in made.remarks:
        typer.echo(f"note: {remark}", err=True)
    if read.released:
        typer.echo(f"note: {release_words(read.released)}", err=True)
    if assume:
        from duecare.cli.what_if import tell_change

        tell_change(assessed(dossier, as_of, None, "balance", tlp=tlp)[2], result, bundle.law)
    else:
        typer.echo(_entry(asked, channel, made.document.title))


def _template(channel: str, file: Path | None) -> Template:
    from duecare.report.notices.template import CHANNELS, bundled, parse_template

    if channel not in CHANNELS:
        _refuse(f"there is no channel '{channel[:80]}'", f"write one of {', '.join(CHANNELS)}")
    if file is None:
        return bundled(channel)
    try:
        if file.stat().st_size > _LARGEST:
            _refuse(f"'{file}' is too large for a template", "name another file")
        content = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        _refuse(
            f"'{file}' cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}", "name another file"
        )
    return parse_template(content, str(file))


def _parties(to: str, sender: str | None, dossier: Dossier) -> tuple[str, str]:
    """Return who is told and who tells it: the State named, or the only other one that is affected."""
    from duecare.cli.choose import choose_state
    from duecare.dossier.model import beneficiaries_of

    told = choose_state(to, dossier)
    others = [code for code in beneficiaries_of(dossier) if code != told]
    if sender is None and len(others) != 1:
        known = [f"--from {code}" for code in others or dossier.states if code != told]
        _refuse("it must be said from which State", f"write {' or '.join(known) or '--from with its code'}")
    tells = choose_state(sender, dossier) if sender else others[0]
    if tells == told:
        _refuse(f"{dossier.state_name(told)} cannot notify itself", "name two States")
    return told, tells


def _moment(as_of: str | None) -> Moment | None:
    from duecare.cli.assess import moment

    return moment(as_of)


def _date(reply_by: str | None, on: Moment) -> str:
    from duecare.cli.assess import moment

    found = moment(reply_by, "--reply-by")
    if found and found.latest < on.earliest:
        _refuse(f"--reply-by {found} lies before the day of the notice, {on}", "choose a later day")
    return found.text if found else ""


def _entry(asked: Asked, channel: str, title: str) -> str:
    """Return what to put into the dossier once the notice has gone out."""
    from duecare.base.visible import visible

    words = " ".join(visible(title).replace('"', "'").split())
    until = f"\n    reply_by: {asked.reply_by}" if asked.reply_by else ""
    return (
        "When it has been sent, put it into the dossier, with a source and the day on which it went:\n"
        f"  requests:\n  - id: {channel}-1\n    on: {asked.as_of}\n    by: {asked.sender}\n    to: {asked.to}\n"
        f'    channel: {channel}\n    what: "{words}"{until}\n    sources: []'
    )


def _refuse(message: str, advice: str) -> NoReturn:
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE

    raise InputError([Diagnostic(NOWHERE, message, advice)])
