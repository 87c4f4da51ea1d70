"""What other programs call: load a rulebook, read a dossier, assess it, render what came out.

Mistakes of users raise InputError, whose text is fit for them; each part is loaded when it is first needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from duecare.assess.factors import FactorList
    from duecare.assess.model import Assessment
    from duecare.base.errors import InputError
    from duecare.base.moments import Moment
    from duecare.dossier.model import Dossier
    from duecare.rulebook.load import Bundle

Format = Literal["table", "markdown", "html", "json"]
FORMATS: tuple[Format, ...] = ("table", "markdown", "html", "json")


def load_rulebook(folder: Path | str | None = None, *, law_at: Moment | str | None = None) -> Bundle:
    """Return the law in a folder, checked and compiled; without a folder, the law that comes with Duecare.

    law_at  the day whose law it is to be: rules, authorities, views and positions of then; None: as restated.
    """
    from duecare.rulebook.law_at import law_at as law_of
    from duecare.rulebook.load import load_bundled, load_law

    bundle, day = load_bundled() if folder is None else load_law(Path(folder)), _moment(law_at)
    return bundle if day is None else law_of(bundle, day)


def read_dossier(path: Path | str, rulebook: Bundle | None = None) -> Dossier:
    """Return the dossier in a file, read in the words of a rulebook (None: the bundled one)."""
    from duecare.dossier.read import read_dossier as read

    return read(path, (rulebook or load_rulebook()).law)


def assess(
    dossier: Dossier,
    rulebook: Bundle | None = None,
    *,
    as_of: Moment | str | None = None,
    standard: str = "balance",
    views: Iterable[str] = (),
    declared: bool = False,
) -> Assessment:
    """Return every finding on a dossier under a rulebook (None: the bundled one).

    Findings also tell what States concerned have declared themselves, by the register of practice beside the law.

    as_of     the day of the assessment; None: the day on which the dossier was written.
    standard  of proof: prima_facie, balance, high or conclusive.
    views     those of the law's named views to look at; none named: all of them.
    declared  tell of each duty in question what becomes of it under the declared view of every State.
    """
    from duecare.assess.assess import assess as compute
    from duecare.dossier.model import STANDARDS
    from duecare.practice.check import register_of

    bundle, chosen = rulebook or load_rulebook(), tuple(views)
    _known("view", chosen, [view.name for view in bundle.law.views])
    _known("standard of proof", (standard,), STANDARDS)
    register = register_of(bundle.law, bundle.folder)
    return compute(
        dossier, bundle, as_of=_moment(as_of), standard=standard, views=chosen, register=register, declared=declared
    )


def render(
    assessment: Assessment, format: Format = "table", *, dossier: Dossier | None = None, rulebook: Bundle | None = None
) -> str:
    """Return an assessment as plain tables, as JSON, or as a memo in Markdown or HTML.

    A memo prints the record, so it needs the dossier; JSON has the factors only where it is given. Dossier and
    rulebook (None: the bundled one) must be those the assessment was made from.
    """
    _known("format", (format,), FORMATS)
    if format == "json" and dossier is None:
        return _json(assessment)
    bundle = rulebook or load_rulebook()
    _same("rulebook", bundle.hash, assessment.law_hash)
    if format == "table":
        return _tables(assessment, bundle)
    if dossier is None:
        raise _refused("a memo prints the record it rests on", "give the dossier too: render(..., dossier=dossier)")
    _same("dossier", dossier.sha256, assessment.dossier_hash)
    if format == "json":
        return _json(assessment, _factors(assessment, dossier, bundle))
    return _memo(assessment, dossier, bundle, format)


def _json(assessment: Assessment, factors: tuple[FactorList, ...] | None = None) -> str:
    from duecare.report.record import to_json

    return to_json(assessment, factors)


def _factors(assessment: Assessment, dossier: Dossier, bundle: Bundle) -> tuple[FactorList, ...]:
    from duecare.assess.factors import factors_of

    return factors_of(assessment, dossier, bundle)


def _tables(assessment: Assessment, bundle: Bundle) -> str:
    from io import StringIO

    from duecare.report.table import plain_console, write_assessment

    written, out = StringIO(), plain_console()
    out.file = written
    write_assessment(assessment, bundle.law, out)
    return written.getvalue()


def _memo(assessment: Assessment, dossier: Dossier, bundle: Bundle, format: Format) -> str:
    from duecare.report.html import to_html
    from duecare.report.markdown import to_markdown
    from duecare.report.written_memo import memo_of

    document = memo_of(assessment, dossier, bundle)
    return to_html(document) if format == "html" else to_markdown(document)


def _moment(when: Moment | str | None) -> Moment | None:
    from duecare.base.moments import parse_moment

    if not isinstance(when, str):
        return when
    try:
        return parse_moment(when)
    except ValueError as error:
        raise _refused(str(error), "write a date such as 2021-05-14") from error


def _known(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a word that is none of those known, and name the nearest."""
    names = tuple(known)
    for word in given:
        if word not in names:
            meant = get_close_matches(str(word), names, n=1)
            advice = f"did you mean '{meant[0]}'?" if meant else f"name one of {', '.join(names)}"
            raise _refused(f"there is no {what} '{word}'", advice)


def _same(what: str, given: str, used: str) -> None:
    """Refuse to tell a result with something that it was not made from."""
    if given != used:
        message = f"the assessment was made from another {what} ({used[:12]}, not {given[:12]})"
        raise _refused(message, f"give the {what} that was used, or assess anew")


def _refused(message: str, advice: str) -> InputError:
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE

    return InputError([Diagnostic(NOWHERE, message, advice)])
