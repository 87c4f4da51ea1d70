"""Prose of an application: which conditions the record shows, which it leaves open and why, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duecare.assess.elements import MET, Part, under
from duecare.assess.model import Finding
from duecare.dossier.model import Claim
from duecare.ir.walk import measures_of
from duecare.report.document import Inline, Link, Text, joined
from duecare.report.memo_element_words import against, clause_of, leaves_of, support, text_of
from duecare.report.memo_reader import with_articles
from duecare.report.memo_record import Desk, claims_on, paragraphs, rule_of
from duecare.report.memo_steps import step
from duecare.report.names import OF_STEPS, measure_named, question_words, split
from duecare.report.wording import dated, issues_words, outcome_under

_QUOTED, _STEPS = 2, 4
_NOTHING = (
    "Of the steps that serve it the record shows nothing, neither that they were taken nor that they were not; silence "
    "is no omission."
)


def conditions(parts: Sequence[Part], desk: Desk, told: dict[str, int], number: int) -> Text:
    """Say how each condition stands; one that an earlier paragraph has told of is only pointed to."""
    fresh = [part for part in parts if text_of(part, desk) not in told]
    known = sorted({told[text] for part in parts if (text := text_of(part, desk)) in told and _matters(part)})
    told |= {text_of(part, desk): number for part in fresh}
    settled = [part for part in fresh if under(part).settled]
    said: list[Inline] = [
        *_shown([part for part in settled if under(part).words == (MET,)], desk),
        *_excluded([part for part in settled if under(part).words != (MET,)], desk),
    ]
    unsettled = [part for part in fresh if not under(part).settled and under(part).words]
    for part in unsettled:
        if clause_of(part, desk):
            said += _unsettled(part, desk)
    said += _asked([part for part in unsettled if not clause_of(part, desk)], desk)
    if known:
        said += [
            "What was said in ",
            *_places(known),
            " of conditions that are asked here as well goes for these duties too. ",
        ]
    return tuple(said)


def _matters(part: Part) -> bool:
    return not under(part).settled or under(part).words != (MET,)


def _places(numbers: Sequence[int]) -> Iterator[Inline]:
    yield "paras " if len(numbers) > 1 else "para "
    for index, number in enumerate(numbers):
        yield from ((", ",) if index else ())
        yield Link(str(number), f"para-{number}")


def _shown(parts: Sequence[Part], desk: Desk) -> Iterator[Inline]:
    """Yield in one sentence what the record shows."""
    clauses = [
        (clause, where) for part in parts if (clause := clause_of(part, desk)) and (where := support(part, desk))
    ]
    for index, (clause, where) in enumerate(clauses):
        lead = "The record shows that " if not index else (", and that " if index == len(clauses) - 1 else ", that ")
        yield f"{lead}{clause} ("
        yield from where
        yield ")"
    yield from (". ",) if clauses else ()


def _excluded(parts: Sequence[Part], desk: Desk) -> Iterator[Inline]:
    for part in parts:
        if clause := clause_of(part, desk):
            yield f"It does not show that {clause}, and nothing that is unknown would"
            where = against(part, desk)
            yield from ((" (", *where, ")") if where else ())
            yield ". "


def _unsettled(part: Part, desk: Desk) -> Iterator[Inline]:
    """Yield why a condition is not settled: the reading, the facts, or both; what speaks each way."""
    answer, subject = under(part), f"Whether {clause_of(part, desk)}"
    if answer.turns_on:
        yield f"{subject} turns on the reading ({issues_words(answer.turns_on)})"
    elif part.issues:
        yield f"{subject} is open, on the facts and on {issues_words(part.issues)}"
    else:
        yield f"{subject} is open on the facts"
    yes, no = support(part, desk), against(part, desk)
    if yes:
        yield from (": for it, ", *yes)
    if no:
        yield from ("; against it, " if yes else ", with against it ", *no)
    questions = _questions(part, desk)
    if questions:
        yield f". Still to be answered: {joined(f'“{one}”' for one in questions[:_QUOTED])}"
        rest = len(questions) - _QUOTED
        yield f", and {rest} more" if rest > 0 else ""
    yield ". "


def _asked(parts: Sequence[Part], desk: Desk) -> Iterator[Inline]:
    """Yield in one sentence the questions that duties put themselves and that the record does not answer."""
    for index, part in enumerate(parts):
        yield "Not answered either: " if not index else "; "
        yield f"“{text_of(part, desk)}”"
        where = support(part, desk) or against(part, desk)
        yield from ((" (but see ", *where, ")") if where else ())
    yield from (". ",) if parts else ()


def _questions(part: Part, desk: Desk) -> list[str]:
    """Return the questions that a condition still depends on and of which nobody has said anything, then the others."""
    leaves = {leaf.name: leaf for leaf in desk.law.leaves}
    open_ = [split(one)[0] for one in part.missing if split(one)[0] not in OF_STEPS]
    spoken = {claim.leaf for claim in desk.dossier.claims}
    ordered = sorted(dict.fromkeys(open_), key=lambda name: name in spoken)
    told = (
        question_words(leaves[name], part.bearer, part.beneficiary, desk.assessment)
        for name in ordered
        if name in leaves
    )
    return [with_articles(one, desk.assessment) for one in told]


def steps(findings: Sequence[Finding], desk: Desk) -> Text:
    """Say since when duties were due, which of their steps the record shows taken or not, and of how many nothing."""
    said: list[Inline] = [f"{_dates(findings)} " if _dates(findings) else ""]
    named = dict.fromkeys(
        one for finding in findings if (rule := rule_of(finding, desk.law)) for one in measures_of(rule.served_by)
    )
    claims = claims_on([f"taken({one})" for one in named], findings[0], desk)
    taken = {key: group for key, group in claims.items() if group[-1].value in ("yes", "late")}
    left = {key: group for key, group in claims.items() if group[-1].value == "no"}
    if taken or left:
        said += [
            *_listed("Of the steps that serve it the record shows taken: ", taken, desk),
            *_listed("Not taken, on the record: ", left, desk),
        ]
    silent = [one for one in named if f"taken({one})" not in claims]
    if named and len(silent) == len(named):
        said.append(_NOTHING)
    elif silent:
        said.append(f"Of {len(silent)} further step{'s' if len(silent) > 1 else ''} it shows nothing (Annex D).")
    return tuple(said)


def claims_paragraphs(findings: Sequence[Finding], desk: Desk) -> Text:
    """Return the paragraphs that speak of the steps of duties, or of their conditions."""
    measures = [
        f"taken({one})"
        for finding in findings
        if (rule := rule_of(finding, desk.law))
        for one in measures_of(rule.served_by)
    ]
    parts = [
        one for one in desk.parts if {duty for _, duties in one.duties for duty in duties} & {f.duty for f in findings}
    ]
    leaves = [leaf for part in parts for leaf in leaves_of(part, desk)]
    found = claims_on([*measures, *leaves], findings[0], desk)
    return paragraphs([claim for group in found.values() for claim in group], desk)


def _dates(findings: Sequence[Finding]) -> str:
    lines = {dated(line for line in finding.history if line.event == "due") for finding in findings}
    if len(lines) != 1:
        return ""
    found = "; ".join(next(iter(lines)))
    when = found.removeprefix("due: ")
    if not found or outcome_under(findings[0], "").words == ("not in force",):
        return ""
    which = "It was" if len(findings) == 1 else "Its limbs were"
    return f"{which} due {when}." if when.startswith("since") else f"That {which.lower()} due is {when}."


def _listed(lead: str, claims: dict[str, list[Claim]], desk: Desk) -> Iterator[Inline]:
    for index, (key, group) in enumerate(claims.items()):
        measure = measure_named(split(key)[1], desk.law)
        yield lead if not index else "; "
        yield step(split(key)[1])
        if measure and index < _STEPS:
            yield f", {measure.text[:1].lower()}{measure.text[1:].rstrip('.')}"
        where = paragraphs(group, desk)
        yield from ((" (", *where, ")") if where else ())
    yield from (". ",) if claims else ()
