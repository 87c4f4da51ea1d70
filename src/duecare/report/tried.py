"""What a trial comes to, in words: how far each finding stands, what changes it, and what that means in which part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    "shown": "the record shows an omission or a breach",
    "excluded": "an omission or a breach is excluded",
    "due": "something was due; open whether it was done",
    "applies": "it applied; open whether anything was due",
    "open": "open whether it applied",
    "idle": "nothing was due",
}
_BINDS = {"yes": "binds", "no": "does not bind", "open": "left open"}
_LEADS = {
    HARMED: "As the State that was harmed it could say, on its own words and if the duty binds",
    ASKED: "As the State asked to answer it could be told, on its own words and if the duty binds",
}
CAVEATS = (
    "A result under a State's own words is an argument of consistency; it is not opposable to the State as such. The "
    "State takes the part of the one that is named; the record, and the treaties those States have joined, stay as they "
    "are. No position is carried back to a past case: the cases are looked at as if they arose under these words."
)
_OUT_OF_REACH = frozenset({"not applicable", "not in force", "not expected"})
_MOST_STATES = 8


@dataclass(frozen=True, slots=True)
class Row:
    """Findings of one frame that change alike: what to call them, before and after, and which issues do it."""

    states: str
    duties: str
    before: str
    after: str
    lost: str
    won: str
    by: str
    ranks: tuple[str, str]


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


def told(outcome: Outcome) -> str:
    """Return an outcome for a cell: the word if it is one, else how far the finding stands."""
    if len(outcome.words) == 1:
        return outcome.words[0]
    words = STANDINGS[standing(outcome)]
    return f"{words} ({joined(outcome.words, 'or')}, as the law is read)" if outcome.turns_on else words


def headline(tried: Tried, trial: Trial, law: Law) -> tuple[str, ...]:
    """Return the answer, most important first: what the words change, how many findings, in which part, by what."""
    return tuple(_headline(tried, trial, law))


def _headline(tried: Tried, trial: Trial, law: Law) -> Iterator[str]:
    found = changes(tried)
    yield _words_moved(tried.shift, trial)
    yield _counted(tried, found)
    outcomes = [one for one in found if not same_outcome(one)]
    for part in (HARMED, ASKED):
        of_part = [one for one in outcomes if part == ASKED or one.bearer != one.beneficiary]
        if of_part:
            yield f"{_LEADS[part]}: {_stands(of_part)}."
    if found:
        yield f"What does it: {_doing(found, law)}."
    yield from _own_cases(tried)
    unasked = sum(len(case.changes) for case in tried.cases) - len(found)
    if unasked:
        yield f"{_findings(unasked)} that nobody has put in question would change as well; --json has them."


def changes(tried: Tried) -> list[Change]:
    """Return the changes of findings that are in question, in all cases."""
    return [one for case in tried.cases for one in case.changes if one.asked]


def shift_words(shift: Shift) -> str:
    """Return whose words change: `Estonia (EST)`; of many, the first by name."""
    if len(shift.states) == 1:
        code = shift.states[0]
        return f"{state_name(code)} ({code})" if is_state(code) else code
    return f"{len(shift.states)} States ({few(shift.states, _MOST_STATES)})"


def move_words(move: Move, law: Law) -> tuple[str, str, str]:
    """Return an issue, what was said on it, and what is said now."""
    first, second = (
        " or ".join(human(one) for one in taken) or "no position" for taken in (move.before, move.after)
    )
    gate = issue_named(move.issue, law)
    return _issue(move.issue, law) + (" [gate]" if gate and gate.gate else ""), first, second


def rows(case: CaseTried, law: Law) -> tuple[Row, ...]:
    """Return what changes in a case if the duty binds, findings that change alike in one row."""
    groups: dict[tuple[object, ...], list[Change]] = {}
    for one in case.changes:
        if one.asked and not same_outcome(one):
            key = one.bearer, one.beneficiary, _heart(one.before), _heart(one.after), one.outcome_by
            groups.setdefault(key, []).append(one)
    return tuple(_row(group, case, law) for group in groups.values())


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


def _words_moved(shift: Shift, trial: Trial) -> str:
    new = sum(not move.before for move in shift.moves)
    gone = sum(not move.after for move in shift.moves)
    other = len(shift.moves) - new - gone
    parts = [(new, "new"), (other, "other than before"), (gone, "no longer taken")]
    told = joined(f"{count} {words}" for count, words in parts if count) or "none new"
    kept = f"; on {_of(len(shift.repeats), 'issue')} it says nothing new" if shift.repeats else ""
    what = "the draft" if trial.draft else joined(trial.records)
    return f"{shift_words(shift)}: positions taken by {what}, as of {trial.as_of}: {told}{kept}."


def _counted(tried: Tried, found: Sequence[Change]) -> str:
    asked = f"Of {_findings(sum(case.asked for case in tried.cases))} in question in {_of(len(tried.cases), 'past case')}"
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
    parts = []
    for after in STANDINGS:
        here = {before: count for (now, before), count in moved.items() if now == after}
        was = [f"{count} before" if before == after else f"{count} from “{STANDINGS[before]}”"
               for before, count in here.items()]  # fmt: skip
        if here:
            parts.append(f"{STANDINGS[after]}, in {sum(here.values())} ({joined(was)})")
    return "; ".join(parts)


def _doing(found: Iterable[Change], law: Law) -> str:
    counts: Counter[str] = Counter()
    for one in found:
        counts.update({sets_words(by, law) for by in (one.outcome_by, one.binds_by) if by})
    return "; ".join(f"{words}: {count}" for words, count in counts.most_common())


def _own_cases(tried: Tried) -> Iterator[str]:
    for case in tried.cases:
        for state in tried.shift.states:
            parts = [ASKED] if any(one.bearer == state != one.beneficiary for one in case.changes) else []
            parts += [HARMED] if any(one.beneficiary == state for one in case.changes) else []
            if state in dict(case.states):
                role = {(): "", (ASKED,): ", as the State asked to answer", (HARMED,): ", as the State that was harmed"}
                yield f"{case.dossier} is a case of {state}'s own{role.get(tuple(parts), ', in both parts')}."


def _row(group: Sequence[Change], case: CaseTried, law: Law) -> Row:
    first, names = group[0], dict(case.states)
    before, after = first.before, first.after
    toward = "its own people" if first.bearer == first.beneficiary else names.get(first.beneficiary, "")
    states = f"{names.get(first.bearer, first.bearer)} → {toward}" if toward else f"{names[first.bearer]} alone"
    return Row(
        states, _duties(group, law), told(before), told(after),
        ", ".join(one for one in before.words if one not in after.words),
        ", ".join(one for one in after.words if one not in before.words),
        sets_words(first.outcome_by, law), (standing(before), standing(after)),
    )  # fmt: skip


def _duties(group: Sequence[Change], law: Law) -> str:
    by: dict[str, list[str]] = {}
    for one in group:
        by.setdefault(one.obligation, []).append(human(one.name))
    return "; ".join(
        f"{obligation_label(name, law)} ({', '.join(dict.fromkeys(duties))})" if name else ", ".join(dict.fromkeys(duties))
        for name, duties in by.items()
    )


def _issue(name: str, law: Law) -> str:
    base, _, obligation = name.partition("@")
    return human(base) + (f" ({obligation_label(obligation, law)})" if obligation else "")


def _heart(outcome: Outcome) -> tuple[object, ...]:
    return outcome.words, outcome.settled, outcome.turns_on, outcome.not_established


def _findings(count: int) -> str:
    return _of(count, "finding")


def _of(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
