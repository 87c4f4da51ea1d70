"""The treaty hook: treaties that bound a State at the time, on which duties in question rest whatever custom says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duecare.assess.model import Finding
from duecare.dossier.model import Claim
from duecare.ir.declarations import Citation, Law, Obligation
from duecare.ir.walk import leaves_used
from duecare.report.authorities import note
from duecare.report.document import Block, Inline, Paragraph, Strong, joined
from duecare.report.memo_reader import named
from duecare.report.memo_record import Desk
from duecare.report.names import duties_label, human

_GRADE = re.compile(r"\[(\w+)\]")
_BOUND = re.compile(r"bound by (.+)\?")


def treaty_hook(state: str, asked: Sequence[Finding], desk: Desk) -> Iterator[Block]:
    """Yield which treaties bind whatever reading is taken; nothing where no duty in question rests on one."""
    parts: list[Inline] = []
    for obligation in (one for one in desk.law.obligations if one.name in {f.obligation for f in asked}):
        bound = tuple(_bound(obligation, state, desk))
        if bound:
            duties = [one for one in asked if one.obligation == obligation.name]
            cited = dict.fromkeys(one for claim in bound for one in _sources(claim, desk.law))
            listed = joined(_treaty(claim, desk) for claim in bound)
            label = duties_label(duties, desk.law, asked)
            parts += ["; " if parts else "", f"for the {label}, {listed}", *note(cited, desk.law)]
    if parts:
        who = named(state, desk.assessment)
        lead = f"Whatever is held of custom, {who} was bound by treaties on which duties in question rest: "
        tail = ". Participation is from a table to be checked with the depositaries; † marks what is from memory."
        yield Paragraph((Strong("Treaty hook. "), lead, *parts, tail))


def _bound(obligation: Obligation, state: str, desk: Desk) -> Iterator[Claim]:
    elements = {one.name: one.met for one in desk.law.elements}
    asked = leaves_used(obligation.in_force, elements)
    began = desk.dossier.operation.began
    for name in asked:
        for claim in (*desk.dossier.claims, *desk.parties):
            ends = claim.until is None or claim.until.latest > began.earliest
            about = claim.leaf == name and claim.bearer == state and claim.value == "yes"
            if about and claim.since.earliest <= began.latest and ends:
                yield claim
                break


def _treaty(claim: Claim, desk: Desk) -> str:
    question = next((leaf.question for leaf in desk.law.leaves if leaf.name == claim.leaf), "")
    found, grade = _BOUND.search(question), _GRADE.search(claim.text)
    return f"{found[1] if found else human(claim.leaf)}{'†' if grade and grade[1] == 'memory' else ''}"


def _sources(claim: Claim, law: Law) -> tuple[Citation, ...]:
    return next((leaf.sources for leaf in law.leaves if leaf.name == claim.leaf), ())
