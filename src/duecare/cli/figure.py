"""`duecare figure`: a figure of a case as SVG or PNG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from duecare.cli.assess import AsOf, DossierFile, LawAt, Proof, assessed
from duecare.cli.release import Tlp
from duecare.cli.what_if import Assume

if TYPE_CHECKING:
    from duecare.assess.model import Finding
    from duecare.report.document import Figure
    from duecare.report.memo_record import Desk
    from duecare.rulebook.load import Bundle

_FORMATS = (".svg", ".png")
_NARROWEST, _WIDEST = 120.0, 600.0


def figure(
    dossier: DossierFile,
    *,
    kind: Annotated[str, typer.Option("--kind", help="timeline, ladder, map (of the argument) or matrix.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="A .svg or .png file.")],
    state: Annotated[str | None, typer.Option("--state", help="Of a ladder or map: the State assessed.")] = None,
    toward: Annotated[str | None, typer.Option("--toward", help="Of a ladder or map: whom it is owed to.")] = None,
    duty: Annotated[str | None, typer.Option("--duty", help="Of a ladder or map: the duty.")] = None,
    view: Annotated[str, typer.Option("--view", help="Of a map: under this view.")] = "",
    width: Annotated[float, typer.Option("--width", metavar="MM", help="How wide, in millimetres.")] = 170.0,
    as_of: AsOf = None,
    law_at: LawAt = None,
    proof: Proof = "balance",
    tlp: Tlp = None,
    assume: Assume = None,
) -> None:
    """Draw what happened, why, or what comes out under each reading.

    Without a duty, a ladder or a map is of the gravest finding.
    """
    from duecare.cli.output import check_target, write_whole
    from duecare.drawing.picture import as_png, can_png
    from duecare.report.pictures.chosen import KINDS, desk_of, gravest

    check_target(output, _FORMATS)
    if kind not in KINDS:
        _refuse(f"there is no figure '{kind[:80]}'", f"write one of {', '.join(KINDS)}")
    if kind in ("timeline", "matrix") and (state or toward or duty):
        _refuse(f"the {kind} shows all States and duties", "leave out --state, --toward and --duty")
    if not _NARROWEST <= width <= _WIDEST:
        _refuse(f"a figure {width:g} mm wide is not drawn", f"give {_NARROWEST:g} to {_WIDEST:g} mm")
    if output.suffix.lower() == ".png" and not can_png():
        as_png("")  # says which extra to install
    read, bundle, result = assessed(dossier, as_of, None, proof, law_at, tlp=tlp, assume=assume)
    desk = desk_of(result, read, bundle.law)
    bearer, whom, wanted = _chosen(state, toward, duty, desk)
    finding = gravest(desk, bearer, whom, wanted)
    if finding is None and kind != "timeline":
        _refuse("there is no finding to draw", "run `duecare assess` to see all findings")
    drawn = _drawn(kind, finding, desk, bundle, (view, proof, as_of), width)
    write_whole(output, drawn.svg if output.suffix.lower() == ".svg" else as_png(drawn.svg))
    typer.echo(f"wrote {output}: {drawn.caption}")
    if assume:
        from duecare.cli.what_if import shifted, write_shifted

        write_shifted(
            shifted(assessed(dossier, as_of, None, proof, law_at, tlp=tlp)[2], result), bundle.law, result.states
        )


def _chosen(state: str | None, toward: str | None, duty: str | None, desk: Desk) -> tuple[str, str | None, str]:
    from duecare.cli.choose import choose_duty, choose_state

    bearer = choose_state(state, desk.dossier) if state else ""
    return bearer, choose_state(toward, desk.dossier) if toward else None, choose_duty(duty, desk.law) if duty else ""


def _drawn(
    kind: str, finding: Finding | None, desk: Desk, bundle: Bundle, asked: tuple[str, str, str | None], width: float
) -> Figure:
    from math import inf

    from duecare.drawing.sheet import points
    from duecare.report.pictures.ladder import ladder
    from duecare.report.pictures.readings import readings
    from duecare.report.pictures.timeline import timeline

    if finding is None or kind == "timeline":
        return timeline(desk, points(width))
    if kind == "matrix":
        return readings(desk, points(width), inf)[0]
    if kind == "ladder":
        return ladder(finding, desk, points(width))
    return _map(finding, desk, bundle, asked, points(width))


def _map(finding: Finding, desk: Desk, bundle: Bundle, asked: tuple[str, str, str | None], width: float) -> Figure:
    from duecare.assess.why import why
    from duecare.cli.assess import moment
    from duecare.cli.choose import choose_standard, choose_views
    from duecare.report.pictures.argument import argument_map

    view, proof, as_of = asked
    chosen = choose_views([view], desk.law)[0] if view else ""
    told = why(desk.dossier, bundle, bearer=finding.bearer, beneficiary=finding.beneficiary, duty=finding.duty,
               view=chosen, as_of=moment(as_of), standard=choose_standard(proof))  # fmt: skip
    return argument_map(told, desk, width)


def _refuse(message: str, advice: str) -> NoReturn:
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE

    raise InputError([Diagnostic(NOWHERE, message, advice)])
