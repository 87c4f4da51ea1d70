"""The answer in a legal adviser's words: for each State what if it binds, and then whether it binds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duecare.assess.model import Assessment, Finding
from duecare.ir.declarations import Law
from duecare.report.binding import Binding, bindings
from duecare.report.document import joined
from duecare.report.names import duties_label, frames, not_law, state_label, toward, views_in_order
from duecare.report.wording import (
    NOUNS,
    RANKS,
    WAITING,
    Said,
    by_view,
    event_line,
    is_idle,
    is_waiting,
    phrase,
    since,
)

_KINDS = {False: ("duty", "duties"), True: ("norm", "norms")}
_NOBODY = (
    "No State is assessed, for no claim says how one is tied to the operation. List the States under `states`, and "
    "claim from or through whose territory it came."
)
_EVENT = {"breached": "breached", "liable": "liable", "not met": "omitted", "met late": "omitted"}


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome of a State and the duties that have it. rank: `failed`, `open`, `done` or `idle`."""

    rank: str
    says: str
    about: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one State if what it owes binds, the gravest first; the last lines are on norms."""

    state: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """The whole answer: State by State, whether it binds, and the States of whom nothing was due."""

    answers: tuple[Answer, ...]
    binding: tuple[Binding, ...]
    idle: tuple[str, ...]


def headline(assessment: Assessment, law: Law) -> Headline:
    """Return the answer, the State with the gravest outcome first."""
    by_state: dict[str, list[Finding]] = {}
    for finding in assessment.findings:
        by_state.setdefault(finding.bearer, []).append(finding)
    idle = [state for state, found in by_state.items() if all(is_idle(finding) for finding in found)]
    told = [_answer(state, found, assessment, law) for state, found in by_state.items() if state not in idle]
    ordered = sorted(told, key=lambda answer: [RANKS.index(line.rank) for line in answer.lines[:1]])
    names = tuple(state_label(state, assessment) for state in idle)
    return Headline(tuple(ordered), bindings(assessment, law), names)


def as_text(told: Headline) -> str:
    """Return the answer as plain text."""
    lines: list[str] = []
    for answer in told.answers:
        lines += [f"{answer.state}, if it binds:", *(f"- {line.says}: {line.about}." for line in answer.lines)]
    lines += (
        ["Whether it binds:", *(f"- {one.obligation}: {one.says}." for one in told.binding)] if told.binding else []
    )
    return "\n".join([*lines, *nothing_due(told)]) + "\n"


def nothing_due(told: Headline) -> tuple[str, ...]:
    """Return the line on States of whom nothing was due under any view, or that nobody is assessed, if it is so."""
    if not told.answers and not told.idle:
        return (_NOBODY,)
    return (f"Nothing was due of {joined(told.idle)} under any view.",) if told.idle else ()


def _answer(state: str, findings: Sequence[Finding], assessment: Assessment, law: Law) -> Answer:
    views = views_in_order(assessment, law)
    lines = [line for norm in (False, True) for line in _lines(findings, views, assessment, law, norm=norm)]
    return Answer(state_label(state, assessment), tuple(lines))


def _lines(
    findings: Iterable[Finding], views: Sequence[str], assessment: Assessment, law: Law, *, norm: bool
) -> list[Line]:
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.norm == norm:
            groups.setdefault(_says(finding, views, law), []).append(finding)
    ordered = sorted(groups.items(), key=lambda item: RANKS.index(item[0][0]))
    return [
        Line(rank, says, _counted(group) if rank == "waiting" else _about(group, assessment, law))
        for (rank, says), group in ordered
    ]


def _counted(findings: Sequence[Finding]) -> str:
    """Say how many duties or norms wait: which ones stands in the table."""
    number, (one, several) = len({finding.duty for finding in findings}), _KINDS[findings[0].norm]
    return f"{number} {one if number == 1 else several} (see the table of duties)"


def _says(finding: Finding, views: Sequence[str], law: Law) -> tuple[str, str]:
    """Return the rank and the words of a finding with the gates set aside; what was not due goes by one name."""
    told = by_view(finding, views)
    if is_waiting(finding):
        return "waiting", WAITING[:1].upper() + WAITING[1:]
    if is_idle(finding):
        return "idle", "Nothing expected" if finding.norm else "Nothing due"
    said = phrase(told, law, whole=False) + _since(finding, told)
    return told[0].rank, said[:1].upper() + said[1:]


def _since(finding: Finding, told: Sequence[Said]) -> str:
    """Say since when, of the gravest outcome that dates from an event."""
    plain = [said.words.partition(" (")[0] for said in told]
    line = next((event_line(finding, _EVENT[word]) for word in plain if word in _EVENT), None)
    if line is None:
        return ""
    return f", {since(line)}" if line.possible == line.certain else f"; {NOUNS[line.event]} {since(line)}"


def _about(findings: Sequence[Finding], assessment: Assessment, law: Law) -> str:
    """Say which duties, and toward whom; those owed to the same States stand together."""
    owed: dict[str, list[str]] = {}
    for (bearer, beneficiary), whole in frames(assessment).items():
        meant = [one for one in findings if (one.bearer, one.beneficiary) == (bearer, beneficiary)]
        if meant and meant[0].norm:
            owed.setdefault(not_law(meant), []).append(beneficiary)
        elif meant:
            owed.setdefault(duties_label(meant, law, whole), []).append(beneficiary)
    return "; ".join(f"{duties} {toward(states, findings[0].bearer, assessment)}" for duties, states in owed.items())
