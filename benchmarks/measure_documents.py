"""The memo on the bundled dossiers: composing it part by part, each format, each figure, and all of it together.

An assessed dossier is where the figures begin, unless a row says otherwise.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

from duecare.assess.again import worked_again
from duecare.assess.assess import assess
from duecare.assess.consequences import consequences
from duecare.assess.elements import elements_of
from duecare.assess.factors import factors_of
from duecare.assess.model import Assessment
from duecare.assess.sensitivity import sensitivity
from duecare.assess.why import why
from duecare.base.moments import parse_moment
from duecare.cli.write_document import FORMATS, write_documents
from duecare.dossier.model import Dossier
from duecare.dossier.read import read_dossier
from duecare.practice.check import register_of
from duecare.report.document import Document
from duecare.report.docx import to_docx
from duecare.report.html import to_html
from duecare.report.markdown import to_markdown
from duecare.report.pdf import to_pdf
from duecare.report.pictures.argument import argument_map
from duecare.report.pictures.chosen import desk_of, gravest
from duecare.report.pictures.for_memo import figures_of
from duecare.report.pictures.ladder import ladder
from duecare.report.pictures.readings import readings
from duecare.report.pictures.timeline import timelines
from duecare.report.written_memo import memo_of
from duecare.rulebook.load import Bundle, load_bundled
from harness import HERE, Row, commanded, timed, write

_COMMAND = (sys.executable, "-c", "from duecare.cli.main import run; run()")
_REPEATS = 3


def main() -> None:
    """Measure and write the results."""
    bundle = load_bundled()
    register = register_of(bundle.law, bundle.folder)
    rows: list[Row] = []
    for path in sorted((HERE.parent / "dossiers").glob("*.yaml")):
        dossier = read_dossier(path, bundle.law)
        found = assess(dossier, bundle, register=register, declared=True)
        document = memo_of(found, dossier, bundle)
        rows += _composed(path.stem, found, dossier, bundle)
        rows += _rendered(path.stem, document)
        rows += _drawn(path.stem, found, dossier, bundle)
        rows += _together(path, found, dossier, bundle)
    write("documents", rows)


def _composed(name: str, found: Assessment, dossier: Dossier, bundle: Bundle) -> Iterator[Row]:
    worked = worked_again(found, dossier, bundle)
    parts = {
        "frames worked out again": lambda: worked_again(found, dossier, bundle),
        "elements": lambda: elements_of(found, dossier, bundle, worked),
        "consequences": lambda: consequences(found, dossier, bundle, worked),
        "factors": lambda: factors_of(found, dossier, bundle),
        "sensitivity": lambda: sensitivity(found, dossier, bundle),
        "figures": lambda: figures_of(found, dossier, bundle, worked),
        "the memo, all of these in it": lambda: memo_of(found, dossier, bundle),
    }
    for what, run in parts.items():
        yield timed(f"{name}: compose: {what}", run, repeats=_REPEATS)


def _rendered(name: str, document: Document) -> Iterator[Row]:
    formats = {"Markdown": to_markdown, "HTML": to_html, "DOCX": to_docx, "PDF": to_pdf}
    for what, render in formats.items():
        yield timed(f"{name}: write: {what}", lambda render=render: render(document), repeats=_REPEATS)


def _drawn(name: str, found: Assessment, dossier: Dossier, bundle: Bundle) -> Iterator[Row]:
    desk = desk_of(found, dossier, bundle.law)
    finding = gravest(desk)
    yield timed(f"{name}: figure: timeline", lambda: timelines(desk), repeats=_REPEATS)
    yield timed(f"{name}: figure: matrix", lambda: readings(desk, 460, inf), repeats=_REPEATS)
    if finding is None:
        return
    frame = {"bearer": finding.bearer, "beneficiary": finding.beneficiary, "duty": finding.duty}
    told = why(dossier, bundle, **frame, as_of=parse_moment(found.as_of))
    yield timed(f"{name}: figure: ladder", lambda: ladder(finding, desk, 460), repeats=_REPEATS)
    yield timed(f"{name}: figure: map", lambda: argument_map(told, desk), repeats=_REPEATS, note="derived before")
    yield timed(f"{name}: derivation of the map", lambda: why(dossier, bundle, **frame), repeats=_REPEATS)


def _together(path: Path, found: Assessment, dossier: Dossier, bundle: Bundle) -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        files = [Path(folder, f"memo{suffix}") for suffix in FORMATS]

        def run() -> None:
            write_documents(files, memo_of(found, dossier, bundle))

        yield timed(f"{path.stem}: compose and write all four", run, repeats=_REPEATS)
        named = [part for file in files for part in ("-o", str(file))]
        yield commanded(f"{path.stem}: memo in all four, as a command", (*_COMMAND, "memo", str(path), *named))


if __name__ == "__main__":
    main()
