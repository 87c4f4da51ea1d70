"""Conditions of duties in words: what each asks as a clause, which paragraphs speak for and against it."""

from __future__ import annotations

import re

from duecare.assess.elements import Part
from duecare.assess.model import Finding
from duecare.dossier.model import Claim
from duecare.ir.declarations import Citation
from duecare.ir.walk import leaves_used
from duecare.report.document import Text
from duecare.report.memo_reader import named, with_articles
from duecare.report.memo_record import Desk, claims_on, paragraphs
from duecare.report.names import question_words

_STATE = re.compile(r"(?<!affected )\b[Tt]he State\b")


def text_of(part: Part, desk: Desk) -> str:
    """Return what a condition says, or the question that it puts, for these States."""
    element = next((one for one in desk.law.elements if one.name == part.name), None)
    if element is not None:
        return element.text
    leaf = next((one for one in desk.law.leaves if one.name == part.name), None)
    if leaf is None:
        return ""
    return with_articles(question_words(leaf, part.bearer, part.beneficiary, desk.assessment), desk.assessment)


def clause_of(part: Part, desk: Desk) -> str:
    """Return a condition as a clause that can follow `that`; empty where it is a question."""
    said = text_of(part, desk).rstrip(".")
    if not said or said.endswith("?"):
        return ""
    said = _STATE.sub(named(part.bearer, desk.assessment), said[:1].lower() + said[1:])
    if part.beneficiary and part.beneficiary != part.bearer:
        said = said.replace("the affected State", named(part.beneficiary, desk.assessment))
    return said


def sources_of(part: Part, desk: Desk) -> tuple[Citation, ...]:
    """Return the authorities of a condition."""
    elements = (one.sources for one in desk.law.elements if one.name == part.name)
    return next(elements, next((one.sources for one in desk.law.leaves if one.name == part.name), ()))


def leaves_of(part: Part, desk: Desk) -> tuple[str, ...]:
    """Return the questions on which a condition rests."""
    elements = {one.name: one.met for one in desk.law.elements}
    return leaves_used(elements[part.name], elements) if part.name in elements else (part.name,)


def claims_of(part: Part, desk: Desk) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Return the claims that answer its questions with yes, and all others."""
    found = claims_on(leaves_of(part, desk), _frame(part), desk)
    claims = [one for group in found.values() for one in group]
    return tuple(one for one in claims if one.value == "yes"), tuple(one for one in claims if one.value != "yes")


def support(part: Part, desk: Desk) -> Text:
    """Return the paragraphs that speak for a condition."""
    return paragraphs(claims_of(part, desk)[0], desk)


def against(part: Part, desk: Desk) -> Text:
    """Return the paragraphs that speak against a condition."""
    return paragraphs(claims_of(part, desk)[1], desk)


def _frame(part: Part) -> Finding:
    """Return whose claims are looked for: those of the frame of a condition."""
    return Finding(
        part.bearer, part.beneficiary, part.obligation, "", part.name, "", "", norm=False, if_binds=(), as_held=(),
        force=(), history=(), missing=(), not_raised=(), footings=(),
    )  # fmt: skip
