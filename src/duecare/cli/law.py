"""`duecare law`: check, format and look into a law. What is heavy is imported by the verb that needs it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from duecare.base.errors import Diagnostic
    from duecare.ir.declarations import Law
    from duecare.lang.book import Book

app = typer.Typer(help="Check, format and look into the law.", no_args_is_help=True, rich_markup_mode=None)

LawFolder = Annotated[
    Path | None,
    typer.Option("--law", metavar="FOLDER", help="The folder of the law; else the bundled one."),
]
Paths = Annotated[list[Path] | None, typer.Argument(metavar="[PATHS]", help="Folders or Markdown files.")]


@app.command()
def check(paths: Paths = None, law: LawFolder = None) -> None:
    """Tell every mistake in a law, in some of its files, or in files of cases beside it."""
    from duecare.lang.references import references
    from duecare.lang.review import review
    from duecare.rulebook.capacity import capacity
    from duecare.rulebook.participation import participation

    folder = law or bundled()
    diagnostics = [*review(folder, paths or [])]
    for path in paths or [folder]:
        diagnostics += _wrong_rows(path, capacity)
    if not diagnostics and not paths:
        known = _book(law).law
        diagnostics += _wrong_rows(folder, lambda path: participation(path, known))
        diagnostics += _wrong_rows(folder, references)
        diagnostics += _wrong_rows(folder, lambda path: _check_practice(path, known))
    if diagnostics:
        _refuse(diagnostics)
    typer.echo("no mistakes")


@app.command(name="format")
def format_(
    paths: Paths = None,
    law: LawFolder = None,
    only_check: Annotated[bool, typer.Option("--check", help="Write nothing; name the files to format.")] = False,
) -> None:
    """Write the rule blocks of Markdown files in the one canonical form."""
    from duecare.lang.format import format_file

    changed: list[Path] = []
    mistakes: list[Diagnostic] = []
    for path in _markdown(paths or [law or bundled()]):
        told = format_file(path, write=not only_check)
        if isinstance(told, bool):
            changed += [path] if told else []
        else:
            mistakes += told
    for path in changed:
        typer.echo(f"would format {path}" if only_check else f"formatted {path}")
    if mistakes:
        _refuse(mistakes)
    raise typer.Exit(1 if changed and only_check else 0)


@app.command()
def show(name: Annotated[str, typer.Argument(metavar="NAME")], law: LawFolder = None) -> None:
    """Show a declaration: its rule, its authorities with their grades, where it stands and who uses it."""
    from duecare.base.errors import Diagnostic
    from duecare.base.spans import NOWHERE
    from duecare.lang.lookup import find, known_names
    from duecare.lang.names import suggestion

    book = _book(law)
    entries = find(book, name)
    if not entries:
        advice = suggestion(name, known_names(book.law)) or "list the facts with `duecare law facts`"
        _refuse([Diagnostic(NOWHERE, f"the law declares nothing named '{name}'", advice)])
    from duecare.cli.show_entry import write_entry

    for entry in entries:
        write_entry(entry)


@app.command()
def facts(
    law: LawFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """List what the law asks of an analyst: facts and appraisals with their questions."""
    from duecare.cli.show_facts import write_facts

    asked = tuple(leaf for leaf in _book(law).law.leaves if not leaf.dated)
    write_facts(asked, as_json=as_json)


@app.command(name="compile")
def compile_(
    law: LawFolder = None,
    search: Annotated[int, typer.Option(metavar="ROUNDS", help="Search so long for a smaller order (minutes).")] = 0,
) -> None:
    """Check a law and write its compiled form beside its text; the bundled law ships with its own."""
    from duecare.base.errors import InputError
    from duecare.cli.output import write_whole
    from duecare.lang.review import review
    from duecare.rulebook.load import COMPILED, compiled_text, load_law, with_smaller_order

    folder = law or bundled()
    if mistakes := review(folder, ()):
        _refuse(mistakes)
    try:
        bundle = load_law(folder)
        if search:
            bundle = with_smaller_order(bundle, search, typer.echo)
        write_whole(folder / COMPILED, compiled_text(bundle))
    except InputError as error:
        _refuse(error.diagnostics)
    typer.echo(f"wrote {folder / COMPILED}: {len(bundle.compiled.level):,} nodes")


@app.command(name="hash")
def hash_(law: LawFolder = None) -> None:
    """Write the hash that names the content of a law."""
    from duecare.rulebook.load import bundle_hash

    typer.echo(bundle_hash(_book(law).law, law or bundled()))


@app.command()
def weave(
    out: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write index.html into.")],
    law: LawFolder = None,
) -> None:
    """Write the readable edition of a law: one HTML page of prose and rules, with tables and indexes."""
    from duecare.base.errors import InputError
    from duecare.cli.output import check_target, write_whole
    from duecare.lang.review import mistakes
    from duecare.rulebook.load import bundle_hash
    from duecare.rulebook.participation import participation
    from duecare.weave.page import edition

    page = out / "index.html"
    try:
        check_target(page if out.exists() else out)
        book = _book(law)
        if found := mistakes(law or bundled(), book):
            _refuse(found)
        folder = law or bundled()
        written = edition(book, participation(folder, book.law), bundle_hash(book.law, folder))
        out.mkdir(exist_ok=True)
        write_whole(page, written)
    except InputError as error:
        _refuse(error.diagnostics)
    typer.echo(f"wrote {page}")


@app.command()
def stats(
    law: LawFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Count what the law holds, and how much of what it cites was read at the place."""
    from duecare.cli.show_stats import write_stats
    from duecare.rulebook.load import bundle_hash
    from duecare.weave.stats import stats as counted

    book = _book(law)
    write_stats(counted(book, bundle_hash(book.law, law or bundled())), as_json=as_json)


def bundled() -> Path:
    """Return the folder of the law that comes with Duecare."""
    return Path(str(files("duecare").joinpath("law")))


def _book(law: Path | None) -> Book:
    """Read a law, or tell its mistakes and stop."""
    from duecare.lang.book import read_book
    from duecare.lang.review import mistakes

    folder = law or bundled()
    book = read_book(folder)
    if book.diagnostics:
        _refuse(mistakes(folder, book))
    return book


def _wrong_rows(folder: Path, read: Callable[[Path], object]) -> list[Diagnostic]:
    """Return what is wrong with a table in a folder, told by the folder's own path."""
    from duecare.base.errors import InputError

    try:
        read(folder)
    except InputError as error:
        return [replace(one, span=replace(one.span, file=str(folder / one.span.file))) for one in error.diagnostics]
    return []


def _check_practice(folder: Path, law: Law) -> None:
    """Raise what is wrong with the register of practice beside a law."""
    from duecare.base.errors import InputError
    from duecare.practice.check import check_register
    from duecare.practice.read import read_register

    if wrong := check_register(read_register(folder), law):
        raise InputError(wrong)


def _markdown(paths: Iterable[Path]) -> list[Path]:
    listed = [sorted(path.rglob("*.md")) if path.is_dir() else [path] for path in paths]
    return [path for group in listed for path in group]


def _refuse(diagnostics: Iterable[Diagnostic]) -> NoReturn:
    """Write mistakes to the error stream, with colour on a terminal, and stop."""
    from duecare.cli.show_mistakes import write_mistakes

    write_mistakes(diagnostics, colour=sys.stderr.isatty())
    raise typer.Exit(1)
