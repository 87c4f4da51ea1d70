"""`duecare export`: an assessment or a dossier's indicators in the formats of others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duecare.cli.assess import AsOf, DossierFile, LawAt, Proof, Views
from duecare.cli.release import Tlp, for_level
from duecare.cli.what_if import Assume

if TYPE_CHECKING:
    from duecare.dossier.model import Dossier, Indicator
    from duecare.exchange.xarf import Sender

FORMATS = ("stix", "xarf", "indicators")
_ADDRESS = re.compile(r"[^@\s]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def export(
    dossier: DossierFile,
    *,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="stix, xarf or indicators.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="PATH", help="A .json file for stix, else a folder.")
    ],
    as_of: AsOf = None,
    law_at: LawAt = None,
    view: Views = None,
    proof: Proof = "balance",
    tlp: Tlp = None,
    org: Annotated[str, typer.Option("--org", help="Who sends X-ARF reports.")] = "",
    contact: Annotated[str, typer.Option("--contact", metavar="EMAIL", help="Where the sender can be asked.")] = "",
    assume: Assume = None,
) -> None:
    """Write an assessment as STIX 2.1, or the dossier's indicators by territory as X-ARF 4 or CSV.

    Everything bears the strictest marking of what it was made from, and nothing says who carried the operation out.
    """
    from duecare.cli.choose import choose_export
    from duecare.ingest.limits import refuse
    from duecare.report.release_words import release_words

    choose_export(to, FORMATS)
    if to == "stix":
        read = _stix(dossier, output, (as_of, view, proof, law_at), tlp, assume)
    else:
        if assume:
            refuse("", "lists of indicators rest on no finding, so that nothing can be supposed", "leave --assume out")
        read = _lists(dossier, output, _sender(org, contact) if to == "xarf" else None, tlp)
    if read.released:
        typer.echo(f"note: {release_words(read.released)}", err=True)


def _stix(
    file: Path,
    output: Path,
    asked: tuple[str | None, list[str] | None, str, str | None],
    tlp: str | None,
    assume: list[str] | None,
) -> Dossier:
    from duecare.cli.assess import assessed
    from duecare.cli.output import check_target, write_whole
    from duecare.exchange.stix import to_stix

    check_target(output, (".json",))
    read, bundle, result = assessed(file, *asked, tlp=tlp, assume=assume)
    write_whole(output, to_stix(result, read, bundle.law))
    typer.echo(f"wrote {output}: {_many(len(result.findings), 'finding')}, {_many(len(result.questions), 'question')}")
    if assume:
        from duecare.cli.what_if import tell_change

        tell_change(assessed(file, *asked, tlp=tlp)[2], result, bundle.law)
    return read


def _lists(file: Path, output: Path, sender: Sender | None, tlp: str | None) -> Dossier:
    from duecare.cli.output import write_whole
    from duecare.dossier.read import read_dossier
    from duecare.exchange.lists import by_territory
    from duecare.ingest.limits import refuse
    from duecare.rulebook.load import load_bundled

    read = for_level(read_dossier(file, load_bundled().law), tlp)
    if not read.indicators:
        which = f" that may be shared at TLP:{read.released.upper()}" if read.released else ""
        refuse(str(file), f"this dossier has no indicators{which}", "list them under `indicators`, or import them")
    if output.suffix or output.is_file():
        refuse("", f"'{output}' is no folder", "lists are written one a territory: name a folder with -o")
    output.mkdir(exist_ok=True)
    for place, indicators in by_territory(read).items():
        name, text, said = _list(read, place, indicators, sender)
        if text:
            write_whole(output / name, text)
        typer.echo(said)
    return read


def _list(
    dossier: Dossier, place: str, indicators: tuple[Indicator, ...], sender: Sender | None
) -> tuple[str, str, str]:
    from duecare.exchange.lists import to_csv
    from duecare.exchange.xarf import to_xarf

    if sender is None:
        name = f"indicators-{place}.csv"
        return name, to_csv(dossier, indicators), f"wrote {name}: {_many(len(indicators), 'indicator')}"
    text, left = to_xarf(dossier, indicators, sender)
    name, told = f"xarf-{place}.jsonl", len(indicators) - len(left)
    kinds = ", ".join(sorted({one.type for one in left}))
    said = f"wrote {name}: {_many(told, 'report')}" if text else f"{place}: no reports"
    return name, text, said + (f"; {len(left)} that X-ARF reports nothing about ({kinds}) left out" if left else "")


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _sender(org: str, contact: str) -> Sender:
    from duecare.exchange.xarf import Sender
    from duecare.ingest.limits import refuse

    if not org.strip() or not _ADDRESS.fullmatch(contact):
        refuse("", "X-ARF reports need a sender", "say --org NAME and --contact EMAIL")
    return Sender(org.strip(), contact)
