"""Writes figures of the register, one or all, and the counts beside them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import typer

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.cli.choose_practice import choose_author, choose_issues
from duecare.cli.output import as_json, check_target, write_whole
from duecare.drawing.picture import as_png, can_png
from duecare.drawing.sheet import points
from duecare.figures.acceptance import acceptance
from duecare.figures.matrix import grid_of, matrix, room
from duecare.figures.world import ISSUES, check_width, world
from duecare.ir.declarations import Law
from duecare.practice.course import course
from duecare.practice.current import Counting
from duecare.practice.export import as_csv, counts_table, tally_data
from duecare.practice.model import Register
from duecare.practice.tally import Tally, bottom_line, tally

KINDS = ("acceptance", "matrix", "map")
_UPRIGHT, _ACROSS = 186.0, 277.0  # millimetres: what A4 has room for, upright and across
_NARROWEST, _WIDEST = 80.0, 1200.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants drawn: issues by name, States by code or name, and the width in millimetres."""

    law: Law
    register: Register
    counting: Counting
    issues: Sequence[str] = ()
    states: Sequence[str] = ()
    width: float | None = None


def write_figure(kind: str, out: Path, asked: Asked) -> None:
    """Write one figure into a file, whole or not at all."""
    check_target(out, (".svg", ".png"))
    svg = drawn(kind, asked)
    write_whole(out, svg if out.suffix.lower() == ".svg" else as_png(svg))
    typer.echo(f"wrote {out}: {_made(asked)}")


def drawn(kind: str, asked: Asked) -> str:
    """Return a figure as SVG; InputError if it cannot be drawn as asked."""
    _check(kind, asked)
    return _DRAWN[kind](asked)


def write_figures(folder: Path, asked: Asked) -> None:
    """Write every figure and the counts into a folder, each file whole or not at all."""
    if folder.exists() and not folder.is_dir():
        _refuse(f"'{folder}' is no folder", "name a folder, or one that is to be made")
    contents = dict(_all(asked))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        _refuse(f"the folder '{folder}' cannot be made: {error.strerror}", "make it first, or name another")
    for name in contents:
        check_target(folder / name)
    for name, content in contents.items():
        write_whole(folder / name, content)
    typer.echo(f"wrote {', '.join(contents)} into {folder}: {_made(asked)}")
    if not can_png():
        typer.echo("note: no PNG was written, which needs duecare[figures]", err=True)


def write_counts(tallies: Sequence[Tally], out: Path) -> None:
    """Write counts into a file, whole or not at all."""
    check_target(out, (".csv", ".json"))
    write_whole(out, _counts_json(tallies) if out.suffix.lower() == ".json" else as_csv(counts_table(tallies)))
    typer.echo(f"wrote {out}")


def counted(name: str | None, law: Law, register: Register, counting: Counting) -> list[Tally]:
    """Return the counts on an issue, or those that the survey's stance speaks of."""
    names = choose_issues(name, law) if name else stance_issues(law, register, counting)
    return [tally(register, full, counting) for full in names]


def stance_issues(law: Law, register: Register, counting: Counting) -> list[str]:
    """Return the issues of the survey's stance; where the register has no survey, the law's first."""
    found = [one.issue for one in bottom_line(register, counting)]
    if found or not law.issues:
        return found
    return [next((issue.name for issue in law.issues if issue.gate), law.issues[0].name)]


def _all(asked: Asked) -> Iterator[tuple[str, str | bytes]]:
    tallies = counted(None, asked.law, asked.register, asked.counting)
    yield "counts.csv", as_csv(counts_table(tallies))
    yield "counts.json", _counts_json(tallies)
    for kind in KINDS:
        svg = drawn(kind, asked)
        yield f"{kind}.svg", svg
        if can_png():
            yield f"{kind}.png", as_png(svg)


def _acceptance(asked: Asked) -> str:
    names = _chosen(asked)
    if len(names) > 1:
        several = " and ".join(f"'{name}'" for name in names)
        _refuse(f"a figure in time has one issue, and these are {len(names)}", f"choose between {several}")
    return acceptance(
        course(asked.register, names[0], asked.counting), asked.law, asked.register, points(asked.width or _UPRIGHT)
    )


def _matrix(asked: Asked) -> str:
    width = points(asked.width or _UPRIGHT)
    states = list(dict.fromkeys(choose_author(state, asked.register) for state in asked.states))
    grid = grid_of(asked.register, asked.law, _columns(asked), asked.counting, states=states, most=room(width),
                   empty=bool(asked.issues))  # fmt: skip
    return matrix(grid, asked.law, asked.register, width)


def _map(asked: Asked) -> str:
    millimetres = asked.width or _ACROSS
    check_width(millimetres)
    grid = grid_of(asked.register, asked.law, _columns(asked), asked.counting, most=ISSUES, empty=bool(asked.issues))
    return world(grid, asked.law, asked.register, points(millimetres))


_DRAWN: dict[str, Callable[[Asked], str]] = {"acceptance": _acceptance, "matrix": _matrix, "map": _map}


def _chosen(asked: Asked) -> list[str]:
    """Return the issues asked for by name, or those of the stance."""
    named = [full for name in asked.issues for full in _spoken(choose_issues(name, asked.law), asked)]
    found = named or stance_issues(asked.law, asked.register, asked.counting)
    if not found:
        _refuse("the law has no issue, so that there is nothing to draw", "name another law with --law")
    return list(dict.fromkeys(found))


def _spoken(names: list[str], asked: Asked) -> list[str]:
    """Return, of an issue that obligations ask for themselves, those of which somebody spoke; or else the first."""
    return [name for name in names if tally(asked.register, name, asked.counting).counts] or names[:1]


def _columns(asked: Asked) -> list[str]:
    """Return the columns of a matrix: what was asked for, or the stance's issues and then all others of the law."""
    first = _chosen(asked)
    return first if asked.issues else list(dict.fromkeys([*first, *(issue.name for issue in asked.law.issues)]))


def _check(kind: str, asked: Asked) -> None:
    if kind not in KINDS:
        _refuse(f"there is no figure '{kind[:80]}'", f"write one of {', '.join(KINDS)}")
    if asked.states and kind != "matrix":
        _refuse(f"the figure '{kind}' counts every State", "leave out --state, or take the matrix")
    if asked.width is not None and not (math.isfinite(asked.width) and _NARROWEST <= asked.width <= _WIDEST):
        _refuse(f"a figure {asked.width:g} mm wide is not drawn", f"give {_NARROWEST:g} to {_WIDEST:g} mm")


def _counts_json(tallies: Sequence[Tally]) -> str:
    return as_json({"counts": [tally_data(one) for one in tallies]}) + "\n"


def _made(asked: Asked) -> str:
    return f"as of {asked.counting.as_of}, register {asked.register.hash[:12]}"


def _refuse(message: str, advice: str) -> NoReturn:
    raise InputError([Diagnostic(NOWHERE, message, advice)])
