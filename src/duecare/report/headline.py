"""The answer in a legal adviser's words: for each frame, what if it binds, and whether it binds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duecare.assess.model import Assessment, Finding, HistoryLine, Outcome
from duecare.ir.declarations import Law
from duecare.report.document import joined
from duecare.report.wording import (
    FAILED,
    duty_label,
    frame_label,
    frames,
    issue_label,
    outcome_under,
    short_obligation,
    tone,
    view_label,
    views_in_order,
)

_EVENT = {"breached": "breached", "liable": "liable", "not met": "omitted", "met late": "omitted"}
_NOUN = {"breached": "a breach", "liable": "liability", "omitted": "an omission"}
RANKS = ("failed", "open", "done", "idle")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer: duties with one outcome. rank: `failed`, `open`, `done` or `idle`."""

    rank: str
    duties: str
    says: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer for one frame: the lines if the duties bind, worst first, and whether they bind."""

    bearer: str
    beneficiary: str
    lines: tuple[Line, ...]
    binding: tuple[Line, ...]

    @property
    def idle(self) -> bool:
        """Say that nothing is or was due in this frame under any view."""
        return all(line.rank == "idle" for line in self.lines)


def answers(assessment: Assessment, law: Law) -> tuple[Answer, ...]:
    """Return the answer of every frame, those with something not done first."""
    made = [_answer(frame, findings, assessment, law) for frame, findings in frames(assessment).items()]
    return tuple(sorted(made, key=lambda answer: min(_rank(line) for line in answer.lines)))


def headline(assessment: Assessment, law: Law) -> str:
    """Return the whole answer as plain text."""
    told = answers(assessment, law)
    blocks = [_block(answer, assessment) for answer in told if not answer.idle]
    idle = [f"{title(answer, assessment)}" for answer in told if answer.idle]
    if idle:
        blocks.append(f"Under no view is anything due: {'; '.join(idle)}.")
    return "\n\n".join(blocks) + "\n"


def title(answer: Answer, assessment: Assessment) -> str:
    """Return the heading of a frame: `Northland toward Southland`."""
    return frame_label(answer.bearer, answer.beneficiary, assessment)


def _block(answer: Answer, assessment: Assessment) -> str:
    lines = [f"  - {line.duties}: {line.says}." for line in answer.lines]
    binding = [f"  - {line.duties}: {line.says}." for line in answer.binding]
    parts = [title(answer, assessment), " If it binds:", *lines]
    return "\n".join([*parts, " Whether it binds:", *binding] if binding else parts)


def _answer(frame: tuple[str, str], findings: Sequence[Finding], assessment: Assessment, law: Law) -> Answer:
    told = [(_says(finding, views_in_order(assessment, law), law), finding) for finding in findings]
    lines = [Line(rank, duties, says) for (rank, says), duties in _grouped(told, law)]
    binding = [(("", _binds(finding, law)), finding) for finding in findings if _may_bind(finding)]
    forces = [Line("", duties, says) for (_, says), duties in _grouped(binding, law, whole=findings)]
    return Answer(*frame, tuple(sorted(lines, key=_rank)), tuple(forces))


def _may_bind(finding: Finding) -> bool:
    return bool(finding.force) and not finding.norm


def _rank(line: Line) -> int:
    return RANKS.index(line.rank)


def _grouped(
    told: Iterable[tuple[tuple[str, str], Finding]], law: Law, whole: Sequence[Finding] = ()
) -> list[tuple[tuple[str, str], str]]:
    """Join duties of which the same is said; an obligation all of whose duties are meant goes by its name."""
    groups: dict[tuple[tuple[str, str], bool], list[Finding]] = {}
    for said, finding in told:
        groups.setdefault((said, finding.norm), []).append(finding)
    return [(said, duties_label(findings, law, whole)) for (said, _), findings in groups.items()]


def duties_label(findings: Sequence[Finding], law: Law, whole: Sequence[Finding] = ()) -> str:
    """Return what to call several duties; an obligation all of whose duties in `whole` are meant, by name."""
    by_obligation: dict[str, list[Finding]] = {}
    for finding in findings:
        by_obligation.setdefault("" if finding.norm else finding.obligation, []).append(finding)
    texts = []
    for obligation, group in by_obligation.items():
        duties = joined(duty_label(finding) for finding in group) + ("" if obligation else ", which is not law")
        everything = whole and len(group) == sum(one.obligation == obligation for one in whole)
        named = short_obligation(obligation, law) if obligation else ""
        texts.append(named if everything and named else f"{named} ({duties})" if named else duties)
    text = "; ".join(texts)
    return text[:1].upper() + text[1:]


def _says(finding: Finding, views: Sequence[str], law: Law) -> tuple[str, str]:
    """Return the rank and the words of a finding with the gates set aside."""
    together = outcome_under(finding, "")
    groups: dict[tuple[int, str], list[str]] = {}
    for outcome in [outcome_under(finding, view) for view in views] or [together]:
        groups.setdefault((_weight(outcome), _word(outcome)), []).append(outcome.view)
    ordered = [((_weight(together), _word(together)), [""])] if together.settled else sorted(groups.items())
    rank, since = RANKS[ordered[0][0][0]], _since(finding, [word for (_, word), _ in ordered])
    if len(ordered) == 1:
        return rank, f"{ordered[0][0][1]} under every view{since}"
    parts = [f"{word} {_under(names, law)}" for (_, word), names in ordered]
    return rank, "; ".join(parts) + _turns(together) + since


def _weight(outcome: Outcome) -> int:
    return RANKS.index(tone(outcome))


def _word(outcome: Outcome) -> str:
    if outcome.settled:
        return outcome.words[0]
    if outcome.turns_on:
        issues = joined(issue_label(name) for name in outcome.turns_on)
        return f"{joined(outcome.words, 'or')} (turns on {issues})"
    if outcome.not_established:
        return "open (not established)"
    listed = len(outcome.words) <= 3 or not FAILED & set(outcome.words)
    return f"open ({', '.join(outcome.words[:-1])} or {outcome.words[-1]})" if listed else "open"


def _under(views: Sequence[str], law: Law) -> str:
    return "under " + joined(view_label(view, law) for view in views)


def _turns(together: Outcome) -> str:
    return f" (turns on {joined(issue_label(name) for name in together.turns_on)})" if together.turns_on else ""


def _since(finding: Finding, words: Sequence[str]) -> str:
    """Say since when, of the worst word that dates from an event."""
    event = next((_EVENT[word.partition(" (")[0]] for word in words if word.partition(" (")[0] in _EVENT), "")
    line = next((line for line in finding.history if line.event == event), None)
    return f"; {_NOUN[event]} is {_from(line)}" if line and (line.possible or line.certain) else ""


def _from(line: HistoryLine) -> str:
    if line.possible == line.certain or not line.possible:
        return f"certain from {line.certain}"
    certain = f" and certain from {line.certain}" if line.certain else ""
    return f"possible from {line.possible}{certain}"


def since_words(line: HistoryLine) -> str:
    """Say since when something held: `since 4 March`, or from when it is possible and from when certain."""
    if line.possible == line.certain or not line.possible:
        return f"since {line.certain}"
    if not line.certain:
        return f"possibly since {line.possible}"
    return f"since {line.possible} (possible), {line.certain} (certain)"


def _binds(finding: Finding, law: Law) -> str:
    """Say under which views the duty is in force."""
    groups: dict[str, list[str]] = {}
    issues: dict[str, None] = {}
    for force in sorted(finding.force, key=lambda force: view_label(force.view, law).casefold()):
        if force.view:
            groups.setdefault(force.value, []).append(force.view)
            issues |= dict.fromkeys(issue_label(issue) for issue in force.issues)
    turns = f" (turns on {joined(issues)})" if issues else ""
    words = {"yes": "yes", "no": "no", "open": "left open"}
    if len(groups) == 1:
        return f"{words[next(iter(groups))]} under every view{turns}"
    parts = [f"{words[value]} {_under(groups[value], law)}" for value in words if value in groups]
    return "; ".join(parts) + turns
