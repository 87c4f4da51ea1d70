"""What a trial comes to, in words: how far each finding stands, what changes it, and what that means in which part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from duecare.assess.model import Outcome
from duecare.base.states import is_state, state_name
from duecare.ir.declarations import Law
from duecare.report.document import joined
from duecare.report.names import few, human, issue_named, obligation_label
from duecare.report.wording import DONE, FAILED, IDLE
from duecare.tryout.model import CaseTried, Change, Move, Shift, Trial, Tried
from duecare.tryout.trial import same_force, same_outcome

ASKED, HARMED = "asked", "harmed"
STANDINGS: Mapping[str, str] = {
    "shown": "omission or breach shown",
    "excluded": "no omission or breach possible",
    "due": "due; open whether performed",
    "applies": "applies; open whether due",
    "open": "open whether it applies",
    "idle": "not applicable or not due",
}
_OF_NORMS = {
    "shown": "not met as expected",
    "excluded": "met, or not expected",
    "due": "expected; open whether met",
    "open": "open whether expected",
    "idle": "not expected",
}
_SAID = {
    "shown": "the record shows an omission or a breach",
    "excluded": "an omission or a breach is ruled out",
    "due": "the duty fell due, and only whether it was performed is open",
    "applies": "the duty applied, and whether it fell due is open",
    "open": "it is open whether the duty applied",
    "idle": "no such duty fell due",
}
_BINDS = {"yes": "binds", "no": "does not bind", "open": "open"}
_LEADS = {
    HARMED: "As the State that was harmed it could say",
    ASKED: "As the State asked to answer it could be told",
}
_IF = "on its own words and if the duty binds, that"
CAVEATS = (
    "A result under a State's own words is an argument of consistency; it is not opposable to the State as such. The "
    "State takes the part of the one that is named; the record stays as it is, and so do the treaties that those "
    "States have joined. No position is carried back to a past case: the cases are looked at as if they arose under "
    "these words. A finding is in question if somebody speaks of what the duty needs and it is not idle in every "
    "reading that is held."
)
_OUT_OF_REACH = frozenset({"not applicable", "not in force", "not expected"})
_NORM = re.compile(r"^norm (\d+)([a-z])$")
_MOST_STATES, _MOST_SETS = 8, 3


@dataclass(frozen=True, slots=True)
class Row:
    """Findings of one frame that change alike: what to call them, before and after, and which issue does what."""

    states: str
    duties: str
    before: str
    after: str
    by: tuple[str, ...]
    standings: tuple[str, str]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """An issue with what was said on it and is said now, and how many findings in question hang on it.

    alone     so many come out otherwise if it is the only new position.
    left_out  so many come out otherwise than with all new positions if it alone is left out.
    """

    issue: str
    before: str
    after: str
    alone: int
    left_out: int


@dataclass(frozen=True, slots=True)
class BindingRow:
    """Duties of which it changes alike whether they bind, and in which cases."""

    duties: str
    before: str
    after: str
    by: str
    cases: str


def standing(outcome: Outcome) -> str:
    """Return how far a finding stands, whatever the unknown facts are and in every reading of the view."""
    words = set(outcome.words)
    if words <= FAILED:
        return "shown"
    if words <= IDLE:
        return "idle"
    if words <= DONE | IDLE:
        return "excluded"
    if not words & IDLE:
        return "due"
    return "open" if words & _OUT_OF_REACH else "applies"


def told(outcome: Outcome, *, norm: bool = False) -> str:
    """Return an outcome for a cell: its words where no fact is wanting, else how far the finding stands."""
    if outcome.turns_on:
        return f"{joined(outcome.words, 'or')}, as the law is read"
    if standing(outcome) == "idle" or outcome.settled:
        return joined(outcome.words, "or")
    return (_OF_NORMS if norm else STANDINGS)[standing(outcome)]


def headline(tried: Tried, trial: Trial, law: Law) -> tuple[str, ...]:
    """Return the answer, most important first: what the words change, how many findings, in which part, by what."""
    return tuple(_headline(tried, trial, law))


def _headline(tried: Tried, trial: Trial, law: Law) -> Iterator[str]:
    found = changes(tried)
    yield _words_moved(tried.shift, trial, law)
    yield _counted(tried, found)
    yield from _in_parts([one for one in found if not one.norm and not same_outcome(one)])
    norms = sum(one.norm for one in found)
    if norms:
        yield f"{_of(norms, 'expectation')} of norms, which are not law, among them."
    if found:
        yield f"What does it: {_doing(found, law)}."
    yield from _own_cases(tried)
    unasked = sum(len(case.changes) for case in tried.cases) - len(found)
    if unasked:
        yield f"{_of(unasked, 'finding')} that nobody has put in question would change as well; --json has them."


def _in_parts(found: Sequence[Change]) -> Iterator[str]:
    """Yield what the changes mean for the State that was harmed, and for the State asked; at once if it is the same."""
    harmed = [one for one in found if one.beneficiary not in ("", one.bearer)]
    if found and len(harmed) == len(found):
        asked = _LEADS[ASKED].replace("As", "and as")
        yield f"{_LEADS[HARMED]}, {asked}, {_IF} {_stands(found)}."
        return
    for part, of_part in ((HARMED, harmed), (ASKED, found)):
        if of_part:
            yield f"{_LEADS[part]}, {_IF} {_stands(of_part)}."


def changes(tried: Tried) -> list[Change]:
    """Return the changes of findings that are in question, in all cases."""
    return [one for case in tried.cases for one in case.changes if one.asked]


def shift_words(shift: Shift) -> str:
    """Return whose words change: `Estonia (EST)`; of many, the first by name."""
    if len(shift.states) == 1:
        code = shift.states[0]
        return f"{state_name(code)} ({code})" if is_state(code) else code
    return f"{len(shift.states)} States ({few(shift.states, _MOST_STATES)})"


def move_rows(tried: Tried, trial: Trial, law: Law) -> tuple[MoveRow, ...]:
    """Return the issues on which the words change, in the order of the law; a draft has nothing to be graded."""
    moves = tried.shift.moves
    plain = (replace(one, grade_after="") for one in moves) if trial.draft else moves
    return tuple(_move_row(move, tried, law) for move in plain)


def _move_row(move: Move, tried: Tried, law: Law) -> MoveRow:
    first, second = _position(move.before, move.grade_before), _position(move.after, move.grade_after)
    issue = issue_named(move.issue, law)
    gate = " [whether it binds]" if issue and issue.gate else ""
    weights = [one for case in tried.cases for one in case.weights if one.issue == move.issue]
    alone, left_out = sum(one.alone for one in weights), sum(one.left_out for one in weights)
    return MoveRow(_issue(move.issue, law) + gate, first, second, alone, left_out)


def _position(taken: Sequence[str], grade: str) -> str:
    words = " or ".join(human(one) for one in taken) or "no position"
    return f"{words} [{grade}]" if taken and grade else words


def rows(case: CaseTried, law: Law) -> tuple[Row, ...]:
    """Return what changes in a case if the duty binds, findings that change alike in one row."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for one in case.changes:
        if one.asked and not same_outcome(one):
            key = one.bearer, one.beneficiary, told(one.before), told(one.after), one.norm, tuple(_by_word(one, law))
            groups.setdefault(key, []).append(one)
    return tuple(_row(group, law) for group in groups.values())


