"""A certificate: everything that somebody with clingo, and without Duecare, needs to check every finding.

It is a folder of plain answer set programs, told as names and texts: what a law means (`meaning.lp`), the law as far
as each duty rests on it (`law/`), what is known in each frame (`facts/`), and one file a finding (`findings/`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from duecare.assess.model import Assessment, Finding
from duecare.engine.frame import Frame
from duecare.export.asp import law_program, meaning_program, quoted, remark, slices_of
from duecare.export.asp_facts import facts_of
from duecare.export.cut import cut, force_rests_on
from duecare.ir.declarations import Law

NOT_COVERED = (
    "whether the law is restated rightly, and whether claims were read, graded and weighed rightly (the facts are as "
    "the dossier's claims come to at the standard of proof); reasons, authorities, missing facts and questions; burden "
    "(`not established`); on which issue an outcome turns; consequences, factors, chances; States' own declared views"
)
_CHECKS = ("confirm.lp", "only.lp", "each.lp")


@dataclass(frozen=True, slots=True)
class Certificate:
    """The files of a certificate by name, and how many findings and answers they confirm."""

    files: Mapping[str, str]
    findings: int
    answers: int


def certificate(assessment: Assessment, frames: Sequence[Frame], law: Law, written: str) -> Certificate:
    """Return the certificate of an assessment, made from these frames on the day it is written."""
    head, by_place = heading(assessment, written), {(frame.bearer, frame.beneficiary): frame for frame in frames}
    parts = {"meaning.lp": meaning_program(), "confirm.lp": "", "only.lp": "", "each.lp": ""}
    parts |= {name: files("duecare.certify").joinpath(name).read_text("utf-8") for name in _CHECKS}
    for duty in dict.fromkeys(finding.duty for finding in assessment.findings):
        parts[f"law/{duty}.lp"] = law_program(cut(law, [duty])) + "\n"
    for place in dict.fromkeys((finding.bearer, finding.beneficiary) for finding in assessment.findings):
        parts[f"facts/{_name(*place)}.lp"] = _facts(law, by_place[place])
    answers = 0
    for finding in assessment.findings:
        lines = list(_finding(finding, by_place[finding.bearer, finding.beneficiary], law))
        answers += sum(line.startswith(("finding(", "since(")) for line in lines)
        parts[f"findings/{_name(finding.bearer, finding.beneficiary)}-{finding.duty}.lp"] = "\n".join(lines) + "\n"
    told = {name: f"{head}\n{text}" for name, text in parts.items()}
    told["README.md"] = _readme(assessment, written, len(assessment.findings), answers)
    return Certificate(told, len(assessment.findings), answers)


def heading(assessment: Assessment, written: str) -> str:
    """Return, as remarks, what a file belongs to and what it does not cover."""
    return "\n".join(remark(line) for line in (*_made_from(assessment, written), f"It does not cover {NOT_COVERED}."))


def _made_from(assessment: Assessment, written: str) -> Iterator[str]:
    version = f" version {assessment.version}" if assessment.version else ""
    yield f"Part of a certificate of findings, written on {written}. See README.md for how to check it."
    yield f"Dossier {assessment.dossier}{version} ({assessment.title}), sha256 {assessment.dossier_hash}"
    day = f", as of the day {assessment.law_at}" if assessment.law_at else ""
    yield f"Law sha256 {assessment.law_hash}{day}; assessed as of {assessment.as_of}, proof: {assessment.standard}"


def _facts(law: Law, frame: Frame) -> str:
    toward = f"toward {frame.beneficiary}" if frame.beneficiary else "toward nobody in particular"
    lines = [remark(f"{frame.bearer} {toward}: the slices of time"), *slices_of(law, frame.slices)]
    return "\n".join([*lines, "", remark("what is known; what no line settles is unknown"), *facts_of(law, frame), ""])


def _finding(finding: Finding, frame: Frame, law: Law) -> Iterator[str]:
    place = _name(finding.bearer, finding.beneficiary)
    toward = f" toward {finding.beneficiary}" if finding.beneficiary else ""
    yield remark(f"{finding.bearer}{toward}: {finding.duty}. {finding.text}")
    for part in ("meaning", f"law/{finding.duty}", f"facts/{place}", "confirm"):
        yield f'#include "../{part}.lp".'
    yield f"\nabout({quoted(finding.duty)})."
    if _force_is_open(law, frame, finding.duty):
        yield "besides.  % whether it is in force turns on what is unknown, which may be so whatever the outcome is"
    yield ""
    yield from _answers(finding)
    yield from _history(finding, frame)


def _answers(finding: Finding) -> Iterator[str]:
    yield from (f"asked({quoted(outcome.view)})." for outcome in finding.if_binds)
    possible = {outcome.view for outcome in finding.as_held if outcome.words}
    for kind, outcomes in (("if it binds", finding.if_binds), ("as held", finding.as_held)):
        for outcome in outcomes:
            yield from (f'finding("{kind}",{quoted(outcome.view)},{quoted(word)}).' for word in outcome.words)
    for force in finding.force:
        if force.view not in possible:
            continue  # the view has no reading that is possible: neither yes nor no is an answer
        words = ("yes", "no") if force.value == "open" else (force.value,)
        yield from (f'finding("binds",{quoted(force.view)},"{word}").' for word in words)


def _history(finding: Finding, frame: Frame) -> Iterator[str]:
    for line in finding.history:
        certain = frame.labels.index(line.certain) if line.certain else len(frame.slices)
        said = f"possible from {line.possible}, certain from {line.certain or 'no date'}"
        yield f"since({quoted(line.event)},{frame.labels.index(line.possible)},{certain}).  {remark(said)}"


def _force_is_open(law: Law, frame: Frame, duty: str) -> bool:
    """Say whether anything unknown may bear on whether a duty is in force."""
    silent = [None]
    rows = (frame.known.get(leaf) for leaf in force_rests_on(law, duty))
    return any(None in ([one.value for one in row] if row else silent) for row in rows)


def _name(bearer: str, beneficiary: str) -> str:
    return f"{bearer}-{beneficiary}" if beneficiary else bearer


def _readme(assessment: Assessment, written: str, findings: int, answers: int) -> str:
    return "\n".join(_ten_lines(assessment, written, findings, answers)) + "\n"


def _ten_lines(assessment: Assessment, written: str, findings: int, answers: int) -> Iterable[str]:
    made = [line.replace("\n", " ") for line in list(_made_from(assessment, written))[1:]]
    return (
        f"# {findings} findings ({answers} answers), each to be confirmed with clingo 5.5 or newer and nothing else",
        f"Written on {written}. {made[0]}. {made[1]}.",
        "`findings/*.lp`: view by view, which outcomes are possible and whether the duty binds; since when what is so.",
        "`law/` is the law as far as a duty rests on it, `facts/` what is known, `meaning.lp` what they mean together.",
        "1. Nothing else is possible: `clingo findings/NAME.lp only.lp` must say `UNSATISFIABLE`.",
        "2. Each is possible: `clingo --enum-mode=cautious findings/NAME.lp each.lp` must say `Consequences : 0`.",
        "   What it leaves as `missed(KIND,VIEW,WORD)` is not so. Change any answer, and 1 or 2 no longer says this.",
        "All at once: `for f in findings/*.lp; do clingo $f only.lp; clingo --enum-mode=cautious $f each.lp; done |`",
        f"   `grep -cE '^UNSATISFIABLE|^Consequences +: 0$'` must print {2 * findings}. (Or `python -m clingo`.)",
        f"Not covered: {NOT_COVERED}.",
    )
