"""What a law cites, and how well each place was checked: seen, secondary, memory, or not graded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duecare.ir.declarations import Citation, Holder, Issue, Law, Source

GRADES = ("seen", "secondary", "memory")
UNGRADED = "not graded"
_NOTED = {"from memory": "memory", "as reported": "secondary"}
_BRACKETS = re.compile(r"\[([^][]+)\]")


@dataclass(frozen=True, slots=True)
class Register:
    """The authorities of a law by name, with the grade of each place looked up."""

    sources: dict[str, Source]
    grades: dict[tuple[str, str], str]

    def grade(self, source: str, pinpoint: str) -> str:
        """Return how well a place was checked; a place that nobody registered was not."""
        if pinpoint and (source, pinpoint) not in self.grades:
            return "memory"
        return self.grades.get((source, pinpoint), "memory")

    def grade_of_holder(self, holder: Holder) -> str:
        """Return the grade of who holds or doubts; of a State's own words a note says how they came to be known."""
        if holder.name in self.sources:
            return self.grade(holder.name, holder.pinpoint)
        return next((grade for words, grade in _NOTED.items() if words in holder.note), UNGRADED)

    def memory_only(self, owner: object) -> bool:
        """Say that a rule names authorities, and that nobody read any of them at the place."""
        cited: tuple[Citation, ...] = getattr(owner, "sources", ())
        return bool(cited) and all(self.grade(one.source, one.pinpoint) == "memory" for one in cited)


def register(law: Law) -> Register:
    """Return the authorities of a law for looking up."""
    grades = {(source.name, ""): source.grade for source in law.sources}
    grades.update({(source.name, place.text): place.grade for source in law.sources for place in source.pinpoints})
    return Register({source.name: source for source in law.sources}, grades)


def citations_of(owner: object, known: Register) -> Iterator[Citation]:
    """Yield every authority that a declaration names, as a source, for a stance, or as one who holds or doubts."""
    yield from getattr(owner, "sources", ())
    for stance in (*getattr(owner, "stances", ()), *getattr(owner, "reading", ())):
        if stance.source is not None:
            yield stance.source
    for holder, _ in holders_of(owner):
        if holder.name in known.sources:
            yield Citation(holder.name, holder.pinpoint, holder.span)


def holders_of(owner: object) -> Iterator[tuple[Holder, str]]:
    """Yield all who hold or doubt a position of an issue, with the word for which of the two."""
    for position in owner.positions if isinstance(owner, Issue) else ():
        yield from ((holder, "holds") for holder in position.held_by)
        yield from ((holder, "doubts") for holder in position.doubted_by)


def in_prose(words: str, known: Register) -> Iterator[str | tuple[Citation, ...]]:
    """Yield prose in pieces: text, and between brackets the authorities that are cited there."""
    end = 0
    for found in _BRACKETS.finditer(words):
        cited = _cited(found[1], known)
        if cited:
            yield words[end : found.start()]
            yield cited
            end = found.end()
    yield words[end:]


def _cited(inside: str, known: Register) -> tuple[Citation, ...]:
    """Return the authorities between brackets; none unless every part begins with the name of one."""
    parts = [" ".join(part.split()).partition(" ") for part in inside.split(";")]
    if not all(name in known.sources for name, _, _ in parts):
        return ()
    return tuple(Citation(name, place) for name, _, place in parts)
