"""`duecare import`: a foreign record as a draft of a dossier, with an account of everything in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from duecare.ingest.account import Account
    from duecare.ingest.draft import Draft
    from duecare.ir.declarations import Law

SOMETHING_LEFT = 3


def import_record(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A STIX bundle, MISP events, EuRepoC or another CSV.")],
    *,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="PATH", help="The dossier; a folder, if the file holds several.")
    ],
    form: Annotated[
        str, typer.Option("--as", metavar="FORMAT", help="stix, misp, eurepoc or csv; else detected.")
    ] = "",
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="What the columns of a CSV mean, a YAML file.")
    ] = None,
    affected: Annotated[
        list[str] | None, typer.Option("--affected", metavar="STATE", help="A State that was harmed; may be repeated.")
    ] = None,
    began: Annotated[
        str | None, typer.Option("--began", metavar="DATE", help="When the operation began; else read off the record.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write the whole account of the import, as JSON.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Write the account to the terminal, as JSON.")] = False,
) -> None:
    """Make a draft of a dossier from a STIX bundle, MISP events, EuRepoC or a CSV.

    All of it is a proposal: claims are alleged, nobody is named as the author, and what no field holds is kept and
    listed. A dossier that is there is never changed. Exit 3: done, but some of the record was left out.
    """
    from duecare.cli.assess import moment
    from duecare.cli.choose import choose_format
    from duecare.cli.output import check_apart, check_target
    from duecare.ingest.detect import FORMATS, open_record
    from duecare.ingest.limits import refuse
    from duecare.rulebook.load import load_bundled

    if report is not None:
        check_target(report, (".json",))
        check_apart(report, file)
    chosen = choose_format(form, FORMATS)
    states = tuple(_state(one) for one in affected or ())
    account, drafts = open_record(file, chosen, mapping, states, moment(began, "--began"))
    first = list(islice(drafts, 2))
    if not first:
        refuse(str(file), "this file holds no record", "check that it is whole")
    several = len(first) > 1 or account.format == "eurepoc" or output.is_dir()
    put = _many if several else _one
    done = put(chain(first, drafts), account, output, load_bundled().law)
    _tell(account, done, report, json=json)
    if account.left_out or account.troubles:
        raise typer.Exit(SOMETHING_LEFT)


def _tell(account: Account, done: str, report: Path | None, *, json: bool) -> None:
    """Write the account to a file, if one is named, and to the terminal."""
    from duecare.cli.output import as_json, write_whole
    from duecare.cli.show_import import write_account
    from duecare.ingest.account import report_data

    if report is not None:
        write_whole(report, as_json(report_data(account)) + "\n")
    if json:
        typer.echo(as_json(report_data(account)))
    else:
        write_account(account, done, report)


def _one(drafts: Iterator[Draft], account: Account, output: Path, law: Law) -> str:
    """Write the only dossier to a file; return what was done."""
    from duecare.cli.output import check_target, write_whole
    from duecare.ingest.draft import text_of
    from duecare.ingest.limits import refuse

    draft = next(drafts)
    check_target(output, (".yaml", ".yml"))
    if draft.refused:
        refuse(
            account.file, f"no dossier can be made of this record: {draft.refused}", "mend the record, or say it here"
        )
    text = text_of(draft)
    _check(text, draft.name, law)
    account.add(draft, output.name)
    if output.exists():
        return _present(output, text, account, law)
    write_whole(output, text)
    return f"wrote {output}"


def _present(output: Path, text: str, account: Account, law: Law) -> str:
    """Return what to say of a dossier that is there: it holds the record already, or it is refused."""
    from duecare.base.errors import InputError
    from duecare.dossier.read import read_dossier
    from duecare.ingest.limits import refusal

    if output.read_bytes() == text.encode():
        return f"{output} is this record already; nothing was changed"
    try:
        held = read_dossier(output, law)
    except InputError:
        held = None
    if held is not None and account.sha256 in {held.sources[one.source].sha256 for one in held.imports}:
        return f"{output} was made from this record and worked on since; nothing was changed"
    raise refusal("", f"'{output}' exists, and is not this record", "name another file; an import changes no dossier")


def _many(drafts: Iterator[Draft], account: Account, output: Path, law: Law) -> str:
    """Write a folder of dossiers, whole or not at all; return what was done."""
    from duecare.ingest.draft import text_of
    from duecare.ingest.limits import refuse

    if output.suffix in {".yaml", ".yml"} or output.is_file():
        refuse("", f"this record holds several dossiers, and '{output}' is no folder", "name a folder with -o")
    if not output.absolute().parent.is_dir():
        refuse("", f"there is no folder '{output.parent}'", "make it first, or name another")
    staged = output.absolute().with_name(f".{output.name}.{os.getpid()}.part")
    staged.mkdir()
    try:
        for draft in drafts:
            name = f"{draft.name}.yaml"
            if not draft.refused:
                text = text_of(draft)
                draft.refused = _mistake(text, draft.name, law)
            if not draft.refused:
                (staged / name).write_text(text, encoding="utf-8")
            account.add(draft, "" if draft.refused else name)
        return _put(staged, output)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _put(staged: Path, output: Path) -> str:
    """Move a finished folder to its place; one that is there must hold the very same files."""
    from duecare.ingest.limits import refuse

    made = sorted(path.name for path in staged.iterdir())
    if not output.exists():
        staged.replace(output)
        return f"wrote {len(made)} dossiers to {output}"
    there = {path.name for path in output.iterdir()}
    other = [name for name in made if name in there and (output / name).read_bytes() != (staged / name).read_bytes()]
    if other:
        message = f"'{output}' has {len(other)} dossiers that are not as in this record, such as {other[0]}"
        refuse("", message, "name another folder with -o; an import changes no dossier")
    fresh = [name for name in made if name not in there]
    for name in fresh:
        (staged / name).replace(output / name)
    if not fresh:
        return f"{output} holds all {len(made)} dossiers already; nothing was changed"
    return f"wrote {len(fresh)} of the {len(made)} dossiers to {output}; it held the others already"


def _check(text: str, name: str, law: Law) -> None:
    """Let the strict reader see what is about to be written."""
    from duecare.dossier.read import parse_dossier

    parse_dossier(text.encode(), f"{name}.yaml", law)


def _mistake(text: str, name: str, law: Law) -> str:
    from duecare.base.errors import InputError

    try:
        _check(text, name, law)
    except InputError as error:
        return f"the dossier would not be read: {error.diagnostics[0].message}"
    return ""


def _state(text: str) -> str:
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE
    from duecare.base.states import near_states, state_name
    from duecare.ingest.countries import state_of

    code = state_of(text)
    if not code:
        meant = near_states(text)
        advice = f"did you mean {meant[0]} ({state_name(meant[0])})?" if meant else "write a code such as EST"
        raise InputError([Diagnostic(NOWHERE, f"--affected: '{text[:40]}' is no State", advice)])
    return code
