"""Duties under the declared views of all States, in a table: who agrees, who does not, and which issues divide them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from duecare.assess.model import Across, Assessment, Cited, Finding, Outcome, Speaker
from duecare.ir.declarations import Law
from duecare.report.document import Authority, Block, Heading, Note, Paragraph, Table, Text, joined
from duecare.report.names import duties_label, frame_label, frames
from duecare.report.own_words import NATURE, cited_as
from duecare.report.wording import issues_words, word

TITLE = "The declared views of States"
IF_BINDS = ("Duty", "If it binds, under the words of", "Divided by")
FORCE = ("Duty", "Whether it binds, under the words of", "Divided by")
_BINDS = {"yes": "binds", "no": "does not bind", "open": "left open"}
_KEY = (
    "States by their three letters, each under what it has declared by then. A State not named for a duty has declared "
    "nothing on what that turns on, and is not filled in. † marks who is placed there by an answer that nobody read in "
    "the text. Those who publish are disproportionately European; nothing here is a count of opinions."
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A row: duties of which the same States say the same, one line an item, and the issues that divide them."""

    duties: str
    lines: tuple[str, ...]
    divided_by: str


@dataclass(frozen=True, slots=True)
class HeardOf:
    """What is told of one frame: the rows on what if its duties bind, and on whether they do."""

    frame: str
    if_binds: tuple[Heard, ...]
    force: tuple[Heard, ...]

    @property
    def tables(self) -> tuple[tuple[tuple[str, ...], tuple[Heard, ...]], ...]:
        """Return the tables that have rows, each under its headings."""
        return tuple((heads, rows) for heads, rows in ((IF_BINDS, self.if_binds), (FORCE, self.force)) if rows)


def key() -> str:
    """Return how the tables are to be read."""
    return f"{_KEY} Each result is {NATURE}."


def heard(assessment: Assessment, law: Law) -> Iterator[HeardOf]:
    """Yield what is told of each frame; a duty on which nobody has declared anything has no row."""
    for (bearer, beneficiary), findings in frames(assessment).items():
        told = [one for one in assessment.across if (one.bearer, one.beneficiary) == (bearer, beneficiary)]
        label = frame_label(bearer, beneficiary, assessment)
        content = _rows(((one, _by_outcome(one), one.divided_by) for one in told), findings, law)
        force = _rows(((one, _by_force(one), one.gates_divided_by) for one in told), findings, law)
        if content or force:
            yield HeardOf(label, content, force)


def declared_section(assessment: Assessment, law: Law, numbers: Iterator[int]) -> tuple[Block, ...]:
    """Return the section of a memo; nothing where no State of the dossier can have declared anything."""
    told = tuple(heard(assessment, law)) if assessment.declared else ()
    if not told:
        return ()
    intro = Paragraph((key(), Note(_authorities(assessment))), next(numbers))
    tables = (
        Table(one.frame, heads, tuple(_cells(row) for row in rows), (3, 9, 3))
        for one in told
        for heads, rows in one.tables
    )
    return Heading(3, TITLE, "declared"), intro, *tables


def _cells(row: Heard) -> tuple[Text, ...]:
    return (row.duties,), ("; ".join(row.lines),), (row.divided_by or "–",)


def _rows(
    told: Iterable[tuple[Across, tuple[str, ...], tuple[str, ...]]], findings: Sequence[Finding], law: Law
) -> tuple[Heard, ...]:
    groups: dict[tuple[tuple[str, ...], str], set[str]] = {}
    for one, lines, issues in told:
        if lines:
            groups.setdefault((lines, issues_words(issues)), set()).add(one.duty)
    rows = []
    for (lines, divided), duties in groups.items():
        label = duties_label([one for one in findings if one.duty in duties], law, findings)
        rows.append(Heard(label[:1].upper() + label[1:], lines, divided))
    return tuple(rows)


def _by_outcome(one: Across) -> tuple[str, ...]:
    """Say which States come to which outcome."""
    outcomes = [group.outcome for group in one.if_binds]
    return tuple(_line(_named(group.outcome, outcomes), group.states) for group in one.if_binds)


def _named(outcome: Outcome, others: Iterable[Outcome]) -> str:
    """Name an outcome in few words; where others have the same name, with what stays possible only there."""
    if outcome.turns_on:
        return f"{word(outcome)}, turning on {issues_words(outcome.turns_on)}"
    alike = [set(one.words) for one in others if not one.turns_on and word(one) == word(outcome)]
    more = [one for one in outcome.words if one not in set.intersection(*alike)]
    return f"{word(outcome)}, {joined(f'“{one}”' for one in more)} too" if more else word(outcome)


def _by_force(one: Across) -> tuple[str, ...]:
    return tuple(_line(_BINDS[group.value], group.states) for group in one.force)


def _line(said: str, states: Iterable[Speaker]) -> str:
    return f"{said}: {', '.join(_speaker(one) for one in states)}"


def _speaker(one: Speaker) -> str:
    return f"{one.state}†" if any(cited.grade == "memory" for cited in one.records) else one.state


def _authorities(assessment: Assessment) -> tuple[Authority, ...]:
    """Return the records that the tables rest on, each with the grade of what is relied on."""
    records = {one.id: one for one in assessment.records}
    listed = sorted(_cited(assessment), key=lambda one: (one.record, one.grade))
    return tuple(cited_as(records[one.record], "answers relied on", one.grade) for one in listed)


def _cited(assessment: Assessment) -> set[Cited]:
    states = {
        state
        for one in assessment.across
        for listed in (*(group.states for group in one.if_binds), *(group.states for group in one.force))
        for state in listed
    }
    return {cited for state in states for cited in state.records}