def binding_rows(tried: Tried, law: Law) -> tuple[BindingRow, ...]:
    """Return of which duties it changes whether they bind; cases in which it is the same in one row."""
    groups: dict[tuple[str, str, str, tuple[tuple[str, ...], ...]], list[tuple[str, Change]]] = {}
    for case in tried.cases:
        for one in case.changes:
            if one.asked and not same_force(one):
                key = one.obligation, one.binds_before.value, one.binds_after.value, one.binds_by
                groups.setdefault(key, []).append((case.dossier, one))
    return tuple(
        BindingRow(
            _duties([one for _, one in group], law), _BINDS[before], _BINDS[after], sets_words(by, law),
            ", ".join(dict.fromkeys(name for name, _ in group)),
        )
        for (_, before, after, by), group in groups.items()
    )  # fmt: skip


def sets_words(sets: Sequence[Sequence[str]], law: Law) -> str:
    """Return which issues do it: `author with underlying act`; several sets of which each is enough, with `or`."""
    return "; or ".join(" with ".join(_issue(one, law) for one in found) for found in sets)


def case_words(case: CaseTried) -> str:
    """Return what to call a case, with its counts."""
    changed = sum(one.asked for one in case.changes)
    invented = "EXERCISE, all invented. " if case.exercise else ""
    return f"{invented}{case.dossier}: {case.title} ({changed} of {case.asked} in question change)"


