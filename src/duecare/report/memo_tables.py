"""Tables of a memo: what to ask next, and what binds by view."""

from __future__ import annotations

from duecare.assess.model import Assessment
from duecare.ir.declarations import Law
from duecare.report.asking import questions
from duecare.report.binding import binding_by_view
from duecare.report.dates import in_words
from duecare.report.document import Block, Heading, Paragraph, Table
from duecare.report.memo_reader import with_articles
from duecare.report.names import view_label


def unknown(assessment: Assessment, law: Law) -> tuple[Block, ...]:
    """Return the questions to ask next, and what each answer would settle."""
    head = Heading(2, "What we do not know that matters", "questions")
    asked = questions(assessment, law)
    if not asked:
        return head, Paragraph(("No single further fact would settle more than is settled now.",))
    rows = tuple(
        (
            (str(number),),
            (_told(one.text, assessment),),
            (one.ask or "–",),
            (_told(" ".join(one.settles), assessment) or "–",),
        )
        for number, one in enumerate(asked, 1)
    )
    heads = ("No", "Question", "Whom to ask", "What hangs on the answer")
    return head, Table("Questions to ask next, those on which most hangs first", heads, rows, (1, 7, 3, 7))


def _told(text: str, assessment: Assessment) -> str:
    return with_articles(in_words(text), assessment)


def binding_table(assessment: Assessment, law: Law) -> tuple[Block, ...]:
    """Return what binds under each view, what does not, and what it leaves open."""
    taken = [one for one in binding_by_view(assessment, law) if one.yes or one.no or one.open]
    if not taken:
        return ()
    rows = tuple(
        ((view_label(one.view, law),), (one.yes or "–",), (one.no or "–",), (one.open or "–",)) for one in taken
    )
    heads = ("View", "What binds", "What does not", "What it leaves open")
    return (Table("Whether it binds, by view", heads, rows, (3, 5, 5, 5)),)
