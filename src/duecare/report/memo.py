"""The memo: an assessment, its dossier and its law as one document for one State, which an adviser can check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from duecare.assess.consequences import Following
from duecare.assess.elements import Part
from duecare.assess.factors import FactorList
from duecare.assess.model import Assessment
from duecare.assess.sensitivity import Supposition
from duecare.base.moments import parse_moment
from duecare.dossier.model import Claim, Dossier
from duecare.dossier.release import highest
from duecare.ir.declarations import Law
from duecare.report.across import declared_section
from duecare.report.authorities import names_unread
from duecare.report.document import Block, Document, Figure, Heading, Items, Paragraph
from duecare.report.law_of_a_day import law_of_a_day
from duecare.report.memo_annexes import authorities_annex, evidence_annex, method_annex, steps_annex
from duecare.report.memo_application import application
from duecare.report.memo_capacity import capacity_section
from duecare.report.memo_consequences import consequences_annex, issues_of
from duecare.report.memo_factors import factors_section
from duecare.report.memo_facts import Facts, facts, notes
from duecare.report.memo_following import consequences_body
from duecare.report.memo_front import header, short_answer
from duecare.report.memo_law import law_section
from duecare.report.memo_matrix import matrix
from duecare.report.memo_options import options
from duecare.report.memo_reader import reader_of
from duecare.report.memo_readings import law_body
from duecare.report.memo_record import Desk
from duecare.report.memo_sensitivity import sensitivity_section
from duecare.report.memo_states import application_body
from duecare.report.memo_tables import binding_table, unknown
from duecare.report.own_words import as_blocks, own_answers
from duecare.rulebook.capacity import Figure as Indicator


def memo(
    assessment: Assessment,
    dossier: Dossier,
    law: Law,
    figures: Sequence[Indicator] = (),
    factors: Sequence[FactorList] = (),
    following: tuple[Following, ...] = (),
    *,
    reader: str = "",
    parts: tuple[Part, ...] = (),
    suppositions: Sequence[Supposition] = (),
    parties: tuple[Claim, ...] = (),
    drawings: Mapping[str, Figure] | None = None,
) -> Document:
    """Return the memo on an assessment: two pages to decide on, a body that can be checked, and annexes.

    figures    indicators of the States, and factors that the record shows: shown, and decide nothing.
    following  what would follow from each breach that is found or left possible.
    reader     the State it is written for; else the first that was affected.
    parts      what becomes of each condition of the duties in question.
    suppositions  what would change if something in the record were otherwise.
    parties    claims of who is bound by which treaty.
    drawings   by name: `timeline`, and for a frame `argument-RUS-IRL`; none is needed.
    """
    numbers, drawn = count(1), drawings or {}
    until = parse_moment(assessment.as_of).latest
    found = facts(dossier, numbers, until, _named(drawn, "timeline"))
    desk = Desk(assessment, dossier, law, found.numbers, until, following, reader_of(dossier, reader), parts, parties)
    answer = tuple(short_answer(desk))
    body = (*answer, *_body(desk, found, suppositions, numbers))
    annexes = _annexes(desk, found, figures, factors, numbers, drawn)
    unread = names_unread((*body, *annexes))
    evidence = evidence_annex(dossier)
    cited = authorities_annex((*body, *annexes))
    blocks = (*header(desk, unread), *body, *evidence, *cited, *annexes, *method_annex(assessment))
    return Document(assessment.title, marking(dossier, assessment), blocks, until.date())


def marking(dossier: Dossier, assessment: Assessment) -> str:
    """Return what stands on every page: the highest TLP used, the draft mark, the exercise mark."""
    exercise = "EXERCISE · " if assessment.exercise else ""
    return f"{exercise}TLP:{highest(dossier).upper()} · DRAFT, cleared by nobody"


def _body(
    desk: Desk,
    found: Facts,
    suppositions: Sequence[Supposition],
    numbers: Iterator[int],
) -> Iterator[Block]:
    yield from matrix(desk)
    yield from unknown(desk.assessment, desk.law)
    yield from options(desk)
    yield from found.blocks
    yield from law_body(desk, numbers)
    yield from application_body(desk, numbers)
    yield from sensitivity_section(suppositions, desk, numbers)
    yield from consequences_body(desk, numbers)


def _annexes(
    desk: Desk,
    found: Facts,
    figures: Sequence[Indicator],
    factors: Sequence[FactorList],
    numbers: Iterator[int],
    drawings: Mapping[str, Figure],
) -> tuple[Block, ...]:
    """Return what the body refers to: all that was weighed, in full."""
    made, law = desk.assessment, desk.law
    shown = (*found.shown, *notes(desk.dossier, numbers))
    return (
        *((Heading(2, "Annex C: what the entries are taken to show", "shown"), *shown) if shown else ()),
        *application(desk, numbers, drawings),
        *law_section(made, law, numbers, issues_of(desk.following)),
        *binding_table(made, law),
        *declared_section(made, law, numbers),
        *as_blocks(own_answers(made, law)),
        *_of_a_day(made),
        *consequences_annex(desk, numbers),
        *steps_annex(made, desk.dossier, law),
        *_context(desk, figures, factors, numbers),
    )


def _context(
    desk: Desk, figures: Sequence[Indicator], factors: Sequence[FactorList], numbers: Iterator[int]
) -> tuple[Block, ...]:
    told = (*factors_section(desk, factors, numbers), *capacity_section(desk.assessment, figures))
    return (Heading(2, "Annex H: factors and indicators", "context", fresh=True), *told) if told else ()


def _named(drawings: Mapping[str, Figure], name: str) -> Iterable[Figure]:
    """Return a drawing, and what it goes on with: `timeline`, `timeline-2`."""
    return (figure for key, figure in drawings.items() if key == name or key.startswith(f"{name}-"))


def _of_a_day(assessment: Assessment) -> Iterable[Block]:
    """Yield what the law of a past day has not, though the law as restated has it."""
    lines = law_of_a_day(assessment)
    if lines:
        yield Heading(3, "The law of which day", "law-of-a-day")
        yield Paragraph((lines[0],))
        yield Items(tuple((line.removeprefix("- "),) for line in lines[1:]))
