"""`duecare practice`: look into the register of what States have said, count it, and export it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from duecare.base.moments import Moment
    from duecare.ir.declarations import Law
    from duecare.practice.current import Counting
    from duecare.practice.model import Register
    from duecare.rulebook.load import Bundle

app = typer.Typer(
    help="What States have said: list, compare, count, export, and try a draft of a position.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="As it stood on this date; else today.")]
Flagged = Annotated[bool, typer.Option("--flagged", help="Count unread and low-confidence records as well.")]
Organs = Annotated[bool, typer.Option("--organs", help="Count texts that an organ of all members adopted as well.")]
Json = Annotated[bool, typer.Option("--json", help="Write JSON.")]
LawFolder = Annotated[
    Path | None, typer.Option("--law", metavar="FOLDER", help="The folder of the law; else the bundled one.")
]


@app.command(name="list")
def list_(*, as_of: AsOf = None, flagged: Flagged = False, organs: Organs = False, json: Json = False,
          law: LawFolder = None) -> None:  # fmt: skip
    """List every record, and count the States by stance."""
    from duecare.practice.export import record_data, tally_data
    from duecare.practice.tally import bottom_line

    book, register, counting = _opened(law, as_of, flagged, organs)
    records = [one for one in register.records if one.date.latest <= counting.as_of.latest]
    counts = bottom_line(register, counting)
    if json:
        data = {
            "records": [record_data(one, register) for one in records],
            "counts": [tally_data(one) for one in counts],
        }
        _write_json(data, register, counting)
        return
    from duecare.cli.show_counts import write_tally
    from duecare.cli.show_practice import write_list
    from duecare.report.table import console

    out = console()
    write_list(records, register, out)
    for one in counts:
        write_tally(one, book, register, out)


@app.command()
def show(
    state: Annotated[str, typer.Argument(metavar="STATE", help="A State or group, by code or name.")],
    *, as_of: AsOf = None, flagged: Flagged = False, organs: Organs = False, json: Json = False, law: LawFolder = None,
) -> None:  # fmt: skip
    """Show what a State says at a date, and every record that says so."""
    from duecare.cli.choose_practice import choose_author
    from duecare.practice.declared import declared_view
    from duecare.practice.export import record_data, words_data

    book, register, counting = _opened(law, as_of, flagged, organs)
    declared = declared_view(book, register, choose_author(state, register), counting)
    if json:
        data = {"taken": declared.taken, "issues": declared.issues, **words_data(declared.words)}
        data["records"] = [record_data(one, register) for one in declared.words.records]
        _write_json(data, register, counting)
        return
    from duecare.cli.show_practice import write_state
    from duecare.report.table import console

    write_state(declared, book, register, console())


@app.command()
def compare(
    states: Annotated[list[str], typer.Argument(metavar="STATES...", help="States or groups, by code or name.")],
    *, as_of: AsOf = None, flagged: Flagged = False, organs: Organs = False, json: Json = False, law: LawFolder = None,
) -> None:  # fmt: skip
    """Set what States say beside each other, issue by issue."""
    from duecare.cli.choose_practice import choose_author
    from duecare.practice.declared import declared_view
    from duecare.practice.export import words_data

    book, register, counting = _opened(law, as_of, flagged, organs)
    chosen = dict.fromkeys(choose_author(state, register) for state in states)
    declared = [declared_view(book, register, who, counting) for who in chosen]
    if json:
        data = [{"taken": one.taken, "issues": one.issues, **words_data(one.words)} for one in declared]
        _write_json({"states": data}, register, counting)
        return
    from duecare.cli.show_compared import write_compared
    from duecare.report.table import console

    write_compared(declared, book, register, console())


@app.command()
def issue(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An issue of the law.")],
    *, as_of: AsOf = None, flagged: Flagged = False, organs: Organs = False, json: Json = False, law: LawFolder = None,
) -> None:  # fmt: skip
    """Tell who holds which position on an issue, and count them."""
    from duecare.cli.choose_practice import choose_issues
    from duecare.practice.export import tally_data
    from duecare.practice.tally import tally

    book, register, counting = _opened(law, as_of, flagged, organs)
    counts = [tally(register, full, counting) for full in choose_issues(name, book)]
    if json:
        _write_json({"counts": [tally_data(one) for one in counts]}, register, counting)
        return
    from duecare.cli.show_counts import write_issue
    from duecare.report.table import console

    write_issue(counts, book, register, console())


@app.command()
def count(
    name: Annotated[str | None, typer.Argument(metavar="[ISSUE]", help="An issue; else that of the stance.")] = None,
    *, out: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="A .csv or .json file.")] = None,
    as_of: AsOf = None, flagged: Flagged = False, organs: Organs = False, json: Json = False, law: LawFolder = None,
) -> None:  # fmt: skip
    """Count the States by answer, evidence apart, with the rule and the date: figures to be cited."""
    from duecare.cli.write_figures import counted, write_counts
    from duecare.practice.export import tally_data

    book, register, counting = _opened(law, as_of, flagged, organs)
    counts = counted(name, book, register, counting)
    if out is not None:
        write_counts(counts, out)
        return
    if json:
        _write_json({"counts": [tally_data(one) for one in counts]}, register, counting)
        return
    from duecare.cli.show_counts import write_tally
    from duecare.report.table import console

    screen = console()
    for one in counts:
        write_tally(one, book, register, screen)


@app.command()
def figure(
    kind: Annotated[str, typer.Argument(metavar="acceptance|matrix|map", help="In time; by State; with a map.")],
    issues: Annotated[list[str] | None, typer.Argument(metavar="[ISSUES...]", help="Issues; the first leads.")] = None,
    *, out: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="A .svg or .png file.")],
    state: Annotated[list[str] | None, typer.Option(metavar="STATE", help="In a matrix, these States alone.")] = None,
    width: Annotated[float | None, typer.Option(metavar="MM", help="In millimetres; else as A4 has room.")] = None,
    as_of: AsOf = None, flagged: Flagged = False, organs: Organs = False, law: LawFolder = None,
) -> None:  # fmt: skip
    """Draw the register, without a browser and without a network."""
    from duecare.cli.write_figures import Asked, write_figure

    write_figure(kind, out, Asked(*_opened(law, as_of, flagged, organs), issues or (), state or (), width))


@app.command()
def figures(
    out: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER", help="A folder; it is made if need be.")],
    *, as_of: AsOf = None, flagged: Flagged = False, organs: Organs = False, law: LawFolder = None,
) -> None:  # fmt: skip
    """Write every figure, and the counts they rest on, into a folder."""
    from duecare.cli.write_figures import Asked, write_figures

    write_figures(out, Asked(*_opened(law, as_of, flagged, organs)))


@app.command()
def timeline(
    name: Annotated[str | None, typer.Argument(metavar="[ISSUE]", help="An issue; else that of the stance.")] = None,
    *, as_of: AsOf = None, flagged: Flagged = False, organs: Organs = False, json: Json = False, law: LawFolder = None,
) -> None:  # fmt: skip
    """Tell in order of time which text changed what on an issue."""
    from duecare.cli.choose_practice import choose_issues
    from duecare.practice.export import event_data
    from duecare.practice.tally import bottom_line
    from duecare.practice.timeline import timeline as events_of

    book, register, counting = _opened(law, as_of, flagged, organs)
    names = choose_issues(name, book) if name else [one.issue for one in bottom_line(register, counting)]
    events = {full: events_of(register, full, counting) for full in names}
    if json:
        data = {full: [event_data(one) for one in found] for full, found in events.items()}
        _write_json({"timeline": data}, register, counting)
        return
    from duecare.cli.show_timeline import write_timeline
    from duecare.report.table import console

    out = console()
    for full, found in events.items():
        write_timeline(full, found, book, register, counting, out)


@app.command()
def export(
    out: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="A .csv, .json or .parquet file.")],
    *,
    positions: Annotated[bool, typer.Option("--positions", help="A row a position instead of a row a record.")] = False,
    law: LawFolder = None,
) -> None:
    """Write the register into a file, whole or not at all; CSV and Parquet have the columns of the survey."""
    from duecare.cli.output import as_json, check_target, write_whole
    from duecare.practice.export import as_csv, as_parquet, positions_table, records_table, register_data

    check_target(out, (".csv", ".json", ".parquet"))
    _, register = _read(law)
    table = positions_table(register) if positions else records_table(register)
    if out.suffix.lower() == ".json":
        write_whole(out, as_json(register_data(register)) + "\n")
    elif out.suffix.lower() == ".csv":
        write_whole(out, as_csv(table))
    else:
        write_whole(out, as_parquet(table, register))
    typer.echo(f"wrote {out}: {len(register.records)} records, register {register.hash[:12]}")


def _opened(law: Path | None, as_of: str | None, flagged: bool, organs: bool) -> tuple[Law, Register, Counting]:
    """Return the law, its register, and what counts."""
    from duecare.practice.current import Counting

    counting = Counting(day(as_of), flagged, organs)
    return (*_read(law), counting)


def _read(law: Path | None) -> tuple[Law, Register]:
    bundle, register = opened(law)
    return bundle.law, register


def opened(law: Path | None) -> tuple[Bundle, Register]:
    """Return a law and its register, which fit each other; InputError tells why not."""
    from duecare.base.errors import InputError
    from duecare.practice.check import check_register
    from duecare.practice.read import read_register
    from duecare.rulebook.load import load_bundled, load_law

    bundle = load_law(law) if law else load_bundled()
    register = read_register(bundle.folder)
    if wrong := check_register(register, bundle.law):
        raise InputError(wrong)
    return bundle, register


def day(as_of: str | None) -> Moment:
    """Return the date that `--as-of` names, or today."""
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.moments import parse_moment
    from duecare.base.spans import NOWHERE

    try:
        return parse_moment(as_of or datetime.now(UTC).date().isoformat())
    except ValueError as error:
        raise InputError([Diagnostic(NOWHERE, f"--as-of: {error}", "write a date such as 2021-05-14")]) from error


def _write_json(data: dict[str, Any], register: Register, counting: Counting) -> None:
    from duecare.cli.output import as_json

    head = {"register": register.hash, "as_of": counting.as_of.text}
    typer.echo(as_json({**head, "flagged": counting.flagged, "organs": counting.organs, **data}))
