"""What becomes of the duties under the words of the States concerned: told shortly, with the records that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from duecare.assess.model import Assessment, Declaration, Finding, Instrument, Own, Took
from duecare.ir.declarations import Law
from duecare.practice.model import CONTESTED
from duecare.report.document import Authority, Block, Items, Note, Paragraph, Strong, joined
from duecare.report.names import duties_label, human, issue_label, state_label
from duecare.report.visible import visible
from duecare.report.wording import is_idle, is_waiting, issues_words, word

TITLE = "Measured by their own words"
NATURE = (
    "an argument of consistency, not opposable to a State as such unless the effect of its record says more; "
    "what it has not declared is left free"
)
_BINDS = {"yes": "it binds", "no": "it does not bind", "open": "whether it binds is left open"}


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What is told of one State by its own words: who and when, then line by line, with the places relied on."""

    head: str
    lines: tuple[str, ...] = ()
    cited: tuple[Authority, ...] = ()


def own_answers(assessment: Assessment, law: Law) -> tuple[OwnAnswer, ...]:
    """Return what is told of each State concerned, bearers toward others first; nothing where none has a voice."""
    bearers = {one.bearer for one in assessment.findings if one.beneficiary not in {"", one.bearer}}
    ordered = sorted(assessment.declared, key=lambda one: one.state not in bearers)
    return tuple(answer for one in ordered for answer in _of_state(one, assessment, law))


def as_blocks(told: Sequence[OwnAnswer]) -> Iterator[Block]:
    """Yield the answers for a memo, with a footnote on every record."""
    if told:
        yield Paragraph((Strong(f"{TITLE}:"), f" {NATURE}."))
    for one in told:
        if one.lines:
            yield Paragraph((f"{one.head}:", Note(one.cited)))
            yield Items(tuple((f"{line}.",) for line in one.lines))
        else:
            yield Paragraph((f"{one.head}.",))


def as_lines(told: Sequence[OwnAnswer]) -> Iterator[tuple[int, str]]:
    """Yield the answers as lines of text, each with how far it is set in."""
    if told:
        yield 0, f"{TITLE} ({NATURE}):"
    for one in told:
        yield 2, f"- {one.head}{':' if one.lines else '.'}"
        yield from ((4, f"- {line}.") for line in one.lines)


def of_finding(finding: Finding, assessment: Assessment) -> str:
    """Return what one finding is under own words; empty where nobody concerned has declared anything on it."""
    told = []
    for own in finding.own:
        parts = [f"if it binds, {word(own.if_binds)} ({own.taken} of {own.of})"] if own.if_binds else []
        parts += [f"{_force(own)} ({own.gates_taken} of {own.gates_of})"] if own.force else []
        if parts:
            told.append(f"{state_label(own.state, assessment)}: {'; '.join(parts)}")
    return f"{'. '.join(told)}." if told else ""


def _of_state(declared: Declaration, assessment: Assessment, law: Law) -> Iterator[OwnAnswer]:
    """Yield what is told of a State: as to each State whose duties it is asked about, or that it declared nothing."""
    live = [one for one in assessment.findings if not is_idle(one) and not is_waiting(one) and not one.norm]
    mine = [(one, own) for one in live for own in one.own if own.state == declared.state and own.of + own.gates_of]
    if not mine:
        return
    if not any(own.taken + own.gates_taken for _, own in mine):
        yield OwnAnswer(_nothing(declared, assessment))
        return
    for bearer in dict.fromkeys(finding.bearer for finding, _ in mine):
        yield _answer(declared.state, bearer, [(f, o) for f, o in mine if f.bearer == bearer], assessment, law)


def _nothing(declared: Declaration, assessment: Assessment) -> str:
    out = joined(f"{one.record} does not count ({one.why})" for one in declared.uncounted)
    else_ = f"positions on other issues: {declared.taken}" if declared.taken else ""
    aside = "; ".join(part for part in (else_, out) if part)
    said = f"{state_label(declared.state, assessment)} has declared nothing on these issues"
    return visible(f"{said}: {aside}" if aside else said)