def _words_moved(shift: Shift, trial: Trial, law: Law) -> str:
    new = sum(not move.before for move in shift.moves)
    gone = sum(not move.after for move in shift.moves)
    other = len(shift.moves) - new - gone
    parts = [(new, "new"), (other, "other than before"), (gone, "no longer taken")]
    told = joined(f"{count} {words}" for count, words in parts if count) or "none new"
    kept = f"; on {_of(len(shift.repeats), 'issue')} it says nothing new" if shift.repeats else ""
    what = "the draft" if trial.draft else joined(trial.records)
    taken = f"Positions taken with it: {len(shift.after.stances)} of {len(law.issues)}."
    if not shift.moves and len(shift.states) > 1:
        taken = ""  # they are alike in that nothing moves, and in nothing else
    return f"{shift_words(shift)}: positions taken by {what}, as of {trial.as_of}: {told}{kept}. {taken}".rstrip()


def _counted(tried: Tried, found: Sequence[Change]) -> str:
    findings = _of(sum(case.asked for case in tried.cases), "finding")
    asked = f"Of {findings} in question in {_of(len(tried.cases), 'past case')}"
    if not found:
        return f"{asked}, none would change."
    outcomes, binding = (sum(not same(one) for one in found) for same in (same_outcome, same_force))
    return (
        f"{asked}, {len(found)} would change: {outcomes} in what comes out if the duty binds, "
        f"{binding} in whether it binds."
    )


def _stands(found: Iterable[Change]) -> str:
    """Return how far findings stand with the new words, and where they stood without them."""
    moved = Counter((standing(one.after), standing(one.before)) for one in found)
    return "; ".join(
        f"{_SAID[after]}, in {moved[after, before]} ({_was(before, after)})"
        for after in STANDINGS
        for before in STANDINGS
        if (after, before) in moved
    )


def _was(before: str, after: str) -> str:
    return "as before, with fewer or other outcomes possible" if before == after else f"before: {STANDINGS[before]}"


def _doing(found: Iterable[Change], law: Law) -> str:
    counts: Counter[str] = Counter()
    for one in found:
        counts.update({sets_words(by, law) for by in (one.outcome_by, one.binds_by) if by})
    told = [f"{words}: {count}" for words, count in counts.most_common(_MOST_SETS)]
    rest = len(counts) - len(told)
    return "; ".join(told) + (f"; and {rest} further, below" if rest else "")


def _own_cases(tried: Tried) -> Iterator[str]:
    for case in tried.cases:
        for state in tried.shift.states:
            asked = any(one.bearer == state != one.beneficiary for one in case.changes)
            harmed = any(one.beneficiary == state for one in case.changes)
            parts = [words for words, is_so in (("asked to answer", asked), ("harmed", harmed)) if is_so]
            if parts:
                yield f"{case.dossier} is a case of {state}'s own, in which it was {joined(parts)}."


def _row(group: Sequence[Change], law: Law) -> Row:
    first = group[0]
    before, after = first.before, first.after
    toward = "its own people" if first.bearer == first.beneficiary else first.beneficiary
    states = f"{first.bearer} → {toward}" if toward else first.bearer
    return Row(
        states, _duties(group, law), told(before, norm=first.norm), told(after, norm=first.norm),
        tuple(_by_word(first, law)), (standing(before), standing(after)),
    )  # fmt: skip


def _by_word(change: Change, law: Law) -> Iterator[str]:
    """Yield which issues do what: `author with underlying act: no longer “not applicable”`; what settles, by name."""
    if change.after.settled or standing(change.after) == "idle":
        yield sets_words(change.outcome_by, law)
        return
    groups: dict[tuple[str, str], list[str]] = {}
    for word, sets in change.words_by:
        way = "no longer" if word in change.before.words else "now"
        groups.setdefault((sets_words(sets, law), way), []).append(f"“{word}”")
    if change.before.not_established != change.after.not_established:
        way = "now" if change.after.not_established else "no longer"
        groups.setdefault((sets_words(change.outcome_by, law), way), []).append("“not established”")
    if not groups:
        who = "the law and no fact decides" if change.after.turns_on else "facts decide"
        groups[sets_words(change.outcome_by, law), "now"] = [who]
    yield from (f"{issues}: {way} {', '.join(words)}" for (issues, way), words in groups.items())


def _duties(group: Sequence[Change], law: Law) -> str:
    by: dict[str, list[str]] = {}
    for one in group:
        by.setdefault(one.obligation, []).append(_name(one))
    return "; ".join(
        f"{obligation_label(name, law) if name else 'norms, which are not law'} ({', '.join(dict.fromkeys(duties))})"
        for name, duties in by.items()
    )


def _name(change: Change) -> str:
    """Return what to call a duty in a list: `warn`; a norm: `13(c)`."""
    words = human(change.name)
    return _NORM.sub(r"\1(\2)", words) if change.norm else words


def _issue(name: str, law: Law) -> str:
    base, _, obligation = name.partition("@")
    return human(base) + (f" ({obligation_label(obligation, law)})" if obligation else "")


def _of(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
