"""What may be said today on the record, and what saying it would concede: the reader's own exposure told beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duecare.assess.elements import MET, Part, of_frame, under
from duecare.assess.model import Finding
from duecare.report.binding import dividing_gates
from duecare.report.document import Block, Inline, Paragraph, Strong, Text
from duecare.report.memo_element_words import clause_of, leaves_of, support
from duecare.report.memo_reader import in_question, named, own_of
from duecare.report.memo_record import Desk
from duecare.report.names import duties_label, obligation_label
from duecare.report.standard import standard_words
from duecare.report.wording import FAILED, issues_words, outcome_under

_MOST = 4
_AS_BEARER = (
    "To deny that a duty binds is a position that will be cited where the State is itself affected. To explain what "
    "was done concedes no duty if it is said to be without prejudice, and a step that is shown counts in every reading."
)


def saying(state: str, asked: Sequence[Finding], desk: Desk, told: dict[Text, str]) -> Iterator[Block]:
    """Yield what the record bears out today, what it does not, and what a statement would commit its author to.

    told  what was said of other States already, which is not said twice.
    """
    if not asked:
        return
    yield Paragraph((Strong("What may be said today. "), *_borne_out(state, asked, desk)))
    conceded = _conceded(state, asked, desk)
    if conceded:
        first = told.setdefault(conceded, state)
        said = conceded if first == state else (f"The same as said of {named(first, desk.assessment)}.",)
        yield Paragraph((Strong("What saying it concedes. "), *said))


def _borne_out(state: str, asked: Sequence[Finding], desk: Desk) -> Text:
    shown: dict[str, Text] = {}
    for frame in dict.fromkeys((one.bearer, one.beneficiary) for one in asked if one.beneficiary):
        for part in of_frame(desk.parts, *frame):
            answer = under(part)
            if answer.settled and answer.words == (MET,) and _tells(part, desk) and (said := clause_of(part, desk)):
                shown.setdefault(said, support(part, desk))
    listed = [(said, paras) for said, paras in shown.items() if paras][:_MOST]
    parts: list[Inline] = []
    for number, (said, paras) in enumerate(listed):
        lead = "; and that " if number == len(listed) - 1 else "; that "
        if not number:
            lead = f"By the standard of {standard_words(desk.assessment.standard)}, that "
        parts += [f"{lead}{said} (", *paras, ")"]
    failed = [one for one in asked if outcome_under(one, "").settled and outcome_under(one, "").words[0] in FAILED]
    divided = [one for one in asked if one not in failed and _fails_somewhere(one)]
    lead = ". " if parts else ""
    if failed:
        parts.append(f"{lead}On these duties the record shows, under every reading, that what was due was not done in "
                     f"time, if they bind: {duties_label(failed, desk.law, asked)}. ")  # fmt: skip
    elif divided:
        parts.append(f"{lead}That what was due was not done in time may be said only together with the reading on "
                     f"which it rests ({duties_label(divided, desk.law, asked)}). ")  # fmt: skip
    else:
        parts.append(f"{lead}Not on this record: that a duty was breached. ")
    parts.append(
        f"Nor that the operation is the act of {named(state, desk.assessment)}, of which nothing is decided here."
    )
    return tuple(parts)


def _tells(part: Part, desk: Desk) -> bool:
    """Say whether a condition tells something of the case: what makes a duty apply, harm that was done, knowledge."""
    events = {leaf.name for leaf in desk.law.leaves if leaf.onset}
    return any(stage != "due" for stage, _ in part.duties) or bool(events & set(leaves_of(part, desk)))


def _fails_somewhere(finding: Finding) -> bool:
    return any(one.words and {*one.words} & FAILED for one in finding.if_binds if one.settled or one.turns_on)


def _conceded(state: str, asked: Sequence[Finding], desk: Desk) -> Text:
    """Say which positions a statement would repeat or newly take, and where the reader itself would be measured."""
    code = desk.reader.code
    if not code or state == code:
        return (_AS_BEARER,) if code else ()
    who = named(code, desk.assessment)
    lines: list[str] = []
    for obligation in dict.fromkeys(one.obligation for one in asked):
        line = _of_obligation([one for one in asked if one.obligation == obligation], who, desk)
        lines += [line] if line else []
    lines.append(_exposure(who, desk))
    return (" ".join(lines),)


def _of_obligation(findings: Sequence[Finding], who: str, desk: Desk) -> str:
    label = obligation_label(findings[0].obligation, desk.law)
    gates = dividing_gates(findings, desk.law)
    taken = {took.issue for one in findings if (own := own_of(one, desk.reader)) for took in own.positions}
    denied = any(own.force and own.force.value == "no" for one in findings if (own := own_of(one, desk.reader)))
    if not gates:
        return ""
    if denied:
        return f"To rely on the {label} departs from what {who} has declared."
    fresh = [name for name in gates if name not in taken]
    repeated = (
        f"To rely on the {label} repeats what {who} has declared on {issues_words([n for n in gates if n in taken])}"
    )
    if not fresh:
        return f"{repeated}."
    if len(fresh) == len(gates):
        return f"To rely on the {label} takes positions that {who} has not declared: on {issues_words(fresh)}."
    return f"{repeated}; so far as more than that is meant, it also takes positions on {issues_words(fresh)}."


def _exposure(who: str, desk: Desk) -> str:
    own = in_question(one for one in desk.assessment.findings if one.bearer == desk.reader.code)
    general = (
        f"Whatever measure of knowledge, capacity and time is asked of another is asked of {who} where harm to others "
        "comes from or through its own territory"
    )
    if not own:
        return f"{general}; the record puts none of its own duties in question."
    return f"{general}; of its own duties the record puts in question: {duties_label(own, desk.law)}."
