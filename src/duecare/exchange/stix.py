"""An assessment as a STIX 2.1 bundle: a report, a note for each finding, an opinion for each view, and the steps.

Nothing in it says who carried the operation out. An opinion is always `neutral`: it tells what follows under one view
of the law and takes no side between them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from uuid import uuid5

from duecare.assess.model import Assessment, Finding, Outcome
from duecare.dossier.model import Dossier, Indicator
from duecare.exchange.marking import strictest_of
from duecare.exchange.stix_parts import EXTENSION, NAMESPACE, Maker, extended, preamble
from duecare.ingest.countries import two_letters
from duecare.ir.declarations import Law
from duecare.report.record import plain

_MEASURE = re.compile(r"(?:taken|within_capacity|open_to_bearer|reasonable_time_passed)\((M[0-9]+[a-z]?)\)")
_OBSERVABLES = {"ipv4": "ipv4-addr", "ipv6": "ipv6-addr", "domain": "domain-name", "url": "url", "email": "email-addr"}
_HASHES = {32: "MD5", 40: "SHA-1", 64: "SHA-256", 128: "SHA-512"}
_APART = ("findings", "questions")


def to_stix(assessment: Assessment, dossier: Dossier, law: Law) -> str:
    """Return a bundle with every finding and question of an assessment; the same assessment gives the same bytes."""
    tlp = strictest_of(dossier)
    as_of = "|".join((assessment.dossier_hash, assessment.law_hash, assessment.as_of, assessment.standard))
    of = f"{as_of}|{assessment.law_at}|{','.join(assessment.views)}|{assessment.register_hash}"
    at = f"{dossier.written.latest:%Y-%m-%d}T00:00:00.000Z"
    maker = Maker(of, at, tlp)
    states = {code: _state(code, name, maker) for code, name in assessment.states}
    for finding in assessment.findings:
        _finding(finding, states, maker)
    _questions(assessment, states, maker)
    _steps(assessment, dossier, law, maker)
    left = [one.id for one in dossier.indicators if not _observed(one, maker)]
    _report(assessment, left, maker)
    objects = [*preamble(tlp), *maker.objects]
    bundle = {"type": "bundle", "id": f"bundle--{uuid5(NAMESPACE, f'{of}|bundle')}", "objects": objects}
    return json.dumps(bundle, ensure_ascii=False, indent=1) + "\n"


def _state(code: str, name: str, maker: Maker) -> str:
    """Return the id of the object that stands for a State: a location, or, if it is invented, an identity."""
    short = two_letters(code)
    if short:
        return maker.add("location", code, name=name, country=short)
    return maker.add("identity", code, name=f"{name} ({code}), an invented State", identity_class="class")


def _finding(finding: Finding, states: Mapping[str, str], maker: Maker) -> None:
    key = f"{finding.bearer}|{finding.beneficiary}|{finding.duty}"
    toward = f" toward {finding.beneficiary}" if finding.beneficiary else ""
    head = finding.if_binds[0]
    note = maker.add(
        "note",
        key,
        abstract=f"{finding.bearer}{toward}: {finding.duty}",
        content=f"{finding.text} On all held readings, if it binds: {_words(head)}.",
        object_refs=_refs(states, finding.bearer, finding.beneficiary),
        extensions=extended(finding=plain(finding)),
    )
    held = {outcome.view: outcome for outcome in finding.as_held}
    binding = {force.view: force.value for force in finding.force}
    for outcome in finding.if_binds:
        if outcome.view:
            maker.add(
                "opinion",
                f"{key}|{outcome.view}",
                opinion="neutral",
                explanation=_explained(outcome, held.get(outcome.view), binding.get(outcome.view, "")),
                authors=[outcome.view],
                object_refs=[note],
            )


def _explained(outcome: Outcome, held: Outcome | None, binds: str) -> str:
    """Return what follows under one view, with the gates set aside and as the view takes them."""
    said = f"Under the view {outcome.view}, if it binds: {_words(outcome)}."
    said += f" Whether it binds: {binds}." if binds else ""
    return said + (f" As the view takes that: {_words(held)}." if held is not None and held != outcome else "")


def _questions(assessment: Assessment, states: Mapping[str, str], maker: Maker) -> None:
    for question in assessment.questions:
        maker.add(
            "note",
            f"question|{question.leaf}|{question.bearer}|{question.beneficiary}",
            abstract=f"To ask next: {question.leaf}",
            content=f"{question.text} {question.ask}".strip(),
            object_refs=_refs(states, question.bearer, question.beneficiary) or list(states.values()),
            extensions=extended(question=plain(question)),
        )


def _steps(assessment: Assessment, dossier: Dossier, law: Law, maker: Maker) -> None:
    """Add the steps that the dossier speaks of, or that an open finding still turns on."""
    named = {claim.about for claim in dossier.claims if claim.leaf == "taken"}
    named |= {search.measure for search in dossier.searches}
    named |= {found[1] for one in assessment.findings for leaf in one.missing if (found := _MEASURE.fullmatch(leaf))}
    for measure in law.measures:
        if measure.name in named:
            maker.add(
                "course-of-action",
                measure.name,
                name=f"{measure.name}: {measure.text}",
                description=f"A step of the law under which this was assessed; phases: {', '.join(measure.phases)}.",
                extensions=extended(measure=measure.name),
            )


def _report(assessment: Assessment, left: list[str], maker: Maker) -> None:
    rest = {one.name: plain(getattr(assessment, one.name)) for one in fields(assessment) if one.name not in _APART}
    maker.add(
        "report",
        "report",
        name=f"Due diligence: {assessment.title}",
        description=(
            f"As of {assessment.as_of}, {assessment.standard}, law {assessment.law_hash[:12]}, dossier "
            f"{assessment.dossier_hash[:12]}. The available information is assessed; nobody is named as the author."
        ),
        report_types=["due-diligence"],
        published=maker.at,
        object_refs=[*(one["id"] for one in maker.objects), EXTENSION],
        extensions=extended(assessment=rest, **({"not_expressed": left} if left else {})),
    )


def _observed(one: Indicator, maker: Maker) -> bool:
    """Add an indicator as an observable; say if it is one."""
    if one.type in _OBSERVABLES:
        maker.observe(_OBSERVABLES[one.type], value=one.value)
    elif one.type == "asn":
        maker.observe("autonomous-system", number=int(one.value))
    elif one.type == "file-hash" and len(one.value) in _HASHES and re.fullmatch(r"[0-9A-Fa-f]+", one.value):
        maker.observe("file", hashes={_HASHES[len(one.value)]: one.value.lower()})
    else:
        return False
    return True


def _refs(states: Mapping[str, str], *codes: str) -> list[str]:
    return list(dict.fromkeys(states[code] for code in codes if code in states))


def _words(outcome: Outcome) -> str:
    said = " or ".join(outcome.words)
    more: Iterable[str] = (
        *((f"turns on {', '.join(outcome.turns_on)}",) if outcome.turns_on else ()),
        *(("open",) if not outcome.settled and not outcome.turns_on else ()),
        *(("not established on this record",) if outcome.not_established else ()),
    )
    return f"{said} ({'; '.join(more)})" if any(more) else said
