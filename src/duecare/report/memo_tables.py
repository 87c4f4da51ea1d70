"""The front tables of a memo: duties at a glance, what binds by view, and what to ask next."""

from __future__ import annotations

from collections.abc import Iterator

from duecare.assess.model import Assessment
from duecare.ir.declarations import Law
from duecare.report.asking import questions
from duecare.report.binding import binding_by_view
from duecare.report.document import Block, Heading, Items, Paragraph, Table, Text, Tone
from duecare.report.glance import Glance, Row, glance, not_raised
from duecare.report.names import view_label
from duecare.report.wording import UNASKED

KEY = (
    "“Open” means that facts nobody has shown still decide; “not established” that what is missing is for the "
    "claimant to show, and could exclude it. A date is possible where it is not excluded in every reading, and "
    "certain where it holds in every reading, whatever the unknown facts are."
)


def at_a_glance(assessment: Assessment, law: Law) -> tuple[Block, ...]:
    """Return a table of duties for each State, what binds under each view, and what was not raised."""
    tables = [block for one in glance(assessment, law) for block in _tables(one)]
    lines = tuple((line,) for line in not_raised(assessment, law))
    rest: tuple[Block, ...] = (Items(lines),) if lines else ()
    return Heading(2, "At a glance", "matrix"), Paragraph((KEY,)), *tables, *_binding(assessment, law), *rest


def unknown(assessment: Assessment, law: Law) -> tuple[Block, ...]:
    """Return the questions to ask next, and what each answer would settle."""
    head = Heading(2, "What we do not know that matters", "questions")
    asked = questions(assessment, law)
    if not asked:
        return head, Paragraph(("No single further fact would settle more than is settled now.",))
    rows = tuple(
        ((str(number),), (one.text,), (one.ask or "–",), (" ".join(one.settles) or "–",))
        for number, one in enumerate(asked, 1)
    )
    heads = ("No", "Question", "Whom to ask", "What hangs on the answer")
    return head, Table("Questions to ask next, those on which most hangs first", heads, rows, (1, 7, 3, 7))


def _tables(told: Glance) -> Iterator[Block]:
    heads = ("Duty", "If it binds", "Since when", "What decides")
    if told.rows:
        yield Table(told.title, heads, tuple(_row(row) for row in told.rows), (4, 4, 4, 5))
    if told.unasked:
        title = UNASKED if told.rows else f"{told.title}. {UNASKED}"
        rows = tuple(((row.duties,), ("; ".join(row.decides),)) for row in told.unasked)
        yield Table(title, ("Duty", "Of which nobody has said anything"), rows, (1, 1))


def _row(row: Row) -> tuple[Text, ...]:
    since, decides = ("; ".join(lines) or "–" for lines in (row.since, row.decides))
    return (row.duties,), (Tone(row.outcome, row.rank),), (since,), (decides,)


def _binding(assessment: Assessment, law: Law) -> tuple[Block, ...]:
    taken = [one for one in binding_by_view(assessment, law) if one.yes or one.no or one.open]
    if not taken:
        return ()
    rows = tuple(
        ((view_label(one.view, law),), (one.yes or "–",), (one.no or "–",), (one.open or "–",)) for one in taken
    )
    heads = ("View", "What binds", "What does not", "What it leaves open")
    return (Table("Whether it binds, by view", heads, rows, (3, 5, 5, 5)),)
