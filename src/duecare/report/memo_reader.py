"""For whom a memo is written: one State of the dossier, and what it is in the case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duecare.assess.model import Assessment, Finding, Own
from duecare.base.states import in_text
from duecare.dossier.model import Dossier, bearers_of, beneficiaries_of
from duecare.report.document import joined
from duecare.report.names import state_label
from duecare.report.wording import is_idle, is_waiting


@dataclass(frozen=True, slots=True)
class Reader:
    """The State that a memo is written for.

    code      empty: no State was affected, and none was named; the memo then speaks for nobody.
    affected  the operation is said to have affected it.
    asked     its own territory, or what it controls, is said to have served the operation.
    """

    code: str = ""
    affected: bool = False
    asked: bool = False


NOBODY = Reader()


def reader_of(dossier: Dossier, wanted: str = "") -> Reader:
    """Return the State named, else the first that was affected; nobody where there is none."""
    affected, bearers = beneficiaries_of(dossier), bearers_of(dossier)
    code = wanted or next(iter(affected), "")
    return Reader(code, code in affected, code in bearers)


def role_words(reader: Reader) -> str:
    """Say what the State is in the case."""
    if reader.affected and reader.asked:
        return "as a State affected, and as one from or through whose territory the operation is said to have come"
    if reader.affected:
        return "as a State affected"
    if reader.asked:
        return "as a State from or through whose territory the operation is said to have come"
    return "as a State of the case, neither affected nor asked so far"


def with_articles(text: str, assessment: Assessment) -> str:
    """Return a text in which names of States have their article: `Had the Russian Federation`."""
    for _, name in assessment.states:
        if in_text(name) != name:
            text = re.sub(rf"(?<![Tt]he )\b{re.escape(name)}\b", in_text(name), text)
    return text


def named(code: str, assessment: Assessment) -> str:
    """Return a State within a sentence."""
    return in_text(state_label(code, assessment))


def names(codes: Iterable[str], assessment: Assessment) -> str:
    """Return several States within a sentence."""
    return joined(named(code, assessment) for code in codes)


def territorial(assessment: Assessment, reader: Reader) -> tuple[str, ...]:
    """Return the States whose conduct toward others is in question, the reader's own last."""
    toward_others = (one for one in assessment.findings if one.beneficiary not in ("", one.bearer))
    bearers = dict.fromkeys(one.bearer for one in toward_others)
    return tuple(sorted(bearers, key=lambda code: code == reader.code))


def in_question(findings: Iterable[Finding], *, norms: bool = False) -> tuple[Finding, ...]:
    """Return the duties (or the norms) that the record is about: not idle under every view, nor waiting for a claim."""
    return tuple(one for one in findings if one.norm == norms and not is_idle(one) and not is_waiting(one))


def toward_reader(bearer: str, assessment: Assessment, reader: Reader) -> tuple[Finding, ...]:
    """Return what a State owes the reader, and what it owes nobody in particular; of the reader itself: all it owes."""
    if bearer == reader.code or not reader.affected:
        return tuple(one for one in assessment.findings if one.bearer == bearer)
    return tuple(one for one in assessment.findings if one.bearer == bearer and one.beneficiary in ("", reader.code))


def own_of(finding: Finding, reader: Reader) -> Own | None:
    """Return a finding measured by the reader's own words, if it is concerned."""
    return next((own for own in finding.own if own.state == reader.code), None)


def frames_of(findings: Sequence[Finding]) -> tuple[tuple[str, str], ...]:
    """Return the frames of findings, in their order."""
    return tuple(dict.fromkeys((one.bearer, one.beneficiary) for one in findings))
