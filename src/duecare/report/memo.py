"""The memo: an assessment, its dossier and its law as one document that a legal adviser can check."""

from __future__ import annotations

from collections.abc import Iterable

from duecare.assess.model import Assessment
from duecare.dossier.model import TLP, Dossier
from duecare.ir.declarations import Law
from duecare.report.authorities import unread
from duecare.report.document import (
    Banner,
    Block,
    Definitions,
    Document,
    Heading,
    Items,
    Paragraph,
    Strong,
    Text,
)
from duecare.report.headline import Answer, answers, title
from duecare.report.memo_annexes import annexes, limits
from duecare.report.memo_application import application
from duecare.report.memo_facts import facts
from duecare.report.memo_law import law_section
from duecare.report.memo_record import Desk
from duecare.report.memo_tables import matrix, unknown
from duecare.report.wording import (
    human,
)

STANDARD_WORDS = {
    "prima_facie": "prima facie",
    "balance": "balance of probabilities",
    "high": "high level of certainty",
    "conclusive": "fully conclusive evidence",
}


def memo(assessment: Assessment, dossier: Dossier, law: Law) -> Document:
    """Return the memo on an assessment."""
    found = facts(dossier)
    desk = Desk(assessment, dossier, law, found.numbers)
    body = (
        *matrix(assessment, law),
        *unknown(assessment, law),
        *found.blocks,
        *law_section(assessment, law),
        *application(desk),
        *limits(),
    )
    front = (*_header(assessment, dossier), *_short_answer(assessment, law, unread(body)))
    blocks = (*front, *body, *annexes(assessment, dossier, body))
    return Document(f"Memorandum: {assessment.title}", marking(dossier, assessment), blocks)


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
    pairs: tuple[tuple[str, Text], ...] = (
        ("Dossier", (f"{assessment.dossier}{version}, written {dossier.written}",)),
        ("Content of the dossier", (f"sha256 {assessment.dossier_hash}",)),
        ("Law applied", (f"sha256 {assessment.law_hash}",)),
        ("As of", (assessment.as_of,)),
        ("Standard of proof", (STANDARD_WORDS.get(assessment.standard, human(assessment.standard)),)),
        ("Marking", (marking(dossier, assessment),)),
    )
    exercise = (Banner("Exercise: every State, person, date and document in this memo is invented."),)
    return (*(exercise if assessment.exercise else ()), Definitions(pairs))


def _short_answer(assessment: Assessment, law: Law, checked: tuple[int, int]) -> tuple[Block, ...]:
    told = answers(assessment, law)
    blocks: list[Block] = [Heading(2, "Short answer", "answer")]
    for answer in told:
        if not answer.idle:
            blocks += [Heading(3, title(answer, assessment)), *_answer(answer)]
    idle = [title(answer, assessment) for answer in told if answer.idle]
    if idle:
        blocks.append(Paragraph((f"Under no view is anything due: {'; '.join(idle)}.",)))
    blocks.append(Paragraph((_leaning(*checked), " Nothing here attributes the operation to anybody.")))
    return tuple(blocks)


def _answer(answer: Answer) -> Iterable[Block]:
    yield Paragraph((Strong("If it binds:"),))
    yield Items(tuple((Strong(line.duties), f": {line.says}.") for line in answer.lines))
    if answer.binding:
        yield Paragraph((Strong("Whether it binds:"),))
        yield Items(tuple((Strong(line.duties), f": {line.says}.") for line in answer.binding))


def _leaning(unseen: int, cited: int) -> str:
    if not unseen:
        return "Every place cited below was read in the original."
    return f"Of {cited} places cited below, {unseen} were not read in the original (Annex A says which)."
