"""A State's declared view at a date, as a view of the law, with the record behind every stance."""

from __future__ import annotations

from dataclasses import dataclass

from duecare.ir.declarations import Citation, Law, Source, Stance, View
from duecare.practice.current import Counting, Said, Words, words_of
from duecare.practice.model import Record, Register

_KIND = "statement"


@dataclass(frozen=True, slots=True)
class Declared:
    """A State's own view: what it holds, what it would hold if the duty bound, and how much of the law that is.

    view      stances it holds (with `conditional`, also those for the case that the duty binds); a stance's source
              is the record, and `sources` has each record as an authority of that name.
    taken     on how many issues the view takes a position, of `issues` in all.
    """

    view: View
    words: Words
    taken: int
    issues: int
    sources: tuple[Source, ...]
    counting: Counting
    register_hash: str


def declared_view(
    law: Law, register: Register, state: str, counting: Counting, *, conditional: bool = False
) -> Declared:
    """Return the view that a State has declared by a date; one that has declared nothing takes no position.

    Doubts, silence and questions left open are no stances, and nothing is filled in from one.
    """
    words = words_of(register, state, counting)
    modes = ("holds", "if_binding") if conditional else ("holds",)
    known = {issue.name: {position.name for position in issue.positions} for issue in law.issues}
    taken = [said for said in words.answers if said.answer.mode in modes and _takes(said, known)]
    view = View(
        f"declared_{state.lower()}",
        f"What {state} has declared by {counting.as_of}.",
        tuple(Citation(name) for name in dict.fromkeys(said.record.id for said in taken)),
        tuple(_stance(said) for said in taken),
    )
    records = {said.record.id: said.record for said in taken}
    sources = tuple(as_source(record) for record in records.values())
    return Declared(view, words, len(taken), len(law.issues), sources, counting, register.hash)


def as_source(record: Record) -> Source:
    """Return a record as an authority, to be cited beside those of the law."""
    short = f"{record.name} {record.date.text[:4]}"
    cite = f"{record.name}, {record.instrument} ({record.date})"
    return Source(record.id, cite, short, _KIND, record.date.text, record.grade, record.url, span=record.span)


def _stance(said: Said) -> Stance:
    answer = said.answer
    return Stance(answer.issue, answer.positions, Citation(said.record.id, answer.pinpoint, answer.span))


def _takes(said: Said, known: dict[str, set[str]]) -> bool:
    """Say whether an answer excludes some position of an issue that the law has."""
    return bool(known.get(said.answer.issue, set()) - set(said.answer.positions))
