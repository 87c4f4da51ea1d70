"""`duecare batch`: tables of frames, worked out row by row exactly as one dossier is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from duecare.batch.plan import Plan

app = typer.Typer(help="Work out tables of frames.", no_args_is_help=True, rich_markup_mode=None)

Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="A .parquet file.")]
Views = Annotated[str, typer.Option("--views", help="Named views, with commas between; `any_reading`: all together.")]
Questions = Annotated[
    str, typer.Option("--questions", help="Of applicable, due, omitted, breached; `contested` adds where views part.")
]
Kind = Annotated[str, typer.Option("--kind", help="Of frames: toward, alone, people, people_alone.")]
Only = Annotated[str, typer.Option("--only", help="These obligations alone, with commas between.")]
ByDuty = Annotated[bool, typer.Option("--by-duty", help="Ask of each duty and norm, not of each phase.")]
Proof = Annotated[
    str, typer.Option("--proof", metavar="STANDARD", help="prima_facie, balance, high or conclusive (evidence).")
]
Restart = Annotated[bool, typer.Option("--restart", help="Throw away what an unfinished run left.")]


@app.command()
def run(
    frames: Annotated[Path, typer.Argument(metavar="FRAMES", help="A .parquet table of frames.")],
    *,
    output: Output,
    views: Views = "",
    questions: Questions = "breached",
    kind: Kind = "toward",
    only: Only = "",
    by_duty: ByDuty = False,
    chance: Annotated[bool, typer.Option("--chance", help="Cells are chances: tell how likely each is.")] = False,
    engine: Annotated[str, typer.Option("--engine", help="local or spark.")] = "local",
    master: Annotated[str, typer.Option("--master", help="Of the Spark cluster.")] = "local[*]",
    restart: Restart = False,
) -> None:
    """Answer a table of frames: true, false, or null where what is known leaves it open.

    A run that was stopped goes on where it was.
    """
    _need("pyarrow", "batch")
    from duecare.cli.output import check_apart, check_target

    check_target(output, (".parquet",))
    check_apart(output, frames)
    from duecare.batch.run import opened_table

    opened_table(frames)  # before any work
    chosen = _engine(engine, chance=chance)
    plan = _plan(kind, views, questions, only, by_duty=by_duty, chance=chance)
    _work(plan, frames, output, restart=restart, master=master if chosen == "spark" else "")
    for column in plan.left_out:
        typer.echo(f"left out: {column}: its functions are too large", err=True)
    typer.echo(f"wrote {output}")


@app.command()
def frames(
    dossiers: Annotated[list[Path], typer.Argument(metavar="DOSSIER...", help="Dossiers, or folders of them.")],
    *,
    output: Output,
    kind: Kind = "toward",
    proof: Proof = "balance",
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that read.")] = 2,
) -> None:
    """Write the frames of dossiers as a table, each as it stands at the end of what its dossier tells."""
    _need("pyarrow", "batch")
    from duecare.batch.asking import check_kind
    from duecare.batch.dossiers import tables
    from duecare.batch.write import write_tables
    from duecare.cli.choose import choose_standard
    from duecare.cli.output import check_target
    from duecare.rulebook.load import load_bundled

    check_target(output, (".parquet",))
    check_kind(kind)
    paths = [path for given in dossiers for path in (sorted(given.glob("*.yaml")) if given.is_dir() else [given])]
    standard = choose_standard(proof)
    with _progress("reading dossiers") as tell:
        rows = write_tables(output, tables(paths, kind, standard, workers, tell), kind, load_bundled().hash)
    typer.echo(f"wrote {output}: {rows:,} frames of {len(paths):,} dossiers")


def _plan(kind: str, views: str, questions: str, only: str, *, by_duty: bool, chance: bool) -> Plan:
    from duecare.batch.asking import plan_asked

    with _progress("preparing the law") as tell:
        return plan_asked(
            kind, _split(views), _split(questions), _split(only), by_duty=by_duty, chance=chance, tell=tell
        )


def _work(plan: Plan, source: Path, target: Path, *, restart: bool, master: str) -> None:
    from duecare.base.errors import DuecareError
    from duecare.batch.run import ANSWERS, CHANCES, Run, StoppedError, check, put_together, work_through
    from duecare.batch.run import restart as begin_anew
    from duecare.batch.work import work_for

    asked = Run(source, target, plan, CHANCES if plan.chance else ANSWERS)
    table = check(asked)
    if restart:
        begin_anew(asked)
    try:
        with _progress("row groups") as tell:
            if master:
                from duecare.batch.spark import work_on_cluster

                groups = work_on_cluster(asked, table, master)
            else:
                groups = work_through(asked, table, work_for(plan), tell)
            put_together(asked, groups)
    except StoppedError as stopped:
        raise DuecareError(str(stopped)) from None


def _engine(name: str, *, chance: bool) -> str:
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE

    if name not in {"local", "spark"}:
        raise InputError([Diagnostic(NOWHERE, f"--engine: there is no engine '{name}'", "write local or spark")])
    if name == "spark":
        _need("pyspark", "spark")
        if chance:
            raise InputError([Diagnostic(NOWHERE, "--chance runs on this machine only", "leave out --engine spark")])
    return name


def _need(module: str, extra: str) -> None:
    from importlib.util import find_spec

    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE

    if find_spec(module) is None or find_spec("numpy") is None:
        raise InputError([Diagnostic(NOWHERE, f"this needs {module}", f"pip install 'duecare[{extra}]'")])


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], object]]:
    """Show how far the work is, on a terminal only."""
    if not sys.stderr.isatty():
        yield max
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
