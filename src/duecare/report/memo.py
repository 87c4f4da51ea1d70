"""The memo: an assessment, its dossier and its law as one document that a legal adviser can check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from duecare.assess.consequences import Following
from duecare.assess.factors import FactorList
from duecare.assess.model import Assessment
from duecare.base.moments import parse_moment
from duecare.dossier.model import TLP, Dossier
from duecare.ir.declarations import Law
from duecare.report.across import declared_section
from duecare.report.authorities import unread
from duecare.report.dates import in_words
from duecare.report.document import Banner, Block, Definitions, Document, Heading, Items, Paragraph, Strong, Text
from duecare.report.headline import headline, nothing_due
from duecare.report.law_of_a_day import law_of_a_day, which_law
from duecare.report.memo_annexes import annexes, limits, steps_annex
from duecare.report.memo_application import application
from duecare.report.memo_capacity import capacity_section
from duecare.report.memo_consequences import issues_of
from duecare.report.memo_factors import factors_section
from duecare.report.memo_facts import facts
from duecare.report.memo_law import law_section
from duecare.report.memo_record import Desk
from duecare.report.memo_tables import at_a_glance, unknown
from duecare.report.own_words import as_blocks, own_answers
from duecare.report.standard import standard_words
from duecare.rulebook.capacity import Figure

_WITHOUT_PREJUDICE = (
    "Without prejudice to any legal position. Nothing here attributes the operation to anybody, concedes that a rule "
    "binds, or waives a right or a claim."
)
_EXERCISE = "Exercise: every State, person, date and document in this memo is invented."


def memo(
    assessment: Assessment,
    dossier: Dossier,
    law: Law,
    figures: Sequence[Figure] = (),
    factors: Sequence[FactorList] = (),
    following: tuple[Following, ...] = (),
) -> Document:
    """Return the memo on an assessment.

    figures    on the States, and factors that the record shows, are shown and decide nothing.
    following  what would follow from each breach that is found or left possible.
    """
    numbers = count(1)
    until = parse_moment(assessment.as_of).latest
    found = facts(dossier, numbers, until)
    desk = Desk(assessment, dossier, law, found.numbers, until, following)
    body = (
        *at_a_glance(assessment, law),
        *unknown(assessment, law),
        *found.blocks,
        *capacity_section(assessment, figures),
        *law_section(assessment, law, numbers, issues_of(following)),
        *declared_section(assessment, law, numbers),
        *_of_a_day(assessment),
        *application(desk, numbers),
        *factors_section(desk, factors, numbers),
        *limits(),
    )
    steps = steps_annex(assessment, dossier, law)
    own = tuple(as_blocks(own_answers(assessment, law)))
    checked = unread((*own, *body, *steps))
    front = (*_header(assessment, dossier), *_short_answer(assessment, law, own, checked))
    end = annexes(assessment, dossier, (*own, *body), steps)
    return Document(assessment.title, marking(dossier, assessment), (*front, *body, *end), until.date())


def marking(dossier: Dossier, assessment: Assessment) -> str:
    """Return what stands on every page: the highest TLP used, the draft mark, the exercise mark."""
    entries = (dossier.timeline, dossier.patterns, dossier.requests, dossier.replies, dossier.searches)
    used = {entry.tlp for group in entries for entry in group}
    used |= {entry.tlp for group in (dossier.account, dossier.appraisals) for entry in group}
    used |= {claim.tlp for claim in dossier.claims} | {dossier.tlp}
    exercise = "EXERCISE · " if assessment.exercise else ""
    return f"{exercise}TLP:{max(used, key=TLP.index).upper()} · DRAFT, cleared by nobody"


def _header(assessment: Assessment, dossier: Dossier) -> tuple[Block, ...]:
    version = f", version {assessment.version}" if assessment.version else ""
    written = in_words(str(dossier.written))
    pairs: tuple[tuple[str, Text], ...] = (
        ("As of", (in_words(assessment.as_of),)),
        ("Standard of proof", (standard_words(assessment.standard),)),
        ("Dossier", (f"{assessment.dossier}{version}, written {written}; sha256 {assessment.dossier_hash}",)),
        ("Law applied", (which_law(assessment, whole=True),)),
        ("Status", ("Draft, cleared by nobody.",)),
    )
    banner = (Banner(_EXERCISE),) if assessment.exercise else ()
    return (*banner, Definitions(pairs), Paragraph((_WITHOUT_PREJUDICE,)))


def _of_a_day(assessment: Assessment) -> Iterable[Block]:
    """Yield what the law of a past day has not, though the law as restated has it."""
    lines = law_of_a_day(assessment)
    if lines:
        yield Heading(3, "The law of which day", "law-of-a-day")
        yield Paragraph((lines[0],))
        yield Items(tuple((line.removeprefix("- "),) for line in lines[1:]))


def _short_answer(
    assessment: Assessment, law: Law, own: tuple[Block, ...], checked: tuple[int, int, int]
) -> Iterable[Block]:
    told = headline(assessment, law)
    yield Heading(2, "Short answer", "answer")
    for answer in told.answers:
        yield Paragraph((Strong(f"{answer.state}, if it binds:"),))
        yield Items(tuple((Strong(line.says), f": {line.about}.") for line in answer.lines))
    if told.binding:
        yield Paragraph((Strong("Whether it binds:"),))
        yield Items(tuple((f"{_capital(one.obligation)}: ", Strong(one.says), ".") for one in told.binding))
    yield from (Paragraph((line,)) for line in nothing_due(told))
    yield from own
    yield Paragraph((_leaning(*checked),))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _leaning(cited: int, secondary: int, memory: int) -> str:
    if not secondary + memory:
        return f"All {cited} places cited below were read in the original."
    return (
        f"Places cited below: {cited}. Read only in somebody else's account: {secondary}. Not read at all: {memory}, "
        "marked † wherever they are cited. Annex A lists them."
    )