def _answer(
    state: str, bearer: str, told: Sequence[tuple[Finding, Own]], assessment: Assessment, law: Law
) -> OwnAnswer:
    named = state_label(state, assessment)
    positions = tuple(dict.fromkeys(took for _, own in told for took in own.positions))
    if not positions:
        about = "its own duties" if bearer == state else f"the duties of {state_label(bearer, assessment)}"
        return OwnAnswer(f"{named} has declared nothing on the issues on which {about} turn")
    records = {one.id: one for one in assessment.records}
    used = [records[name] for name in dict.fromkeys(took.record for took in positions)]
    about = "on its own duties" if bearer == state else f"on what {state_label(bearer, assessment)} owes it"
    taken = "; ".join(_said(took, records[took.record]) for took in positions)
    lines = (*(f"{line[:1].upper()}{line[1:]}" for line in _lines(told, law)), f"It takes, {taken}")
    cited = tuple(authority_of(took, records[took.record]) for took in positions)
    return OwnAnswer(visible(f"{named}, by {words_of(used)}, {about}"), lines, tuple(dict.fromkeys(cited)))


def words_of(used: Sequence[Instrument]) -> str:
    """Say of which years the words of a State are, and what makes them weigh otherwise than declared law."""
    years = joined(dict.fromkeys(one.date[:4] for one in used))
    later = [one for one in used if one.later]
    when = "after the operation began" if len(later) == len(used) else "in part after the operation began"
    effects = dict.fromkeys(human(one.effect) for one in used if one.effect != "opinio_juris")
    notes = [*([when] if later else []), *(f"coded as {effect}" for effect in effects)]
    return f"its words of {years}" + (f" ({'; '.join(notes)})" if notes else "")


def _lines(told: Sequence[tuple[Finding, Own]], law: Law) -> Iterator[str]:
    """Yield the outcomes if it binds, then whether it binds, then the duties of which nothing was declared."""
    whole = [finding for finding, _ in told]
    content = _grouped(told, lambda own: f"if it binds, {word(own.if_binds)}" if own.if_binds else "")
    force = _grouped(told, lambda own: _BINDS[own.force.value] if own.force else "")
    for said, group in content.items():
        yield f"{said}: {duties_label([f for f, _ in group], law, whole)} ({_taken(_content(o) for _, o in group)})"
    for said, group in force.items():
        issues = dict.fromkeys(name for _, own in group if own.force for name in own.force.issues)
        on = f", on {issues_words(tuple(issues))}" if issues else ""
        yield f"{said}{on}: {duties_label([f for f, _ in group], law, whole)} ({_taken(_gates(o) for _, o in group)})"
    unsaid = [finding for finding, own in told if own.of and not own.taken and own.gates_taken]
    if unsaid:
        yield f"nothing declared on what comes out if it binds: {duties_label(unsaid, law, whole)}"
    silent = [finding for finding, own in told if not own.taken + own.gates_taken]
    if silent:
        yield f"nothing declared: {duties_label(silent, law, whole)}"


def _grouped(told: Sequence[tuple[Finding, Own]], says: Callable[[Own], str]) -> dict[str, list[tuple[Finding, Own]]]:
    groups: dict[str, list[tuple[Finding, Own]]] = {}
    for finding, own in told:
        if said := says(own):
            groups.setdefault(said, []).append((finding, own))
    return groups


def _content(own: Own) -> tuple[int, int]:
    return own.taken, own.of


def _gates(own: Own) -> tuple[int, int]:
    return own.gates_taken, own.gates_of


def _force(own: Own) -> str:
    if own.force is None:
        return ""
    on = f", on {issues_words(own.force.issues)}" if own.force.issues else ""
    return _BINDS[own.force.value] + on


def _taken(counts: Iterable[tuple[int, int]]) -> str:
    """Return `positions taken: 1 of 4`, or between which numbers: `1 to 2 of 3 to 4`."""
    taken, of = (sorted(set(numbers)) for numbers in zip(*counts, strict=True))
    return "positions taken: " + " of ".join(str(n[0]) if len(n) == 1 else f"{n[0]} to {n[-1]}" for n in (taken, of))


def _said(took: Took, record: Instrument) -> str:
    grade = "memory†" if took.grade == "memory" else took.grade
    via = f"a text of {took.via} that it endorsed" if took.via else ""
    contested = CONTESTED if CONTESTED in record.flags else ""
    held = ", if it binds at all," if took.if_binds else ","
    positions = joined((human(one) for one in took.positions), "or")
    where = ", ".join(filter(None, (took.record, took.pinpoint, grade, contested, via)))
    return f"on {issue_label(took.issue)}{held} {positions} ({where})"


def authority_of(took: Took, record: Instrument) -> Authority:
    """Return the record of a position that was taken as an authority."""
    return cited_as(record, took.pinpoint, took.grade)


def cited_as(record: Instrument, pinpoint: str, grade: str) -> Authority:
    """Return a record as an authority, with the grade of what is relied on."""
    cite = f"{record.name}, {record.title} ({record.date}), record {record.id}"
    return Authority(record.id, cite, f"{record.name} {record.date[:4]}", pinpoint, grade)
