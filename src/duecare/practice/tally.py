"""Counts that can be cited: how many States stand where on an issue, by which rule, on what evidence, at which date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duecare.practice.current import Counting, Said, Words, authors, words_of
from duecare.practice.model import GRADES, Register

BIAS = (
    "States that publish their positions are disproportionately European, and few are from Asia: "
    "this is a count of what was found and no measure of the world."
)


@dataclass(frozen=True, slots=True)
class Count:
    """States that give one answer: in their own words by grade, and through a group's text alone.

    own, through  the States' codes with what they said; grades counts `own` by how it was checked.
    """

    mode: str
    positions: tuple[str, ...]
    own: tuple[tuple[str, Said], ...]
    through: tuple[tuple[str, Said], ...]

    @property
    def grades(self) -> tuple[tuple[str, int], ...]:
        """Return how many of the States' own statements are of each grade."""
        return _grades(self.own)

    @property
    def through_grades(self) -> tuple[tuple[str, int], ...]:
        """Return how many of the States that speak through a group's text alone do so on which grade of evidence."""
        return _grades(self.through)


@dataclass(frozen=True, slots=True)
class Tally:
    """An issue at a date: who holds what, who would if the duty bound, who doubts what, and who gives no answer.

    counts     each State once an answer; a doubt is counted beside what the State holds.
    uncounted  States with records by the date of which none counts, each with the reason its latest one does not.
    nothing    the other States with a record or an endorsed text by the date, of which none speaks to the issue.
    """

    issue: str
    counts: tuple[Count, ...]
    uncounted: tuple[tuple[str, str], ...]
    nothing: tuple[str, ...]
    counting: Counting
    register_hash: str

    @property
    def rule(self) -> str:
        """Return the rule of counting in words."""
        return rule_of(self.counting)


def tally(register: Register, issue: str, counting: Counting) -> Tally:
    """Count each State once on an issue, by what it says at the date."""
    said = [words_of(register, state, counting) for state in authors(register)]
    said = [words for words in said if words.records or words.answers or words.doubts]
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[str, Said]]] = {}
    for words in said:
        for one in _on(words, issue):
            groups.setdefault((one.answer.mode, one.answer.positions), []).append((words.who, one))
    speaking = {who for listed in groups.values() for who, _ in listed}
    rest = [words for words in said if words.who not in speaking]
    uncounted = tuple((words.who, words.uncounted[-1].why) for words in rest if _all_uncounted(words))
    return Tally(
        issue,
        tuple(_count(*key, groups[key]) for key in sorted(groups, key=_rank)),
        uncounted,
        tuple(words.who for words in rest if words.who not in dict(uncounted)),
        counting,
        register.hash,
    )


def rule_of(counting: Counting) -> str:
    """Return the rule of counting in words."""
    flags = "flagged records count as well" if counting.flagged else "unread and low-confidence records do not count"
    organs = "its organs adopted or they" if counting.organs else "they"
    return (
        f"Each State once, by its latest statement on the issue up to {counting.as_of}; {flags}; silence, doubt and "
        f"questions left open are no position; a group's text counts for members where {organs} endorsed it in their "
        "own name, on issues on which their own words leave nothing, and is counted apart."
    )


def bottom_line(register: Register, counting: Counting) -> tuple[Tally, ...]:
    """Return the counts on the issues that the survey's stance speaks of."""
    if not register.columns:
        return ()
    codes = register.columns[0].codes.values()
    issues = dict.fromkeys(answer.issue for code in codes for answer in code.answers)
    return tuple(tally(register, issue, counting) for issue in issues)


def grade_of(said: Said) -> str:
    """Return on what evidence a State says something: where a group's text says it, on the weaker of two readings,
    that of the text and that of the endorsement."""
    endorsed = said.endorsement.grade if said.endorsement else said.answer.grade
    return max(said.answer.grade, endorsed, key=GRADES.index)


def _grades(listed: Iterable[tuple[str, Said]]) -> tuple[tuple[str, int], ...]:
    found = [grade_of(said) for _, said in listed]
    return tuple((grade, found.count(grade)) for grade in GRADES)


def _on(words: Words, issue: str) -> Iterable[Said]:
    current = words.on(issue)
    if current is not None:
        yield current
    yield from (said for said in words.doubts if said.answer.issue == issue)


def _all_uncounted(words: Words) -> bool:
    return bool(words.uncounted) and len(words.uncounted) == len(words.records) and not words.answers


def _rank(key: tuple[str, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    mode, positions = key
    return ("holds", "if_binding", "doubts", "open").index(mode), positions


def _count(mode: str, positions: tuple[str, ...], listed: list[tuple[str, Said]]) -> Count:
    own = tuple((who, said) for who, said in listed if not said.via)
    return Count(mode, positions, own, tuple((who, said) for who, said in listed if said.via))
